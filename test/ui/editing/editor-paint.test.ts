import { describe, expect, it } from 'vitest';
import { candidateList, choosing, withCandidate } from '../../../src/ui/editing/candidates.ts';
import { withCandidates } from '../../../src/ui/editing/candidates-paint.ts';
import { editorCursor, paintEditor } from '../../../src/ui/editing/editor-paint.ts';
import { scrolledEditor } from '../../../src/ui/editing/scrolled-editor.ts';
import { editorOf, type TextEditor } from '../../../src/ui/editing/text-editor.ts';
import { offsetAt } from '../../../src/ui/editing/text-lines.ts';
import { initialState } from '../../../src/ui/state.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';

const paint = createPainter({ colors: true });
const plain = (text: string): string => text;
/** Marks what is selected. */
const marking = (text: string, { inverse = false }: { readonly inverse?: boolean }): string =>
  inverse ? `[${text}]` : text;

const numbered = (count: number): string =>
  Array.from({ length: count }, (_, index) => `line ${index}`).join('\n');

function shown(editor: TextEditor, width: number, height: number): readonly string[] {
  return paintEditor(plain, scrolledEditor(editor, { width, height }), 'text', { width, height });
}

describe('paintEditor', () => {
  it('scrolls just as far as the cursor has to be seen', () => {
    const editor = editorOf(numbered(20));
    expect(shown(editor, 8, 3)).toEqual(['line 17 ', 'line 18 ', 'line 19 ']);
    const scrolled = scrolledEditor(editor, { width: 8, height: 3 });
    const back = { ...scrolled, cursor: editor.text.indexOf('line 18') };
    expect(scrolledEditor(back, { width: 8, height: 3 })).toBe(back);
    const above = { ...scrolled, cursor: editor.text.indexOf('line 9') };
    expect(scrolledEditor(above, { width: 8, height: 3 }).top).toBe(9);
  });

  it('shows all of a text again that has become shorter than its room', () => {
    const scrolled = { ...editorOf(numbered(3)), top: 2 };
    expect(scrolledEditor(scrolled, { width: 8, height: 3 }).top).toBe(0);
  });

  it('scrolls to the side for a long line, wide characters cut to a blank', () => {
    expect(shown(editorOf('日本語abcd'), 6, 1)).toEqual([' abcd ']);
    expect(shown(editorOf('abcdefgh\nx'), 6, 2)).toEqual(['abcde…', 'x     ']);
  });

  it('tells where the cursor stands', () => {
    const room = { width: 8, height: 3 };
    const at = (text: string) => editorCursor(scrolledEditor(editorOf(text), room), room);
    expect(at('')).toEqual({ x: 0, y: 0 });
    expect(at('a\n日b')).toEqual({ x: 3, y: 1 });
    expect(at(numbered(9))).toEqual({ x: 6, y: 2 });
    expect(at('abcdefghij')).toEqual({ x: 7, y: 0 });
  });

  it('marks what is selected, line breaks too', () => {
    const editor = { ...editorOf('select a\n\nfrom b'), anchor: 7, cursor: 12 };
    const lines = paintEditor(marking, editor, 'sql', { width: 10, height: 3 });
    expect(lines).toEqual(['select [a][ ] ', '[ ]         ', '[fr]om b    ']);
  });

  it.each(['sql', 'javascript', 'typescript'] as const)('colours %s over several lines', (language) => {
    const editor = editorOf('/* one\n   two */ 1');
    const [first, second] = paintEditor(paint, editor, language, { width: 12, height: 2 });
    expect(first).toBe('\u001B[2m/* one\u001B[22m      ');
    expect(second).toBe('\u001B[2m   two */\u001B[22m \u001B[36m1\u001B[39m ');
  });

  it('lets nothing in the text command the terminal', () => {
    expect(shown(editorOf('a\u001B[2Jb\tc'), 9, 1)).toEqual(['a␛[2Jb→c ']);
  });
});

it('finds the offset a mouse points at', () => {
  expect(offsetAt('ab\n日本\nc', { line: 1, column: 3 })).toBe(4);
  expect(offsetAt('ab\n日本\nc', { line: 9, column: 9 })).toBe(7);
});

describe('the list of candidates', () => {
  const list = candidateList({
    from: 7,
    to: 9,
    candidates: ['users', 'user_devices'].map((text) => ({ text, aside: 'table' })),
  });
  const canvas = { state: initialState({ columns: 30, rows: 10 }), width: 30, height: 6, paint: plain };
  const lines = Array.from({ length: 6 }, (_, index) => String(index).repeat(30));

  it('is null where nothing can be chosen', () => {
    expect(candidateList({ from: 0, to: 0, candidates: [] })).toBeNull();
  });

  it('is gone through round its ends, and put in as one step', () => {
    if (list === null) throw new Error('there are candidates');
    const editor = { ...editorOf('select us, 1'), cursor: 9 };
    const taken = withCandidate(editor, choosing(list, -1));
    expect([taken.text, taken.cursor]).toEqual(['select user_devices, 1', 19]);
    expect(taken.before).toHaveLength(1);
  });

  it('lies over the lines below the cursor, or above where there is more room', () => {
    expect(withCandidates(canvas, lines, list, { x: 7, y: 1 })).toEqual([
      lines[0],
      lines[1],
      '     › users         table    ',
      '       user_devices  table    ',
      '─'.repeat(30),
      lines[5],
    ]);
    const above = withCandidates(canvas, lines, list, { x: 7, y: 4 });
    expect(above.map((line) => line.trim().slice(0, 6))).toEqual([
      '000000',
      '› user',
      'user_d',
      '──────',
      '444444',
      '555555',
    ]);
  });

  it('changes nothing when there is none', () => {
    expect(withCandidates(canvas, lines, null, { x: 0, y: 0 })).toBe(lines);
  });
});
