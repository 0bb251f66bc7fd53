// The drift benchmark: 100 models and tables, 200 migrations, the whole command with the replay of all of them.
import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { median, milliseconds, percentile, table } from '../report.mjs';
import { generateDriftProject, migrationCount, modelCount } from './drift-project.mjs';

const run = promisify(execFile);

/** Prints medians. `place` is a server that takes databases of their own. */
export async function benchDrift({ root, seqscope, runs, env, place }) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'seqscope-bench-drift-')));
  const database = `bench_drift_${process.pid}`;
  const client = new pg.Client({
    host: place.host,
    port: place.port,
    user: place.user,
    database: 'postgres',
  });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${database}`);
    await generateDriftProject(folder, join(root, 'node_modules'));
    const options = { cwd: folder, env: { ...env, DB_NAME: database }, maxBuffer: 64 * 1024 * 1024 };
    await run(process.execPath, [seqscope, 'db:migrate'], options);
    const rows = [];
    for (const [title, args] of contenders) {
      const times = [];
      for (let index = -1; index < runs; index += 1) {
        const start = performance.now();
        const { stdout } = await run(process.execPath, [seqscope, 'drift', '--json', ...args], options);
        if (index >= 0) times.push(performance.now() - start);
        const { differences, tableCount } = JSON.parse(stdout);
        if (differences.length > 0 || tableCount !== modelCount)
          throw new Error(`unexpected drift: ${stdout.slice(0, 2000)}`);
      }
      rows.push([title, milliseconds(median(times)), milliseconds(percentile(times, 95))]);
    }
    console.log(`\nDrift of ${modelCount} models and tables, ${migrationCount} migrations; ${runs} runs\n`);
    console.log(table(['', 'median', 'p95'], rows));
  } finally {
    await client.query(`DROP DATABASE IF EXISTS ${database}`);
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
}

const contenders = [
  ['seqscope drift', []],
  ['seqscope drift --sides models,database', ['--sides', 'models,database']],
  ['seqscope drift --sides database,migrations', ['--sides', 'database,migrations']],
];
