/** Two migrators that are processes of their own. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { runSeqscope, startSeqscope } from './run-seqscope.ts';
import { withoutGreeting } from './without-greeting.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE TABLE runs (name text)');
  folder = await projectFolder({
    'migrations/1-slow.js': `exports.up = (q) => q.sequelize.query("SELECT pg_advisory_lock(7), pg_advisory_unlock(7); INSERT INTO runs VALUES ('1')");`,
    'migrations/2-next.js': `exports.up = (q) => q.sequelize.query("INSERT INTO runs VALUES ('2')");`,
  });
});

afterAll(async () => {
  await database.drop();
});

const words = (...rest: string[]) => ['db:migrate', '--project', folder, '--url', database.url, ...rest];

/** Until the statement's answer is no longer empty. */
async function until(sql: string): Promise<void> {
  while ((await database.execute(sql)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('a second migrator', () => {
  it('gives up in time, or waits, says for whom, and plans again', async () => {
    // Holds up the first migration for as long as the test likes.
    const brake = startSeqscope([
      'sql',
      'SELECT pg_advisory_lock(7), pg_sleep(600)',
      '--project',
      folder,
      '--url',
      database.url,
    ]);
    await until("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND granted");
    const first = startSeqscope(words());
    await until("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted");

    const impatient = await runSeqscope(words('--lock-timeout', '200ms'));
    expect(impatient.exitCode).toBe(1);
    expect(impatient.stderr).toMatch(/\(backend \d+, seqscope as \w+, since \d{4}-.*Z\)/);
    expect(impatient.stderr).toContain('--lock-timeout');

    const second = startSeqscope(words());
    let seen = '';
    await new Promise<void>((waiting) => {
      second.child.stderr.on('data', (text: string) => {
        seen += text;
        if (seen.includes('\n')) waiting();
      });
    });
    expect(seen).toMatch(
      /^Another run holds the lock \(backend \d+, seqscope as .*\): waiting up to 60 s for it to finish …\n/,
    );
    brake.child.kill();
    const [one, two] = [await first.finished, await second.finished];
    expect(one.stdout).toContain('== 2-next: migrated');
    expect(two.exitCode).toBe(0);
    expect(withoutGreeting(two.stdout)).toBe(
      'No migrations were executed, database schema was already up to date.\n',
    );
    expect(await database.execute('SELECT name FROM runs ORDER BY name')).toEqual([
      { name: '1' },
      { name: '2' },
    ]);
  });

  it('is told how to write a time', async () => {
    const { exitCode, stderr } = await runSeqscope(words('--lock-timeout', 'soon'));
    expect(exitCode).toBe(1);
    expect(stderr).toContain('"soon" is no time for `--lock-timeout`.');
  });
});
