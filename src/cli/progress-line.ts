/**
 * One line on a terminal that says how far something is, drawn over itself and gone in the end. Where notes go elsewhere nothing
 * is drawn.
 */
import { groupedDigits } from '../output/grouped-digits.ts';
import type { ExportProgress } from '../queries/export/export-request.ts';
import type { Output } from './command.ts';

export interface ProgressLine<Progress> {
  readonly show: (progress: Progress) => void;
  readonly clear: () => Promise<void>;
}

const barLength = 24;

export function progressLine<Progress>(
  notes: Output,
  textOf: (progress: Progress) => string,
): ProgressLine<Progress> {
  let isShown = false;
  return {
    show(progress) {
      if (!notes.isTerminal) return;
      isShown = true;
      // A terminal that does not know its size says 0.
      const width = (notes.style.width ?? 0) > 1 ? (notes.style.width ?? 0) - 1 : 79;
      void notes.write(`\r${textOf(progress).slice(0, width)}\x1b[K`);
    },
    async clear() {
      if (isShown) await notes.write('\r\x1b[K');
      isShown = false;
    },
  };
}

/** `█████░░░░░  21%  210,432 of ~1,000,000 rows`: the total is the planner's guess, which may be passed. */
export function exportedText({ rowCount, rowEstimate }: ExportProgress): string {
  const rows = groupedDigits(rowCount);
  if (rowEstimate === null || rowEstimate <= 0) return `${rows} rows`;
  // Full, and 100 %, is for what is over.
  const part = Math.min(0.99, rowCount / rowEstimate);
  const full = Math.floor(part * barLength);
  const bar = `${'█'.repeat(full)}${'░'.repeat(barLength - full)}`;
  const percent = `${Math.floor(part * 100)}%`.padStart(4);
  return `${bar} ${percent}  ${rows} of ~${groupedDigits(rowEstimate)} rows`;
}
