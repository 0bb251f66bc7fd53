/** `search`: its rows, its exit codes, and what it says of how far it was. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';
import { ritualityVariables } from '../support/rituality.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE notes (id integer PRIMARY KEY, words text, kept boolean);
    INSERT INTO notes SELECT n, CASE WHEN n % 100 = 0 THEN '50% Off' ELSE '50 of' END, n > 500 FROM generate_series(1, 1000) AS n;
    CREATE VIEW slow AS SELECT words, pg_sleep(20)::text AS nap FROM notes;`);
});

afterAll(() => database.drop());

async function search(...words: string[]): Promise<Run> {
  return runSeqscope(['search', ...words], { variables: ritualityVariables(database.target) });
}

describe('search', () => {
  it('writes the rows that hold the text, taken literally, and exits 0', async () => {
    const { exitCode, stdout, stderr } = await search(
      'public.notes',
      '50% oFF',
      '--where',
      'kept',
      '--format',
      'jsonl',
    );
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      '{"id":600,"words":"50% Off","kept":true}',
      '{"id":700,"words":"50% Off","kept":true}',
    ]);
    expect(stdout.trim().split('\n')).toHaveLength(5);
    expect(stderr).toMatch(/^5 rows found; searched all rows in .*s\n$/);
  });

  it('exits 1 and writes no row where nothing is found', async () => {
    const { exitCode, stdout, stderr } = await search('public.notes', 'nowhere', '--json');
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '[]\n' });
    expect(stderr).toMatch(/^0 rows found; searched all rows/);
  });

  it('gives no more rows than were asked for, and says that there are more', async () => {
    const { stdout, stderr } = await search('public.notes', 'off', '--limit', '2', '--format', 'csv');
    expect(stdout).toBe('id,words,kept\n100,50% Off,false\n200,50% Off,false\n');
    expect(stderr).toContain('2 rows found');
    expect(stderr).toContain('`--limit`');
  });

  it('says that it stopped, and how to give it longer', async () => {
    const { exitCode, stderr } = await search('public.slow', 'x', '--time-limit', '300ms');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('0 rows found; stopped after 0.3 s');
    expect(stderr).toContain('`--time-limit`');
  });

  it('exits 2 for a time that is none, and for a table without text', async () => {
    expect((await search('public.notes', 'x', '--time-limit', 'soon')).exitCode).toBe(2);
    expect((await search('public.notes', 'x', '--columns', 'id')).exitCode).toBe(2);
  });
});
