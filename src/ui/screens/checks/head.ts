/** The two lines above the list: the tabs with their counts, and how far what was asked is, or what is typed to find. */
import type { DriftSide } from '../../../checks/drift/drift.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { counted } from '../../../output/measures.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { lineOn, type Canvas } from '../../paint/canvas.ts';
import { visibleLine } from '../../terminal/line-input.ts';
import { theme } from '../../theme.ts';
import { checkCounts, checkList } from './list.ts';
import type { ChecksScreen } from './state.ts';
import { checkTabs, groupLooks } from './tabs.ts';

const label = ' / ';
const sides: readonly DriftSide[] = ['models', 'database', 'migrations'];

export function headLines(canvas: Canvas, screen: ChecksScreen): readonly string[] {
  const isFiltered = screen.isTyping || screen.filter.text !== '';
  return [tabLine(canvas, screen), isFiltered ? filterLine(canvas, screen) : askedLine(canvas, screen)];
}

function tabLine(canvas: Canvas, screen: ChecksScreen): string {
  const line = lineOn(canvas);
  const counts = checkCounts(screen).of;
  for (const { tab, text } of checkTabs(screen, canvas.width)) {
    const isEmpty = counts[tab] === 0 || tab === 'all' || tab === 'info';
    const style = tab === screen.tab ? theme.strong : isEmpty ? theme.muted : groupLooks[tab].style;
    line.skip(1).add(text, style);
  }
  return line.toString();
}

function filterLine(canvas: Canvas, screen: ChecksScreen): string {
  const place = `${groupedDigits(checkList(screen).items.length)} found `;
  const room = canvas.width - label.length - cellWidth(place) - 1;
  const { text } = visibleLine(screen.filter, room);
  return lineOn(canvas)
    .add(label, theme.heading)
    .cell(text, room)
    .fill(place, theme.muted, 'right')
    .toString();
}

/** Where the terminal's cursor stands while something is typed. */
export function checksCursor(canvas: Canvas, screen: ChecksScreen): { x: number; y: number } | null {
  if (!screen.isTyping) return null;
  const place = `${groupedDigits(checkList(screen).items.length)} found `;
  const { cursorColumn } = visibleLine(screen.filter, canvas.width - label.length - cellWidth(place) - 1);
  return { x: label.length + cursorColumn, y: 1 };
}

/** `35 checks · not compared: d does · 4 known: n shows them`. */
function askedLine(canvas: Canvas, screen: ChecksScreen): string {
  const line = lineOn(canvas).skip(1);
  const { doctor, drift } = screen;
  line.add(doctorText(screen), doctor.error === null ? theme.muted : theme.bad).add(' · ', theme.muted);
  line.add(driftText(screen), drift.error === null ? theme.muted : theme.bad);
  const { known } = checkCounts(screen);
  if (known > 0)
    line.add(
      ` · ${groupedDigits(known)} known: n ${screen.showsKnown ? 'hides' : 'shows'} them`,
      theme.muted,
    );
  return line.toString();
}

function doctorText({ doctor: { requestId, report, error }, summaries }: ChecksScreen): string {
  if (requestId !== null) return 'the doctor looks …';
  if (error !== null) return 'the doctor failed: r looks again';
  if (report === null) return 'not looked at: r does';
  const made = report.checks.length;
  const isWhole = report.incomplete.length === 0;
  const checks = isWhole
    ? counted(made, 'check')
    : `${String(made)} of ${counted(summaries.length, 'check')}`;
  if (report.checks.length === 0) return 'no check could be made';
  return report.findings.length === 0 ? `${checks} found nothing` : checks;
}

function driftText(screen: ChecksScreen): string {
  const { requestId, report, error } = screen.drift;
  if (requestId !== null) {
    const told = sideTexts(screen);
    return told.length === 0 ? 'comparing …' : `comparing ${told.join(' ')}`;
  }
  if (error !== null) return 'comparing failed: d tries again';
  if (report === null) return 'not compared: d does';
  return report.sides.length === sides.length ? 'compared' : `compared ${report.sides.join(' and ')}`;
}

/** How far each side is: `models ✓`, `migrations 120 of 395`. */
export function sideTexts({ progress }: ChecksScreen): readonly string[] {
  const told = [...progress].sort((a, b) => sides.indexOf(a.side) - sides.indexOf(b.side));
  return told.map(({ side, done, total, isFinished }) => {
    if (isFinished) return `${side} ✓`;
    if (done === null || total === null) return `${side} …`;
    return `${side} ${groupedDigits(done)} of ${groupedDigits(total)}`;
  });
}
