import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { cellText, plainText } from '../../../src/output/cell.ts';
import { jsonLines } from '../../../src/output/json.ts';
import { specFor, type Page } from '../../../src/queries/query-spec.ts';
import { readTablePage } from '../../../src/queries/read-table.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { builtInNames, everyTypeSql, ownTypesSql, samples, unusable } from './every-type.ts';

let database: TestDatabase;
let client: Database;
let page: Page;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`${ownTypesSql} ${everyTypeSql('everything')}`);
  await database.execute(`ALTER DATABASE "${database.target.database}" SET timezone TO 'Asia/Kathmandu'`);
  client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  const source = { type: 'table', schema: 'public', name: 'everything' } as const;
  page = await readTablePage(client, source, {
    ...specFor(source),
    order: [{ attribute: 'id', direction: 'asc' }],
  });
});

afterAll(async () => {
  await client.close();
  await database.drop();
});

/** Every value of every type, a line each, as `render` has it. */
function listing(render: (column: number, row: number) => string): string {
  const lines = samples.flatMap(({ type, values }, index) =>
    values.map((_value, row) => `${type.padEnd(16)} ${render(index + 1, row)}`.trimEnd()),
  );
  return `${lines.join('\n')}\n`;
}

describe('a table', () => {
  test('with every type of this server is what these tests try', async () => {
    const rows = await database.execute(
      `SELECT typname FROM pg_type WHERE typnamespace = 'pg_catalog'::regnamespace AND typtype IN ('b', 'r', 'm') AND typcategory <> 'A'`,
    );
    const names = rows.map(({ typname }) => String(typname)).filter((name) => !unusable.has(name));
    expect(names.filter((name) => !builtInNames.includes(name))).toEqual([]);
  });

  test('shows a value of every type on one line', async () => {
    const text = listing((column, row) =>
      cellText(page.rows[row]?.[column] ?? null, { kind: page.columns[column]?.kind ?? 'other' }),
    );
    await expect(text).toMatchFileSnapshot('golden/table-cells.txt');
  });

  test('gives programs every value without loss', async () => {
    const text = listing((column, row) =>
      plainText(page.rows[row]?.[column] ?? null, page.columns[column]?.kind ?? 'other'),
    );
    await expect(text.replaceAll('\u001b', '␛')).toMatchFileSnapshot('golden/table-csv.txt');
    const lines = samples.flatMap(({ type, values }, index) =>
      values.map((_value, row) => {
        const column = page.columns[index + 1];
        const columns = [{ name: type, kind: column?.kind ?? 'other' }];
        return jsonLines({ columns, rows: [[page.rows[row]?.[index + 1] ?? null]] });
      }),
    );
    await expect(lines.join('')).toMatchFileSnapshot('golden/table-json.txt');
  });
});
