/** Runs statements one after the other, and puts what comes of each under a tab. The first that fails ends it. */
import { reportError, type ErrorReport } from '../../../errors.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { sqlQuestionText } from '../../../output/sql-question-text.ts';
import type { SqlPiece } from '../../../queries/sql/split.ts';
import type { SqlQuestion, SqlResult, SqlRun } from '../../../queries/sql/sql-request.ts';
import { commandHelp, parameterNames, parseCommand } from '../../../session.ts';
import type { Effect } from '../../effects.ts';
import { question } from '../../overlays/question.ts';
import type { State } from '../../state.ts';
import { endRequest, replaceScreen, startRequest, stay, takeId, withNotice, type Step } from '../../step.ts';
import { lineOf } from '../../terminal/line-input.ts';
import { wrapText } from '../../wrap-text.ts';
import { givenRows } from '../rows/given-rows.ts';
import { gridSpec } from '../rows/relations.ts';
import { pageLength } from '../rows/state.ts';
import type { SqlScreen, SqlTab } from './state.ts';

type RunEffect = Extract<Effect, { readonly type: 'run-sql' }>;

/** Keeps the screen for when it is come back to. */
export function withSql(state: State, screen: SqlScreen): State {
  const kept = { ...state.sql, last: screen };
  return replaceScreen({ ...state, sql: kept }, screen);
}

/** Asks for the parameters first. */
export function beginSql(state: State, screen: SqlScreen, pieces: readonly SqlPiece[]): Step {
  if (pieces.length === 0) return [withNotice(state, 'There is no statement to run.'), []];
  if (screen.requestId !== null) return [withNotice(state, 'A statement is running: Esc cancels it.'), []];
  const statements = pieces.filter(({ type }) => type === 'statement');
  const names = [...new Set(statements.flatMap(({ text }) => parameterNames(text)))];
  const [first, ...others] = names;
  const fresh: SqlScreen = { ...screen, completion: null, text: screen.editor.text };
  if (first === undefined) return runPieces(state, fresh, pieces);
  const line = lineOf(valueText(screen.parameters[first]));
  return [withSql(state, { ...fresh, asked: { names: [first, ...others], line, pieces } }), []];
}

/** `NULL` is NULL. */
export function acceptParameter(state: State, screen: SqlScreen): Step {
  const { asked } = screen;
  if (asked === null) return stay(state);
  const [name, next, ...others] = asked.names;
  const value = asked.line.text === 'NULL' ? null : asked.line.text;
  const parameters = { ...screen.parameters, [name]: value };
  const given = { ...screen, parameters };
  if (next === undefined) return runPieces(state, { ...given, asked: null }, asked.pieces);
  const line = lineOf(valueText(parameters[next]));
  return [withSql(state, { ...given, asked: { ...asked, names: [next, ...others], line } }), []];
}

function valueText(value: string | null | undefined): string {
  return value === null ? 'NULL' : (value ?? '');
}

function runPieces(state: State, screen: SqlScreen, pieces: readonly SqlPiece[]): Step {
  const shown = { ...state, notice: null };
  const [next, effects] = runNext(shown, { ...screen, queue: pieces, tabs: [], active: 0, past: null });
  return [next, [{ type: 'remember-sql', text: pieces.map(({ text }) => text).join(';\n') }, ...effects]];
}

/** The first of the queue; nothing where it is empty. */
function runNext(state: State, screen: SqlScreen): Step {
  const [piece] = screen.queue;
  if (piece === undefined) return [withSql(state, { ...screen, requestId: null }), []];
  if (piece.type === 'command') return runCommand(state, screen, piece);
  const { start, end } = piece;
  const { text, parameters } = screen;
  const { clipBytes } = gridSpec({ type: 'sql', text: '', parameters: {}, isOnce: false });
  const run = { text, start, end, parameters, isAgreed: false, limit: pageLength, clipBytes };
  return startRun(state, screen, run);
}

function startRun(state: State, screen: SqlScreen, run: SqlRun): Step {
  const [requestId, next] = startRequest(state);
  return [
    withSql(next, { ...screen, requestId }),
    [{ type: 'run-sql', requestId, screenId: screen.id, run }],
  ];
}

