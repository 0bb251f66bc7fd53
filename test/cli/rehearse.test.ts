/** `--rehearse` and `--round-trip` as they are typed: report, JSON, exit codes, and the mark of what is not atomic. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';
import { withoutGreeting } from './without-greeting.ts';

const migration = (up: string, down: string) => `module.exports = {
  up: (queryInterface) => queryInterface.sequelize.query(${JSON.stringify(up)}),
  down: (queryInterface) => queryInterface.sequelize.query(${JSON.stringify(down)}),
};`;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE TABLE pets (id integer)');
  folder = await projectFolder({
    'migrations/1-age.js': migration(
      'ALTER TABLE pets ADD COLUMN age integer',
      'ALTER TABLE pets DROP COLUMN age',
    ),
    'migrations/2-type.js': migration("CREATE TYPE mood AS ENUM ('ok')", 'SELECT 1'),
    'migrations/3-index.js': migration(
      'CREATE INDEX CONCURRENTLY pets_id ON pets (id)',
      'DROP INDEX pets_id',
    ),
  });
});
afterAll(async () => {
  await database.drop();
});

async function run(...words: string[]): Promise<Run> {
  return runSeqscope([...words, '--url', database.url], { directory: folder });
}

function timeless(text: string): string {
  return text.replaceAll(/ *\d[\d.]* ms/g, ' N ms');
}

describe('a rehearsal on the command line', () => {
  it('reports statements, locks, schema and verdict, and changes nothing', async () => {
    const { exitCode, stdout } = await run('db:migrate', '--rehearse', '--to', '1-age.js');
    expect(exitCode).toBe(0);
    expect(timeless(stdout)).toBe(
      [
        '== 1-age.js: up, N ms',
        '  statements',
        ' N ms  ALTER TABLE pets ADD COLUMN age integer',
        '  locks on existing tables',
        '    public.pets  AccessExclusive, blocks reads and writes  (from statement 1 on, N ms)',
        '  schema',
        '    + column public.pets.age',
        '',
        '✓ 1-age.js',
        'The database is as it was.',
        '',
      ].join('\n'),
    );
    expect(withoutGreeting((await run('db:migrate:status')).stdout)).toMatch(/^down 1-age\.js\n/);
  });

  it('exits with 1 when down does not restore the schema', async () => {
    const { exitCode, stdout } = await run('db:migrate', '--round-trip', '--name', '2-type');
    expect(exitCode).toBe(1);
    // Twice created, it fails the second time.
    expect(stdout).toContain('✗ 2-type.js: up fails');
  });

  it('prints JSON and nothing else with --json', async () => {
    const { exitCode, stdout } = await run('db:migrate', '--rehearse', '--json', '--name', '1-age');
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'fine',
      place: { type: 'transaction' },
      entries: [{ name: '1-age.js', passes: [{ direction: 'up', isAtomic: true }] }],
    });
  });

  it('takes --json only for a rehearsal', async () => {
    expect(await run('db:migrate', '--json')).toMatchObject({ exitCode: 1, stdout: '' });
  });

  it('says why it goes to a copy', async () => {
    const { exitCode, stdout, stderr } = await run('db:migrate', '--rehearse', '--name', '3-index');
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      'note: "3-index.js" runs outside a transaction: it builds or drops an index CONCURRENTLY. It is rehearsed on a copy.\n',
    );
    expect(stdout).toContain('Rehearsed on a copy with all rows, which is dropped.');
  });

  it('marks what runs outside a transaction before it runs', async () => {
    const { exitCode, stdout, stderr } = await run('db:migrate', '--name', '3-index');
    expect(exitCode).toBe(0);
    expect(stderr).toBe(
      'note: "3-index.js" runs outside a transaction: it builds or drops an index CONCURRENTLY. What it does before a failure stays.\n',
    );
    expect(withoutGreeting(stdout)).toMatch(/^== 3-index: migrating =======\n== 3-index: migrated/);
  });
});
