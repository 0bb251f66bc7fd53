import { describe, expect, it } from 'vitest';
import type { Page } from '../../src/queries/query-spec.ts';
import { paintStatusLine } from '../../src/ui/paint/status-line.ts';
import { recordLines } from '../../src/ui/screens/record/items.ts';
import { paintRows } from '../../src/ui/screens/rows/paint.ts';
import { currentScreen } from '../../src/ui/state.ts';
import { openConsole, type TestConsole } from './support/console.ts';

const base = { kind: 'text', isPrimaryKey: false, isVirtual: false } as const;
const page: Page = {
  columns: [
    { ...base, name: 'id', type: 'integer', kind: 'number', isPrimaryKey: true },
    { ...base, name: 'note', type: 'text' },
    { ...base, name: 'loud', type: 'text', hasGetter: true },
    { ...base, name: 'tag', type: 'text', hasGetter: true, isVirtual: true },
    { ...base, name: 'at', type: 'timestamptz', kind: 'date' },
    { ...base, name: 'data', type: 'jsonb', kind: 'json' },
  ],
  rows: [
    [1, '', 'ADA', 'x', new Date('2026-01-09T12:00:01Z'), `{"theme": "dark", "items": [${'1, '.repeat(40)}`],
    [2, ' a', 'BOB', null, '2026-01-09T12:00:01.123456Z', ''],
  ],
  bookmarks: [],
  clipped: [
    { row: 0, column: 5, byteLength: 123_456 },
    { row: 1, column: 5, byteLength: 10_485_760 },
  ],
  hasBefore: false,
  hasAfter: false,
  paging: { method: 'keys' },
  sql: '',
  shortSql: '',
  durationMs: 3,
};

function opened(): TestConsole {
  return openConsole({ columns: 140, rows: 30 })
    .press('/')
    .type('User')
    .press('enter')
    .answerPagesWith(() => page);
}

function canvas(console: TestConsole) {
  return { state: console.state, width: 120, height: 6, paint: (text: string) => text };
}

function grid(console: TestConsole): readonly string[] {
  return paintRows(canvas(console), console.rows).map((line) => line.trimEnd());
}

describe('a grid', () => {
  it('marks what is empty, blank at an end, clipped, virtual or made by a getter', () => {
    expect(grid(opened()).slice(0, 4)).toEqual([
      '       id  note     loud     tag      at                             data',
      '  integer  text     getter   virtual  timestamptz                    jsonb',
      `›       1  ''       ADA      x        2026-01-09 12:00:01Z           {"theme": "dark"… 121 kB`,
      '        2  " a"     BOB      NULL     2026-01-09 12:00:01.123456Z    … 10.0 MB',
    ]);
  });

  it('tells times in UTC or as they are here, and the status line says which', () => {
    const console = opened();
    expect(paintStatusLine(canvas(console))[0]).toMatch(/UTC · 3 ms $/);
    console.press('Z');
    expect(paintStatusLine(canvas(console))[0]).toMatch(/local time · 3 ms $/);
    expect(grid(console).join('\n')).not.toContain('01Z');
    console.press('Z');
    expect(grid(console).join('\n')).toContain('2026-01-09 12:00:01Z');
  });
});

describe('a record', () => {
  it('says NULL, the empty string and blanks apart, and the types whole', () => {
    const console = opened().press('enter');
    const screen = currentScreen(console.state);
    if (screen.type !== 'record') throw new Error(screen.type);
    const lines = recordLines(console.state, screen, 100);
    expect(lines.slice(1, 5).map(({ aside, text, tone }) => [aside, text, tone])).toEqual([
      ['text', "''", 'null'],
      ['text getter', 'ADA', 'value'],
      ['virtual text', 'x', 'value'],
      ['timestamptz', '2026-01-09 12:00:01Z', 'value'],
    ]);
  });

  it('shows the beginning of a clipped value as no more than that', () => {
    const console = opened();
    const rows = console.rows;
    const [first] = page.rows;
    const clipped = { ...page, bookmarks: [{ type: 'keys', keys: ['1'] }] } as const;
    if (rows.window === null || first === undefined) throw new Error('no rows');
    console.state = {
      ...console.state,
      screens: [
        { type: 'welcome', id: 0 },
        { ...rows, window: { ...rows.window, pages: [clipped] } },
      ],
    };
    console.press('enter');
    const screen = currentScreen(console.state);
    if (screen.type !== 'record') throw new Error(screen.type);
    expect(recordLines(console.state, screen, 100)[5]).toMatchObject({ label: 'data', tone: 'more' });
    expect(recordLines(console.state, screen, 100)[5]?.text).toMatch(/^\{"theme": "dark".* … being read$/);
    const [request] = console.takeEffects();
    expect(request).toMatchObject({ type: 'load-page', spec: { clipBytes: null, place: { type: 'at' } } });
  });
});
