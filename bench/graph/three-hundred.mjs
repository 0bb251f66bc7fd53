// A project of 300 models whose tables are there: a hub that forty refer to, a tree of three to one, and every fifth in a ring.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

export const modelCount = 300;
const hubNeighbours = 40;

const nameOf = (index) => `Entity${String(index).padStart(3, '0')}`;
const tableOf = (index) => `entity_${String(index).padStart(3, '0')}`;

/** By column: the number of the model it refers to. */
function keysOf(index) {
  const keys = {};
  if (index > 0) keys.parent_id = Math.floor((index - 1) / 3);
  if (index > 3 && index <= 3 + hubNeighbours) keys.owner_id = 0;
  if (index % 5 === 0) keys.next_id = (index + 5) % modelCount;
  return keys;
}

/** In a schema of their own, so that what else is measured is not in their way. */
export async function makeEntities({ host, port, database, user }) {
  const client = new pg.Client({ host, port, database, user });
  await client.connect();
  const indexes = Array.from({ length: modelCount }, (_, index) => index);
  const columns = Array.from({ length: 8 }, (_, index) => `value_${index} text`).join(', ');
  const tables = indexes.map((index) => {
    const keys = Object.keys(keysOf(index)).map((column) => `, ${column} integer`);
    return `CREATE TABLE graph.${tableOf(index)} (id integer PRIMARY KEY, ${columns}${keys.join('')});`;
  });
  const constraints = indexes.flatMap((index) =>
    Object.entries(keysOf(index)).map(
      ([column, other]) =>
        `ALTER TABLE graph.${tableOf(index)} ADD FOREIGN KEY (${column}) REFERENCES graph.${tableOf(other)};`,
    ),
  );
  try {
    await client.query(`CREATE SCHEMA graph; ${tables.join('\n')} ${constraints.join('\n')}`);
  } finally {
    await client.end();
  }
}

/** Writes the project into `root`. */
export async function writeEntities(root, { host, port, database, user }, packages) {
  const define = (index) => {
    const keys = Object.keys(keysOf(index));
    const attributes = [
      'id: { type: DataTypes.INTEGER, primaryKey: true }',
      ...Array.from({ length: 8 }, (_, value) => `value_${value}: DataTypes.TEXT`),
      ...keys.map((column) => `${column}: DataTypes.INTEGER`),
    ];
    return `exports.${nameOf(index)} = sequelize.define('${nameOf(index)}', { ${attributes.join(', ')} },
  { tableName: '${tableOf(index)}', schema: 'graph', timestamps: false });`;
  };
  const relate = (index) =>
    Object.entries(keysOf(index)).map(
      ([column, other]) =>
        `exports.${nameOf(index)}.belongsTo(exports.${nameOf(other)}, { as: '${column.slice(0, -3)}', foreignKey: '${column}' });
exports.${nameOf(other)}.hasMany(exports.${nameOf(index)}, { as: '${column.slice(0, -3)}Of${index}', foreignKey: '${column}' });`,
    );
  const indexes = Array.from({ length: modelCount }, (_, index) => index);
  const settings = JSON.stringify({
    dialect: 'postgres',
    host,
    port,
    database,
    username: user,
    logging: false,
  });
  await mkdir(join(root, 'models'), { recursive: true });
  await symlink(packages, join(root, 'node_modules'));
  await writeFile(
    join(root, 'package.json'),
    '{ "name": "three-hundred", "dependencies": { "sequelize": "6", "pg": "8" } }',
  );
  await writeFile(
    join(root, 'models/index.js'),
    [
      `const { DataTypes, Sequelize } = require('sequelize');`,
      `const sequelize = (exports.sequelize = new Sequelize(${settings}));`,
      ...indexes.map(define),
      ...indexes.flatMap(relate),
      '',
    ].join('\n'),
  );
}
