import { describe, expect, it } from 'vitest';
import { editText } from '../../../src/ui/editing/edit-text.ts';
import { editorOf, selectedText, type TextEditor } from '../../../src/ui/editing/text-editor.ts';
import { type Key, parseKeys } from '../../../src/ui/terminal/keys.ts';

/** A text with its cursor as `|`, and where something is selected its other end as `^`. */
function editorAt(marked: string): TextEditor {
  const cursor = marked.replace('^', '').indexOf('|');
  const anchor = marked.replace('|', '').indexOf('^');
  return { ...editorOf(marked.replace(/[|^]/g, '')), cursor, anchor: anchor < 0 ? null : anchor };
}

function marked({ text, cursor, anchor }: TextEditor): string {
  if (anchor === null || anchor === cursor) return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
  const [first, last] = [Math.min(cursor, anchor), Math.max(cursor, anchor)];
  const [firstMark, lastMark] = cursor < anchor ? ['|', '^'] : ['^', '|'];
  return `${text.slice(0, first)}${firstMark}${text.slice(first, last)}${lastMark}${text.slice(last)}`;
}

function pressed(start: TextEditor, bytes: string): TextEditor {
  const keys: Key[] = [];
  const parser = parseKeys((key) => keys.push(key));
  parser.feed(bytes);
  parser.flush();
  return keys.reduce(editText, start);
}

const typed = (start: string, bytes: string): string => marked(pressed(editorAt(start), bytes));

const [up, down, right, left] = ['\u001B[A', '\u001B[B', '\u001B[C', '\u001B[D'];
const [shiftUp, shiftDown, shiftRight, shiftLeft] = [
  '\u001B[1;2A',
  '\u001B[1;2B',
  '\u001B[1;2C',
  '\u001B[1;2D',
];
const [home, end, pageUp, pageDown] = ['\u001B[H', '\u001B[F', '\u001B[5~', '\u001B[6~'];
const [backspace, remove, enter] = ['\u007F', '\u001B[3~', '\r'];
const [undo, redo] = ['\u001A', '\u0019'];
const paste = (text: string): string => `\u001B[200~${text}\u001B[201~`;

