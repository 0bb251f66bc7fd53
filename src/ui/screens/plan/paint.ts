/** Paints the plan screen: the tree with its numbers and a bar for each node's own share, and what is said of one node below. */
import type { Explanation } from '../../../queries/explain/plan.ts';
import {
  markWord,
  nodeLabel,
  nodeLines,
  plannedText,
  rowsText,
  shareText,
  summaryLines,
  totalText,
} from '../../../output/plan-words.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { lineOn, rule, type Canvas } from '../../paint/canvas.ts';
import { errorLines } from '../../paint/error-lines.ts';
import { filledLines } from '../../paint/line.ts';
import type { Line } from '../../paint/line.ts';
import { theme } from '../../theme.ts';
import { wrapText } from '../../wrap-text.ts';
import { planHeights, planLines, type PlanLine } from './lines.ts';
import type { PlanScreen } from './state.ts';

/** Widths of the columns of numbers; narrow screens do without the last ones. */
interface Columns {
  readonly bar: number;
  readonly total: number;
  readonly rows: number;
  readonly planned: number;
}

const shareWidth = 6;
/** ` ! slow,…` */
const leastWords = 9;

export function paintPlan(canvas: Canvas, screen: PlanScreen): readonly string[] {
  const { explanation, error } = screen;
  if (error !== null) return filledLines(errorLines(canvas, error), canvas.width, canvas.height);
  if (explanation === null) {
    const waiting = lineOn(canvas).skip(1).fill('Asking for the plan …', theme.muted).toString();
    return filledLines([waiting], canvas.width, canvas.height);
  }
  const { tree, details } = planHeights(canvas.height);
  const lines = planLines(explanation.plan, screen.closed);
  const columns = columnsOf(canvas, explanation);
  const shown = lines
    .slice(screen.top, screen.top + tree)
    .map((line, index) => nodeLine(canvas, line, columns, screen.top + index === screen.cursor));
  const whole = lineOn(canvas)
    .skip(1)
    .fill(
      summaryLines(explanation).join(' · '),
      explanation.ran === 'rolled-back' ? theme.warning : theme.muted,
    )
    .toString();
  return [
    whole,
    headLine(canvas, explanation, columns),
    ...filledLines(shown, canvas.width, tree),
    ...detailLines(canvas, lines[screen.cursor], details + 1),
  ];
}

function columnsOf({ width }: Canvas, { ran }: Explanation): Columns {
  return {
    bar: width >= 120 ? 20 : width >= 100 ? 10 : width >= 72 ? 5 : 0,
    total: 9,
    rows: width >= 100 ? 14 : 9,
    planned: ran === 'no' ? 0 : width >= 100 ? 11 : width >= 72 ? 9 : 0,
  };
}

function headLine(canvas: Canvas, { shareOf, ran }: Explanation, columns: Columns): string {
  const line = lineOn(canvas);
  line.cell('', labelWidth(line, columns));
  numbers(line, columns, [shareOf, 'own', ran === 'no' ? 'planned' : 'rows', 'planned'], '', theme.muted);
  return line.toString();
}

function labelWidth(line: Line, { bar, total, rows, planned }: Columns): number {
  return Math.max(10, line.room - total - shareWidth - bar - rows - planned - 2);
}

function numbers(
  line: Line,
  columns: Columns,
  [total = '', share = '', rows = '', planned = '']: readonly string[],
  bar: string,
  style: { readonly dim?: boolean },
): void {
  line
    .cell(total, columns.total, style, 'right')
    .cell(share, shareWidth, style, 'right')
    .skip(1)
    .cell(bar, columns.bar, theme.number)
    .cell(rows, columns.rows, style, 'right')
    .cell(planned, columns.planned, theme.muted, 'right');
}

function nodeLine(
  canvas: Canvas,
  { node, branch, isOpen }: PlanLine,
  columns: Columns,
  isUnderCursor: boolean,
): string {
  const hasKeys = isUnderCursor && canvas.state.focus === 'main';
  const line = lineOn(canvas);
  const end = labelWidth(line, columns);
  const words = node.marks.map(markWord).join(', ');
  const marked = words === '' ? '' : ` ! ${words}`;
  line.cell(isUnderCursor ? '›' : '', 2, theme.mark);
  // Very deep nodes keep some room for themselves.
  const branchWidth = Math.min(branch.length, Math.floor(end / 3));
  line.cell(branch.slice(branch.length - branchWidth), branchWidth, theme.muted);
  line.add(isOpen === false ? '▸ ' : isOpen === true ? '▾ ' : '  ', theme.muted);
  const label = nodeLabel(node);
  const room = end - 4 - branchWidth;
  // The label comes first; of the marks a beginning at least is seen.
  const wordsWidth = Math.min(cellWidth(marked), Math.max(leastWords, room - cellWidth(label)));
  const width = Math.min(cellWidth(label), room - wordsWidth);
  line.cell(label, width, hasKeys ? theme.selected : node.actual?.loops === 0 ? theme.muted : theme.plain);
  line.cell(marked, wordsWidth, theme.warning).skip(room - width - wordsWidth);
  numbers(
    line,
    columns,
    [totalText(node), shareText(node), rowsText(node), plannedText(node)],
    '█'.repeat(Math.round(node.share * columns.bar)),
    node.marks.some(({ type }) => type === 'slow') ? theme.strong : theme.plain,
  );
  return line.toString();
}

function detailLines(canvas: Canvas, line: PlanLine | undefined, height: number): readonly string[] {
  if (line === undefined) return filledLines([], canvas.width, height);
  const said = nodeLines(line.node).flatMap((text) => {
    const style = text.startsWith('! ') ? theme.warning : theme.plain;
    return wrapText(text, canvas.width - 3).map((part) =>
      lineOn(canvas).skip(2).fill(part, style).toString(),
    );
  });
  const nothing = lineOn(canvas).skip(2).fill('Nothing else is known of it.', theme.muted).toString();
  const head = rule(canvas, nodeLabel(line.node), theme.strong);
  return filledLines([head, ...(said.length === 0 ? [nothing] : said)], canvas.width, height);
}
