import { describe, expect, it } from 'vitest';
import { orderText, sortMark } from '../../../src/ui/screens/rows/sorting.ts';
import { openConsole, type TestConsole } from '../support/console.ts';

function users(total = 90): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(total);
}

describe('sorting by several columns', () => {
  it('adds columns to the order, turns them round and takes them out where they stand', () => {
    const console = users().press('O').answerPages(90).press('l', 'O').answerPages(90);
    expect(console.rows.spec.order).toEqual([
      { attribute: 'id', direction: 'asc' },
      { attribute: 'name', direction: 'asc' },
    ]);
    console.press('h', 'O').answerPages(90);
    expect(console.rows.spec.order.map(({ direction }) => direction)).toEqual(['desc', 'asc']);
    console.press('O').answerPages(90);
    expect(console.rows.spec.order).toEqual([{ attribute: 'name', direction: 'asc' }]);
  });

  it('leaves the other columns out again with the key that sorts alone', () => {
    const console = users().press('O').answerPages(90).press('l', 'O').answerPages(90).press('o');
    expect(console.rows.spec.order).toEqual([{ attribute: 'name', direction: 'asc' }]);
  });

  it('puts nulls where they are not, and back', () => {
    const console = users().press('o').answerPages(90).press('ctrl+n').answerPages(90);
    expect(console.rows.spec.order).toEqual([{ attribute: 'id', direction: 'asc', nulls: 'first' }]);
    console.press('ctrl+n').answerPages(90);
    expect(console.rows.spec.order).toEqual([{ attribute: 'id', direction: 'asc' }]);
    console.press('o').answerPages(90).press('ctrl+n');
    expect(console.rows.spec.order).toEqual([{ attribute: 'id', direction: 'desc', nulls: 'last' }]);
  });

  it('says that nulls have no place in a column that is not sorted by', () => {
    const console = users().press('ctrl+n');
    expect(console.rows.spec.order).toEqual([]);
    expect(console.state.notice?.text).toContain('Sort by this column first');
  });

  it('numbers the marks where there are several, and tells nulls in words', () => {
    const alone = [{ attribute: 'id', direction: 'asc' }] as const;
    expect([sortMark(alone, 'id'), sortMark(alone, 'name'), orderText(alone)]).toEqual(['↑', '', '']);
    const several = [...alone, { attribute: 'name', direction: 'desc', nulls: 'last' }] as const;
    expect([sortMark(several, 'id'), sortMark(several, 'name')]).toEqual(['↑1', '↓2']);
    expect(orderText(several)).toBe('by id ↑, name ↓ nulls last');
  });
});

describe('half pages', () => {
  it('moves by half of what is seen', () => {
    const console = users().press('ctrl+d');
    const half = console.rows.cursor.row;
    expect(half).toBe(14);
    console.press('ctrl+d', 'ctrl+u');
    expect(console.rows.cursor.row).toBe(half);
  });
});
