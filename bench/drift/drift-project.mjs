// A project of 100 models and the 200 migrations that make exactly their tables. The same bytes on every machine.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export const modelCount = 100;
export const migrationCount = 200;

/** Writes it into `root`, with the packages of `packages` (a node_modules folder). */
export async function generateDriftProject(root, packages) {
  for (const folder of ['models', 'migrations', 'config'])
    await mkdir(join(root, folder), { recursive: true });
  await symlink(packages, join(root, 'node_modules'));
  const files = {
    'package.json': JSON.stringify({ name: 'bench-drift', dependencies: { sequelize: '6', pg: '8' } }),
    'config/config.js': `const { DB_HOST: host, DB_PORT: port, DB_NAME: database, DB_USERNAME: username } = process.env;
module.exports = { development: { dialect: 'postgres', host, port, database, username, logging: false } };`,
    'models/index.js': indexSource,
  };
  for (let index = 0; index < modelCount; index += 1) {
    const number = String(index).padStart(3, '0');
    files[`models/thing${number}.js`] = modelSource(index);
    files[`migrations/202401${number}000-create-${number}.js`] = createSource(index);
    files[`migrations/202402${number}000-extend-${number}.js`] = extendSource(index);
  }
  for (const [path, text] of Object.entries(files)) await writeFile(join(root, path), `${text}\n`);
}

const tableName = (index) => `things_${String(index).padStart(3, '0')}`;
const parentOf = (index) => (index === 0 ? null : Math.floor((index - 1) / 3));

const indexSource = `const { readdirSync } = require('node:fs');
const { Sequelize, DataTypes } = require('sequelize');
const { development } = require('../config/config.js');
const sequelize = new Sequelize({ ...development });
for (const name of readdirSync(__dirname).filter((file) => file.startsWith('thing'))) require('./' + name)(sequelize, DataTypes);
for (const model of Object.values(sequelize.models)) model.associate?.(sequelize.models);
module.exports = { sequelize };`;

function modelSource(index) {
  const parent = parentOf(index);
  return `module.exports = (sequelize, DataTypes) => {
  const Thing = sequelize.define('Thing${index}', {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    name: { type: DataTypes.STRING(80), allowNull: false },
    code: { type: DataTypes.STRING, unique: true },
    status: { type: DataTypes.ENUM('draft', 'sent', 'done'), allowNull: false, defaultValue: 'draft' },
    amount: { type: DataTypes.DECIMAL(12, 2), defaultValue: 0 },
    startsOn: { type: DataTypes.DATEONLY, field: 'starts_on' },
    tags: { type: DataTypes.ARRAY(DataTypes.STRING), defaultValue: [] },
    details: { type: DataTypes.JSONB },
    isActive: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true, field: 'is_active' },
    note: { type: DataTypes.TEXT },
  }, { tableName: '${tableName(index)}', underscored: true, indexes: [{ fields: ['status', 'starts_on'] }] });
  ${parent === null ? '' : `Thing.associate = (models) => Thing.belongsTo(models.Thing${parent}, { as: 'parent', foreignKey: { name: 'parentId', field: 'parent_id' }, onDelete: 'SET NULL' });`}
  return Thing;
};`;
}

function createSource(index) {
  const name = tableName(index);
  const parent = parentOf(index);
  return `module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable('${name}', {
      id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true },
      name: { type: Sequelize.STRING(80), allowNull: false },
      code: { type: Sequelize.STRING, unique: true },
      status: { type: Sequelize.ENUM('draft', 'sent', 'done'), allowNull: false, defaultValue: 'draft' },
      amount: { type: Sequelize.DECIMAL(12, 2), defaultValue: '0.00' },
      starts_on: Sequelize.DATEONLY,
      tags: { type: Sequelize.ARRAY(Sequelize.STRING), defaultValue: [] },
      created_at: { type: Sequelize.DATE, allowNull: false },
      updated_at: { type: Sequelize.DATE, allowNull: false },
      ${parent === null ? '' : `parent_id: { type: Sequelize.INTEGER, references: { model: '${tableName(parent)}', key: 'id' }, onDelete: 'SET NULL', onUpdate: 'CASCADE' },`}
    }),
  down: (queryInterface) => queryInterface.dropTable('${name}'),
};`;
}

function extendSource(index) {
  const name = tableName(index);
  return `module.exports = {
  async up(queryInterface, Sequelize) {
    await queryInterface.addColumn('${name}', 'details', Sequelize.JSONB);
    await queryInterface.addColumn('${name}', 'is_active', { type: Sequelize.BOOLEAN, allowNull: false, defaultValue: true });
    await queryInterface.addColumn('${name}', 'note', Sequelize.TEXT);
    await queryInterface.addIndex('${name}', ['status', 'starts_on']);
  },
  async down(queryInterface) {
    for (const column of ['details', 'is_active', 'note']) await queryInterface.removeColumn('${name}', column);
  },
};`;
}
