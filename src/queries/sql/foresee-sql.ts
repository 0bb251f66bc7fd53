/**
 * What a statement would change, before it runs: counted by its own condition, read-only and within a time; where that is
 * not to be had, what the planner expects.
 */
import type { HeldConnection } from '../../database/client.ts';
import { ConsoleError } from '../../errors.ts';
import { classifyStatement, type StatementKind } from './classify.ts';
import { placeInText } from './error-place.ts';
import { bindParameters } from './parameters.ts';
import { reading } from './reading.ts';
import type { SqlForecast, SqlQuestion, SqlRequest } from './sql-request.ts';
import { touchedRows } from './touched-rows.ts';

const countLimitMs = 3000;

interface Foreseen {
  readonly connection: HeldConnection;
  /** Then the server refuses every change, and nothing is asked. */
  readonly isReadOnly: boolean;
  readonly signal: AbortSignal | undefined;
}

/** Rejects with what the server finds wrong with a statement that would be asked about. */
export async function foreseeSql(
  request: SqlRequest,
  { connection, isReadOnly, signal }: Foreseen,
): Promise<SqlForecast> {
  const statement = request.text.slice(request.start, request.end);
  const kind = classifyStatement(statement);
  const transaction = connection.transaction();
  const reason = isReadOnly ? null : reasonOf(kind, transaction === 'none');
  if (reason === null || transaction === 'failed') return { kind, question: null, transaction };
  const found = await countTouched(request, statement, connection, signal);
  return { kind, question: { reason, verb: kind.verb, ...found }, transaction };
}

/** What is destroyed at a stroke is asked about always; all other changes where no ROLLBACK takes them back. */
function reasonOf({ danger, type }: StatementKind, isOutside: boolean): SqlQuestion['reason'] | null {
  if (danger !== null) return danger;
  if (!isOutside) return null;
  if (type === 'write') return 'changes';
  return type === 'unknown' ? 'code' : null;
}

type Touched = Pick<SqlQuestion, 'target' | 'rows' | 'precision'>;

async function countTouched(
  request: SqlRequest,
  statement: string,
  connection: HeldConnection,
  signal: AbortSignal | undefined,
): Promise<Touched> {
  const touched = touchedRows(statement);
  const target = touched?.target ?? null;
  const precision = touched?.isMost === true ? 'most' : 'exact';
  if (touched !== null && touched.countSql === null) return { target, rows: touched.rows, precision };
  if (touched?.countSql != null) {
    const rows = await exactRows(connection, touched.countSql, request, signal);
    if (rows !== null) return { target, rows, precision };
  }
  return { target, rows: await plannedChange(connection, request, statement, signal), precision: 'estimate' };
}

/** Null where it takes too long, or the condition calls what may not be called. */
async function exactRows(
  connection: HeldConnection,
  countSql: string,
  { parameters }: SqlRequest,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  try {
    const { sql, values } = bindParameters(countSql, parameters);
    return await reading(connection, async () => {
      await connection.query(`SET LOCAL statement_timeout = ${countLimitMs}`);
      const { rows } = await connection.query(sql, values, { signal });
      return Number(rows[0]?.[0] ?? 0);
    });
  } catch (error) {
    if (signal?.aborted === true || !(error instanceof ConsoleError) || error.kind === 'connection')
      throw error;
    return null;
  }
}

/** From the plan, which is made and not executed; null for what has none. */
async function plannedChange(
  connection: HeldConnection,
  request: SqlRequest,
  statement: string,
  signal: AbortSignal | undefined,
): Promise<number | null> {
  const { type, verb } = classifyStatement(statement);
  if (type !== 'write' || verb === 'TRUNCATE' || verb === 'COPY' || /^\s*explain\b/i.test(statement))
    return null;
  const { sql, values } = bindParameters(statement, request.parameters);
  try {
    const { rows } = await reading(connection, () =>
      connection.query(`EXPLAIN (FORMAT JSON)\n${sql}`, values, { signal }),
    );
    return rowsChanged(rows[0]?.[0]);
  } catch (error) {
    throw placeInText(error, request, 1);
  }
}

interface PlanNode {
  readonly 'Node Type'?: unknown;
  readonly 'Plan Rows'?: unknown;
  readonly Plans?: readonly PlanNode[];
}

/** The rows that flow into the nodes that change rows (commands/explain.c has the names). */
function rowsChanged(plan: unknown): number | null {
  // The shape that FORMAT JSON documents: a list of one object with the plan.
  const top = Array.isArray(plan) ? (plan[0] as { readonly Plan?: PlanNode } | undefined)?.Plan : undefined;
  const changing =
    top === undefined ? [] : nodesBelow(top).filter((node) => node['Node Type'] === 'ModifyTable');
  if (changing.length === 0) return null;
  const inputs = changing.map(({ Plans }) => Plans?.find((node) => typeof node['Plan Rows'] === 'number'));
  return inputs.reduce((sum, input) => sum + Number(input?.['Plan Rows'] ?? 0), 0);
}

function nodesBelow(node: PlanNode): readonly PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesBelow)];
}
