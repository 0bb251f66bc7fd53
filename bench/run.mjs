// `npm run bench`: what starting and using seqscope costs, beside what it is compared with, in one run on one machine.
// Prints medians and ratios; judges nothing, because a shared machine would judge itself.
// `npm run bench -- --only start|loading|describe|migrating|drift|graph|rows|export|explain|repl` runs one part of it; BENCH_ROWS says how many rows there are to page through.
// `npm run bench -- --project DIR [--models FILE] [--register PACKAGE]…` only compares loading the models of a checkout with
// what its own code costs, run as it runs itself; without `--models` by the index of the models that seqscope finds.
import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { measureConsole, measureEcho } from './console.mjs';
import { benchDescribing } from './describing/describing.mjs';
import { benchDrift } from './drift/drift.mjs';
import { benchExplain } from './explain.mjs';
import { benchExport } from './export.mjs';
import { measureHost } from './host.mjs';
import { benchGenerated, benchProject } from './loading/loading.mjs';
import { benchMigrating } from './migrating/migrating.mjs';
import { benchRepl } from './repl/repl.mjs';
import { benchRows } from './rows/rows.mjs';
import { median, milliseconds, percentile, table } from './report.mjs';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const seqscope = join(root, 'bin/seqscope.js');
const sequelizeCli = join(root, 'node_modules/sequelize-cli/lib/sequelize');
const hostFile = join(root, 'dist/host.mjs');
const runs = Number(process.env.BENCH_RUNS ?? 7);
// Shares of a second differ more from run to run than what they are compared for.
const loadingRuns = Number(process.env.BENCH_RUNS ?? 11);
const bigRows = Number(process.env.BENCH_ROWS ?? 10_000_000);
const { values: given } = parseArgs({
  options: {
    only: { type: 'string' },
    project: { type: 'string' },
    models: { type: 'string' },
    register: { type: 'string', multiple: true, default: [] },
  },
});

if (!existsSync(join(root, 'dist/main.mjs'))) {
  console.error('There is no dist/: run `npm run build` first.');
  process.exit(2);
}

if (given.project !== undefined) {
  const project = resolve(given.project);
  const models = given.models ?? (await modelsIndex(project));
  const { register: registers } = given;
  await benchProject({ project, models, registers, hostFile, runs: loadingRuns, env: process.env });
  process.exit();
}

const wants = (part) => given.only === undefined || given.only === part;
if (wants('explain')) await benchExplain();
// It needs no database.
if (given.only === 'explain') process.exit();

// A state directory of its own: the user's embedded databases are left alone, and the first start is a first start.
const home = await mkdtemp(join(tmpdir(), 'sqb-'));
const env = {
  ...process.env,
  XDG_STATE_HOME: home,
  XDG_CACHE_HOME: home,
  XDG_RUNTIME_DIR: home,
  NO_COLOR: '',
};
let holder;
try {
  const first = await timed(() => run(process.execPath, [seqscope, 'demo', '--json'], { cwd: root, env }));
  const place = JSON.parse(first.result.stdout);
  const second = await timed(() => run(process.execPath, [seqscope, 'demo', '--json'], { cwd: root, env }));

  // Whoever uses the embedded server last stops it: this one stays until the end.
  holder = spawn(
    process.execPath,
    [seqscope, 'sql', 'select pg_sleep(3600)', '--embedded', '--project', root],
    {
      cwd: root,
      env,
      stdio: 'ignore',
    },
  );
  const database = {
    ...env,
    DB_HOST: place.host,
    DB_PORT: String(place.port),
    DB_NAME: place.database,
    DB_USERNAME: place.user,
    DB_PASSWORD: '',
    DB_LOGGING: 'false',
  };
  await untilAnswering(database);

  if (wants('start')) await benchStart(database, first, second);
  if (wants('loading')) await benchGenerated({ root, hostFile, runs: loadingRuns, env });
  if (wants('describe')) await benchDescribing({ root, seqscope, runs, env, place, alternate });
  if (wants('migrating'))
    await benchMigrating({ root, seqscope, sequelizeCli, hostFile, runs, env: database, place });
  if (wants('drift')) await benchDrift({ root, seqscope, runs, env: database, place });
  if (wants('rows')) await benchRows({ place, rows: bigRows, runs, hostFile, seqscope, root, env: database });
  if (wants('repl')) await benchRepl({ root, seqscope, hostFile, runs, env: database });
  if (wants('export')) await benchExport(seqscope, { cwd: root, env: database, place, folder: home });
} finally {
  if (holder !== undefined) {
    const gone = new Promise((done) => holder.on('exit', done));
    holder.kill('SIGINT');
    await gone;
  }
  await rm(home, { recursive: true, force: true });
}

