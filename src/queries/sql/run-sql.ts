/** One statement, run over the connection that is typed on, and its rows: of a query the first page, of all else what there is. */
import type { Database, HeldConnection } from '../../database/client.ts';
import { ConsoleError } from '../../errors.ts';
import { heldPage } from '../held-page.ts';
import { specFor, type SqlSource } from '../query-spec.ts';
import { plainRows, readTablePage, resultColumns } from '../read-table.ts';
import { classifyStatement, outermost, type StatementKind } from './classify.ts';
import { placeInText } from './error-place.ts';
import { bindParameters } from './parameters.ts';
import { uniqueNames } from './query-source.ts';
import { reading, refusedInRead } from './reading.ts';
import { isWord, meaningful, scanSql } from './scan.ts';
import type { SqlResult, SqlRun } from './sql-request.ts';

interface Place {
  readonly connection: HeldConnection;
  /** Reads over the same connection. */
  readonly database: Database;
  readonly signal: AbortSignal | undefined;
}

/** Rejects with a ConsoleError that points into the text. */
export async function runSql(run: SqlRun, place: Place): Promise<SqlResult> {
  const statement = run.text.slice(run.start, run.end);
  const kind = classifyStatement(statement);
  refuseStreams(statement, kind);
  const { connection } = place;
  const isFreeToRead = connection.transaction() !== 'failed' && kind.type === 'read' && !kind.locksRows;
  // What was agreed to may change something: it runs once, and as it stands.
  const isGuarded = isFreeToRead && !run.isAgreed;
  try {
    return kind.isRowSource && run.limit !== null && !(run.isAgreed && isFreeToRead)
      ? await runPaged(run, statement, place)
      : await runWhole(run, statement, place, isGuarded);
  } catch (error) {
    throw isGuarded && !place.database.mode.readOnly ? asQuestion(error, run) : error;
  }
}

async function runPaged(
  run: SqlRun,
  statement: string,
  { connection, database, signal }: Place,
): Promise<SqlResult> {
  const source: SqlSource = { type: 'sql', text: statement, parameters: run.parameters, isOnce: false };
  const spec = { ...specFor(source, run.limit), clipBytes: run.clipBytes };
  try {
    const page = await readTablePage(database, source, spec, signal);
    const { durationMs } = page;
    return { ...resultOf(connection), command: 'SELECT', rowCount: null, page, source, durationMs };
  } catch (error) {
    throw await toldOfStatement(error, run, statement, connection);
  }
}

/** What is wrong with a statement, told of the statement itself and not of the one that was made around it. */
async function toldOfStatement(
  error: unknown,
  run: SqlRun,
  statement: string,
  connection: HeldConnection,
): Promise<unknown> {
  const state = error instanceof ConsoleError ? (error.details.sqlState ?? '') : '';
  // Class 42 is what is wrong with the text (manual, appendix A).
  if (!state.startsWith('42') || connection.transaction() === 'failed')
    return placeInText(error, run, Infinity);
  const { sql, values } = bindParameters(statement, run.parameters);
  try {
    await reading(connection, () => connection.query(`EXPLAIN\n${sql}`, values));
    return placeInText(error, run, Infinity);
  } catch (own) {
    return placeInText(own, run, 1);
  }
}

async function runWhole(
  run: SqlRun,
  statement: string,
  { connection, signal }: Place,
  isGuarded: boolean,
): Promise<SqlResult> {
  const { sql, values } = bindParameters(statement, run.parameters);
  const send = () => connection.query(sql, values, { signal });
  try {
    const outcome =
      isGuarded && connection.transaction() === 'none' ? await reading(connection, send) : await send();
    const { command, rowCount, durationMs, fields } = outcome;
    const names = uniqueNames(fields.map(({ name }) => name));
    const columns = resultColumns(outcome).map((column, index) => ({
      ...column,
      name: names[index] ?? column.name,
    }));
    const page = heldPage(columns, plainRows(outcome.rows), 'the statement runs once', {
      sql,
      shortSql: statement,
      durationMs,
    });
    const source: SqlSource = { type: 'sql', text: statement, parameters: run.parameters, isOnce: true };
    const rows = fields.length === 0 ? { page: null, source: null } : { page, source };
    return { ...resultOf(connection), command, rowCount, ...rows, durationMs };
  } catch (error) {
    throw placeInText(error, run);
  }
}

function resultOf(connection: HeldConnection): Pick<SqlResult, 'title' | 'notices' | 'transaction'> {
  return { title: null, notices: connection.takeNotices(), transaction: connection.transaction() };
}

/** A read that the server took for a change. */
function asQuestion(error: unknown, run: SqlRun): unknown {
  if (!(error instanceof ConsoleError) || error.details.sqlState !== refusedInRead) return error;
  return placeInText(
    new ConsoleError('The statement would change something, through a function that it calls.', {
      code: 'sql-writes',
      remedy: 'Agree to it, or run it inside `BEGIN` and `ROLLBACK` to look at what it does.',
      details: error.details,
      cause: error,
    }),
    run,
  );
}

/** The console has no stream to hand over. */
function refuseStreams(statement: string, { verb }: StatementKind): void {
  if (verb !== 'COPY') return;
  const words = outermost(meaningful(scanSql(statement)));
  if (!words.some((token) => isWord(token, 'STDIN', 'STDOUT'))) return;
  throw new ConsoleError('COPY from or to the client is not run here.', {
    code: 'copy-stream',
    kind: 'usage',
    remedy: 'Write rows with `seqscope export`, or use psql for `COPY … FROM STDIN`.',
  });
}
