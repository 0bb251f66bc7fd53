/** Paints the forms of a query: code, SQL and command one below the other, or the one whose tab is shown. */
import type { ErrorReport } from '../../../errors.ts';
import { paintEditor } from '../../editing/editor-paint.ts';
import { errorLines } from '../../paint/error-lines.ts';
import type { Canvas } from '../../paint/canvas.ts';
import { highlightedLines, type Language } from '../../paint/highlight.ts';
import { filledLines, Line } from '../../paint/line.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { placedAt } from '../../terminal/styled-line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { editorRoom, problemHeight, type QueryLayout } from './layout.ts';
import { rowsBody } from './rows-paint.ts';
import { queryTabs, type CodeEditing, type FormName, type QueryScreen } from './state.ts';
import { formText, formTitles } from './tabs.ts';

const forms: readonly FormName[] = ['code', 'sql', 'cli'];
const languages: Readonly<Record<FormName, Language>> = { code: 'javascript', sql: 'sql', cli: 'text' };
/** Lines of a list of columns that are shown of a long one. */
const shortListHeight = 2;
const shownTab: TextStyle = { bold: true, underline: true, color: 'cyan' };

/** All three, each with as many lines as it asks for as long as the others keep theirs. */
export function formBlocks(
  canvas: Canvas,
  screen: QueryScreen,
  { formsWidth: width, formsHeight }: QueryLayout,
): readonly string[] {
  if (screen.editing !== null) {
    const code = editorLines(canvas, screen, screen.editing, width);
    const height = formsHeight - code.length - 1;
    const sql = formLines(canvas, screen, 'sql', wrapped(screen, 'sql', width - 2), {
      width,
      height,
      top: 0,
    });
    return [...code, titleLine(canvas, screen, 'sql', width), ...sql];
  }
  const height = formsHeight;
  const texts = forms.map((form) => wrapped(screen, form, width - 2));
  const heights = shared(
    texts.map((lines) => lines.length),
    height - forms.length,
  );
  return forms.flatMap((form, index) => {
    const room = heights[index] ?? 0;
    const top =
      form === screen.tab ? Math.min(screen.tabTop, Math.max(0, (texts[index]?.length ?? 0) - room)) : 0;
    return [
      titleLine(canvas, screen, form, width),
      ...formLines(canvas, screen, form, texts[index] ?? [], { width, height: room, top }),
    ];
  });
}

/** The line of the tabs, and the one that is shown. */
export function formTabs(
  canvas: Canvas,
  screen: QueryScreen,
  { formsWidth: width, formsHeight }: QueryLayout,
): readonly string[] {
  if (screen.editing !== null) return editorLines(canvas, screen, screen.editing, width);
  const line = new Line(canvas.paint, width).add('── ', theme.muted);
  queryTabs.forEach((tab, index) => {
    line.add(index === 0 ? '' : ' ─ ', theme.muted);
    line.add(formTitles[tab], tab === screen.tab ? shownTab : theme.plain);
  });
  line.skip(1);
  const tabs = line.fill('─'.repeat(Math.max(0, line.room)), theme.muted).toString();
  const height = formsHeight - 1;
  const { tab } = screen;
  if (tab === 'rows') return [tabs, ...rowsBody({ ...canvas, width, height }, screen)];
  const texts = wrapped(screen, tab, width - 2);
  const top = Math.min(screen.tabTop, Math.max(0, texts.length - height));
  return [tabs, ...formLines(canvas, screen, tab, texts, { width, height, top })];
}

function titleLine(canvas: Canvas, screen: QueryScreen, form: FormName, width: number): string {
  const line = new Line(canvas.paint, width).add('─ ', theme.muted);
  line.add(formTitles[form], form === screen.tab ? shownTab : theme.strong).skip(1);
  if (form === 'code' && screen.editing !== null) line.add('follows as you type ', theme.muted);
  return line.fill('─'.repeat(Math.max(0, line.room)), theme.muted).toString();
}

function wrapped(screen: QueryScreen, form: FormName, width: number): readonly string[] {
  const text = formText(screen, form);
  if (text === null) return [];
  const lines = wrapText(text, Math.max(1, width));
  const isScrolled = screen.tab === form && screen.tabTop > 0;
  return form === 'sql' && !isScrolled ? withShortList(lines, text, width) : lines;
}

/** Where there are clauses behind it, a long list of columns shows its beginning; scrolled, all of it. */
function withShortList(lines: readonly string[], text: string, width: number): readonly string[] {
  const [list = '', ...clauses] = text.split('\n');
  const listHeight = wrapText(list, Math.max(1, width)).length;
  if (clauses.length === 0 || listHeight <= shortListHeight + 1) return lines;
  const shown = lines.slice(0, shortListHeight);
  const last = shown.pop() ?? '';
  return [...shown, `${last.slice(0, Math.max(0, width - 2))} …`, ...lines.slice(listHeight)];
}

interface Room {
  readonly width: number;
  readonly height: number;
  readonly top: number;
}

function formLines(
  canvas: Canvas,
  { forms: { error, isStale, value } }: QueryScreen,
  form: FormName,
  texts: readonly string[],
  { width, height, top }: Room,
): readonly string[] {
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

/** What asks for less than its share gets all it asks for; the others share what is left. */
function shared(wanted: readonly number[], room: number): readonly number[] {
  const heights = wanted.map(() => 1);
  let left = room - wanted.length;
  while (left > 0) {
    const index = heights.reduce((least, height, place) => {
      const isWanting = height < (wanted[place] ?? 0);
      return isWanting && (least < 0 || height < (heights[least] ?? 0)) ? place : least;
    }, -1);
    // Where nobody wants more, the code has the rest.
    const place = index < 0 ? 0 : index;
    heights[place] = (heights[place] ?? 0) + 1;
    left -= 1;
  }
  return heights;
}
