/** A structured value that folds. */
import { describe, expect, it, test } from 'vitest';
import type { Value } from '../../src/queries/query-spec.ts';
import {
  depthOf,
  openedTo,
  pathText,
  treeLines,
  treeOf,
  treeText,
  type Tree,
} from '../../src/ui/screens/value/tree.ts';
import { currentScreen } from '../../src/ui/state.ts';
import type { ValueScreen } from '../../src/ui/screens/value/state.ts';
import { numberedPage, openConsole, type TestConsole } from './support/console.ts';

const settings: Value = {
  theme: 'dark',
  limits: { day: 3, weeks: [1, 2, { odd: null }] },
  'odd key': [],
  tags: ['a', 'b'],
};

function outline(tree: Tree | null): readonly string[] {
  if (tree === null) return [];
  return treeLines(tree).map(({ path, isOpen, text }) => {
    const mark = isOpen === null ? ' ' : isOpen ? '▾' : '▸';
    return `${'  '.repeat(path.length)}${mark} ${String(path.at(-1) ?? '$')} ${text}`;
  });
}

/** A record whose third column holds the value, opened. */
function opened(value: Value): TestConsole {
  const console = openConsole().press('/').type('User').press('enter');
  const [load] = console.takeEffects();
  if (load?.type !== 'load-page') throw new Error('no page was asked for');
  const page = numberedPage({ type: 'start' }, 1, ['id', 'name', 'settings']);
  const columns = page.columns.map((column) =>
    column.name === 'settings' ? { ...column, type: 'jsonb', kind: 'json' as const } : column,
  );
  const { requestId, screenId } = load;
  const rows = [['1', 'one', value]];
  console.send({ type: 'page-arrived', requestId, screenId, page: { ...page, columns, rows } });
  console.press('enter', 'j', 'j', 'enter').takeEffects();
  return console;
}

function shown(console: TestConsole): ValueScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'value') throw new Error(`The screen is ${screen.type}, not a value.`);
  return screen;
}

function tree(console: TestConsole): Tree | null {
  return shown(console).tree ?? null;
}

function pathUnderCursor(console: TestConsole): unknown {
  const shownTree = tree(console);
  return shownTree === null ? null : treeLines(shownTree)[shownTree.cursor]?.path;
}

function copied(console: TestConsole, key: string): string {
  const [effect] = console.press(key).takeEffects();
  if (effect?.type !== 'copy-text') throw new Error('nothing was copied');
  return effect.text;
}

describe('a JSON value', () => {
  it('opens two levels deep, closed containers with how much they hold', () => {
    expect(outline(tree(opened(settings)))).toEqual([
      '▾ $ {4}',
      '    theme "dark"',
      '  ▾ limits {2}',
      '      day 3',
      '    ▸ weeks [3]',
      '    odd key []',
      '  ▾ tags [2]',
      '      0 "a"',
      '      1 "b"',
    ]);
  });

  it('opens and closes what the cursor is on, and goes from a value to what holds it', () => {
    const console = opened(settings).press('j', 'j', 'enter');
    expect(outline(tree(console))).toContain('  ▸ limits {2}');
    console.press('l', 'j', 'j', 'right');
    expect(outline(tree(console))).toContain('      ▸ 2 {1}');
    console.press('j', 'left');
    expect(pathUnderCursor(console)).toEqual(['limits', 'weeks']);
  });

  it('opens and closes by depth, and everything at once', () => {
    const console = opened(settings).press('-');
    expect(outline(tree(console))).toHaveLength(5);
    console.press('-');
    expect(outline(tree(console))).toHaveLength(5);
    console.press('E');
    expect(outline(tree(console)).at(8)).toBe('          odd null');
    console.press('-', '-', '+');
    expect(outline(tree(console))).toHaveLength(12);
  });

  it('copies the value under the cursor, and its path as a filter writes it', () => {
    const console = opened(settings).press('j');
    expect([copied(console, 'y'), copied(console, 'Y')]).toEqual(['dark', 'settings.theme']);
    console.press('j');
    expect(JSON.parse(copied(console, 'y'))).toEqual({ day: 3, weeks: [1, 2, { odd: null }] });
    expect(copied(console.press('g'), 'Y')).toBe('settings');
  });

  it('reads a long text of it whole, and comes back to the same line', () => {
    const console = opened({ log: 'line\n'.repeat(50) }).press('j', 'enter');
    expect(shown(console)).toMatchObject({ title: 'log', language: 'text' });
    expect(shown(console).text.split('\n')).toHaveLength(51);
    expect(tree(console.press('escape'))?.cursor).toBe(1);
  });

  it('with a great many keys comes one level open', () => {
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [`k${String(index)}`, { a: 1 }]),
    );
    expect(outline(tree(opened(many)))).toHaveLength(151);
  });

  it('goes to the pager as indented text', () => {
    const console = opened({ a: [1] }).press('|');
    expect(console.takeEffects()).toEqual([{ type: 'open-pager', text: '{\n  "a": [\n    1\n  ]\n}' }]);
  });
});

test('a value without parts does not fold', () => {
  for (const value of [null, 'text', 3, new Date(0), new Uint8Array([1])]) expect(treeOf(value)).toBeNull();
  expect(shown(opened('text')).tree).toBeUndefined();
});

test('an empty container is a tree of one line', () => {
  expect(outline(treeOf({}))).toEqual(['  $ {}']);
  expect(outline(treeOf([]))).toEqual(['  $ []']);
});

test('the cursor stays on what holds its line when that is closed', () => {
  const folded: Tree = { value: settings, openDepth: 1, toggled: new Set(), cursor: 0 };
  const all = openedTo(folded, 9);
  const onOdd = { ...all, cursor: 8 };
  expect(treeLines(onOdd)[8]?.path).toEqual(['limits', 'weeks', 2, 'odd']);
  expect(openedTo(onOdd, 2).cursor).toBe(4);
});

test('paths, depths and texts of a tree', () => {
  expect(pathText('meta', ['a', 0, 'odd key', 'x"y'])).toBe('meta.a.0."odd key"."x\\"y"');
  expect([depthOf(3), depthOf({}), depthOf([1]), depthOf(settings)]).toEqual([0, 0, 1, 4]);
  expect([treeText('a "b"'), treeText(null), treeText([1])]).toEqual(['a "b"', '', '[\n  1\n]']);
});