describe('editText', () => {
  it.each([
    ['|', 'ab', 'ab|'],
    ['a|b', enter, 'a\n|b'],
    ['  a|b', enter, '  a\n  |b'],
    [' |  ab', enter, ' \n |  ab'],
    ['a\n|b', backspace, 'a|b'],
    ['a|\nb', remove, 'a|b'],
    ['a|\nb', '\u000B', 'a|b'],
    ['a|bc\nd', '\u000B', 'a|\nd'],
    ['a\nb c|d', '\u0015', 'a\n|d'],
    ['a\nb.c|d', '\u0017', 'a\n|d'],
    ['a\nb.c|d', '\u001B\u007F', 'a\nb.|d'],
    ['a|\nb c', '\u001Bd', 'a|b c'],
    ['|ab', left, '|ab'],
    ['ab\n|cd', left, 'ab|\ncd'],
    ['ab|\ncd', right, 'ab\n|cd'],
    ['ab|', right, 'ab|'],
    ['ab\n  c|d', home, 'ab\n  |cd'],
    ['ab\n  |cd', home, 'ab\n|  cd'],
    ['a|b\ncd', end, 'ab|\ncd'],
    ['ab c|\nd', '\u001B[1;5D', 'ab |c\nd'],
    ['ab\n|cd', '\u001B[1;5D', 'ab|\ncd'],
    ['ab|\ncd', '\u001B[1;5C', 'ab\n|cd'],
    ['a|b\ncd', '\u001B[1;5H', '|ab\ncd'],
    ['a|b\ncd', '\u001B[1;5F', 'ab\ncd|'],
  ])('%j and %j make %j', (start, bytes, expected) => {
    expect(typed(start, bytes)).toBe(expected);
  });

  it.each([
    ['abcd\nef\nghij|', up, 'abcd\nef|\nghij'],
    ['abcd\nef\nghij|', up + up, 'abcd|\nef\nghij'],
    ['abcd\nef\nghi|j', up + up + down + down, 'abcd\nef\nghi|j'],
    ['abcd\nef\nghi|j', up + left + up, 'a|bcd\nef\nghij'],
    ['ab|cd\nef', up, '|abcd\nef'],
    ['abcd\n|ef', down, 'abcd\nef|'],
    ['a|b\n日本語', down, 'ab\n|日本語'],
    ['abc|\n日本語', down, 'abc\n日|本語'],
    ['1\n2\n3|', pageUp, '|1\n2\n3'.replace('|1', '1|')],
    ['|1\n2\n3', pageDown, '1\n2\n|3'],
  ])('keeps to the column from line to line: %j and %j make %j', (start, bytes, expected) => {
    expect(typed(start, bytes)).toBe(expected);
  });

  it.each([
    ['a|bc', shiftRight + shiftRight, 'a^bc|'],
    ['abc|', shiftLeft, 'ab|c^'],
    ['ab|cd\nefgh', shiftDown, 'ab^cd\nef|gh'],
    ['abcd\nef|gh', shiftUp, 'ab|cd\nef^gh'],
    ['a^bc|d', left, 'a|bcd'],
    ['a^bc|d', right, 'abc|d'],
    ['a^bc|d', 'x', 'ax|d'],
    ['a|bc^d', backspace, 'a|d'],
    ['a|bc^d', '\u0017', 'a|d'],
    ['a^b\nc|d', enter, 'a\n|d'],
    ['a^bc|d', paste('1\n2'), 'a1\n2|d'],
    ['ab\nc|d', '\u001Ba', '^ab\ncd|'],
    ['a|b\ncd', '\u001B[1;2F', 'a^b|\ncd'],
    ['a^b|c', down, 'abc|'],
  ])('selects with shift, and what is selected is replaced: %j and %j make %j', (start, bytes, expected) => {
    expect(typed(start, bytes)).toBe(expected);
  });

  it.each([
    ['👩‍💻|x', backspace, '|x'],
    ['a\n|🇫🇷🇩🇪', right, 'a\n🇫🇷|🇩🇪'],
    ['a\n👩|💻', '\u200D', 'a\n👩‍💻|'],
  ])('keeps graphemes whole: %j and %j make %j', (start, bytes, expected) => {
    expect(typed(start, bytes)).toBe(expected);
  });

  it('pastes line breaks and tabs as they are, and no other controls', () => {
    expect(typed('a|z', paste('1\r\n\t2\u001B[31m\0'))).toBe('a1\n\t2[31m|z');
  });

  it('gives the same object for keys that are not its own', () => {
    const editor = editorOf('abc');
    for (const bytes of ['\t', '\u001B', '\u0003', '\u001B[<0;1;1M', undo, redo, end]) {
      expect(pressed(editor, bytes)).toBe(editor);
    }
  });
});

describe('undo', () => {
  it('takes typing back in one, and what was done otherwise step by step', () => {
    const editor = pressed(editorOf(''), `one${enter}${backspace}${backspace}${paste('X')}two`);
    expect(editor.text).toBe('onXtwo');
    const texts = [undo, undo, undo, undo, undo, undo].map(
      (_, count) => pressed(editor, undo.repeat(count + 1)).text,
    );
    expect(texts).toEqual(['onX', 'on', 'one\n', 'one', '', '']);
  });

  it('is taken back by redo, until something else is typed', () => {
    const editor = pressed(editorOf(''), `one${enter}two${undo}${undo}`);
    expect(editor.text).toBe('one');
    expect(pressed(editor, redo + redo).text).toBe('one\ntwo');
    expect(pressed(editor, `x${redo}`).text).toBe('onex');
  });

  it('begins a new step when the cursor was moved in between', () => {
    const editor = pressed(editorOf(''), `ab${left}c`);
    expect(editor.text).toBe('acb');
    expect(pressed(editor, undo).text).toBe('ab');
  });

  it('puts the cursor where it was', () => {
    expect(typed('a|bc', `${remove}${end}${undo}`)).toBe('a|bc');
  });
});

it('tells what is selected', () => {
  expect(selectedText(editorAt('a|b\nc^d'))).toBe('b\nc');
  expect(selectedText(editorAt('a|b'))).toBe('');
});
