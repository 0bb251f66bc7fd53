/** What was exported and read back is what was there, for every type of PostgreSQL. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { openQueries, type Queries } from '../../../src/queries/open-queries.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { everyTypeRows, everyTypeTable } from './every-type.ts';
import { allOfTable, exported } from './export-text.ts';

let database: TestDatabase;
let client: Database;
let queries: Queries;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  // Settings that would change how values are spelled, as a database may have them.
  const name = database.target.database;
  await database.execute(`ALTER DATABASE "${name}" SET DateStyle = 'SQL, DMY';
    ALTER DATABASE "${name}" SET IntervalStyle = 'sql_standard'; ALTER DATABASE "${name}" SET bytea_output = 'escape';
    ALTER DATABASE "${name}" SET extra_float_digits = -5; ALTER DATABASE "${name}" SET TimeZone = 'Asia/Kolkata'`);
  await database.execute(everyTypeTable);
  await database.execute(`SET DateStyle = 'ISO, MDY'; SET IntervalStyle = 'postgres'; ${everyTypeRows}`);
  client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  queries = openQueries({ sequelize: null, database: client });
  folder = await mkdtemp(join(tmpdir(), 'seqscope-export-'));
  // The server is another user, who reads the files.
  await chmod(folder, 0o755);
});
afterAll(async () => {
  await client.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** An empty copy of the table, filled by `restore`; the rows that only one of the two has. */
async function differences(restore: string): Promise<readonly unknown[]> {
  await database.execute(`DROP SCHEMA IF EXISTS copy CASCADE; CREATE SCHEMA copy;
    CREATE TABLE copy.everything (LIKE public.everything INCLUDING ALL)`);
  await database.execute(restore);
  const text = `SELECT t::text FROM public.everything t`;
  const copied = `SELECT t::text FROM copy.everything t`;
  const count = await database.execute('SELECT count(*)::int AS count FROM copy.everything');
  expect(count).toEqual([{ count: 4 }]);
  // Shown without rounding, so that no difference is rounded away.
  return database.execute(`SET extra_float_digits = 3;
    (${text} EXCEPT ALL ${copied}) UNION ALL (${copied} EXCEPT ALL ${text})`);
}

describe('every type comes back', () => {
  it('from INSERT statements', async () => {
    const { text } = await exported(queries, allOfTable('everything'), 'insert');
    expect(text).toContain(' OVERRIDING SYSTEM VALUE VALUES\n');
    expect(text).not.toContain('"doubled"');
    expect(await differences(text.replaceAll('"public"."everything"', '"copy"."everything"'))).toEqual([]);
  });

  it('from INSERT statements that a server with old settings runs', async () => {
    const { text } = await exported(queries, allOfTable('everything'), 'insert');
    const old = 'SET standard_conforming_strings = off; SET escape_string_warning = off;';
    expect(await differences(old + text.replaceAll('"public"."everything"', '"copy"."everything"'))).toEqual(
      [],
    );
  });

  it.each([
    ['csv', 'csv'],
    ['tsv', 'text'],
  ] as const)('from %s', async (format, copyFormat) => {
    const columns = (await client.query('SELECT * FROM everything LIMIT 0')).fields.map(({ name }) => name);
    const stored = columns.filter((name) => name !== 'doubled');
    const { text } = await exported(queries, { ...allOfTable('everything'), columns: stored }, format);
    const file = join(folder, `everything.${format}`);
    await writeFile(file, text, { mode: 0o644 });
    const restore = `COPY copy.everything (${stored.join(', ')}) FROM '${file}' (FORMAT ${copyFormat}, HEADER)`;
    expect(await differences(restore)).toEqual([]);
  });

  it('from JSON, as the server itself reads it back', async () => {
    const { text } = await exported(queries, allOfTable('everything'), 'json');
    const restored = await database.execute(`SET DateStyle = 'ISO, MDY';
      SELECT count(*)::int AS same FROM json_to_recordset($json$${text}$json$)
        AS r(id bigint, big bigint, exact numeric, txt text, at_zone timestamptz, at_plain timestamp, docb jsonb, bytes text)
        JOIN everything e USING (id)
       WHERE (r.big, r.exact, r.txt, r.at_zone, r.at_plain, coalesce(r.docb, 'null'))
             IS NOT DISTINCT FROM (e.big, e.exact, e.txt, e.at_zone, e.at_plain, coalesce(e.docb, 'null'))`);
    expect(restored).toEqual([{ same: 4 }]);
    const lines = (await exported(queries, allOfTable('everything'), 'jsonl')).text.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(JSON.parse(text));
  });
});
