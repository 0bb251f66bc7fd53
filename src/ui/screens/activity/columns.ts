/** The columns of each tab. Words take what they need up to a limit; figures always the same, so that nothing moves when they change. Pure. */
import { cellWidth } from '../../../text/fit-cell.ts';
import { isWideScreen } from './layout.ts';
import type { ActivityLine } from './lines.ts';
import type { ActivityTab } from './state.ts';

export interface ActivityColumn {
  readonly title: string;
  /** Null for the one that gets what is left; 0 for one that has no room. */
  readonly width: number | null;
  readonly align: 'left' | 'right';
  /** Cut in its middle: names begin alike, and are told apart by how they end. */
  readonly isName: boolean;
}

/** In the order of the lines' cells. */
export function columnsOf(
  tab: ActivityTab,
  width: number,
  lines: readonly ActivityLine[],
): readonly ActivityColumn[] {
  const widest = (index: number): number =>
    lines.reduce((sum, { cells }) => Math.max(sum, cellWidth(cells[index] ?? '')), 0);
  const columns = wishesOf(tab, width).map((column, index): ActivityColumn => {
    const { title, width: most, align } = column;
    if (most === null || most === 0 || align === 'right') return column;
    return { ...column, width: Math.min(most, Math.max(widest(index), cellWidth(title))) };
  });
  // A table that cannot be told from another says nothing.
  const isTight = tab === 'tables' && widest(0) > flexibleWidth(width, columns);
  return isTight
    ? columns.map((column) => (column.title === 'memory' ? { ...column, width: 0 } : column))
    : columns;
}

/** What the other columns leave of `width`; each has one blank behind it. */
export function flexibleWidth(width: number, columns: readonly ActivityColumn[]): number {
  const there = columns.filter((column) => column.width !== 0);
  const fixed = there.reduce((sum, column) => sum + (column.width ?? 0) + 1, 2);
  return Math.max(6, width - fixed + 1);
}

function wishesOf(tab: ActivityTab, width: number): readonly ActivityColumn[] {
  const isWide = isWideScreen(width);
  const plain = { align: 'left', isName: false } as const;
  const left = (title: string, width: number | null): ActivityColumn => ({ ...plain, title, width });
  const name = (title: string, width: number | null): ActivityColumn => ({
    ...plain,
    title,
    width,
    isName: true,
  });
  const right = (title: string, width: number): ActivityColumn => ({
    ...plain,
    title,
    width,
    align: 'right',
  });
  switch (tab) {
    case 'sessions':
      return [
        left('pid', isWide ? 20 : 14),
        // Where it has no room the tree says it.
        right('keeps waiting', isWide ? 13 : 0),
        left('state', isWide ? 29 : 9),
        right('for', 7),
        left('who', isWide ? 30 : Math.max(10, Math.floor(width / 6))),
        left('statement', null),
      ];
    case 'locks':
      return [
        left('pid', 9),
        left('held', 6),
        left('mode', 24),
        name('of', null),
        left('who', isWide ? 30 : 10),
      ];
    case 'tables':
      return [
        name('table', null),
        right('size', isWide ? 10 : 7),
        right('rows', isWide ? 13 : 7),
        right('dead', isWide ? 11 : 6),
        right(isWide ? 'read whole' : 'whole', isWide ? 12 : 6),
        right(isWide ? 'read by index' : 'by index', isWide ? 14 : 8),
        right(isWide ? 'in memory' : 'memory', isWide ? 11 : 7),
      ];
    case 'indexes':
      return [
        name('index', null),
        name('of', isWide ? 40 : 14),
        right('size', isWide ? 10 : 7),
        right('look-ups', isWide ? 13 : 8),
        left('', 6),
      ];
    case 'statements':
      return [
        right('in all', isWide ? 13 : 10),
        right('calls', isWide ? 11 : 8),
        right('each', isWide ? 12 : 9),
        right('rows', isWide ? 12 : 8),
        left('statement', null),
      ];
  }
}
