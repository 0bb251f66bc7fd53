/** The lines between two columns of boxes, with crow's feet: drawn towards the right, and turned round for the left. Pure. */
import type { Cardinality } from '../../../schema/graph/graph.ts';
import type { Side } from './neighbours.ts';

/** A line that leaves the trunk for a box, in the row of that box. */
export interface Branch {
  readonly row: number;
  /** How many rows there are at the end where the trunk begins. */
  readonly near: Cardinality;
  readonly far: Cardinality;
  /** Edges that this one line stands for. */
  readonly count: number;
}

/** Branches that leave one box, in the order of their rows. */
export interface Trunk {
  /** The row of the box they leave. */
  readonly from: number;
  readonly branches: readonly Branch[];
}

/** A dash, the trunk, both feet and a dash between them. */
export const leastGap = 7;

/** By which neighbours a cell of a line has: up, down, left, right. */
const joints: Readonly<Record<string, string>> = {
  '': ' ',
  u: '│',
  d: '│',
  ud: '│',
  lr: '─',
  ur: '╰',
  dr: '╭',
  ul: '╯',
  dl: '╮',
  udr: '├',
  udl: '┤',
  ulr: '┴',
  dlr: '┬',
  udlr: '┼',
};

const turned: Readonly<Record<string, string>> = {
  '<': '>',
  '>': '<',
  '╰': '╯',
  '╯': '╰',
  '╭': '╮',
  '╮': '╭',
  '├': '┤',
  '┤': '├',
};

/**
 * The text of one row between two columns, `width` cells of one column each: what `trunks` have there. A many end is a crow's foot
 * that opens towards its box, a one end a bar; beside it a bar where there is always one, a circle where there may be none. A row that
 * `isCut` has no box any more: the trunk alone goes through it.
 */
export function connectorText(
  trunks: readonly Trunk[],
  row: number,
  width: number,
  side: Side,
  isCut = false,
): string {
  const trunk = trunks.find(({ from, branches }) => {
    const rows = [from, ...branches.map((branch) => branch.row)];
    return row >= Math.min(...rows) && row <= Math.max(...rows);
  });
  if (trunk === undefined) return ' '.repeat(width);
  const drawn = trunkText(trunk, row, width, isCut);
  return side === 'right' ? drawn : turnedRound(drawn);
}

function trunkText({ from, branches }: Trunk, row: number, width: number, isCut: boolean): string {
  const rows = [from, ...branches.map((branch) => branch.row)];
  const branch = isCut ? undefined : branches.find((candidate) => candidate.row === row);
  const isFrom = row === from && !isCut;
  const joint = [
    row > Math.min(...rows) ? 'u' : '',
    row < Math.max(...rows) ? 'd' : '',
    isFrom ? 'l' : '',
    branch === undefined ? '' : 'r',
  ].join('');
  const start = `${isFrom ? '─' : ' '}${joints[joint] ?? '─'}`;
  if (branch === undefined) return start.padEnd(width);
  const { near, far, count } = branch;
  const number = count > 1 ? String(count) : '';
  const dashes = Math.max(1, width - leastGap + 1);
  const before = Math.floor((dashes - number.length) / 2);
  const middle =
    number.length > dashes
      ? '─'.repeat(dashes)
      : '─'.repeat(before) + number + '─'.repeat(dashes - before - number.length);
  return start + mostGlyph(near, '>') + leastGlyph(near) + middle + leastGlyph(far) + mostGlyph(far, '<');
}

function mostGlyph({ most }: Cardinality, foot: '<' | '>'): string {
  return most === 'many' ? foot : '┼';
}

function leastGlyph({ least }: Cardinality): string {
  return least === 0 ? '○' : '┼';
}

function turnedRound(text: string): string {
  // Digits are read from the left, whichever way the line goes.
  const glyphs = text.match(/\d+|[^]/gu) ?? [];
  return glyphs
    .reverse()
    .map((glyph) => turned[glyph] ?? glyph)
    .join('');
}
