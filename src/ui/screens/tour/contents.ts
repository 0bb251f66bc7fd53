/** The contents of a tour: all chapters and stops, around the one that is shown. Pure. */
import type { Tour } from './stops.ts';

export interface ContentsRow {
  readonly text: string;
  /** The place of a stop, 0 for the beginning; null for a chapter. */
  readonly place: number | null;
}

/** The first `height` of them at most, `stop` in the middle where there are more. */
export function contentsRows({ tour }: Tour, stop: number, height: number): readonly ContentsRow[] {
  const rows: ContentsRow[] = [{ text: 'The schema', place: 0 }];
  let place = 0;
  for (const chapter of tour.chapters) {
    rows.push({ text: chapter.title, place: null });
    for (const { node } of chapter.stops) {
      place += 1;
      rows.push({ text: node, place });
    }
  }
  const at = rows.findIndex((row) => row.place === stop);
  const top = Math.max(0, Math.min(rows.length - height, at - Math.floor(height / 2)));
  return rows.slice(top, top + height);
}
