/** A query screen without a terminal: keys in, the spec and the asked-for effects out. */
import type { Page, QuerySpec } from '../../../src/queries/query-spec.ts';
import type { ScopeLens } from '../../../src/queries/scope-lens.ts';
import { cursorIndex, outlineOf } from '../../../src/ui/screens/query/outline/outline.ts';
import type { QueryForms, QueryScreen } from '../../../src/ui/screens/query/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { numberedPage, openConsole, type TestConsole } from '../support/console.ts';

/** The query screen of User, opened from the sidebar. */
export function openUserQuery(size?: { columns: number; rows: number }): TestConsole {
  const console = openConsole(size);
  return console.press('j', 'b');
}

export function queryOf(console: TestConsole): QueryScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'query') throw new Error(`The screen is ${screen.type}, not a query.`);
  return screen;
}

export function specOf(console: TestConsole): QuerySpec {
  return queryOf(console).spec;
}

/** Ids of the lines, as they stand. */
export function lineIds(console: TestConsole): readonly string[] {
  return outlineOf(console.state, queryOf(console)).map(({ id }) => id);
}

/** `label: text` of the line under the cursor. */
export function cursorText(console: TestConsole): string {
  const screen = queryOf(console);
  const lines = outlineOf(console.state, screen);
  const line = lines[cursorIndex(lines, screen)];
  return line === undefined ? '' : `${line.label}: ${line.text}`;
}

/** Moves the cursor to the line of that id by keys. */
export function goTo(console: TestConsole, id: string): TestConsole {
  const target = lineIds(console).indexOf(id);
  if (target < 0) throw new Error(`There is no line ${id} in ${lineIds(console).join(' ')}.`);
  console.press('home');
  for (let step = 0; step < target; step += 1) console.press('down');
  return console;
}

/** Forms in which nothing but the SQL differs. */
export function formsOf(sql: string): QueryForms {
  return {
    code: { type: 'text', text: "const { Op } = require('sequelize');\n\nawait User.findAll();" },
    sql: { type: 'text', text: sql },
    cli: { type: 'text', text: 'seqscope query User' },
  };
}

/** What the scopes of User hide. */
const lens: ScopeLens = {
  model: 'User',
  rows: { type: 'counted', rows: 4810 },
  scopes: [
    {
      name: 'active',
      parameters: [],
      arguments: [],
      isApplied: false,
      sql: `WHERE ("User"."status" = 'active')`,
      hiddenColumns: [],
      addedColumns: [],
      rows: { type: 'counted', rows: 3679 },
      hides: 1131,
    },
  ],
  softDeleted: { sql: '', rows: { type: 'counted', rows: 4810 }, hides: 191, isApplied: true },
};

/** Answers what was asked for last: the statement, and a page of these columns. */
export function answerQuery(
  console: TestConsole,
  columns: readonly string[] = ['id', 'email', 'status'],
  page: Partial<Page> = {},
): TestConsole {
  for (const effect of console.takeEffects()) {
    if (effect.type === 'write-query') {
      const { requestId, screenId, spec } = effect;
      const sql = `SELECT 1 -- ${spec.filter}`;
      console.send({ type: 'query-written', requestId, screenId, forms: formsOf(sql) });
    }
    if (effect.type === 'look-through-scopes') {
      const { requestId, screenId } = effect;
      console.send({ type: 'scopes-looked-through', requestId, screenId, lens });
    }
    if (effect.type === 'preview-query') {
      const { requestId, screenId } = effect;
      const numbered = numberedPage({ type: 'start' }, 120, columns);
      const statements = [{ sql: numbered.sql, durationMs: 2.5, rowCount: 101 }];
      const rows = { ...numbered, sent: { statements, repeats: [] }, ...page };
      console.send({ type: 'query-previewed', requestId, screenId, page: rows });
    }
  }
  return console;
}