function runCommand(state: State, screen: SqlScreen, piece: SqlPiece): Step {
  let command;
  try {
    command = parseCommand(piece.text);
  } catch (error) {
    return stay(withSql(state, failed(screen, reportError(error))));
  }
  const done = (line: string, notices: readonly string[] = []): Step =>
    runNext(state, withTab(screen, { type: 'done', line, notices }));
  switch (command.type) {
    case 'list':
    case 'describe': {
      const [requestId, next] = startRequest(state);
      return [
        withSql(next, { ...screen, requestId }),
        [{ type: 'list-catalog', requestId, screenId: screen.id, command }],
      ];
    }
    case 'help':
      return done(
        'commands',
        commandHelp().map(([name, summary]) => `${name.padEnd(18)}${summary}`),
      );
    case 'expanded':
      return done('\\x', ['Ctrl-O opens the rows in the grid, and Enter there a row as a record.']);
    case 'timing':
      return done('\\timing', ['Each result says how long it took.']);
    case 'quit':
      return stay(withSql(state, { ...screen, queue: [], requestId: null }));
    case 'watch': {
      const rows = screen.tabs.at(-1);
      if (rows?.type !== 'rows') return done('\\watch', ['There are no rows before it to read again.']);
      return done('\\watch', ['Ctrl-O opens the rows in the grid, where W reads them again and again.']);
    }
  }
}

export function receiveSql(
  state: State,
  screen: SqlScreen,
  requestId: number,
  results: readonly SqlResult[],
): Step {
  const ended = endRequest(state, requestId);
  if (screen.requestId !== requestId) return stay(ended);
  let next = ended;
  let shown: SqlScreen = { ...screen, requestId: null };
  for (const result of results) {
    const [id, taken] = takeId(next);
    next = taken;
    const transaction = result.command === 'LIST' ? shown.transaction : result.transaction;
    shown = { ...shown, transaction, tabs: [...shown.tabs, tabOf(next, id, result)] };
  }
  const active = Math.max(0, shown.tabs.length - 1);
  return runNext(next, { ...shown, active, queue: screen.queue.slice(1) });
}

function withTab(screen: SqlScreen, tab: SqlTab): SqlScreen {
  const tabs = [...screen.tabs, tab];
  return { ...screen, tabs, active: tabs.length - 1, queue: screen.queue.slice(1) };
}

function failed(screen: SqlScreen, report: ErrorReport): SqlScreen {
  const tabbed = withTab(screen, { type: 'failed', line: 'error', report });
  const transaction = screen.transaction === 'open' ? 'failed' : screen.transaction;
  return { ...tabbed, queue: [], requestId: null, transaction };
}

export function failSql(state: State, screen: SqlScreen, report: ErrorReport): State {
  if (report.kind === 'interrupted') {
    return withNotice(withSql(state, { ...screen, queue: [], requestId: null }), 'Cancelled.');
  }
  return withSql(state, failed(screen, report));
}

/** What would change is said before it does; refusing leaves the text as it is. */
export function askSql(
  state: State,
  screen: SqlScreen,
  requestId: number,
  run: SqlRun,
  asked: SqlQuestion,
): Step {
  const ended = endRequest(state, requestId);
  if (screen.requestId !== requestId) return stay(ended);
  const effect: RunEffect = {
    type: 'run-sql',
    requestId: 0,
    screenId: screen.id,
    run: { ...run, isAgreed: true },
  };
  const overlay = question(ended, {
    title: `Run ${asked.verb}?`,
    verb: 'run',
    isDestructive: asked.reason !== 'changes',
    effect,
    sections: (width) => [{ heading: null, items: [wrapText(sqlQuestionText(asked), width, 4)], share: 1 }],
  });
  return [{ ...withSql(ended, { ...screen, requestId: null }), overlay }, []];
}

/** The statement that was agreed to. */
export function agreeToSql(state: State, effect: RunEffect): Step {
  const screen = state.screens.find(({ id }) => id === effect.screenId);
  return screen?.type === 'sql' ? startRun(state, screen, effect.run) : stay(state);
}

function tabOf(state: State, id: number, result: SqlResult): SqlTab {
  const { page, source, title, command, rowCount, durationMs, notices } = result;
  const time = title === null ? ` ${String(Math.round(durationMs))} ms` : '';
  const many = (count: number, sign = ''): string =>
    `${groupedDigits(count)}${sign} ${count === 1 ? 'row' : 'rows'}`;
  if (page === null || source === null) {
    const count = rowCount === null ? '' : ` ${many(rowCount)}`;
    return { type: 'done', line: `${command}${count}${time}`, notices };
  }
  const rows = givenRows(state, id, title ?? 'result', { page, source });
  return {
    type: 'rows',
    line: `${title ?? command} ${many(page.rows.length, page.hasAfter ? '+' : '')}${time}`,
    rows,
    notices,
  };
}