/** Commands and the console on the demo, beside a bare Node and sequelize-cli. */
async function benchStart(database, first, second) {
  const commands = await alternate(runs, {
    node: () => run(process.execPath, ['-e', '0']),
    status: () => run(process.execPath, [seqscope, 'status'], { cwd: root, env: database }),
    migrateStatus: () => run(process.execPath, [seqscope, 'db:migrate:status'], { cwd: root, env: database }),
    cli: () => run(process.execPath, [sequelizeCli, 'db:migrate:status'], { cwd: root, env: database }),
    query: () =>
      run(process.execPath, [seqscope, 'query', 'User', '--limit', '100', '--json'], {
        cwd: root,
        env: database,
      }),
  });
  const terminal = { columns: 200, rows: 60, cwd: root, env: database };
  const screens = [];
  for (let index = 0; index < runs; index += 1) {
    screens.push(await measureConsole(seqscope, { ...terminal, keystrokes: index === 0 ? 200 : 0 }));
  }
  const echo = await measureEcho({ ...terminal, keystrokes: 200 });
  const host = await measureHost(hostFile, { root, env: database });

  const node = median(commands.node);
  const cli = median(commands.cli);
  const keys = screens[0].keystrokes;
  const versus = (value, base, name) => `${(value / base).toFixed(2)}× ${name}`;
  const row = (what, value, compared = '') => [what, milliseconds(value), compared];

  console.log(`Medians of ${runs} runs; Node ${process.version}, ${process.platform} ${process.arch}\n`);
  console.log(
    table(
      ['', 'time', 'compared'],
      [
        row('node -e 0', node),
        row('sequelize-cli db:migrate:status', cli, versus(cli, node, 'node -e 0')),
        row(
          'seqscope db:migrate:status',
          median(commands.migrateStatus),
          versus(median(commands.migrateStatus), cli, 'sequelize-cli'),
        ),
        row(
          'seqscope status',
          median(commands.status),
          versus(median(commands.status), cli, 'sequelize-cli'),
        ),
        row(
          'seqscope query User --limit 100',
          median(commands.query),
          versus(median(commands.query), node, 'node -e 0'),
        ),
        row(
          'console: first frame',
          median(screens.map(({ firstFrameMs }) => firstFrameMs)),
          versus(median(screens.map(({ firstFrameMs }) => firstFrameMs)), node, 'node -e 0'),
        ),
        row(
          'console: models in the sidebar',
          median(screens.map(({ modelsMs }) => modelsMs)),
          versus(median(screens.map(({ modelsMs }) => modelsMs)), node, 'node -e 0'),
        ),
        row('console: first rows of a model', median(screens.map(({ rowsMs }) => rowsMs)), 'from Enter'),
        row(
          'keystroke to paint at 200x60, median',
          median(keys),
          versus(median(keys), median(echo), 'an echo of the terminal'),
        ),
        row(
          'keystroke to paint at 200x60, p95',
          percentile(keys, 95),
          versus(percentile(keys, 95), percentile(echo, 95), 'an echo of the terminal'),
        ),
        row('host process: a call and its answer', median(host.callMs)),
        row(
          'host process: a page of 100 users',
          median(host.pageMs),
          `of which PostgreSQL ${milliseconds(median(host.serverMs))}`,
        ),
        row('demo, first start (prepares)', first.ms),
        row('demo, next start', second.ms),
      ],
    ),
  );
}

/** Where seqscope finds the models, as something to require. */
async function modelsIndex(project) {
  const { stdout } = await run(process.execPath, [seqscope, 'project', '--json', '--project', project], {
    cwd: project,
  }).catch((error) => error);
  const { models } = JSON.parse(stdout).paths;
  if (models === null) throw new Error(`No models were found in ${project}: name their index with --models.`);
  const path = resolve(project, models);
  const indexes = ['js', 'cjs', 'mjs', 'ts', 'mts', 'cts'].map((extension) =>
    join(path, `index.${extension}`),
  );
  return indexes.find((index) => existsSync(index)) ?? path;
}

async function timed(work) {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}

/** Every contender once a round, so that a slow minute of the machine is everybody's. One round before counts for nothing. */
async function alternate(rounds, contenders) {
  const times = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(contenders)) {
      const { ms } = await timed(work);
      if (round >= 0) times[name].push(ms);
    }
  }
  return times;
}

async function untilAnswering(environment) {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    try {
      await run(process.execPath, [seqscope, 'sql', 'select 1'], { cwd: root, env: environment });
      return;
    } catch (error) {
      if (attempt === 49) throw error;
    }
  }
}
