/** The lesser facts of `describe --json` beside the plain rows of the catalog: nothing that `\d+` shows is missing or otherwise. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogTableDescription } from '../../../src/database/catalog-description.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { runSeqscope } from '../run-seqscope.ts';
import { describedDatabases } from './described-databases.ts';
import { askRaw, rawQuestions, type RawQuestion } from './raw-catalog.ts';

type Fact = string | number | boolean | null | readonly string[];

function line(...facts: readonly Fact[]): string {
  return facts
    .map((fact) => {
      if (fact === null || (typeof fact === 'object' && fact.length === 0)) return '-';
      if (typeof fact === 'boolean') return fact ? 'true' : 'false';
      return typeof fact === 'object' ? fact.join(', ') : String(fact);
    })
    .join(' | ');
}

/** The same facts in the same order as the questions of raw-catalog.ts. */
const facts: Readonly<Record<RawQuestion, (table: CatalogTableDescription) => readonly string[]>> = {
  columns: ({ kind, columns }) =>
    // information_schema knows no materialized views.
    kind === 'materialized-view'
      ? []
      : columns.map((one) =>
          line(
            one.name,
            one.collation,
            one.storage,
            one.compression,
            one.statisticsTarget,
            one.comment,
            one.isPrimaryKey,
            one.domainOf,
            one.wrapperOptions,
          ),
        ),
  indexes: ({ indexes }) =>
    indexes.map((one) =>
      line(
        one.name,
        one.isUnique,
        one.isPrimary,
        one.isValid,
        one.isClustered,
        one.isReplicaIdentity,
        one.isNullsNotDistinct,
        one.constraint,
        one.options,
        one.comment,
        one.scanCount,
        one.byteLength,
      ),
    ),
  indexKeys: ({ indexes }) =>
    indexes.flatMap(({ name, keys, included }) => [
      ...keys.map((key, place) => line(name, place + 1, 'key', key.text, key.isDescending, key.isNullsFirst)),
      ...included.map((column, place) => line(name, keys.length + place + 1, 'included', column, null, null)),
    ]),
  constraints: ({ constraints }) =>
    constraints.map((one) =>
      line(
        one.name,
        one.type,
        one.definition,
        one.index,
        one.isDeferrable,
        one.isInitiallyDeferred,
        one.isValidated,
        one.comment,
        one.columns,
      ),
    ),
  foreignKeys: ({ foreignKeys }) =>
    foreignKeys.map((one) =>
      line(
        one.name,
        quoted(one.referencedSchema, one.referencedTable),
        one.referencedColumns,
        one.definition,
        one.isValidated,
      ),
    ),
  triggers: ({ triggers }) =>
    triggers.map((one) =>
      line(
        one.name,
        one.definition,
        one.enabled,
        quoted(one.function.schema, one.function.name),
        one.comment,
      ),
    ),
  tables: (table) => [
    line(
      table.persistence,
      table.accessMethod,
      table.tablespace,
      table.options,
      table.replicaIdentity,
      table.rowSecurity.isForced,
      table.partitionKey,
      table.viewDefinition,
      table.isPopulated,
      table.server,
      table.wrapperOptions,
      table.ofType,
      // The view names partitions, and not what they are of.
      table.kind === 'partitioned' ? [] : table.publications,
      table.publishedParts.map(
        ({ publication, columns, where }) => `${publication}(${(columns ?? []).join(',')})${where ?? ''}`,
      ),
    ),
  ],
  estimates: ({ kind, rowEstimate, activity }) =>
    kind === 'table' || kind === 'partitioned' ? [line(rowEstimate, activity?.deadRows ?? null)] : [],
  privileges: ({ kind, privileges, columns }) => {
    // information_schema knows no materialized views.
    if (kind === 'materialized-view') return [];
    const lines = privileges.flatMap(({ role, privilege, columns: named, isGrantable }) => {
      const isOfColumns = ['select', 'insert', 'update', 'references'].includes(privilege);
      const places = isOfColumns ? (named ?? columns.map(({ name }) => name)) : [null];
      return places.map((column) => ({ key: line(role, privilege, column), isGrantable }));
    });
    return [...new Set(lines.map(({ key }) => key))].map((key) =>
      line(
        key,
        lines.some((one) => one.key === key && one.isGrantable),
      ),
    );
  },
  rules: ({ rules }) => rules.map(({ name, definition }) => line(name, definition)),
  statistics: ({ statisticsObjects }) =>
    statisticsObjects.map(({ name, definition, target }) => line(name, definition, target)),
  partitions: ({ partitions }) =>
    partitions.map(({ name, bound, kind, byteLength }) => line(name, bound, kind, byteLength)),
  kin: ({ inherits, heirs }) => [
    ...heirs.map(({ name }) => line('heir', name)),
    ...inherits.map(({ name }) => line('inherits', name)),
  ],
};

/** As regclass writes it. */
function quoted(schema: string, name: string): string {
  const word = (text: string): string =>
    /^[a-z_][a-z0-9_]*$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`;
  return schema === 'public' ? word(name) : `${word(schema)}.${word(name)}`;
}

const made: TestDatabase[] = [];
afterAll(async () => {
  await Promise.all(made.map((database) => database.drop()));
});

describe.each(describedDatabases)('%s', (_name, make) => {
  let database: TestDatabase;
  let tables: readonly CatalogTableDescription[];

  beforeAll(async () => {
    database = await make();
    made.push(database);
    const { stdout } = await runSeqscope(['describe', '--json', '--url', database.url]);
    ({ tables } = JSON.parse(stdout) as { readonly tables: readonly CatalogTableDescription[] });
  }, 60_000);

  test.each(rawQuestions)('%s are as the catalog has them', async (question) => {
    const said = await askRaw(database, question);
    expect(tables.length).toBeGreaterThan(3);
    for (const table of tables) {
      const place = `${table.schema}.${table.name}`;
      expect([place, ...[...facts[question](table)].sort()]).toEqual([place, ...(said.get(place) ?? [])]);
    }
  });
});
