/** Paints the search: the typed line, then what was found by kind, with the letters that matched. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { middleCut } from '../../../text/middle-cut.ts';
import { placedAt } from '../../terminal/styled-line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import type { EntryKind } from './entries.ts';
import type { FoundLine } from './found.ts';
import { fromMatch, markedPieces } from './marked-pieces.ts';
import type { SchemaScreen } from './state.ts';
import { searchRoom } from './layout.ts';
import { fittingParts } from '../graph/tile-names.ts';
import { pageLook } from '../page/look.ts';
import { foundOn } from './update.ts';

const label = ' / ';

const headings: Readonly<Record<EntryKind, string>> = {
  model: 'Models and tables',
  attribute: 'Attributes',
  column: 'Columns',
  enum: 'Enum values',
  association: 'Associations',
  scope: 'Scopes',
  comment: 'Comments',
};

export function paintSchema(canvas: Canvas, screen: SchemaScreen): readonly string[] {
  const { state, width, height } = canvas;
  if (state.schema.status === 'failed')
    return filledLines(errorLines(canvas, state.schema.report), width, height);
  const found = foundOn(state, screen);
  const room = searchRoom(width, height);
  const own: Canvas = { ...canvas, width: room.listWidth };
  const shown = found.lines.slice(screen.top, screen.top + room.listHeight);
  const lines = shown.map((line) =>
    line.type === 'heading' ? headingLine(own, line) : hitLine(own, line, screen),
  );
  const nothing = found.hits.length === 0 ? nothingLines(canvas, screen) : null;
  const list = filledLines(nothing ?? lines, nothing === null ? room.listWidth : width, room.listHeight);
  const above = [inputLine(canvas, screen), ruleLine(canvas, found.count)];
  const entry = found.hits[screen.cursor]?.entry;
  if (room.pageWidth === 0 || entry === undefined) return [...above, ...list];
  const edge = canvas.paint('│', theme.muted);
  const page = pageLook({ ...canvas, width: room.pageWidth, height: room.listHeight }, entry);
  return [
    ...above,
    ...list.map((line, index) => `${line}${edge}${placedAt(page[index] ?? '', room.listWidth + 1)}`),
  ];
}

/** What to type instead. */
function nothingLines({ state, width, ...canvas }: Canvas, { line }: SchemaScreen): readonly string[] {
  if (state.schema.status !== 'ready') return [];
  const texts =
    line.text === ''
      ? ['There is no model and no table here yet.']
      : [
          `Nothing has "${line.text}" in it.`,
          'Names are found by letters of them in their order, comments by words; User.email looks in one model.',
        ];
  return texts.flatMap((text, index) =>
    wrapText(text, width - 4).map((part) =>
      lineOn({ ...canvas, state, width })
        .skip(3)
        .fill(part, index === 0 ? theme.plain : theme.muted)
        .toString(),
    ),
  );
}

function inputLine(canvas: Canvas, { line, isTyping }: SchemaScreen): string {
  const { text } = visibleLine(line, canvas.width - label.length - 1);
  const painted = lineOn(canvas).add(label, theme.heading);
  if (line.text !== '' || isTyping) return painted.fill(text).toString();
  return painted.fill('looks through names, columns, enum values and comments', theme.muted).toString();
}

function ruleLine(canvas: Canvas, count: number): string {
  const { schema } = canvas.state;
  if (schema.status !== 'ready') return rule(canvas, 'Reading the schema …', theme.muted);
  const problem = schema.value.modelProblem ?? schema.value.tableProblem;
  if (problem !== null) return rule(canvas, problem.message, theme.warning);
  return rule(canvas, count === 0 ? 'Nothing found' : `${groupedDigits(count)} found`, theme.muted);
}

function headingLine(
  canvas: Canvas,
  { kind, count, shown }: FoundLine & { readonly type: 'heading' },
): string {
  const line = lineOn(canvas).skip(1).add(headings[kind], theme.heading);
  const many = groupedDigits(count);
  return line
    .fill(`  ${shown < count ? `the first ${String(shown)} of ${many}` : many}`, theme.muted)
    .toString();
}

function hitLine(
  canvas: Canvas,
  { hit, index }: FoundLine & { readonly type: 'hit' },
  { cursor }: SchemaScreen,
): string {
  const { entry, letters } = hit;
  const isUnderCursor = index === cursor;
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const base = hasKeys ? theme.selected : isUnderCursor ? theme.remembered : theme.plain;
  const line = lineOn(canvas)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .skip(1);
  // What is beside gives way to the name; the first of it is there in a third of the line at least.
  const gap = 2;
  const textWidth = cellWidth(entry.text);
  const nameWidth = cellWidth(entry.before) + textWidth;
  const asideRoom = Math.max(Math.floor(line.room / 3), line.room - nameWidth) - gap;
  const aside = fittingParts(entry.aside, asideRoom);
  const end = aside === '' ? 0 : Math.min(cellWidth(aside), asideRoom) + gap;
  const put = (text: string, style: object): void => {
    const room = line.room - end;
    if (room > 0) line.cell(text, Math.min(room, cellWidth(text)), style);
  };
  // Where it stands gives way to what was found.
  const nameRoom = line.room - end;
  put(middleCut(entry.before, Math.max(Math.floor(nameRoom / 3), nameRoom - textWidth)), theme.muted);
  const seen = fromMatch(entry.text, letters, line.room - end);
  for (const { text, isMarked } of markedPieces(seen.text, seen.letters)) {
    put(text, isMarked ? { ...base, ...theme.found } : base);
  }
  line.skip(Math.max(0, line.room - end + (aside === '' ? 0 : gap)));
  return line.fill(aside, theme.muted, 'right').toString();
}

/** Where the terminal's cursor stands while something is typed. */
export function schemaCursor(
  canvas: Canvas,
  { line, isTyping }: SchemaScreen,
): { x: number; y: number } | null {
  if (!isTyping || canvas.state.schema.status === 'failed') return null;
  const { cursorColumn } = visibleLine(line, canvas.width - label.length - 1);
  return { x: label.length + cursorColumn, y: 0 };
}
