/** The bytes of each format, and the two ways to them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportFormat } from '../../../src/queries/export/export-request.ts';
import { specFor, type QuerySpec } from '../../../src/queries/query-spec.ts';
import { openLibraryQueries, type OpenedQueries } from '../opened-queries.ts';
import type { Library } from '../library.ts';
import { allOfModel, allOfTable, exported } from './export-text.ts';

let opened: OpenedQueries<Library>;
beforeAll(async () => {
  opened = await openLibraryQueries();
  await opened.database.execute(`
    CREATE TABLE notes (id int PRIMARY KEY, "the ""text""" text, price numeric(6, 2), seen boolean, doc jsonb);
    INSERT INTO notes VALUES (1, E'plain', 1.50, true, '{"a": 1}'), (2, '', NULL, false, NULL),
      (3, NULL, -2, NULL, '"x\\\\y"'), (4, E'a,"b"\\n|*c*| <d> \\\\ _e_ f_g', 0, true, '[]'), (5, 'NULL', 1, true, 'null');
    CREATE TABLE empty_ones (id int, name text)`);
});
afterAll(() => opened.close());

const textOf = async (spec: QuerySpec, format: ExportFormat): Promise<string> =>
  (await exported(opened.queries, spec, format)).text;
const notes: QuerySpec = { ...allOfTable('notes'), order: [{ attribute: 'id', direction: 'asc' }] };

describe('the bytes of', () => {
  it('csv are those of psql', async () => {
    expect(await textOf(notes, 'csv')).toBe(
      [
        'id,"the ""text""",price,seen,doc',
        '1,plain,1.50,t,"{""a"": 1}"',
        '2,"",,f,',
        '3,,-2.00,,"""x\\\\y"""',
        '4,"a,""b""\n|*c*| <d> \\ _e_ f_g",0.00,t,[]',
        '5,NULL,1.00,t,null',
        '',
      ].join('\n'),
    );
  });

  it('tsv are those of COPY', async () => {
    expect(await textOf({ ...notes, filter: 'id in (2, 3, 4)' }, 'tsv')).toBe(
      [
        'id\tthe "text"\tprice\tseen\tdoc',
        '2\t\t\\N\tf\t\\N',
        '3\t\\N\t-2.00\t\\N\t"x\\\\\\\\y"',
        '4\ta,"b"\\n|*c*| <d> \\\\ _e_ f_g\t0.00\tt\t[]',
        '',
      ].join('\n'),
    );
  });

  it('json are one array, a row a line', async () => {
    expect(await textOf({ ...notes, filter: 'id in (1, 3)' }, 'json')).toBe(
      '[\n{"id":1,"the \\"text\\"":"plain","price":1.50,"seen":true,"doc":{"a": 1}},\n' +
        '{"id":3,"the \\"text\\"":null,"price":-2.00,"seen":null,"doc":"x\\\\y"}\n]\n',
    );
  });

  it('jsonl are a row a line', async () => {
    const text = await textOf({ ...notes, columns: ['id'], filter: 'id < 3' }, 'jsonl');
    expect(text).toBe('{"id":1}\n{"id":2}\n');
  });

  it('insert are statements', async () => {
    expect(await textOf({ ...notes, filter: 'id in (3, 4)' }, 'insert')).toBe(
      'INSERT INTO "public"."notes" ("id", "the ""text""", "price", "seen", "doc") VALUES\n' +
        `  (3, NULL, -2.00, NULL, E'"x\\\\\\\\y"'),\n` +
        `  (4, E'a,"b"\n|*c*| <d> \\\\ _e_ f_g', 0.00, true, '[]');\n`,
    );
  });

  it('markdown show every value and break no table', async () => {
    expect(await textOf({ ...notes, columns: ['id', 'the "text"'] }, 'markdown')).toBe(
      [
        '| id | the "text" |',
        '| --: | --- |',
        '| 1 | plain |',
        '| 2 |  |',
        '| 3 | NULL |',
        '| 4 | a,"b"<br>\\|\\*c\\*\\| &lt;d> \\\\ \\_e\\_ f_g |',
        '| 5 | "NULL" |',
        '',
      ].join('\n'),
    );
  });

  it('no rows are what is before and after them', async () => {
    const empty = allOfTable('empty_ones');
    expect(await textOf(empty, 'csv')).toBe('id,name\n');
    expect(await textOf(empty, 'json')).toBe('[]\n');
    expect(await textOf(empty, 'jsonl')).toBe('');
    expect(await textOf(empty, 'insert')).toBe('');
    expect(await textOf(allOfModel('Shelf'), 'csv')).toMatch(/^id,code\n/);
    const none = { ...allOfModel('Book'), filter: 'id < 0' };
    expect(await textOf(none, 'json')).toBe('[]\n');
    expect(await textOf(none, 'csv')).toMatch(/^label,id,isbn,[^\n]*\n$/);
  });

  it('a header can be left out', async () => {
    const { text } = await exported(opened.queries, { ...notes, columns: ['id'], limit: 1 }, 'csv', {
      hasHeader: false,
    });
    expect(text).toBe('1\n');
  });
});

describe('a model', () => {
  it('without getters is copied by the server, under the names of its attributes, scopes and filter applied', async () => {
    const spec = { ...allOfModel('Author'), order: [{ attribute: 'key', direction: 'asc' as const }] };
    const { text, method, rowCount } = await exported(opened.queries, spec, 'csv');
    expect(method).toBe('copy');
    expect(text.split('\n')[0]).toBe('key,penName,mentorKey');
    expect(rowCount).toBe((await opened.queries.count(spec)).count);
    const one = await exported(
      opened.queries,
      { ...spec, filter: 'key = ada', columns: ['mentorKey', 'key'] },
      'csv',
    );
    expect(one.text.split('\n')[0]).toBe('mentorKey,key');
  });

  it('with getters gives what the application reads', async () => {
    const spec = { ...allOfModel('Book'), order: [{ attribute: 'id', direction: 'asc' as const }] };
    const { text, method } = await exported(opened.queries, spec, 'json');
    expect(method).toBe('model');
    const page = await opened.queries.page(spec);
    expect(JSON.parse(text)).toEqual(
      JSON.parse(
        JSON.stringify(
          page.rows.map((row) =>
            Object.fromEntries(page.columns.map(({ name }, index) => [name, row[index]])),
          ),
        ),
      ),
    );
  });

  it('gives the stored values when told to, and always for INSERT', async () => {
    const spec = { ...allOfModel('Book'), filter: 'id < 4' };
    const raw = await exported(opened.queries, spec, 'csv', { isRaw: true });
    expect(raw.method).toBe('copy');
    expect(raw.text.split('\n')[0]).not.toContain('label');
    const { text } = await exported(opened.queries, spec, 'insert');
    expect(text).toContain('INSERT INTO "public"."books" ("id", "isbn_code", "book_title",');
  });

  it('with included records is the same through a cursor and through pages by key', async () => {
    for (const name of ['withReviews', 'withReviewsApart', 'withAuthor', 'counted']) {
      const spec: QuerySpec = { ...allOfModel('Book'), scopes: [{ name, arguments: [] }] };
      const { text, rowCount } = await exported(opened.queries, spec, 'json');
      const page = await opened.queries.page(spec);
      const parsed = JSON.parse(text) as readonly { readonly id: number }[];
      expect(rowCount).toBe(page.rows.length);
      const sorted = [...parsed].sort((a, b) => a.id - b.id);
      const names = page.columns.map((column) => column.name);
      const expected = page.rows
        .map(
          (row) => Object.fromEntries(names.map((column, index) => [column, row[index]])) as { id: number },
        )
        .sort((a, b) => a.id - b.id);
      expect(sorted).toEqual(JSON.parse(JSON.stringify(expected)));
    }
  });

  it('whose scope joins several rows to one is not exported as stored rows', async () => {
    const spec: QuerySpec = { ...allOfModel('Book'), scopes: [{ name: 'withReviews', arguments: [] }] };
    await expect(exported(opened.queries, spec, 'insert')).rejects.toMatchObject({ code: 'rows-multiplied' });
    const single: QuerySpec = { ...allOfModel('Book'), scopes: [{ name: 'withAuthor', arguments: [] }] };
    expect((await exported(opened.queries, single, 'insert')).text).not.toContain('author.');
  });

  it('spells values as the server does, whichever way they came', async () => {
    const names = ['id', 'price', 'inPrint', 'publishedOn', 'tags', 'scan', 'uuid', 'address'];
    const stored = {
      ...allOfModel('Book'),
      columns: names,
      order: [{ attribute: 'id', direction: 'asc' as const }],
    };
    const read = { ...stored, columns: [...names, 'label'] };
    const copied = await exported(opened.queries, stored, 'tsv', { hasHeader: false });
    const made = await exported(opened.queries, read, 'tsv', { hasHeader: false });
    expect([copied.method, made.method]).toEqual(['copy', 'model']);
    expect(made.text.replace(/\t[^\t\n]*$/gm, '')).toBe(copied.text);
  });
});

describe('an export', () => {
  it('writes at most its limit of rows, the first ones', async () => {
    const limited = await exported(opened.queries, { ...notes, limit: 2, columns: ['id'] }, 'csv');
    expect([limited.text, limited.rowCount]).toEqual(['id\n1\n2\n', 2]);
    const spec = { ...specFor({ type: 'model', name: 'Book' }, 3), columns: ['id', 'label'] };
    expect((await exported(opened.queries, spec, 'csv')).text.trim().split('\n')).toHaveLength(4);
    const included: QuerySpec = { ...spec, columns: null, scopes: [{ name: 'withReviews', arguments: [] }] };
    expect((await exported(opened.queries, included, 'jsonl')).rowCount).toBe(3);
  });

  it('writes values of a filter into the statement as nothing but values', async () => {
    await opened.database.execute(
      `INSERT INTO notes VALUES (6, E'it''s \\\\ "$1"', 1, true, '{"a": {"b": "c''d"}}')`,
    );
    for (const filter of ['id = 6 and doc.a.b = "c\'d"', 'id in (6, 7) and price between 0 and 2']) {
      expect((await exported(opened.queries, { ...notes, columns: ['id'], filter }, 'csv')).text).toBe(
        'id\n6\n',
      );
    }
  });

  it('passes on what the writer rejects with, and the connection serves on', async () => {
    const request = { spec: notes, format: 'csv', isRaw: false, hasHeader: false } as const;
    const failing = opened.queries.export(request, () => Promise.reject(new Error('no room')));
    await expect(failing).rejects.toThrow('no room');
    expect((await exported(opened.queries, { ...notes, limit: 1, columns: ['id'] }, 'csv')).text).toBe(
      'id\n1\n',
    );
  });

  it('tells its progress against the estimate, and the end of it', async () => {
    const told: unknown[] = [];
    const request = { spec: notes, format: 'csv', isRaw: false, hasHeader: false } as const;
    await opened.queries.export(request, () => Promise.resolve(), {
      onProgress: (progress) => told.push(progress),
    });
    expect(told[0]).toEqual({ rowCount: 0, byteLength: 0, rowEstimate: expect.any(Number) as unknown });
    expect(told.at(-1)).toMatchObject({ rowCount: 6 });
  });
});
