// The migrating benchmark: what a migrator's run, its status and the opening of its timeline cost, beside sequelize-cli.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { openHost, request } from '../open-host.mjs';
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
    await writeFile(join(large, '.sequelizerc'), "module.exports = { 'migration-history': true };\n");
    const withHistory = await measureTimeline(large, { hostFile, runs, env, place, seqscope });
    print({ up, status, timeline, withHistory, runs });
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
    await writeFile(join(folder, 'migrations', fileName(index)), textOf(tableName(index)));
  }
  return folder;
}

function tableName(index) {
  return `t${String(index).padStart(4, '0')}`;
}

function fileName(index) {
  const name = tableName(index);
  return `2024${name.slice(1)}00-${name}.js`;
}

function textOf(name) {
  return `'use strict';
module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.createTable('${name}', { id: { type: Sequelize.INTEGER, primaryKey: true }, note: Sequelize.STRING }),
  down: (queryInterface) => queryInterface.dropTable('${name}'),
};\n`;
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

/** From the connection of a console's host until the journal has come over; with `seqscope`, which makes the tables, of a history too. */
async function measureTimeline(project, { hostFile, runs, env, place, seqscope }) {
  return withDatabase(place, env, async (database) => {
    const client = new pg.Client(clientOptions({ ...place, database: database.DB_NAME }));
    await client.connect();
    const names = Array.from({ length: timelineMigrations - 10 }, (_, index) => fileName(index));
    if (seqscope === undefined) {
      await client.query('CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY)');
    } else {
      await run(process.execPath, [seqscope, 'db:migrate', '--step', '1'], { cwd: project, env: database });
      const checksums = names.map((_, index) =>
        createHash('sha256')
          .update(textOf(tableName(index)))
          .digest('hex'),
      );
      await client.query(
        `INSERT INTO "SequelizeMetaHistory" (name, direction, started_at, duration_ms, os_user, host, tool, checksum)
         SELECT name, 'up', now(), 7, 'bench', 'bench', 'seqscope', checksum FROM unnest($1::text[], $2::text[]) AS executed(name, checksum)`,
        [names.slice(1), checksums.slice(1)],
      );
    }
    await client.query('INSERT INTO "SequelizeMeta" SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', [
      names,
    ]);
    await client.end();
    const times = [];
    for (let index = -1; index < runs; index += 1) {
      const host = openHost(hostFile, { root: project, env: database });
      await host.ask(request('database'));
      const { ms, result } = await timed(() => host.ask(request('journal', 'migrations')));
      await host.close();
      const executed = result.entries.filter(({ state }) => state === 'executed');
      const known = executed.filter(({ history, flags = [] }) => history !== undefined && flags.length === 0);
      const expected = [names.length, seqscope === undefined ? 0 : names.length];
      if (executed.length !== expected[0] || known.length !== expected[1])
        throw new Error(`${executed.length} executed, ${known.length} in the history: nothing to measure.`);
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

function print({ up, status, timeline, withHistory, runs }) {
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
  const absolute = (title, times) => [title, '', milliseconds(median(times)), '', 'under 100 ms'];
  console.log(`\nMigrating beside sequelize-cli; medians of ${runs} rounds of both in turns\n`);
  console.log(
    table(
      ['', 'ratio', 'seqscope', 'sequelize-cli', 'limit'],
      [
        compared(`db:migrate, ${smallMigrations} small migrations`, up, 'at most 0.7×'),
        compared('db:migrate:status', status, 'at most 0.4×'),
        absolute(`timeline of ${timelineMigrations} migrations, once connected`, timeline),
        absolute('the same with a history', withHistory),
      ],
    ),
  );
}
