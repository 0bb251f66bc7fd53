/** Paints the checks screen: tabs, what was asked, the findings in groups, and what is known of the one under the cursor. */
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { withDetail } from '../../paint/detail-room.ts';
import { filledLines, type Line } from '../../paint/line.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { detailOf } from './detail.ts';
import { headLines, sideTexts } from './head.ts';
import { checksRoom } from './layout.ts';
import { checkCounts, checkList, nameText, placeText, type CheckLine, type CheckList } from './list.ts';
import type { ChecksScreen } from './state.ts';
import { groupLooks } from './tabs.ts';

const tones = {
  plain: theme.plain,
  strong: theme.strong,
  muted: theme.muted,
  good: theme.good,
  code: theme.text,
} as const;

export function paintChecks(canvas: Canvas, screen: ChecksScreen): readonly string[] {
  const room = checksRoom(canvas.width, canvas.height);
  const left: Canvas = { ...canvas, width: room.listWidth };
  const right: Canvas = { ...canvas, width: room.detailWidth };
  const list = checkList(screen);
  const item = list.items[screen.cursor];
  const shown = list.lines
    .slice(screen.top, screen.top + room.listHeight)
    .map((line) =>
      line.type === 'heading' ? headingLine(left, line) : itemLine(left, line, list, screen.cursor),
    );
  const details = item === undefined ? [] : detailOf(item, screen.summaries, room.detailWidth - 2);
  const told = details
    .slice(screen.detailTop)
    .map(({ text, tone }) => lineOn(right).skip(1).fill(text, tones[tone]).toString());
  const more = told.length - room.detailHeight;
  if (item === undefined)
    return filledLines(
      [...headLines(canvas, screen), ...emptyLines(canvas, screen)],
      canvas.width,
      canvas.height,
    );
  const title = `${item.place}${more > 0 ? `  ⇧↓ ${String(more)}` : ''}`;
  return [...headLines(canvas, screen), ...withDetail(canvas, room, shown, title, told)];
}

/** Why nothing is listed, and what to do about it. */
function emptyLines(canvas: Canvas, screen: ChecksScreen): readonly string[] {
  const [first, ...rest] = emptyTexts(screen);
  const lines = (text: string, style: object): readonly string[] =>
    wrapText(text, canvas.width - 2).map((part) => lineOn(canvas).skip(1).fill(part, style).toString());
  const isClean = first !== undefined && goodNews.includes(first);
  return [
    lineOn(canvas).toString(),
    ...lines(first ?? '', isClean ? theme.good : theme.plain),
    ...rest.flatMap((text) => lines(text, theme.muted)),
  ];
}

const nothingFound = 'Nothing was found.';
const nothingDiffers = 'Nothing differs.';
const goodNews: readonly string[] = [nothingFound, nothingDiffers];
const comparison =
  'd compares models, database and migrations; the migrations are replayed in a scratch database, and nothing of yours is changed.';

function emptyTexts(screen: ChecksScreen): readonly string[] {
  const { doctor, drift, tab, filter } = screen;
  const { of, known } = checkCounts(screen);
  if (filter.text !== '' && of[tab] > 0) return [`Nothing here has "${filter.text}" in it.`];
  if (tab === 'drift' && drift.requestId !== null)
    return [
      'Models, database and migrations are compared …',
      ...sideTexts(screen).map((text) => `· ${text}`),
    ];
  if (tab === 'drift' && drift.report === null) return ['Not compared yet.', comparison];
  if (tab === 'drift') return [nothingDiffers];
  if (doctor.report === null && doctor.requestId === null) return ['The doctor did not look yet: r lets it.'];
  if (doctor.report === null) return ['The doctor looks at models, catalog and statistics …'];
  if (known > 0 && !screen.showsKnown)
    return ['Nothing new was found.', 'n shows what the baseline holds already.'];
  return drift.report === null && tab === 'all' ? [nothingFound, comparison] : [nothingFound];
}

function headingLine(
  canvas: Canvas,
  { title, group, count }: CheckLine & { readonly type: 'heading' },
): string {
  const text = group === null ? title : groupLooks[group].title;
  return lineOn(canvas)
    .skip(1)
    .add(text, theme.heading)
    .fill(`  ${String(count)}`, theme.muted)
    .toString();
}

/** Titles are told where enough of them can be read. */
const titleFrom = 30;

function itemLine(
  canvas: Canvas,
  { item, index }: CheckLine & { readonly type: 'item' },
  { widths }: CheckList,
  cursor: number,
): string {
  const isUnderCursor = index === cursor;
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const { mark, style } = groupLooks[item.group];
  const line = lineOn(canvas)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .add(mark, style)
    .add(' ');
  const isOfAll = item.group === 'failed' || item.group === 'unseen';
  // The name of the check is what tells findings apart: the place gives way first, down to a third.
  const placeWidth = Math.min(
    widths.place,
    Math.max(Math.floor(line.room * 0.34), line.room - widths.name - 2),
  );
  const own = item.isKnown ? theme.muted : theme.plain;
  put(line, placeText(item), placeWidth, hasKeys ? theme.selected : isUnderCursor ? theme.remembered : own);
  line.skip(2);
  if (isOfAll) return line.fill(item.title, own).toString();
  line.cell(nameText(item), widths.name, own);
  if (line.room >= titleFrom + 2) line.skip(2).fill(item.title, theme.muted);
  return line.toString();
}

/** The style ends with the text. */
function put(line: Line, text: string, width: number, style: object): void {
  const textWidth = Math.min(width, Math.max(1, cellWidth(text)));
  line.cell(text, textWidth, style).skip(width - textWidth);
}
