/** Paints a question: what it is about, and how it is answered, which no small screen cuts off. */
import { lineOn, type Canvas } from '../paint/canvas.ts';
import type { Size } from '../state.ts';
import { visibleLine } from '../terminal/line-input.ts';
import type { TextStyle } from '../terminal/style.ts';
import { theme } from '../theme.ts';
import { cellWidth } from '../../text/fit-cell.ts';
import { wrapText } from '../wrap-text.ts';
import type { ConfirmLine, Question, TypedConfirmation } from './question-state.ts';

const tones: Readonly<Record<'heading' | 'bad' | 'muted' | 'plain', TextStyle>> = {
  heading: theme.strong,
  bad: theme.bad,
  muted: theme.muted,
  plain: theme.plain,
};

/** Between a text and what stands at its right end. */
const gap = 2;
const prompt = '› ';
const leastColumns = 40;
const mostColumns = 76;

export function questionSize(question: Question, screen: Size): Size {
  const longest = Math.max(
    cellWidth(question.title) + 4,
    ...question.lines.map(widthOf),
    question.type === 'confirm' ? 0 : cellWidth(askingLines(question, mostColumns).join(' ')),
    leastColumns,
  );
  const columns = Math.min(longest, screen.columns - 6);
  const answerHeight = question.type === 'confirm' ? 1 : askingLines(question, columns).length + 2;
  return { columns: longest, rows: 1 + question.lines.length + 1 + answerHeight };
}

export function questionBody(canvas: Canvas, question: Question): readonly string[] {
  const blank = lineOn(canvas).toString();
  const answer = answerLines(canvas, question);
  const { lines, isAiry } = shownLines(question, canvas, answer.length);
  const air = isAiry ? [blank] : [];
  return [...air, ...lines.map((line) => painted(canvas, line)), ...air, ...answer];
}

/** Where the name is typed, from the overlay's corner. */
export function questionCursor(
  question: TypedConfirmation,
  { width, height }: Pick<Canvas, 'width' | 'height'>,
): { readonly x: number; readonly y: number } {
  const inner = { width: width - 4, height: height - 2 };
  const { cursorColumn } = visibleLine(question.line, inner.width - prompt.length);
  const asking = askingLines(question, inner.width).length;
  const { lines, isAiry } = shownLines(question, inner, asking + 2);
  return { x: 2 + prompt.length + cursorColumn, y: 1 + (isAiry ? 2 : 0) + lines.length + asking };
}

/** Where not all fits, blank lines go first, then what is not at stake; the answer never does. */
function shownLines(
  { lines }: Question,
  { height }: Pick<Canvas, 'height'>,
  answerHeight: number,
): { readonly lines: readonly ConfirmLine[]; readonly isAiry: boolean } {
  const isAiry = lines.length + 2 + answerHeight <= height;
  if (isAiry) return { lines, isAiry };
  const room = Math.max(0, height - answerHeight);
  const dense = lines.filter((line) => line !== '');
  const grave = dense.filter(isGrave);
  return { lines: (dense.length <= room || grave.length === 0 ? dense : grave).slice(0, room), isAiry };
}

function isGrave(line: ConfirmLine): boolean {
  return typeof line !== 'string' && (line.tone === 'bad' || line.tone === 'heading');
}

function widthOf(line: ConfirmLine): number {
  if (typeof line === 'string') return cellWidth(line);
  const aside = line.aside ?? '';
  return cellWidth(line.text) + (aside === '' ? 0 : gap + cellWidth(aside));
}

function painted(canvas: Canvas, line: ConfirmLine): string {
  if (typeof line === 'string') return lineOn(canvas).fill(line).toString();
  const { text, aside = '', tone } = line;
  const style = tones[tone];
  if (aside === '') return lineOn(canvas).fill(text, style).toString();
  const row = lineOn(canvas);
  return row
    .cell(text, Math.max(8, row.room - cellWidth(aside) - gap), style)
    .fill(aside, style, 'right')
    .toString();
}

function askingLines({ wanted, verb }: TypedConfirmation, width: number): readonly string[] {
  return wrapText(`Type the name of the database, ${wanted}, to ${verb}:`, width, 3);
}

function answerLines(canvas: Canvas, question: Question): readonly string[] {
  const { verb, isDestructive } = question;
  if (question.type === 'confirm') {
    return [
      lineOn(canvas)
        .add('y', theme.mark)
        .add(` ${verb}`, isDestructive ? theme.bad : theme.plain)
        .add('     ')
        .add('n', theme.mark)
        .add(' leave it')
        .add('  as ⏎ does', theme.muted)
        .toString(),
    ];
  }
  const { text } = visibleLine(question.line, canvas.width - prompt.length);
  return [
    ...askingLines(question, canvas.width).map((line) => lineOn(canvas).fill(line).toString()),
    lineOn(canvas).add(prompt, theme.mark).fill(text).toString(),
    lineOn(canvas)
      .fill(
        question.problem === '' ? 'esc leaves it as it is' : question.problem,
        question.problem === '' ? theme.muted : theme.bad,
      )
      .toString(),
  ];
}
