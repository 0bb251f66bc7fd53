/**
 * What an interrupted CREATE INDEX CONCURRENTLY has left: the finished index without its journal row, or an invalid one, which no
 * query uses and every write maintains (PostgreSQL manual, CREATE INDEX, "Building Indexes Concurrently").
 */
import type { Database, DatabaseConnection } from '../database/client.ts';
import { quoteIdentifier } from '../database/quote.ts';

/** `built`: as the statement would build it. `dropped`: it was invalid and is gone now. `other`: nothing of that kind. */
export type LeftIndex = 'built' | 'dropped' | 'other';

const name = String.raw`(?:"(?:[^"]|"")+"|[A-Za-z_][\w$]*)`;
const statement = new RegExp(
  String.raw`^\s*CREATE\s+(?<unique>UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+(?<lenient>IF\s+NOT\s+EXISTS\s+)?(?<index>${name})\s+ON\s+(?<table>${name}(?:\s*\.\s*${name})?)\s*(?<rest>(?:USING\b|\().*?);?\s*$`,
  'is',
);

/** True for a statement that the server passes over, content with whatever has the name, an invalid index too. */
export function takesAnyIndex(sql: string): boolean {
  return statement.exec(sql)?.groups?.['lenient'] !== undefined;
}

/**
 * Looks for the index of a `CREATE INDEX CONCURRENTLY name ON table …`, and drops it if it is invalid. The server answers the
 * statement only when nobody builds on the table any more, so call this afterwards.
 */
export async function leftIndex(database: Database, sql: string): Promise<LeftIndex> {
  const { unique = '', index, table, rest } = statement.exec(sql)?.groups ?? {};
  if (index === undefined || table === undefined || rest === undefined) return 'other';
  return database.withConnection(async (connection) => {
    const [found] = await rowsOf(
      connection,
      `SELECT i.indisvalid, pg_get_indexdef(c.oid), n.nspname::text, c.relname::text
         FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE i.indrelid = to_regclass($1) AND c.oid = to_regclass(format('%I.', n.nspname) || $2)`,
      [table, index],
    );
    if (found === undefined) return 'other';
    const [isValid, definition, schema, relation] = found;
    if (isValid !== true) {
      const place = [schema, relation].map((part) => quoteIdentifier(String(part))).join('.');
      await connection.query(`DROP INDEX CONCURRENTLY ${place}`);
      return 'dropped';
    }
    const wanted = await definitionOf(connection, { unique, index, table, rest });
    return withoutTable(String(definition)) === withoutTable(wanted) ? 'built' : 'other';
  });
}

/** As the server words it, of an index that is built on an empty copy of the table and rolled back. */
async function definitionOf(
  connection: DatabaseConnection,
  { unique, index, table, rest }: Readonly<Record<'unique' | 'index' | 'table' | 'rest', string>>,
): Promise<string> {
  await connection.query('BEGIN');
  try {
    await connection.query(`CREATE TEMPORARY TABLE seqscope_index_probe (LIKE ${table}) ON COMMIT DROP`);
    await connection.query(`CREATE ${unique}INDEX ${index} ON pg_temp.seqscope_index_probe ${rest}`);
    const [row] = await rowsOf(connection, `SELECT pg_get_indexdef(to_regclass('pg_temp.' || $1))`, [index]);
    return String(row?.[0]);
  } catch {
    return '';
  } finally {
    await connection.query('ROLLBACK');
  }
}

async function rowsOf(
  connection: DatabaseConnection,
  sql: string,
  values: readonly unknown[],
): Promise<readonly (readonly unknown[])[]> {
  return (await connection.query(sql, values)).rows;
}

/** `CREATE INDEX name ON schema.table USING …` without the table. */
function withoutTable(definition: string): string {
  const relation = String.raw`(?:"(?:[^"]|"")+"|[^\s".]+)`;
  return definition.replace(
    new RegExp(String.raw` ON (?:ONLY )?${relation}(?:\.${relation})? USING `),
    ' USING ',
  );
}
