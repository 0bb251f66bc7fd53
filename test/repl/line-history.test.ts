import { describe, expect, it } from 'vitest';
import { LineHistory } from '../../src/repl/line-history.ts';
import { cursorInLine, pastedText } from '../../src/repl/line-moves.ts';

function historyOf(...entries: readonly string[]): LineHistory {
  const history = new LineHistory();
  history.addOlder(entries);
  return history;
}

describe('looking back', () => {
  it('goes to older entries and back to what was being typed', () => {
    const history = historyOf('newer', 'older');
    expect(history.look(1, '', 0)).toBe('newer');
    expect(history.look(1, 'newer', 5)).toBe('older');
    expect(history.look(1, 'older', 5)).toBeNull();
    expect(history.look(-1, 'older', 5)).toBe('newer');
    expect(history.look(-1, 'newer', 5)).toBe('');
    expect(history.look(-1, '', 0)).toBeNull();
  });

  it('keeps to entries that begin as what stood before the cursor', () => {
    const history = historyOf('role', 'User.count()', 'user');
    expect(history.look(1, 'Us', 2)).toBe('User.count()');
    expect(history.look(1, 'User.count()', 12)).toBeNull();
  });

  it('has what is evaluated again as the newest, once', () => {
    const history = historyOf('b', 'a');
    history.add('a');
    history.add('[\n1]');
    expect(history.entries).toEqual(['[\n1]', 'a', 'b']);
  });
});

describe('the cursor in several lines', () => {
  it.each([
    ['ab|cd\nef', 1, 'abcd\nef|'],
    ['abcd\ne|f', -1, 'a|bcd\nef'],
    ['a\nbcd|', -1, 'a|\nbcd'],
    ['a\n\n|b', -1, 'a\n|\nb'],
    ['a|\n\nb', 1, 'a\n|\nb'],
    ['a|b', -1, null],
    ['a|b', 1, null],
    ['|\nb', 1, '\n|b'],
  ] as const)('of %j by %i is at %j', (before, step, wanted) => {
    const cursor = before.indexOf('|');
    const text = before.replace('|', '');
    const moved = cursorInLine(text, cursor, step);
    expect(moved === null ? null : `${text.slice(0, moved)}|${text.slice(moved)}`).toBe(wanted);
  });

  it('is not moved by what a paste holds', () => {
    expect(pastedText('a\r\n\tb\u001b[2J\u0007\rc\n\n')).toBe('a\n  b[2J\nc');
  });
});
