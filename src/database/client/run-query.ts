/**
 * One statement on one connection: sent, timed, cancelled on the server when the signal says so, and its result as plain
 * rows.
 */
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { ConsoleError } from '../../errors.ts';
import { databaseError } from '../database-error.ts';
import type { ConnectionTarget } from '../target.ts';
import { abortionOf } from './abortion.ts';
import { cancelLimitMs, cancelOnServer } from './cancel.ts';
import { tellLockWaits, type LockWait } from './lock-wait.ts';
import type { TypeNames } from './type-names.ts';
import { parserOfTypeName, valueParsers } from './value-parsers.ts';

export interface ResultField {
  readonly name: string;
  /** pg_type.oid. */
  readonly typeId: number;
  /** As `format_type()` gives it. */
  readonly type: string;
  /** The stored column that it is (pg_class.oid, attnum); null for what is computed. */
  readonly origin: { readonly relationId: number; readonly columnNumber: number } | null;
}

export interface QueryOutcome {
  /** The command tag's word; the empty string for an empty text. */
  readonly command: string;
  /** In the order of `fields`. `numeric`, `bigint`, `date` and `timestamp` are text; `timestamptz` is a Date, or text where that would round it. */
  readonly rows: readonly (readonly unknown[])[];
  readonly fields: readonly ResultField[];
  readonly rowCount: number | null;
  /** From sending to the last row, connecting left out. */
  readonly durationMs: number;
}

export interface QueryOptions {
  /** Cancels the statement on the server, then rejects with kind `interrupted`. */
  readonly signal?: AbortSignal | undefined;
  /** The server refuses a text of several statements, as it does where there are values (PostgreSQL manual, 55.2.3). */
  readonly isSingle?: boolean | undefined;
  /** Called when the statement has waited a second for a lock, and again when others are in the way. */
  readonly onLockWait?: ((wait: LockWait) => void) | undefined;
}

export interface StatementTime {
  readonly sql: string;
  readonly durationMs: number | null;
  /** Rows returned or affected; null or left out where there are none to count. */
  readonly rowCount?: number | null;
}

/** What the queries of one database have in common. */
export interface QuerySurroundings {
  readonly target: ConnectionTarget;
  readonly types: TypeNames;
  /** Options of a further connection, for cancelling. */
  readonly clientConfig: pg.ClientConfig;
  readonly onStatement: (statement: StatementTime) => void;
}

/** Rejected after an abort: `true` when the server confirmed, and the connection is clean. */
export class QueryInterrupted extends ConsoleError {
  readonly isConnectionClean: boolean;

  constructor(isConnectionClean: boolean) {
    super('The query was cancelled.', { code: 'interrupted', kind: 'interrupted', remedy: '' });
    this.isConnectionClean = isConnectionClean;
  }
}

/** All rejections are errors of databaseError(). Several statements in one text give the last one's outcome. */
export async function runQuery(
  client: pg.ClientBase,
  sql: string,
  values: readonly unknown[] | undefined,
  options: QueryOptions,
  surroundings: QuerySurroundings,
): Promise<QueryOutcome> {
  if (options.signal?.aborted === true) throw new QueryInterrupted(true);
  const result = await send(client, sql, values, options, surroundings);
  const names = await surroundings.types.nameAll(client, result.fields);
  return {
    command: result.command ?? '',
    rows: parsedByName(result.rows, names),
    fields: result.fields.map((field, index) => ({
      name: field.name,
      typeId: field.dataTypeID,
      type: names[index] ?? '',
      // The server says 0 of what no table has (PostgreSQL manual, 55.7, RowDescription).
      origin: field.tableID === 0 ? null : { relationId: field.tableID, columnNumber: field.columnID },
    })),
    rowCount: result.rowCount,
    durationMs: result.durationMs,
  };
}

/** The rows with values of types without a fixed oid read as well. */
function parsedByName(
  rows: readonly (readonly unknown[])[],
  names: readonly string[],
): readonly (readonly unknown[])[] {
  const parsers = names.map(parserOfTypeName);
  if (parsers.every((parser) => parser === null)) return rows;
  return rows.map((row) =>
    row.map((value, index) => (typeof value === 'string' ? (parsers[index]?.(value) ?? value) : value)),
  );
}

/** What pg resolves to in array mode; the command is null for an empty text, which its types do not say. */
interface ArrayResult {
  readonly command: string | null;
  readonly rows: readonly (readonly unknown[])[];
  readonly fields: readonly pg.FieldDef[];
  readonly rowCount: number | null;
}

async function send(
  client: pg.ClientBase,
  sql: string,
  values: readonly unknown[] | undefined,
  { signal, isSingle = false, onLockWait }: QueryOptions,
  surroundings: QuerySurroundings,
): Promise<ArrayResult & { readonly durationMs: number }> {
  const startedAt = performance.now();
  const stopTelling =
    onLockWait === undefined ? null : tellLockWaits(client, surroundings.clientConfig, onLockWait);
  let rowCount: number | null = null;
  try {
    // pg resolves to an array when the text held several statements, which its types do not say either.
    const sent: Promise<ArrayResult | readonly ArrayResult[]> = client.query<unknown[]>({
      text: sql,
      rowMode: 'array',
      types: valueParsers,
      ...(values === undefined ? {} : { values: [...values] }),
      // pg's word for the extended protocol, which its types do not know.
      ...(isSingle ? { queryMode: 'extended' } : {}),
    });
    const results = [await interruptible(sent, client, signal, surroundings)].flat();
    const last = results.at(-1) ?? { command: '', rows: [], fields: [], rowCount: null };
    ({ rowCount } = last);
    return { durationMs: performance.now() - startedAt, ...last };
  } catch (error) {
    throw databaseError(error, { target: surroundings.target, statement: sql });
  } finally {
    stopTelling?.();
    surroundings.onStatement({ sql, durationMs: performance.now() - startedAt, rowCount });
  }
}

async function interruptible<T>(
  sent: Promise<T>,
  client: pg.ClientBase,
  signal: AbortSignal | undefined,
  surroundings: QuerySurroundings,
): Promise<T> {
  if (signal === undefined) return sent;
  const abortion = abortionOf(signal);
  try {
    const first = await Promise.race([sent.then(() => 'settled' as const), abortion.happened]);
    if (first === 'aborted') throw new QueryInterrupted(await cancelAndWait(sent, client, surroundings));
    return await sent;
  } finally {
    abortion.forget();
  }
}

/**
 * Cancels on the server and waits until the statement has ended there. True when it ended by the cancellation: otherwise
 * the cancellation might yet hit what the connection does next.
 */
async function cancelAndWait(
  sent: Promise<unknown>,
  client: pg.ClientBase,
  surroundings: QuerySurroundings,
): Promise<boolean> {
  const ended = sent.then(
    () => false,
    (error: unknown) => error instanceof pg.DatabaseError && error.code === '57014',
  );
  const cancelled = cancelOnServer(client, surroundings.clientConfig).then(() => ended);
  return Promise.race([cancelled, delay(cancelLimitMs, false, { ref: false })]);
}
