/** A console with the SQL screen open, and what the server would answer. */
import type { Page } from '../../../src/queries/query-spec.ts';
import type { SqlResult } from '../../../src/queries/sql/sql-request.ts';
import type { Effect } from '../../../src/ui/effects.ts';
import { paintSql } from '../../../src/ui/screens/sql/paint.ts';
import type { SqlScreen } from '../../../src/ui/screens/sql/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { openConsole, type TestConsole } from '../support/console.ts';

export function openSqlConsole(size?: { columns: number; rows: number }): TestConsole {
  const console = openConsole(size).press('D');
  console.takeEffects();
  return console;
}

export function sqlScreen({ state }: TestConsole): SqlScreen {
  const screen = currentScreen(state);
  if (screen.type !== 'sql') throw new Error(`The screen is ${screen.type}, not SQL.`);
  return screen;
}

type RunEffect = Extract<Effect, { readonly type: 'run-sql' }>;

/** The statement asked to run since the last look; throws where there is none. */
export function takeRun(console: TestConsole): RunEffect {
  const effect = console.takeEffects().find((found): found is RunEffect => found.type === 'run-sql');
  if (effect === undefined) throw new Error('Nothing was asked to run.');
  return effect;
}

export function statementOf({ run }: RunEffect): string {
  return run.text.slice(run.start, run.end);
}

/** Answers the statement that was asked to run with rows numbered from 1. */
export function answerRun(console: TestConsole, rowCount = 3, at = 0): TestConsole {
  const { requestId, screenId } = takeRun(console);
  return console.send({ type: 'sql-ran', requestId, screenId, results: [selected(rowCount)], at });
}

export function selected(rowCount: number): SqlResult {
  const page: Page = {
    columns: ['id', 'name'].map((name) => ({
      name,
      type: name === 'id' ? 'integer' : 'text',
      kind: name === 'id' ? 'number' : 'text',
      isPrimaryKey: false,
      isVirtual: false,
    })),
    rows: Array.from({ length: rowCount }, (_, index) => [index + 1, `name ${String(index + 1)}`]),
    bookmarks: [],
    clipped: [],
    hasBefore: false,
    hasAfter: false,
    paging: { method: 'keys' },
    sql: 'SELECT 1',
    shortSql: 'SELECT 1',
    durationMs: 3,
  };
  return {
    title: null,
    command: 'SELECT',
    rowCount: null,
    page,
    source: { type: 'sql', text: 'select 1', parameters: {}, isOnce: false },
    notices: [],
    durationMs: 3,
    transaction: 'none',
  };
}

/** The pane's lines, without colours and blanks at their ends. */
export function frame(console: TestConsole, width = 70, height = 16): readonly string[] {
  const canvas = { state: console.state, width, height, paint: (text: string) => text };
  return paintSql(canvas, sqlScreen(console)).map((line) => line.trimEnd());
}

/** Of the effects since they were last taken. */
export const effectTypes = (console: TestConsole): readonly string[] =>
  console.takeEffects().map(({ type }) => type);
