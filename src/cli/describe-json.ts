/** What `describe --json` prints: the description as it is, its parts under the names of docs/describing.md. */
import type { TableOrigin } from '../journal/origin/table-origin.ts';
import type { ScopeMeanings } from '../queries/scope-sql.ts';
import type { ModelDescription, TableDescription } from '../schema/description.ts';
import type { ShownStatistics } from '../schema/shown-statistics.ts';

/** A model's own fields, its halves joined, and its table under `database` (null when there is none). */
export function modelJson(
  description: ModelDescription,
  meanings: ScopeMeanings | null,
  origin: TableOrigin | null,
  statistics: ShownStatistics | null,
): object {
  const { model, table, fields, associationRules, indexes } = description;
  return {
    ...model,
    scopes: model.scopes.map((scope) => {
      const meaning = meanings?.scopes.find(({ name }) => name === scope.name);
      return { ...scope, ...(meaning === undefined ? unknownMeaning : known(meaning)) };
    }),
    defaultScopeMeaning: meaningOfDefault(meanings),
    softDeletedSql: meanings?.softDeleted ?? null,
    fields: fields.map((field) => ({
      ...field,
      origin: origin?.columns.find(({ column }) => column === field.column) ?? null,
    })),
    associationRules,
    indexes,
    origin: originJson(origin),
    database: table,
    ...(statistics === null ? {} : { statistics }),
  };
}

/** A table's fields, with those of its columns beside them. */
export function tableJson(
  table: TableDescription,
  origin: TableOrigin | null,
  statistics: ShownStatistics | null,
): object {
  return { ...table, origin, ...(statistics === null ? {} : { statistics }) };
}

const unknownMeaning = { sql: null, hiddenColumns: [], addedColumns: [] };

function known({ sql, hiddenColumns, addedColumns, isKnown }: ScopeMeanings['scopes'][number]) {
  return { sql: isKnown ? sql : null, hiddenColumns, addedColumns };
}

function meaningOfDefault(meanings: ScopeMeanings | null): object | null {
  const meaning = meanings?.scopes.find(({ name }) => name === 'defaultScope');
  return meaning === undefined ? null : known(meaning);
}

/** Its columns stand with the fields. */
function originJson(origin: TableOrigin | null): object | null {
  if (origin === null) return null;
  const { made, changed, remarks } = origin;
  return { made, changed, remarks };
}
