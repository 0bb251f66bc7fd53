// A CSV export of a large table beside `psql \copy` of the same: time from start to end, and the most memory either took.
import { median, milliseconds, table } from './report.mjs';
import { execFile, spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const makeTable = (rows) => `
  CREATE TABLE bench_export AS
    SELECT n AS id, md5(n::text) || '@example.com' AS email, 'Name ' || n AS name, n % 7 = 0 AS verified,
           (n * 1.25)::numeric(12, 2) AS balance, timestamptz '2026-01-01' + n * interval '1 second' AS created_at,
           CASE WHEN n % 3 = 0 THEN jsonb_build_object('theme', 'dark', 'n', n) END AS settings
      FROM generate_series(1, ${rows}) n`;

/**
 * Milliseconds and bytes of each round, in turn. `psql` is null where it is not installed or cannot connect, and `isSame`
 * tells whether both files had the same bytes.
 */
async function measureExport(seqscope, { cwd, env, place, folder, rows = 1_000_000, rounds = 3 }) {
  const call = (...words) => run(process.execPath, [seqscope, ...words], { cwd, env });
  await call('sql', makeTable(rows));
  await call('sql', 'ANALYZE bench_export');
  const ours = join(folder, 'seqscope.csv');
  const theirs = join(folder, 'psql.csv');
  const connection = {
    ...env,
    PGHOST: place.host,
    PGPORT: String(place.port),
    PGDATABASE: place.database,
    PGUSER: place.user,
  };
  const copy = ['-X', '-q', '-c', `\\copy bench_export to '${theirs}' csv header`];
  const words = [seqscope, 'export', 'public.bench_export', '-o', ours, '--force'];
  let psql = [];
  const own = [];
  try {
    for (let round = -1; round < rounds; round += 1) {
      if (psql !== null) {
        const measured = await measureProcess('psql', copy, { cwd, env: connection }).catch(() => null);
        if (measured === null) psql = null;
        else if (round >= 0) psql.push(measured);
      }
      const measured = await measureProcess(process.execPath, words, { cwd, env });
      if (round >= 0) own.push(measured);
    }
    const isSame = psql === null ? null : (await readFile(ours)).equals(await readFile(theirs));
    return { rows, own, psql, isSame };
  } finally {
    await call('sql', 'DROP TABLE bench_export');
    await rm(ours, { force: true });
    await rm(theirs, { force: true });
  }
}

/** `peakBytes` is the most that was resident; null where there is no /proc. */
async function measureProcess(command, words, options) {
  const start = performance.now();
  const child = spawn(command, words, { ...options, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  let peakBytes = null;
  const look = setInterval(() => {
    readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => {
        const found = /VmHWM:\s+(\d+) kB/.exec(status);
        if (found !== null) peakBytes = Number(found[1]) * 1024;
      },
      () => undefined,
    );
  }, 50);
  try {
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) throw new Error(`${command} ended with ${code}: ${said}`);
    return { ms: performance.now() - start, peakBytes };
  } finally {
    clearInterval(look);
  }
}

/** Prints medians side by side. */
export async function benchExport(seqscope, options) {
  const { own, psql, rows, isSame } = await measureExport(seqscope, options);
  const millions = `${rows.toLocaleString('en')} rows as CSV`;
  const exportMs = median(own.map(({ ms }) => ms));
  const copyMs = psql === null ? null : median(psql.map(({ ms }) => ms));
  const peakBytes = Math.max(...own.map((round) => round.peakBytes ?? 0));
  const compared = [
    copyMs === null
      ? 'psql is not installed'
      : `${(exportMs / copyMs).toFixed(2)}× psql \\copy, at most 1.5×`,
    ...(isSame === null ? [] : [isSame ? 'the same bytes' : 'NOT the same bytes']),
    ...(peakBytes === 0 ? [] : [`at most ${Math.round(peakBytes / 1e6)} MB resident, limit 200 MB`]),
  ];
  const lines = [
    ...(copyMs === null ? [] : [[`psql \\copy of ${millions}`, milliseconds(copyMs), '']]),
    [`seqscope export of ${millions}`, milliseconds(exportMs), compared.join(', ')],
  ];
  console.log(`\nExport; medians of ${own.length} rounds\n`);
  console.log(table(['', 'time', 'compared'], lines));
}
