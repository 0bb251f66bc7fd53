/** Paints a question: what it is about, and how it is answered, which no small screen cuts off. */
import { lineOn, type Canvas } from '../paint/canvas.ts';
import type { Size } from '../state.ts';
import { visibleLine } from '../terminal/line-input.ts';
import type { TextStyle } from '../terminal/style.ts';
import { theme } from '../theme.ts';
import { cellWidth } from '../../text/fit-cell.ts';
import type { ConfirmLine, Question } from './question-state.ts';

const tones: Readonly<Record<'heading' | 'bad' | 'muted' | 'plain', TextStyle>> = {
  heading: theme.strong,
  bad: theme.bad,
  muted: theme.muted,
  plain: theme.plain,
};

/** Between a text and what stands at its right end. */
const gap = 2;
const prompt = '› ';

export function questionSize(question: Question): Size {
  const longest = Math.max(
    cellWidth(question.title) + 4,
    ...question.lines.map(widthOf),
    cellWidth(askingText(question)),
    40,
  );
  return { columns: longest, rows: 1 + question.lines.length + 1 + answerHeight(question) };
}

export function questionBody(canvas: Canvas, question: Question): readonly string[] {
  const answer = answerLines(canvas, question);
  const room = Math.max(0, canvas.height - answer.length - 2);
  return [
    lineOn(canvas).toString(),
    ...question.lines.slice(0, room).map((line) => painted(canvas, line)),
    lineOn(canvas).toString(),
    ...answer,
  ];
}

/** Where the name is typed, from the overlay's corner. */
export function questionCursor(
  question: Extract<Question, { readonly type: 'typed-confirm' }>,
  width: number,
  height: number,
): { readonly x: number; readonly y: number } {
  const { cursorColumn } = visibleLine(question.line, width - 4 - prompt.length);
  const shown = Math.min(question.lines.length, Math.max(0, height - 2 - answerHeight(question) - 2));
  return { x: 2 + prompt.length + cursorColumn, y: 1 + 1 + shown + 1 + 1 };
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

function askingText(question: Question): string {
  return question.type === 'confirm'
    ? ''
    : `Type the name of the database, ${question.wanted}, to ${question.verb}:`;
}

function answerHeight(question: Question): number {
  return question.type === 'confirm' ? 1 : 3;
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
    lineOn(canvas).fill(askingText(question)).toString(),
    lineOn(canvas).add(prompt, theme.mark).fill(text).toString(),
    lineOn(canvas)
      .fill(
        question.problem === '' ? 'esc leaves it as it is' : question.problem,
        question.problem === '' ? theme.muted : theme.bad,
      )
      .toString(),
  ];
}
