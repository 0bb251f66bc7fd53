/** pg_stat_statements on a server of its own that has loaded it, and on one that has not. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readActivity } from '../../../src/database/activity/read-activity.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { startEmbedded } from '../../../src/database/embedded/start-embedded.ts';
import type { ConnectionTarget } from '../../../src/database/target.ts';
import { executeOn } from '../../support/execute.ts';
import { createTestDatabase } from '../../support/postgres.ts';

async function activityOf(target: ConnectionTarget) {
  const database = openDatabase(target, { readOnly: true, statementTimeoutMs: null });
  try {
    return await readActivity(database);
  } finally {
    await database.close();
  }
}

it('lists statements by the time they took in all, without their passwords', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'seqscope-statements-'));
  // As root the server runs as another user, who must be able to pass.
  await chmod(directory, 0o711);
  const server = await startEmbedded({
    stateDirectory: join(directory, 'state'),
    cacheDirectory: join(directory, 'cache'),
    runtimeDirectory: join(directory, 'run'),
    searchPath: (process.env['PATH'] ?? '').split(':'),
    settings: { shared_preload_libraries: 'pg_stat_statements' },
  });
  try {
    const target = server.target('postgres');
    expect((await activityOf(target)).statements).toBe(null);
    await executeOn(target, 'CREATE SCHEMA "Odd one"; CREATE EXTENSION pg_stat_statements SCHEMA "Odd one"');
    await executeOn(target, 'SELECT pg_sleep(0.3)');
    await executeOn(target, `CREATE ROLE secretive PASSWORD 'hunter2'`);
    const { statements, remarks } = await activityOf(target);
    expect(remarks).toEqual([]);
    expect(statements?.[0]).toMatchObject({ statement: 'SELECT pg_sleep($1)', calls: 1, rows: 1 });
    expect(statements?.[0]?.totalMs).toBeGreaterThan(290);
    expect(JSON.stringify(statements)).not.toContain('hunter2');
  } finally {
    await server.release();
    await rm(directory, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

it('says so where the extension is created and its library is not loaded', async () => {
  const database = await createTestDatabase();
  try {
    await database.execute('CREATE EXTENSION pg_stat_statements');
    const { statements, remarks } = await activityOf(database.target);
    expect(statements).toBe(null);
    expect(remarks[0]).toMatch(/^pg_stat_statements could not be read: /);
  } finally {
    await database.drop();
  }
});
