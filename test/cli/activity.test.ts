import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Readable } from 'node:stream';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { keepConnection, urlOf } from '../support/execute.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { runSeqscope, startSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let folder = '';

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE TABLE notes (id serial PRIMARY KEY)');
  folder = await projectFolder({
    'config/config.json': JSON.stringify({ development: { url: database.url, dialect: 'postgres' } }),
  });
});
afterAll(async () => {
  await database.drop();
});

const activity = (...words: string[]) => runSeqscope(['activity', ...words], { directory: folder });

describe('activity', () => {
  it('shows sessions as a tree with their locks, and cancels a statement when it is agreed to', async () => {
    const holder = keepConnection(database.target);
    const waiter = keepConnection(database.target);
    try {
      await holder.execute(`SET application_name = 'hol\u001B[31mder'; BEGIN; LOCK TABLE notes`);
      await waiter.execute(`SET application_name = 'waiter'`);
      const waiting = waiter.execute('DELETE FROM notes').then(String, String);
      const pidOf = async (name: string) =>
        String(
          (
            await database.execute(
              `SELECT pid FROM pg_stat_activity WHERE application_name LIKE '${name}' AND datname = current_database()`,
            )
          )[0]?.['pid'],
        );
      const [held, waits] = [await pidOf('hol%'), await pidOf('waiter')];
      let text = '';
      while (!text.includes(`└ ${waits}`)) text = (await activity()).stdout;
      expect(text).not.toContain('\u001B');
      expect(text).toMatch(new RegExp(`│ ${held} .*idle in transaction`));
      expect(text).toMatch(new RegExp(`│ └ ${waits} .*waiter.* waits .*pid ${held}.*DELETE FROM notes`));
      expect(text).toMatch(new RegExp(`│ ${waits} +│ notes +│ RowExclusiveLock +│ waits`));
      expect(text).toContain('No pg_stat_statements');

      const unasked = await activity('cancel', waits);
      expect(unasked.exitCode).toBe(2);
      expect(unasked.stderr).toContain(
        `This cancels what waiter (${database.target.user}), pid ${waits} runs for`,
      );
      expect(unasked.stderr).toContain('Add `--yes` to agree to it.');
      expect(await activity('cancel', waits, '--yes', '--read-only')).toMatchObject({ exitCode: 2 });
      expect(await activity('cancel', held, '--yes')).toMatchObject({ exitCode: 1, stdout: '' });
      const cancelled = await activity('cancel', waits, '--yes');
      expect(cancelled).toMatchObject({
        exitCode: 0,
        stdout: `Session ${waits} was told to cancel its statement.\n`,
      });
      expect(await waiting).toContain('canceling statement due to user request');
    } finally {
      await holder.close();
      await waiter.close();
    }
  });

  it('says what is wrong with what was typed', async () => {
    expect((await activity('cancle', '1')).stderr).toContain('`seqscope activity cancel PID`');
    expect(await activity('cancel')).toMatchObject({ exitCode: 2 });
    expect((await activity('terminate', '0x1')).stderr).toContain('"0x1" is no process id.');
    expect((await activity('terminate', '999999999', '--yes')).stderr).toContain(
      'There is no session 999999999 in this database.',
    );
  });

  it('prints JSON, and with --watch a line each time until it is interrupted', async () => {
    const { stdout } = await activity('--json');
    expect(JSON.parse(stdout)).toMatchObject({
      database: database.target.database,
      sessions: [{ isOwn: true, depth: 0 }],
      tables: [{ name: 'notes' }],
    });
    const { child, finished } = startSeqscope(['activity', '--watch', '--json'], { directory: folder });
    let seen = '';
    await new Promise<void>((twice) => {
      child.stdout.on('data', (text: string) => {
        seen += text;
        if (seen.split('\n').length > 2) twice();
      });
    });
    child.kill('SIGINT');
    expect((await finished).exitCode).toBe(130);
    for (const line of seen.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('sessions');
  });

  it('goes on watching when a server that went away is back, and says once that it is away', async () => {
    const proxy = await CuttableProxy.open(database.target);
    const words = ['activity', '--watch', '--json', '--url', urlOf(proxy.target)];
    const { child, finished } = startSeqscope(words, { directory: folder });
    const heard = (stream: Readable) => new Promise<void>((once) => stream.once('data', () => once()));
    try {
      await heard(child.stdout);
      proxy.cut();
      await heard(child.stderr);
      await proxy.restore();
      await heard(child.stdout);
    } finally {
      child.kill('SIGINT');
      await proxy.close();
    }
    const { exitCode, stderr } = await finished;
    expect(exitCode).toBe(130);
    expect(stderr.match(/error: /g)).toHaveLength(1);
  });
});
