/**
 * What a recorded migration is told by the database. Questions about the schema go to the real one, on our own read-only
 * connection, where there is one, and are answered from what was recorded before where that made it another; all others are
 * answered as an empty database would, and counted as guesses.
 */
import type { Node, SelectStmt } from 'libpg-query';
import type { Database } from '../../../database/client.ts';
import { constantsBelow, functionsBelow, nodesBelow } from '../sql/nodes.ts';
import type { ParsedStatement } from '../sql/parse-sql.ts';
import { describeReplayed } from './describe-replayed.ts';
import { outsideRecording, type PgAnswer } from './recording-context.ts';
import type { ReplayedTables } from './replayed-tables.ts';

/** Null for a statement that is no question. */
export interface Answered {
  readonly answer: PgAnswer;
  /** True when nobody knows whether the real database would say the same. */
  readonly isGuess: boolean;
}

export async function answerStatement(
  sql: string,
  parsed: readonly ParsedStatement[] | null,
  catalog: Database | null,
  tables: ReplayedTables,
): Promise<Answered> {
  const last = parsed?.at(-1);
  if (last === undefined || parsed === null) return { answer: nothing('', []), isGuess: false };
  if (!parsed.some(({ isRead }) => isRead)) return { answer: writtenAnswer(last.node), isGuess: false };
  const isAsked = parsed.length === 1 && isAboutSchema(last.node);
  if (isAsked) {
    const ask = (question: string) =>
      catalog === null ? Promise.resolve(null) : askCatalog(question, catalog);
    const replayed = await describeReplayed(sql, tables, ask);
    if (replayed !== null) return { answer: replayed, isGuess: false };
    const live = await ask(sql);
    if (live !== null) return { answer: live, isGuess: isAboutReplayed(last.node, tables) };
  }
  const rows = 'SelectStmt' in last.node ? guessedRows(last.node.SelectStmt) : [];
  return { answer: nothing('SELECT', rows), isGuess: !isAction(last.node) };
}

/** Of a table that is another by now than the catalog's. */
function isAboutReplayed(node: Node, { startsFromNothing, touched }: ReplayedTables): boolean {
  if (startsFromNothing || touched.length === 0) return false;
  const names = constantsBelow(node);
  return touched.some(({ table }) => names.includes(table.name));
}

/** A SELECT that reads nothing: of constants, or for the sake of what its functions do. */
function isAction(node: Node): boolean {
  if (!('SelectStmt' in node) || node.SelectStmt.fromClause !== undefined) return false;
  if ([...nodesBelow(node)].some(([key]) => key === 'SubLink')) return false;
  return functionsBelow(node).every((name) => /^(?:set_config|setval|pg_advisory_\w+|pg_notify)$/.test(name));
}

/** Functions that tell of the schema or shape a value, and do nothing. */
const harmlessFunctions =
  /^(?:pg_(?:get|table|column|type|relation|encoding|size|total|indexes|describe|identify)\w*|to_reg\w+|format(?:_type)?|current_\w+|version|has_\w+_privilege|\w*_description|quote_\w+|array_\w+|string_agg|json\w*_(?:agg|build_\w+)|unnest|generate_s\w+|coalesce|count|min|max|sum|lower|upper|bool_\w+|row_number|regexp_\w+|replace|substring|split_part|any_value|_pg_\w+|parse_ident|row_to_json|to_json\w*)$/;

/** True for a SELECT that reads the catalogs and nothing else. */
export function isAboutSchema(node: Node): boolean {
  if ('VariableShowStmt' in node) return true;
  if (!('SelectStmt' in node) || !functionsBelow(node).every((name) => harmlessFunctions.test(name)))
    return false;
  const own = new Set<unknown>();
  for (const [key, below] of nodesBelow(node)) if (key === 'CommonTableExpr') own.add(below['ctename']);
  for (const [key, below] of nodesBelow(node)) {
    if (key === 'intoClause' || key === 'LockingClause' || /^(?:Insert|Update|Delete)Stmt$/.test(key))
      return false;
    if (key !== 'RangeVar' && key !== 'relation') continue;
    const { schemaname: schema, relname: name } = below;
    if (schema === 'information_schema' || schema === 'pg_catalog' || own.has(name)) continue;
    if (schema !== undefined || typeof name !== 'string' || !name.startsWith('pg_')) return false;
  }
  return true;
}

async function askCatalog(sql: string, catalog: Database): Promise<PgAnswer | null> {
  try {
    const { rows, fields, command } = await outsideRecording(() => catalog.query(sql));
    return {
      rows: rows.map((row) =>
        Object.fromEntries(fields.map((field, index) => [field.name, asDriver(row[index], field.typeId)])),
      ),
      rowCount: rows.length,
      command,
      fields,
    };
  } catch {
    return null;
  }
}

/** The project's driver hands on a list of names as the server's text, which Sequelize takes apart itself. */
function asDriver(value: unknown, typeId: number): unknown {
  const listOfNames = 1003;
  if (typeId !== listOfNames || !Array.isArray(value)) return value;
  const items = value.map((item) => {
    const text = String(item);
    return /^[\w.-]+$/.test(text) ? text : `"${text.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}

/** Aggregates and selections from nothing give one row also when there is nothing to read. */
function guessedRows(select: SelectStmt): readonly Readonly<Record<string, unknown>>[] {
  const targets = (select.targetList ?? []).flatMap((target) =>
    'ResTarget' in target ? [target.ResTarget] : [],
  );
  const values = targets.map(({ val, name }) => emptyValue(val, name));
  const isAggregate = select.groupClause === undefined && values.some((value) => value.isAggregate);
  if (select.fromClause !== undefined && !isAggregate) return [];
  return [Object.fromEntries(values.map((value) => [value.name, value.value]))];
}

function emptyValue(
  node: Node | undefined,
  alias: string | undefined,
): { readonly name: string; readonly value: unknown; readonly isAggregate: boolean } {
  if (node !== undefined && 'TypeCast' in node) return emptyValue(node.TypeCast.arg, alias);
  if (node !== undefined && 'SubLink' in node) {
    const isExists = node.SubLink.subLinkType === 'EXISTS_SUBLINK';
    return { name: alias ?? 'exists', value: isExists ? false : null, isAggregate: false };
  }
  const [name = '?column?'] = functionsBelow({ node });
  const isAggregate = /^(?:count|max|min|sum|avg|bool_or|bool_and|array_agg|string_agg)$/.test(name);
  return { name: alias ?? name, value: name === 'count' ? '0' : null, isAggregate };
}

function writtenAnswer(node: Node): PgAnswer {
  const [name = ''] = Object.keys(node);
  const command = /^(Insert|Update|Delete)Stmt$/.exec(name)?.[1]?.toUpperCase() ?? '';
  return nothing(command, []);
}

function nothing(command: string, rows: PgAnswer['rows']): PgAnswer {
  const [first = {}] = rows;
  return { rows, rowCount: rows.length, command, fields: Object.keys(first).map((name) => ({ name })) };
}
