/** A plan as text: a tree with its numbers in columns beside it, and under each node what is said of it. */
import type { Explanation, PlanNode } from '../queries/explain/plan.ts';
import { cellWidth, fitCell } from '../text/fit-cell.ts';
import {
  markWord,
  nodeLabel,
  nodeLines,
  plannedText,
  rowsText,
  shareText,
  summaryLines,
  totalText,
} from './plan-words.ts';

interface Line {
  /** With the branches before it. */
  readonly label: string;
  readonly cells: readonly string[];
  readonly words: string;
  /** Before each line that is said of the node. */
  readonly indent: string;
  readonly said: readonly string[];
}

/** The widest that labels get where a screen is narrow. */
const leastLabel = 24;

/** `width` is the screen's, null where there is none: then nothing is cut. */
export function planText(explanation: Explanation, width: number | null = null): string {
  const isRun = explanation.ran !== 'no';
  const heads = isRun
    ? [explanation.shareOf === 'time' ? 'time' : 'cost', 'own', 'rows', 'planned']
    : ['cost', 'own', 'rows'];
  const lines = treeLines(explanation.plan, isRun);
  const widths = heads.map((head, index) =>
    lines.reduce((widest, { cells }) => Math.max(widest, cellWidth(cells[index] ?? '')), head.length),
  );
  const numbers = widths.reduce((sum, each) => sum + each + 2, 0);
  const words = lines.reduce((widest, line) => Math.max(widest, line.words.length + 2), 0);
  const natural = lines.reduce((widest, { label }) => Math.max(widest, cellWidth(label)), 0);
  const room = width === null ? natural : Math.max(leastLabel, width - numbers - words);
  const labelWidth = Math.min(natural, room);
  const columns = (cells: readonly string[]): string =>
    cells.map((cell, index) => `  ${cell.padStart(widths[index] ?? 0)}`).join('');
  const painted = lines.flatMap(({ label, cells, words: marked, indent, said }) => [
    `${fitCell(label, labelWidth)}${columns(cells)}${marked === '' ? '' : `  ${marked}`}`,
    ...said.map((text) => `${indent}${text}`),
  ]);
  const head = `${' '.repeat(labelWidth)}${columns(heads)}`;
  return [head, ...painted, '', ...summaryLines(explanation)].map((line) => `${line.trimEnd()}\n`).join('');
}

function treeLines(top: PlanNode, isRun: boolean): readonly Line[] {
  const lines: Line[] = [];
  const add = (node: PlanNode, branch: string, below: string): void => {
    const hasChildren = node.children.length > 0;
    const planned = isRun ? [plannedText(node)] : [];
    lines.push({
      label: `${branch}${nodeLabel(node)}`,
      cells: [totalText(node), shareText(node), rowsText(node), ...planned],
      words: node.marks.map(markWord).join(', '),
      indent: `${below}${hasChildren ? '│  ' : '   '}`,
      said: nodeLines(node),
    });
    node.children.forEach((child, index) => {
      const isLast = index === node.children.length - 1;
      add(child, `${below}${isLast ? '└─ ' : '├─ '}`, `${below}${isLast ? '   ' : '│  '}`);
    });
  };
  add(top, '', '');
  return lines;
}
