import { describe, expect, it } from 'vitest';
import { shownColumns } from '../../../src/ui/screens/rows/column-view.ts';
import { visibleColumns } from '../../../src/ui/screens/rows/columns.ts';
import { openConsole, type TestConsole } from '../support/console.ts';

const names = Array.from({ length: 20 }, (_, index) => `column${String(index)}`);

function wide(): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(5, names);
}

function shown({ rows }: TestConsole): readonly (string | undefined)[] {
  return shownColumns(rows.columns, rows.columnView).map((index) => rows.columns[index]?.name);
}

/** Names of the painted columns in a pane 80 cells wide; the last one that stays ends in a bar. */
function painted({ rows }: TestConsole): readonly string[] {
  return visibleColumns(rows, 80).map(
    ({ index, isEdge }) => `${rows.columns[index]?.name ?? ''}${isEdge ? '|' : ''}`,
  );
}

function nameUnderCursor({ rows }: TestConsole): string | undefined {
  return rows.columns[rows.cursor.column]?.name;
}

describe('the columns of the grid', () => {
  it('are gone to by name', () => {
    const console = wide().press('C').type('mn17').press('enter');
    expect(nameUnderCursor(console)).toBe('column17');
    expect(painted(console)).toContain('column17');
  });

  it('are hidden one by one, and shown by going to them or all at once; nothing is read for it', () => {
    const console = wide().press('H', 'H');
    console.takeEffects();
    expect(shown(console)).toHaveLength(18);
    expect(nameUnderCursor(console)).toBe('column2');
    console.press('C').type('column1').press('enter');
    expect(shown(console)).toHaveLength(19);
    expect(nameUnderCursor(console)).toBe('column1');
    console.press('U');
    expect(shown(console)).toEqual(names);
    expect(console.takeEffects()).toEqual([]);
  });

  it('keep the last one', () => {
    const console = wide();
    for (let step = 0; step < 30; step += 1) console.press('H');
    expect(shown(console)).toHaveLength(1);
    expect(console.state.notice?.text).toContain('stays');
  });

  it('slide past their seen neighbours, hidden ones keeping their places', () => {
    const console = wide().press('l', 'H').press('shift+left');
    expect(shown(console).slice(0, 3)).toEqual(['column2', 'column0', 'column3']);
    console.press('U', '}');
    expect(shown(console).slice(0, 4)).toEqual(['column0', 'column1', 'column3', 'column2']);
  });

  it('stay at the left up to the frozen one while the others scroll', () => {
    const console = wide().press('l', 'z', '$');
    expect(painted(console).slice(0, 2)).toEqual(['column0', 'column1|']);
    expect(painted(console).at(-1)).toBe('column19');
    console.press('0');
    expect(nameUnderCursor(console)).toBe('column0');
    console.press('l', 'z');
    expect(console.rows.columnView.frozen).toBe(0);
  });

  it('that would fill the pane when frozen leave room for the others', () => {
    const console = wide().press('C').type('column12').press('enter').press('z');
    expect(painted(console).filter((name) => name.endsWith('|'))).toHaveLength(1);
    expect(painted(console).length).toBeGreaterThan(3);
  });

  it('get wider and narrower, and as wide as their values need', () => {
    const console = wide();
    const before = console.rows.columns[0]?.width ?? 0;
    console.press('>', '>', '<');
    expect(console.rows.columns[0]?.width).toBe(before + 4);
    console.press('_');
    expect(console.rows.columns[0]?.width).toBe('varchar(255)'.length);
    console.press('_');
    expect(console.rows.columns[0]?.width).toBe(before);
  });

  it('keep their widths and order when other rows are read', () => {
    const console = wide().press('>', 'shift+right').press('o').answerPages(5, names);
    expect(shown(console).slice(0, 2)).toEqual(['column1', 'column0']);
    expect(console.rows.columnView.widths).toEqual([{ name: 'column0', width: 16 }]);
    expect(console.rows.columns[0]?.width).toBe(16);
  });

  it('are in the record all the same', () => {
    const console = wide().press('H', 'enter');
    expect(console.state.screens.at(-1)).toMatchObject({ type: 'record', columns: { length: 20 } });
  });
});
