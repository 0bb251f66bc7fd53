/** What typed code writes, in the transcript while it runs: in pieces, so that those before need not be painted anew. */
import type { ToldLine } from '../../../evaluation/evaluation.ts';
import { withEntries, type ReplEntry, type ReplScreen } from './state.ts';

type ToldEntry = Extract<ReplEntry, { readonly type: 'told' }>;

/** Lines of one entry, and entries in a row: of what one evaluation writes, the last 2,000 lines stay. */
const linesOfEntry = 200;
const entriesInRow = 10;

export function withTold(screen: ReplScreen, lines: readonly ToldLine[]): ReplScreen {
  const before = screen.entries.findLastIndex(({ type }) => type !== 'told') + 1;
  const told = screen.entries.slice(before).filter((entry): entry is ToldEntry => entry.type === 'told');
  const last = told.at(-1);
  const isOpen = last !== undefined && last.lines.length < linesOfEntry;
  const added = isOpen ? [...last.lines, ...lines] : lines;
  const pieces: ToldEntry[] = isOpen ? told.slice(0, -1) : [...told];
  for (let at = 0; at < added.length; at += linesOfEntry) {
    const leftOut = at === 0 && isOpen ? last.leftOut : 0;
    pieces.push({ type: 'told', lines: added.slice(at, at + linesOfEntry), leftOut });
  }
  return withEntries({ ...screen, entries: screen.entries.slice(0, before) }, ...shortened(pieces));
}

function shortened(pieces: readonly ToldEntry[]): readonly ToldEntry[] {
  const gone = pieces.slice(0, -entriesInRow);
  const [first, ...rest] = pieces.slice(-entriesInRow);
  if (first === undefined || gone.length === 0) return pieces;
  const leftOut = gone.reduce((sum, piece) => sum + piece.lines.length + piece.leftOut, first.leftOut);
  return [{ ...first, leftOut }, ...rest];
}
