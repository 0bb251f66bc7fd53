/** Describing and comparing while somebody holds a table exclusively, as a migration does. */
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../../support/rituality.ts';
import { startSeqscope } from '../run-seqscope.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await ritualityDatabase();
});
afterAll(async () => {
  await database.drop();
});

async function connected(name: string): Promise<{ readonly client: pg.Client; readonly pid: number }> {
  const { host, port, database: own, user, password } = database.target;
  const client = new pg.Client({
    host,
    port,
    database: own,
    user,
    ...(password === null ? {} : { password }),
    application_name: name,
  });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return { client, pid: rows[0]?.pid ?? 0 };
}

describe('while a table is held exclusively', () => {
  let holder: Awaited<ReturnType<typeof connected>>;
  beforeEach(async () => {
    holder = await connected('somebody');
    await holder.client.query("BEGIN; LOCK TABLE users IN ACCESS EXCLUSIVE MODE; SELECT 'password=hunter2'");
  });
  afterEach(async () => {
    await holder.client.end();
  });

  /** Resolves to what standard error says once it says something. */
  async function noticeOf(words: readonly string[]) {
    const started = startSeqscope(words, { variables: ritualityVariables(database.target) });
    const said = await new Promise<string>((resolve) => {
      let text = '';
      started.child.stderr.on('data', (piece: string) => {
        text += piece;
        if (text.includes('→')) resolve(text);
      });
      void started.finished.then(() => resolve(text));
    });
    return { ...started, said };
  }

  test('it is said who does, and how to end it', async () => {
    const lines = ['describe User', 'describe public.users', 'describe', 'path User Role', 'doctor', 'drift'];
    const runs = await Promise.all(lines.map((line) => noticeOf(line.split(' '))));
    const pid = String(holder.pid);
    for (const { said } of runs) {
      expect(said).toContain('notice: Waiting for the lock of "users", which somebody else holds.\n');
      expect(said).toContain(`  pid ${pid}, somebody (${database.target.user}), idle in transaction, in its`);
      expect(said).toContain(
        `→ Wait, or stop waiting with Ctrl-C, or end it: \`seqscope activity terminate ${pid}\``,
      );
      expect(said).not.toContain('hunter2');
    }
    await holder.client.query('ROLLBACK');
    for (const { finished } of runs) expect(await finished).toMatchObject({ exitCode: 0 });
  });

  test('what is locked is named without the quotes that SQL wants', async () => {
    await holder.client.query(
      'ROLLBACK; CREATE SCHEMA "Sales"; CREATE TABLE "Sales"."Orders" (id int PRIMARY KEY)',
    );
    await holder.client.query('BEGIN; LOCK TABLE "Sales"."Orders"');
    const { said, finished } = await noticeOf(['describe', 'Sales.Orders']);
    expect(said).toContain('notice: Waiting for the lock of "Sales.Orders", which somebody else holds.\n');
    await holder.client.query('ROLLBACK');
    expect(await finished).toMatchObject({ exitCode: 0 });
    await holder.client.query('DROP SCHEMA "Sales" CASCADE');
  });

  test('one that waits itself is told apart from the one that holds it up', async () => {
    const waiting = await connected('the migration');
    await holder.client.query('ROLLBACK; BEGIN; LOCK TABLE users IN ACCESS SHARE MODE');
    const altering = waiting.client.query('ALTER TABLE users ADD COLUMN later int').catch(() => undefined);
    const { said, finished } = await noticeOf(['describe', 'User']);
    expect(said).toMatch(
      new RegExp(
        `pid ${holder.pid}, somebody .*\\n  pid ${waiting.pid}, the migration .* waits itself for pid ${holder.pid}, .*ADD COLUMN later int\\n.*terminate ${holder.pid}\`\\.`,
      ),
    );
    await holder.client.query('ROLLBACK');
    await altering;
    await waiting.client.end();
    await finished;
  });

  test.each(['describe User', 'drift'])('Ctrl-C ends the waiting of %s, on the server too', async (line) => {
    const { child, finished } = await noticeOf(line.split(' '));
    child.kill('SIGINT');
    expect(await finished).toMatchObject({ exitCode: 130 });
    const { rows } = await holder.client.query<{ count: number }>(
      'SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = $1',
      ['Lock'],
    );
    expect(rows[0]?.count).toBe(0);
  });
});
