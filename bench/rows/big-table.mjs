// A project of two models: a table of millions of rows and one of a hundred, alike but for their number.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

const columns = `id bigint PRIMARY KEY, account_id integer NOT NULL, status text NOT NULL, amount numeric(12, 2),
  created_at timestamptz NOT NULL, paid_at timestamptz, note text, details jsonb`;

/** `rows` rows in "events", the first hundred of them in "few_events". Ids are even, so that there is room between them. */
export async function makeTables({ host, port, database, user }, rows) {
  const client = new pg.Client({ host, port, database, user });
  await client.connect();
  try {
    for (const [name, count] of [
      ['events', rows],
      ['few_events', 100],
    ]) {
      await client.query(`CREATE TABLE ${name} (${columns})`);
      await client.query(`
        INSERT INTO ${name}
        SELECT n * 2, n % 50000, (ARRAY['new', 'paid', 'failed', 'refunded'])[1 + n % 4], (n % 100000) / 100.0,
               timestamptz '2020-01-01' + n * interval '13 seconds',
               CASE WHEN n % 3 = 0 THEN NULL ELSE timestamptz '2020-01-02' + n * interval '13 seconds' END,
               'event number ' || n, jsonb_build_object('source', 'web', 'n', n % 10)
          FROM generate_series(1, ${count}) AS n`);
      await client.query(`CREATE INDEX ON ${name} (created_at)`);
      await client.query(`CREATE INDEX ON ${name} (paid_at, id)`);
      await client.query(`VACUUM (ANALYZE) ${name}`);
    }
    await client.query('CHECKPOINT');
  } finally {
    await client.end();
  }
}

/** Writes the project into `root`. */
export async function writeProject(root, { host, port, database, user }, packages) {
  const model = (name, table) => `
  exports.${name} = sequelize.define('${name}', {
    id: { type: DataTypes.BIGINT, primaryKey: true },
    accountId: { type: DataTypes.INTEGER, field: 'account_id' },
    status: DataTypes.TEXT,
    amount: DataTypes.DECIMAL(12, 2),
    createdAt: { type: DataTypes.DATE, field: 'created_at' },
    paidAt: { type: DataTypes.DATE, field: 'paid_at' },
    note: DataTypes.TEXT,
    details: DataTypes.JSONB,
  }, { tableName: '${table}', timestamps: false });`;
  await mkdir(join(root, 'models'), { recursive: true });
  await symlink(packages, join(root, 'node_modules'));
  await writeFile(
    join(root, 'package.json'),
    '{ "name": "bench-rows", "dependencies": { "sequelize": "6", "pg": "8" } }',
  );
  await writeFile(
    join(root, 'models/index.js'),
    `const { Sequelize, DataTypes } = require('sequelize');
const sequelize = new Sequelize(${JSON.stringify({ dialect: 'postgres', host, port, database, username: user, logging: false })});
${model('Event', 'events')}${model('FewEvent', 'few_events')}
exports.sequelize = sequelize;
`,
  );
}
