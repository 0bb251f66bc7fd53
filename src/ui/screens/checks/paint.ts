/** Paints the checks screen: what was asked, the findings in groups, and what is known of the one under the cursor. */
import { counted } from '../../../output/measures.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { filledLines } from '../../paint/line.ts';
import { sentence } from '../../step.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import { detailOf } from './detail.ts';
import { checkList, type CheckGroup, type CheckLine } from './items.ts';
import { checkHeights } from './layout.ts';
import type { ChecksScreen } from './state.ts';

const groups: Readonly<
  Record<CheckGroup, { readonly title: string; readonly mark: string; readonly style: TextStyle }>
> = {
  error: { title: 'Errors', mark: '✗', style: theme.bad },
  drift: { title: 'Drift', mark: '≠', style: theme.warning },
  warning: { title: 'Warnings', mark: '!', style: theme.warning },
  info: { title: 'Worth a look', mark: '·', style: theme.muted },
};

const tones = { plain: theme.plain, muted: theme.muted, good: theme.good, code: theme.text } as const;

export function paintChecks(canvas: Canvas, screen: ChecksScreen): readonly string[] {
  const { list, detail } = checkHeights(canvas.height);
  const { lines, items } = checkList(screen);
  const item = items[screen.cursor];
  const shown = lines
    .slice(screen.top, screen.top + list)
    .map((line) => (line.type === 'heading' ? headingLine(canvas, line) : itemLine(canvas, line, screen)));
  const details = item === undefined ? [] : detailOf(item, canvas.width - 2);
  const below = details
    .slice(screen.detailTop, screen.detailTop + detail)
    .map(({ text, tone }) => lineOn(canvas).skip(1).fill(text, tones[tone]).toString());
  const more = details.length - screen.detailTop - detail;
  const title = `${item?.place ?? ''}${more > 0 ? `  ↓ ${String(more)}` : ''}`;
  return [
    headLine(canvas, screen),
    ...filledLines(items.length === 0 ? emptyLines(canvas, screen) : shown, canvas.width, list),
    rule(canvas, title, theme.strong),
    ...filledLines(below, canvas.width, detail),
  ];
}

/** `Doctor: 12 findings of 35 checks · Drift: not compared, d does`. */
function headLine(canvas: Canvas, { doctor, drift, progress }: ChecksScreen): string {
  const line = lineOn(canvas).skip(1);
  const say = (text: string, hasFailed: boolean): void => {
    line.add(text, hasFailed ? theme.bad : theme.muted);
  };
  say(`Doctor: ${doctorText(doctor)}`, doctor.error !== null);
  line.add(' · ', theme.muted);
  say(`Drift: ${driftText(drift, progress)}`, drift.error !== null);
  return line.toString();
}

function doctorText({ requestId, report, error }: ChecksScreen['doctor']): string {
  if (requestId !== null) return 'looking …';
  if (error !== null) return sentence(error);
  if (report === null) return 'not asked';
  const unseen = report.remarks.length === 0 ? '' : `, ${counted(report.remarks.length, 'remark')}`;
  return `${counted(report.findings.length, 'finding')} of ${counted(report.checks.length, 'check')}${unseen}`;
}

function driftText(
  { requestId, report, error }: ChecksScreen['drift'],
  progress: ChecksScreen['progress'],
): string {
  if (requestId !== null) {
    const counting = progress.find(({ total, isFinished }) => total !== null && !isFinished);
    if (counting?.done == null) return 'comparing …';
    return `comparing, ${counting.side} ${String(counting.done)} of ${String(counting.total)} …`;
  }
  if (error !== null) return sentence(error);
  if (report === null) return 'not compared, d does';
  return `${counted(report.differences.length, 'difference')} between ${report.sides.join(', ')}`;
}

function emptyLines(canvas: Canvas, { doctor, drift }: ChecksScreen): readonly string[] {
  const isAsking = doctor.requestId !== null || drift.requestId !== null;
  if (isAsking || doctor.report === null) return [];
  return [lineOn(canvas).skip(1).fill('Nothing was found.', theme.good).toString()];
}

function headingLine(
  canvas: Canvas,
  { title, group, count }: CheckLine & { readonly type: 'heading' },
): string {
  const text = group === null ? title : groups[group].title;
  return lineOn(canvas)
    .skip(1)
    .add(text, theme.heading)
    .fill(`  ${String(count)}`, theme.muted)
    .toString();
}

function itemLine(
  canvas: Canvas,
  { item, index }: CheckLine & { readonly type: 'item' },
  { cursor }: ChecksScreen,
): string {
  const isUnderCursor = index === cursor;
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const { mark, style } = groups[item.group];
  const line = lineOn(canvas)
    .cell(isUnderCursor ? '›' : '', 2, theme.mark)
    .add(`${mark} `, style);
  const width = Math.max(12, Math.floor(canvas.width * 0.36));
  const placeWidth = Math.min(width, Math.max(1, cellWidth(item.place)));
  line.cell(item.place, placeWidth, hasKeys ? theme.selected : item.isKnown ? theme.muted : theme.plain);
  line.skip(width - placeWidth + 1);
  return line
    .fill(item.isKnown ? `known: ${item.title}` : item.title, item.isKnown ? theme.muted : theme.plain)
    .toString();
}
