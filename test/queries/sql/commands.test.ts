/** The commands of psql, read as a table and run against a real catalog. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { parseCommand } from '../../../src/queries/sql/commands/command.ts';
import { likePatterns, listCatalog } from '../../../src/queries/sql/commands/list-catalog.ts';
import { readSqlNames } from '../../../src/queries/sql/completion/sql-names.ts';
import type { SqlResult } from '../../../src/queries/sql/sql-request.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

describe('parseCommand', () => {
  it.each([
    ['\\d', { type: 'describe', pattern: null, isLong: false }],
    ['\\d users;', { type: 'describe', pattern: 'users', isLong: false }],
    ['\\dt+ user*', { type: 'list', what: 'tables', pattern: 'user*', isLong: true }],
    ['\\di', { type: 'list', what: 'indexes', pattern: null, isLong: false }],
    ['\\l', { type: 'list', what: 'databases', pattern: null, isLong: false }],
    ['\\du', { type: 'list', what: 'roles', pattern: null, isLong: false }],
    ['\\x', { type: 'expanded', isOn: null }],
    ['\\x on', { type: 'expanded', isOn: true }],
    ['\\timing off', { type: 'timing', isOn: false }],
    ['\\watch', { type: 'watch', seconds: 2 }],
    ['\\watch 0.5', { type: 'watch', seconds: 0.5 }],
    ['\\watch i=3', { type: 'watch', seconds: 3 }],
    ['\\?', { type: 'help' }],
    ['\\q', { type: 'quit' }],
  ])('reads %j', (text, expected) => {
    expect(parseCommand(text)).toEqual(expected);
  });

  it.each([
    ['\\dtt', 'Did you mean'],
    ['\\x maybe', '\\x on'],
    ['\\watch soon', '\\watch 2'],
    ['\\watch 0', '\\watch 2'],
    ['\\watch 1e9', '\\watch 2'],
    ['\\i file.sql', 'seqscope sql -f FILE'],
    ['\\c other', '--url'],
    ['\\gx', '\\x'],
    ['\\!', 'Ctrl-Z'],
    ['\\', '\\?'],
  ])('refuses %j with a remedy', (text, remedy) => {
    expect(() => parseCommand(text)).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining(remedy) as unknown }) as Error,
    );
  });
});

it.each([
  [null, [null, null]],
  ['Users', ['users', null]],
  ['"Users"', ['Users', null]],
  ['user*', ['user%', null]],
  ['a_b?', ['a\\_b_', null]],
  ['public."T.x"', ['T.x', 'public']],
])('takes %j for the patterns %j', (pattern, expected) => {
  expect(likePatterns(pattern)).toEqual(expected);
});

describe('listCatalog', () => {
  let database: TestDatabase;
  let client: Database;
  beforeAll(async () => {
    database = await createTestDatabase();
    await database.execute(`
      CREATE SCHEMA nursery;
      CREATE TYPE colour AS ENUM ('red', 'green');
      CREATE TABLE beds (id serial PRIMARY KEY, name text NOT NULL DEFAULT 'bed' UNIQUE);
      CREATE TABLE nursery."Plants" (id int PRIMARY KEY, bed_id int REFERENCES beds ON DELETE CASCADE, hue colour);
      COMMENT ON COLUMN beds.name IS 'as on the map';
      CREATE VIEW few AS SELECT 1 AS a;
      CREATE FUNCTION grow(height int) RETURNS int LANGUAGE sql AS 'SELECT height';`);
    client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
    return () => client.close();
  });
  afterAll(() => database.drop());

  const list = (text: string): Promise<readonly SqlResult[]> => {
    const command = parseCommand(text);
    if (command.type !== 'list' && command.type !== 'describe') throw new Error('it lists nothing');
    return listCatalog(client, command);
  };
  const namesIn = async (text: string): Promise<unknown> =>
    (await list(text))[0]?.page?.rows.map((row) => `${row[0] as string} ${row[1] as string}`);

  it.each([
    ['\\dt', ['nursery Plants', 'public beds']],
    ['\\dt be*', ['public beds']],
    ['\\dt nursery.*', ['nursery Plants']],
    ['\\dv', ['public few']],
    ['\\dm', []],
    ['\\ds', ['public beds_id_seq']],
    ['\\d', ['nursery Plants', 'public beds', 'public beds_id_seq', 'public few']],
    ['\\di nursery.*', ['nursery Plants_pkey']],
    ['\\df', ['public grow']],
    ['\\dT', ['public colour']],
    ['\\dt pg_catalog.pg_class', ['pg_catalog pg_class']],
  ])('answers %j with %j', async (text, expected) => {
    expect(await namesIn(text)).toEqual(expected);
  });

  it.each(['\\dn', '\\dx', '\\du', '\\l', '\\l+', '\\dt+', '\\di+', '\\dT', '\\df *'])(
    'answers %j',
    async (text) => {
      const [result] = await list(text);
      expect(result?.page?.rows.length).toBeGreaterThan(0);
    },
  );

  it('describes a table with what belongs to it', async () => {
    const [beds] = await list('\\d beds');
    expect(beds?.title).toBe('Table "public.beds"');
    expect(beds?.page?.rows).toEqual([
      ['id', 'integer', 'not null', "nextval('beds_id_seq'::regclass)", ''],
      ['name', 'text', 'not null', "'bed'::text", 'as on the map'],
    ]);
    expect(beds?.notices).toEqual([
      'Indexes:',
      '    "beds_pkey" PRIMARY KEY, btree (id)',
      '    "beds_name_key" UNIQUE, btree (name)',
      'Referenced by:',
      '    nursery.Plants "Plants_bed_id_fkey" (bed_id)',
    ]);
    const [plants] = await list('\\d nursery."Plants"');
    expect(plants?.notices).toContain(
      '    "Plants_bed_id_fkey" (bed_id) → public.beds (id) ON UPDATE NO ACTION ON DELETE CASCADE',
    );
  });

  it('describes a sequence, an index, and every table of a pattern', async () => {
    expect((await list('\\d beds_id_seq'))[0]?.title).toBe('Sequence "public.beds_id_seq"');
    expect((await list('\\d beds_pkey'))[0]?.page?.rows).toEqual([
      ['CREATE UNIQUE INDEX beds_pkey ON public.beds USING btree (id)'],
    ]);
    expect((await list('\\d *e*')).length).toBeGreaterThan(1);
  });

  it('says when nothing is called so', async () => {
    await expect(list('\\d nowhere')).rejects.toMatchObject({ code: 'unknown-relation' });
  });

  it('gives the names that completion needs', async () => {
    const { schemas, tables, functions } = await readSqlNames(client);
    expect(schemas).toContain('nursery');
    expect(tables.find(({ name }) => name === 'Plants')).toEqual({
      schema: 'nursery',
      name: 'Plants',
      kind: 'table',
      isVisible: false,
      isSystem: false,
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'bed_id', type: 'integer' },
        { name: 'hue', type: 'colour' },
      ],
    });
    expect(functions).toContainEqual({ name: 'grow', result: 'integer' });
  });
});
