// The migrating benchmark: what a migrator's run, its status and the opening of its timeline cost, beside sequelize-cli.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { openHost } from '../open-host.mjs';
import { median, milliseconds, table } from '../report.mjs';

const run = promisify(execFile);
const smallMigrations = 100;
const timelineMigrations = 1_000;

/** Prints the ratios. `place` is a server that takes databases of their own. */
export async function benchMigrating({ root, seqscope, sequelizeCli, hostFile, runs, env, place }) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'sqm-')));
  try {
    const small = await makeProject(join(folder, 'small'), root, smallMigrations);
    const large = await makeProject(join(folder, 'large'), root, timelineMigrations);
    const tools = { seqscope, cli: sequelizeCli };
    const setting = { tools, runs, env, place };
    const up = await measureUp(small, setting);
    const status = await measureStatus(small, setting);
    const timeline = await measureTimeline(large, { hostFile, runs, env, place });
    print({ up, status, timeline, runs });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function makeProject(folder, root, count) {
  await mkdir(join(folder, 'migrations'), { recursive: true });
  await mkdir(join(folder, 'config'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{ "name": "small", "private": true }\n');
  await writeFile(
    join(folder, 'config/config.js'),
    `const { DB_HOST: host, DB_PORT: port, DB_NAME: database, DB_USERNAME: username } = process.env;
module.exports = { development: { dialect: 'postgres', host, port, database, username, logging: false } };\n`,
  );
  for (let index = 0; index < count; index += 1) {
    const name = `t${String(index).padStart(4, '0')}`;
    await writeFile(
      join(folder, 'migrations', `2024${name.slice(1)}00-${name}.js`),
      `'use strict';
module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable('${name}', { id: { type: Sequelize.INTEGER, primaryKey: true }, note: Sequelize.STRING }),
  down: (queryInterface) => queryInterface.dropTable('${name}'),
};\n`,
    );
  }
  return folder;
}

/** All migrations on an empty database, one tool after the other, who goes first alternating. */
async function measureUp(project, { tools, runs, env, place }) {
  return alternate(runs, tools, async (binary) =>
    withDatabase(place, env, async (database) =>
      timed(() => run(process.execPath, [binary, 'db:migrate'], { cwd: project, env: database })),
    ),
  );
}

async function measureStatus(project, { tools, runs, env, place }) {
  return withDatabase(place, env, async (database) => {
    await run(process.execPath, [tools.seqscope, 'db:migrate'], { cwd: project, env: database });
    return alternate(runs, tools, async (binary) =>
      timed(() => run(process.execPath, [binary, 'db:migrate:status'], { cwd: project, env: database })),
    );
  });
}

/** From the connection of a console's host until the journal has come over. */
async function measureTimeline(project, { hostFile, runs, env, place }) {
  return withDatabase(place, env, async (database) => {
    const client = new pg.Client(clientOptions({ ...place, database: database.DB_NAME }));
    await client.connect();
    await client.query('CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY)');
    await client.query(
      `INSERT INTO "SequelizeMeta" SELECT format('2024%s00-t%s.js', n, n)
         FROM (SELECT lpad(g::text, 4, '0') AS n FROM generate_series(0, ${timelineMigrations - 11}) AS g) AS names`,
    );
    await client.end();
    const times = [];
    for (let index = -1; index < runs; index += 1) {
      const host = openHost(hostFile, { root: project, env: database });
      await host.ask({ method: 'database' });
      const { ms, result } = await timed(() => host.ask({ method: 'journal', kind: 'migrations' }));
      await host.close();
      const executed = result.entries.filter(({ state }) => state === 'executed').length;
      if (executed !== timelineMigrations - 10) throw new Error(`${executed} executed: nothing to measure.`);
      if (index >= 0) times.push(ms);
    }
    return times;
  });
}

async function alternate(runs, tools, measure) {
  const times = { seqscope: [], cli: [] };
  for (let round = -1; round < runs; round += 1) {
    const order = round % 2 === 0 ? ['seqscope', 'cli'] : ['cli', 'seqscope'];
    for (const name of order) {
      const { ms } = await measure(tools[name]);
      if (round >= 0) times[name].push(ms);
    }
  }
  return times;
}

async function withDatabase(place, env, work) {
  const server = new pg.Client(clientOptions({ ...place, database: 'postgres' }));
  await server.connect();
  const name = `bench_migrating_${process.pid}`;
  try {
    await server.query(`CREATE DATABASE ${name}`);
    return await work({ ...env, DB_NAME: name });
  } finally {
    await server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.end();
  }
}

function clientOptions({ host, port, user, database }) {
  return { host, port, user, database };
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}

function print({ up, status, timeline, runs }) {
  const compared = (title, { seqscope, cli }, limit) => {
    const ratios = seqscope.map((ms, index) => ms / cli[index]);
    return [
      title,
      `${median(ratios).toFixed(2)}×`,
      milliseconds(median(seqscope)),
      milliseconds(median(cli)),
      limit,
    ];
  };
  console.log(`\nMigrating beside sequelize-cli; medians of ${runs} rounds of both in turns\n`);
  console.log(
    table(
      ['', 'ratio', 'seqscope', 'sequelize-cli', 'limit'],
      [
        compared(`db:migrate, ${smallMigrations} small migrations`, up, 'at most 0.7×'),
        compared('db:migrate:status', status, 'at most 0.4×'),
        [
          `timeline of ${timelineMigrations} migrations, once connected`,
          '',
          milliseconds(median(timeline)),
          '',
          'under 100 ms',
        ],
      ],
    ),
  );
}
