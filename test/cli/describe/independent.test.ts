/** `describe --json` beside what the same database says when it is asked in other words. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogTableDescription } from '../../../src/database/catalog-description.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { runSeqscope } from '../run-seqscope.ts';
import { describedDatabases } from './described-databases.ts';
import { askIndependently, typeOf } from './independent-catalog.ts';

type Tables = ReadonlyMap<string, CatalogTableDescription>;
type Answers = Awaited<ReturnType<typeof askIndependently>>;

const made: TestDatabase[] = [];
afterAll(async () => {
  await Promise.all(made.map((database) => database.drop()));
});

describe.each(describedDatabases)('%s', (_name, make) => {
  let database: TestDatabase;
  let tables: Tables;
  let said: Answers;

  beforeAll(async () => {
    database = await make();
    made.push(database);
    const { stdout } = await runSeqscope(['describe', '--json', '--url', database.url]);
    const described = JSON.parse(stdout) as { readonly tables: readonly CatalogTableDescription[] };
    tables = new Map(described.tables.map((table) => [`${table.schema}.${table.name}`, table]));
    said = await askIndependently(database);
  });

  /** Rows of an answer by their table, those of described tables only. */
  function byTable<T>(
    rows: readonly Readonly<Record<string, unknown>>[],
    map: (row: Readonly<Record<string, unknown>>) => T,
  ): Readonly<Record<string, readonly T[]>> {
    const found: Record<string, T[]> = {};
    for (const row of rows) {
      const place = String(row.place);
      if (tables.has(place)) (found[place] ??= []).push(map(row));
    }
    return found;
  }

  function ofTables<T>(
    map: (table: CatalogTableDescription) => readonly T[],
  ): Readonly<Record<string, readonly T[]>> {
    const lists = [...tables].map(([place, table]) => [place, map(table)] as const);
    return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
  }

  test('every table and view is there, and no partition', () => {
    const partitions = new Set(said.partitions.map(({ name }) => String(name)));
    const expected = said.kinds
      .filter(({ place }) => !partitions.has(String(place).replace(/^[^.]*\./, '')))
      .map(({ place, kind }) => `${String(place)} ${String(kind)}`);
    const found = [...tables].map(
      ([place, { kind }]) => `${place} ${kind === 'partitioned' ? 'table' : kind}`,
    );
    expect(found.sort()).toEqual(expected.sort());
  });

  test('columns have their types, defaults, nullability and what generates them', () => {
    const expected = byTable(said.columns, (row) => ({
      name: row.column_name,
      type: typeOf(row),
      isNullable: row.is_nullable === 'YES',
      default: row.column_default,
      identity: typeof row.identity_generation === 'string' ? row.identity_generation.toLowerCase() : null,
      generated: row.generation_expression,
    }));
    const found = ofTables(({ kind, columns }) =>
      // information_schema knows no materialized views, and asks the wrapper of a foreign table, which there is none of.
      kind === 'materialized-view' || kind === 'foreign'
        ? []
        : columns.map((column) => {
            const isPlain = column.identity === null && column.generated === null;
            const expression = /^generated always as \((.*)\) stored$/s.exec(
              column.defaultExpression ?? '',
            )?.[1];
            return {
              name: column.name,
              // information_schema tells no length of an array's elements.
              type: column.type.endsWith('[]') ? column.type.replace(/\(.*\)/, '') : column.type,
              isNullable: column.isNullable,
              default: isPlain ? column.defaultExpression : null,
              identity: column.identity?.replace('-', ' ') ?? null,
              generated: column.generated === null ? null : (expression ?? ''),
            };
          }),
    );
    expect(found).toEqual(expected);
  });

  test('primary and unique keys have their columns in order, and when they are checked', () => {
    const words = { 'PRIMARY KEY': 'primary-key', UNIQUE: 'unique', 'FOREIGN KEY': 'foreign' };
    const keysOf = (isForeign: boolean) => {
      // A key that refers to a partitioned table has a hidden twin for each partition, which information_schema lists.
      const isTwin = (name: unknown) => /_fkey\d+$/.test(String(name));
      const rows = said.keys.filter(
        ({ type, name }) => (type === 'FOREIGN KEY') === isForeign && !isTwin(name),
      );
      const keys = new Map<string, { place: string; text: string[] }>();
      for (const row of rows) {
        const id = `${String(row.place)} ${String(row.name)}`;
        const key = keys.get(id) ?? {
          place: String(row.place),
          text: [
            words[String(row.type) as keyof typeof words],
            String(row.name),
            `${String(row.is_deferrable)} ${String(row.initially_deferred)}`,
          ],
        };
        key.text.push(String(row.column));
        keys.set(id, key);
      }
      return byTable(
        [...keys.values()].map(({ place, text }) => ({ place, text })),
        ({ text }) => (text as string[]).join(' '),
      );
    };
    const when = (one: { readonly isDeferrable: boolean; readonly isInitiallyDeferred: boolean }) =>
      `${one.isDeferrable ? 'YES' : 'NO'} ${one.isInitiallyDeferred ? 'YES' : 'NO'}`;
    const unique = ofTables(({ constraints }) =>
      constraints
        .filter(({ type }) => type === 'primary-key' || type === 'unique')
        .map((one) => [one.type, one.name, when(one), ...one.columns].join(' ')),
    );
    expect(sorted(unique)).toEqual(sorted(keysOf(false)));
    const foreign = ofTables(({ foreignKeys }) =>
      foreignKeys.map((one) => ['foreign', one.name, when(one), ...one.columns].join(' ')),
    );
    expect(sorted(foreign)).toEqual(sorted(keysOf(true)));
  });

  test('foreign keys have their rules, and both of their tables know them', () => {
    const rules = new Map(said.references.map((row) => [String(row.name), row]));
    for (const [place, { schema, foreignKeys }] of tables) {
      for (const key of foreignKeys) {
        expect(rules.get(`${schema}.${key.name}`)).toMatchObject({
          delete_rule: key.onDelete,
          update_rule: key.onUpdate,
        });
        const other = tables.get(`${key.referencedSchema}.${key.referencedTable}`);
        const back = other?.referencedBy.find(
          (reference) => reference.name === key.name && `${reference.schema}.${reference.table}` === place,
        );
        expect(back).toMatchObject({
          columns: key.columns,
          referencedColumns: key.referencedColumns,
          onDelete: key.onDelete,
          onUpdate: key.onUpdate,
        });
      }
    }
    const there = [...tables.values()].flatMap(({ foreignKeys }) => foreignKeys).length;
    const back = [...tables.values()].flatMap(({ referencedBy }) => referencedBy).length;
    expect(back).toBe(there);
  });

  test('checks are all there, and every index with its definition', () => {
    const checks = ofTables(({ constraints }) =>
      constraints.filter(({ type }) => type === 'check').map(({ name }) => name),
    );
    expect(checks).toEqual(byTable(said.checks, ({ name }) => String(name)));
    const indexes = ofTables((table) =>
      table.indexes.map(({ name, definition }) => `${name}: ${definition}`),
    );
    const expected = byTable(
      said.indexes,
      ({ name, definition }) => `${String(name)}: ${String(definition)}`,
    );
    expect(sorted(indexes)).toEqual(sorted(expected));
  });

  test('triggers, policies, owners and row-level security are told', () => {
    const triggers = ofTables((table) =>
      // information_schema knows no TRUNCATE; independent-details.test.ts compares those.
      table.triggers
        .filter(({ events }) => !events.includes('truncate'))
        .map(({ name, timing, forEach, events }) => {
          const words = [timing.replace('-', ' '), forEach, [...events].sort().join(',')];
          return `${name} ${words.join(' ').toUpperCase()}`;
        }),
    );
    expect(triggers).toEqual(
      byTable(
        said.triggers,
        (row) => `${String(row.name)} ${String(row.timing)} ${String(row.orientation)} ${String(row.events)}`,
      ),
    );
    const policies = ofTables((table) =>
      table.policies.map(({ name, isPermissive, command, roles, using, check }) => {
        const kind = isPermissive ? 'PERMISSIVE' : 'RESTRICTIVE';
        return [name, kind, command.toUpperCase(), `{${roles.join(',')}}`, using, check];
      }),
    );
    expect(policies).toEqual(
      byTable(said.policies, (row) => [
        row.name,
        row.permissive,
        row.cmd,
        row.roles,
        row.qual,
        row.with_check,
      ]),
    );
    for (const row of said.tables) {
      const table = tables.get(String(row.place));
      if (table === undefined) continue;
      expect([table.owner, table.rowSecurity.isEnabled]).toEqual([row.tableowner, row.rowsecurity]);
    }
  });

  test('comments stand with their table and column, and enums have their labels in order', async () => {
    const comments = [...tables].flatMap(([place, { comment, columns }]) => [
      ...(comment === null ? [] : [`${place} ${comment}`]),
      ...columns.flatMap((column) => (column.comment === null ? [] : [`${place} ${column.comment}`])),
    ]);
    const expected = said.comments.map(({ place, description }) => `${String(place)} ${String(description)}`);
    expect(comments.sort()).toEqual(expected.sort());
    for (const { columns } of tables.values()) {
      for (const { type, domainOf, enumValues } of columns) {
        if (enumValues === null) continue;
        const name = (domainOf ?? type).replace(/\[\]$/, '');
        const [row] = await database.execute(`SELECT enum_range(NULL::${name})::text[] AS labels`);
        expect(enumValues).toEqual(row?.labels);
      }
    }
  });

  test('sizes add up to what the server says of each table', async () => {
    for (const { schema, name, kind, sizes, byteLength, columns } of tables.values()) {
      if (kind === 'view' || kind === 'foreign') {
        expect(byteLength).toBe(0);
        continue;
      }
      const quoted = `"${schema.replaceAll('"', '""')}"."${name.replaceAll('"', '""')}"`;
      const [row] = await database.execute(`
        WITH RECURSIVE parts AS (SELECT '${quoted}'::regclass AS part UNION
          SELECT i.inhrelid::regclass FROM parts JOIN pg_inherits i ON i.inhparent = parts.part)
        SELECT sum(pg_table_size(part) + pg_indexes_size(part))::int AS whole, sum(pg_indexes_size(part))::int AS indexes FROM parts`);
      expect([byteLength, sizes?.indexes]).toEqual([row?.whole, row?.indexes]);
      expect((sizes?.table ?? 0) + (sizes?.indexes ?? 0) + (sizes?.toast ?? 0)).toBe(byteLength);
      for (const { name: column, sequence } of columns) {
        if (sequence === null) continue;
        const [owned] = await database.execute(
          `SELECT pg_get_serial_sequence('${quoted}', '${column.replaceAll("'", "''")}')::regclass::oid
                  = (SELECT c.oid FROM pg_class c WHERE c.relname = '${sequence.name}' AND c.relnamespace = '${sequence.schema}'::regnamespace) AS is_it`,
        );
        expect(owned?.is_it).toBe(true);
      }
    }
  });

  test('partitions are their tables’, one level at a time', () => {
    const found = ofTables((table) => table.partitions.map(({ name }) => name));
    expect(found).toEqual(byTable(said.partitions, ({ name }) => String(name)));
  });
});

/** Each list in an order of its own. */
function sorted(
  lists: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(Object.entries(lists).map(([place, list]) => [place, [...list].sort()]));
}
