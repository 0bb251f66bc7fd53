/** Runs statements one after the other, and puts what comes of each under a tab. The first that fails ends it. */
import { reportError, type ErrorReport } from '../../../errors.ts';
import { sqlQuestionText } from '../../../output/sql-question-text.ts';
import type { SqlPiece } from '../../../queries/sql/split.ts';
import type { SqlQuestion, SqlResult, SqlRun } from '../../../queries/sql/sql-request.ts';
import { classifyStatement, parseCommand } from '../../../session.ts';
import type { Effect } from '../../effects.ts';
import { question } from '../../overlays/question.ts';
import type { State } from '../../state.ts';
import { endRequest, startRequest, stay, takeId, withNotice, type Step } from '../../step.ts';
import { wrapText } from '../../wrap-text.ts';
import { gridSpec } from '../rows/relations.ts';
import { pageLength } from '../rows/state.ts';
import { isSwitch } from './choose-pieces.ts';
import { doCommand, nothingToWatch } from './commands.ts';
import { withSql } from './keeping.ts';
import { tabOf } from './result-tab.ts';
import { startRun } from './start-run.ts';
import type { SqlScreen, SqlTab } from './state.ts';
import { changeInWatch, receiveWatched, refusedWatch, startWatch } from './watching.ts';

type RunEffect = Extract<Effect, { readonly type: 'run-sql' }>;

/** Of the text as it is; what a watch would have to refuse is refused before any of it runs. */
export function runPieces(state: State, screen: SqlScreen, pieces: readonly SqlPiece[]): Step {
  const shown = { ...state, notice: null };
  const isLook = pieces.every(isSwitch);
  const cleared = isLook ? {} : { tabs: [], active: 0, watch: null };
  const begun: SqlScreen = { ...screen, ...cleared, queue: pieces, past: null };
  const refused = refusedWatch(pieces, screen);
  const [next, effects] =
    refused === null ? runNext(shown, begun) : stay(withSql(shown, failed(begun, refused)));
  const remember = { type: 'remember-sql', text: pieces.map(({ text }) => text).join(';\n') } as const;
  const isEnded = screen.watch !== null && !isLook;
  return [next, [...(isEnded ? [{ type: 'unwatch' } as const] : []), remember, ...effects]];
}

/** The first of the queue; nothing where it is empty. */
function runNext(state: State, screen: SqlScreen): Step {
  const [piece] = screen.queue;
  if (piece === undefined) return [withSql(state, { ...screen, requestId: null }), []];
  if (piece.type === 'command') return runCommand(state, screen, piece);
  const { start, end } = piece;
  const { text, parameters } = screen;
  const { clipBytes } = gridSpec({ type: 'sql', text: '', parameters: {}, isOnce: false });
  return startRun(state, screen, {
    text,
    start,
    end,
    parameters,
    isAgreed: false,
    limit: pageLength,
    clipBytes,
  });
}

function runCommand(state: State, screen: SqlScreen, piece: SqlPiece): Step {
  let command;
  try {
    command = parseCommand(piece.text);
  } catch (error) {
    return stay(withSql(state, failed(screen, reportError(error))));
  }
  switch (command.type) {
    case 'list':
    case 'describe': {
      const [requestId, next] = startRequest(state);
      return [
        withSql(next, { ...screen, requestId }),
        [{ type: 'list-catalog', requestId, screenId: screen.id, command }],
      ];
    }
    case 'watch':
      return screen.lastRun === null
        ? stay(withSql(state, failed(screen, nothingToWatch())))
        : startWatch(state, screen, command.seconds);
    default: {
      const done = doCommand(screen, command);
      const told = done.told === null ? state : withNotice(state, done.told);
      const { tab } = done;
      if (command.type === 'quit') return stay(withSql(told, { ...screen, queue: [], requestId: null }));
      const left = { ...done.screen, queue: screen.queue.slice(1) };
      return runNext(told, tab === null ? left : withTab(left, tab));
    }
  }
}

export function receiveSql(
  state: State,
  screen: SqlScreen,
  requestId: number,
  results: readonly SqlResult[],
  at: number,
): Step {
  const ended = endRequest(state, requestId);
  if (screen.requestId !== requestId) return stay(ended);
  const [first] = results;
  if (screen.watch !== null && first !== undefined) return receiveWatched(ended, screen, first, at);
  let next = ended;
  let shown: SqlScreen = { ...screen, requestId: null, lastRanAt: at };
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
  return { ...screen, tabs, active: tabs.length - 1 };
}

function failed(screen: SqlScreen, report: ErrorReport): SqlScreen {
  const tabbed = withTab(screen, { type: 'failed', line: 'error', durationMs: null, top: 0, report });
  return { ...tabbed, queue: [], requestId: null, transaction: afterFailure(screen, report), watch: null };
}

/** What the server refused ends a transaction; not what was never sent, and no query whose rows are paged: that has a savepoint. */
function afterFailure(
  { transaction, lastRun }: SqlScreen,
  { details }: ErrorReport,
): SqlScreen['transaction'] {
  if (transaction !== 'open' || details.sqlState === undefined || lastRun === null) return transaction;
  const { isRowSource } = classifyStatement(lastRun.text.slice(lastRun.start, lastRun.end));
  return isRowSource && !lastRun.isAgreed ? transaction : 'failed';
}

export function failSql(state: State, screen: SqlScreen, report: ErrorReport): State {
  if (report.kind === 'interrupted') {
    return withNotice(withSql(state, { ...screen, queue: [], requestId: null, watch: null }), 'Cancelled.');
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
  if (screen.watch !== null) {
    return [withSql(ended, failed(screen, changeInWatch())), [{ type: 'unwatch' }]];
  }
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
