import { describe, expect, it } from 'vitest';
import type { Page, PageColumn, Value } from '../../src/queries/query-spec.ts';
import { paintStatusLine } from '../../src/ui/paint/status-line.ts';
import { paintValue } from '../../src/ui/screens/value/paint.ts';
import { currentScreen } from '../../src/ui/state.ts';
import { openConsole, type TestConsole } from './support/console.ts';

const base = { kind: 'text', isPrimaryKey: false, isVirtual: false } as const;

/** The rows of User with one column, and the cursor on it. */
function rowsOf(column: PageColumn, value: Value): TestConsole {
  const page: Page = {
    columns: [column],
    rows: [[value]],
    bookmarks: [],
    clipped: [],
    hasBefore: false,
    hasAfter: false,
    paging: { method: 'keys' },
    sql: 'SELECT "id", CASE WHEN true THEN "note" END FROM "users" LIMIT 101;',
    shortSql: 'SELECT "id", "note" FROM "users" LIMIT 100',
    durationMs: 3,
  };
  return openConsole({ columns: 140, rows: 30 })
    .press('/')
    .type('User')
    .press('enter')
    .answerPagesWith(() => page);
}

function canvas(console: TestConsole) {
  return { state: console.state, width: 120, height: 12, paint: (text: string) => text };
}

function opened(console: TestConsole): string {
  const screen = currentScreen(console.state);
  if (screen.type !== 'value') throw new Error(`The screen is ${screen.type}.`);
  return paintValue(canvas(console), screen)
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

const instant = new Date('2026-01-09T12:00:01Z');

describe('a value that is opened', () => {
  it('tells an instant where the console tells times, and is copied so', () => {
    const column: PageColumn = { ...base, name: 'at', type: 'timestamptz', kind: 'date' };
    const console = rowsOf(column, instant).press('enter', 'enter');
    expect(opened(console)).toBe(' 2026-01-09 12:00:01Z');
    expect(paintStatusLine(canvas(console))[0]).toMatch(/UTC $/);
    console.press('Z');
    expect(opened(console)).toMatch(/^ 2026-01-\d\d \d\d:\d\d:01[+-]\d\d/);
    expect(paintStatusLine(canvas(console))[0]).toMatch(/local time $/);
    console.takeEffects();
    console.press('y');
    expect(console.takeEffects()).toEqual([{ type: 'copy-text', text: opened(console).trim() }]);
  });

  it('tells the instants of a tree there as well', () => {
    const column: PageColumn = { ...base, name: 'times', type: 'timestamptz[]', kind: 'array' };
    const console = rowsOf(column, [instant, null]).press('enter', 'enter');
    expect(opened(console)).toContain('2026-01-09 12:00:01Z');
    console.press('Z');
    expect(opened(console)).not.toContain('01Z');
    expect(opened(console)).toMatch(/:01[+-]\d\d/);
  });

  it('shows numbers of JSON with every digit in its tree', () => {
    const column: PageColumn = { ...base, name: 'data', type: 'jsonb', kind: 'json' };
    const value = { id: { '\u0000json': '9007199254740993' }, price: { '\u0000json': '1.10' } };
    const console = rowsOf(column, value).press('enter', 'enter');
    expect(opened(console)).toContain('id  9007199254740993');
    expect(opened(console)).toContain('price  1.10');
  });
});

describe('Q', () => {
  it('shows the statement as one would write it first, then as it was read', () => {
    const text = opened(rowsOf({ ...base, name: 'note', type: 'text' }, 'x').press('Q'));
    expect(text).toMatch(/^ SELECT "id", "note" FROM "users" LIMIT 100;\n\n -- As it was read:/);
    expect(text).toMatch(/CASE WHEN true THEN "note" END FROM "users" LIMIT 101;$/);
  });
});

describe('a column of a join table', () => {
  const column: PageColumn = { ...base, name: 'user_roles.since', type: 'text', joinTable: 'user_roles' };

  it('is sorted by, and says where it is filtered by', () => {
    const console = rowsOf(column, 'x').press('+');
    expect(console.state.notice?.text).toContain('open "user_roles" to filter by it');
    console.press('o');
    expect(console.rows.spec.order).toEqual([{ attribute: 'user_roles.since', direction: 'asc' }]);
  });
});
