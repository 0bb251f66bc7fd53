/** Kills processes that work in a sandbox, each at a moment of its own, and compares what they leave. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDatabase } from '../../../src/database/client.ts';
import { catalogHash } from '../../../src/database/snapshot/catalog-hash.ts';
import { readSnapshot } from '../../../src/database/snapshot/read-snapshot.ts';
import { createTestDatabase } from '../../support/postgres.ts';

const program = resolve(import.meta.dirname, 'working-sandbox.ts');
/** A turn of the program takes less. */
const longestMs = 600;

/** One text for each moment that left something, or changed something. */
export async function killSandboxes(kills: number): Promise<readonly string[]> {
  const database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE cats (id serial PRIMARY KEY, name text UNIQUE, lives integer);
    CREATE TABLE toys (cat integer, what text);
    INSERT INTO cats (name, lives) SELECT 'cat ' || n, n FROM generate_series(1, 500) n;
    INSERT INTO toys SELECT n, 'ball' FROM generate_series(1, 100) n;`);
  const client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  const stateOf = async (): Promise<string> => {
    const hash = await client.withConnection(async (connection) =>
      catalogHash(await readSnapshot(connection)),
    );
    const { rows } = await client.query(
      `SELECT (SELECT md5(string_agg(c::text, ',' ORDER BY c.id)) FROM cats c), (SELECT md5(string_agg(t::text, ',' ORDER BY t.cat)) FROM toys t)`,
    );
    return JSON.stringify([hash, rows]);
  };
  try {
    const before = await stateOf();
    const faults: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const moment = Math.random() * longestMs;
      await killOnce(JSON.stringify(database.target), moment);
      if ((await stateOf()) !== before) faults.push(`after ${moment.toFixed(1)} ms`);
    }
    return faults;
  } finally {
    await client.close();
    await database.drop();
  }
}

async function killOnce(target: string, momentMs: number): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, target], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const opened = once(child.stdout, 'data');
  await Promise.race([opened, exited]);
  if (child.exitCode !== null) throw new Error('The process that works in a sandbox ended by itself.');
  await delay(momentMs);
  child.kill('SIGKILL');
  await exited;
}
