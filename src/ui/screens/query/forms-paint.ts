/** Paints what stands beside the outline: code, SQL, command and statements one below the other, or the one whose tab is shown. */
import type { ErrorReport } from '../../../errors.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { milliseconds } from '../../../output/measures.ts';
import { paintEditor } from '../../editing/editor-paint.ts';
import { errorLines } from '../../paint/error-lines.ts';
import type { Canvas } from '../../paint/canvas.ts';
import { highlightedLines, type Language } from '../../paint/highlight.ts';
import { filledLines, Line } from '../../paint/line.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { placedAt } from '../../terminal/styled-line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { formLines, repeatLines } from './form-lines.ts';
import { paneRooms, tabGap, tabLead, tabPlaces, tabTitles, type PaneRoom } from './form-rooms.ts';
import { editorRoom, problemHeight, type QueryLayout } from './layout.ts';
import { rowsBody } from './rows-paint.ts';
import type { CodeEditing, FormName, FormPane, QueryScreen } from './state.ts';
import { statementsBlock } from './statements-paint.ts';

const languages: Readonly<Record<FormName, Language>> = { code: 'javascript', sql: 'sql', cli: 'text' };
const shownTab: TextStyle = { bold: true, underline: true, color: 'cyan' };

/** Each with as many lines as it asks for as long as the others keep theirs. */
export function formBlocks(canvas: Canvas, screen: QueryScreen, layout: QueryLayout): readonly string[] {
  const { formsWidth: width, formsHeight } = layout;
  if (screen.editing !== null) {
    const code = editorLines(canvas, screen, screen.editing, width);
    const room = { width, height: formsHeight - code.length - 1, top: 0 };
    return [...code, titleLine(canvas, screen, 'sql', width), ...paintedForm(canvas, screen, 'sql', room)];
  }
  return paneRooms(screen, layout).flatMap((room) => [
    titleLine(canvas, screen, room.pane, width),
    ...paneLines(canvas, screen, room, width),
  ]);
}

/** The line of the tabs, and the one that is shown. */
export function formTabs(canvas: Canvas, screen: QueryScreen, layout: QueryLayout): readonly string[] {
  const { formsWidth: width, formsHeight } = layout;
  if (screen.editing !== null) return editorLines(canvas, screen, screen.editing, width);
  const line = new Line(canvas.paint, width);
  tabPlaces().forEach(({ tab }, index) => {
    line.add(index === 0 ? tabLead : tabGap, theme.muted);
    line.add(tabTitles[tab], tab === screen.tab ? shownTab : theme.plain);
  });
  if (repeatLines(screen, width).length > 0) line.add(' N+1', theme.warning);
  line.skip(1);
  const tabs = line.fill('─'.repeat(Math.max(0, line.room)), theme.muted).toString();
  if (screen.tab === 'rows') {
    return [tabs, ...rowsBody({ ...canvas, width, height: formsHeight - 1 }, screen)];
  }
  return [tabs, ...paneRooms(screen, layout).flatMap((room) => paneLines(canvas, screen, room, width))];
}

function paneLines(canvas: Canvas, screen: QueryScreen, room: PaneRoom, width: number): readonly string[] {
  if (room.pane === 'statements') return statementsBlock(canvas, screen, room, width);
  return paintedForm(canvas, screen, room.pane, { ...room, width });
}

function titleLine(canvas: Canvas, screen: QueryScreen, form: FormPane, width: number): string {
  const line = new Line(canvas.paint, width).add('─ ', theme.muted);
  line.add(tabTitles[form], form === screen.tab ? shownTab : theme.strong).skip(1);
  if (form === 'code' && screen.editing !== null) line.add('follows as you type ', theme.muted);
  if (form === 'statements') line.add(statementsAside(screen), theme.muted);
  if (form === 'statements' && repeatLines(screen, width).length > 0) line.add('N+1 ', theme.warning);
  return line.fill('─'.repeat(Math.max(0, line.room)), theme.muted).toString();
}

/** How many there are and how long they took, where it is more than the line of one says. */
function statementsAside({ preview }: QueryScreen): string {
  const statements = preview.isStale ? [] : (preview.value?.sent?.statements ?? []);
  if (statements.length < 2) return '';
  const totalMs = statements.reduce((sum, { durationMs }) => sum + (durationMs ?? 0), 0);
  return `· ${groupedDigits(statements.length)} · ${milliseconds(totalMs)} `;
}

interface Room {
  readonly width: number;
  readonly height: number;
  readonly top: number;
}

function paintedForm(
  canvas: Canvas,
  screen: QueryScreen,
  form: FormName,
  { width, height, top }: Room,
): readonly string[] {
  const { error, isStale, value } = screen.forms;
  const texts = formLines(screen, form, width - 2);
  const written = value?.[form];
  const report = error ?? (written?.type === 'failed' ? written.report : null);
  if (report !== null) {
    return filledLines(errorLines({ ...canvas, width }, report).slice(1), width, height);
  }
  if (value === null) {
    const waiting = new Line(canvas.paint, width).skip(1).fill('…', theme.muted).toString();
    return filledLines([waiting], width, height);
  }
  const shown = texts.slice(top, top + height);
  const painted = isStale
    ? shown.map((text) => new Line(canvas.paint, width - 2).fill(text, theme.muted).toString())
    : highlightedLines(canvas.paint, shown, languages[form], width - 2);
  const left = texts.length - top - height;
  return filledLines(
    painted.map((line, index) => {
      const mark = index === height - 1 && left > 0 ? '↓' : ' ';
      return ` ${placedAt(line, 1)}${canvas.paint(mark, theme.muted)}`;
    }),
    width,
    height,
  );
}

/** The code under edit, and what is wrong with it or was left out of the query. */
function editorLines(
  canvas: Canvas,
  screen: QueryScreen,
  { editor, problem, warnings, requestId }: CodeEditing,
  width: number,
): readonly string[] {
  const room = editorRoom(canvas.state, screen);
  const lines = paintEditor(canvas.paint, editor, 'javascript', room).map((line) => ` ${placedAt(line, 1)} `);
  const text = problem === null ? warnings.join(' · ') : placedText(problem);
  const said = wrapText(text, Math.max(1, width - 4), problemHeight);
  const style = problem === null ? theme.warning : theme.bad;
  const note = requestId === null ? said : said.length === 0 ? ['…'] : said;
  return [
    titleLine(canvas, screen, 'code', width),
    ...filledLines(lines, width, room.height),
    ...filledLines(
      note.map((line) => new Line(canvas.paint, width).skip(2).fill(line, style).toString()),
      width,
      problemHeight,
    ),
  ];
}

function placedText({ message, remedy, details }: ErrorReport): string {
  const place = details.line === undefined ? '' : `line ${String(details.line)}: `;
  return `${place}${message} ${remedy}`;
}
