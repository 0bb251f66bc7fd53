/** Which table the columns of a query's result are of, where they are of one: what INSERT statements of it name. */
import type { DatabaseConnection, ResultField } from '../../database/client.ts';
import { ConsoleError } from '../../errors.ts';

export interface ResultOrigin {
  readonly relation: { readonly schema: string; readonly name: string };
  /** The table's column behind a name of the result. */
  readonly columnOf: (name: string) => string;
}

/**
 * As the server says of each column (PostgreSQL manual, 55.7, RowDescription), through subqueries, CTEs and other names. Rejects
 * with `not-one-table` for what is computed, and for columns of several tables or the same one twice.
 */
export async function resultOrigin(
  connection: DatabaseConnection,
  fields: readonly ResultField[],
): Promise<ResultOrigin> {
  const computed = fields.find(({ origin }) => origin === null);
  if (computed !== undefined) throw notOneTable(`"${computed.name}" is no column of a table.`);
  const { rows } = await connection.query(
    `SELECT n.nspname, c.relname, a.attname, a.attrelid, a.attnum
       FROM unnest($1::oid[], $2::int[]) AS wanted (relation, number)
       JOIN pg_catalog.pg_attribute a ON a.attrelid = wanted.relation AND a.attnum = wanted.number
       JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace`,
    [fields.map(({ origin }) => origin?.relationId), fields.map(({ origin }) => origin?.columnNumber)],
  );
  const known = new Map(
    rows.map(([schema, table, column, relation, number]) => [
      `${String(relation)} ${String(number)}`,
      { schema: String(schema), name: String(table), column: String(column) },
    ]),
  );
  const behind = new Map<
    string,
    { readonly schema: string; readonly name: string; readonly column: string }
  >();
  const names = new Map<string, string>();
  for (const { name, origin } of fields) {
    const found = known.get(`${String(origin?.relationId)} ${String(origin?.columnNumber)}`);
    if (found === undefined) throw notOneTable(`"${name}" is no column of a table.`);
    const [first = found] = behind.values();
    if (first.schema !== found.schema || first.name !== found.name) {
      throw notOneTable(`The columns are of several tables, "${first.name}" and "${found.name}" among them.`);
    }
    const other = names.get(found.column);
    if (other !== undefined) throw notOneTable(`"${other}" and "${name}" are the same column.`);
    names.set(found.column, name);
    behind.set(name, found);
  }
  const [relation] = behind.values();
  if (relation === undefined) throw notOneTable('The result has no columns.');
  return { relation, columnOf: (name) => behind.get(name)?.column ?? name };
}

function notOneTable(what: string): ConsoleError {
  return new ConsoleError(`${what} INSERT statements are of one table.`, {
    code: 'not-one-table',
    kind: 'usage',
    remedy: 'Select columns of one table, each once, or choose another format.',
  });
}
