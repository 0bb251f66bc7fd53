/** The stops of the tour, numbered through all chapters. Made once for a description. */
import { tourOf } from '../../../session.ts';
import type { SchemaDescription } from '../../../schema/description.ts';
import type { SchemaTour, TourChapter, TourStop } from '../../../schema/graph/tour.ts';
import { graphOf } from '../schema/known-schema.ts';

export interface PlacedStop {
  readonly stop: TourStop;
  readonly chapter: TourChapter;
  /** Counted from 1. */
  readonly chapterNumber: number;
}

export interface Tour {
  readonly tour: SchemaTour;
  readonly stops: readonly PlacedStop[];
  /** Why models or tables are missing in it, a sentence each. */
  readonly problems: readonly string[];
}

const made = new WeakMap<SchemaDescription, Tour>();

export function tourThrough(schema: SchemaDescription): Tour {
  const before = made.get(schema);
  if (before !== undefined) return before;
  const tour = tourOf(schema, graphOf(schema));
  const stops = tour.chapters.flatMap((chapter, index) =>
    chapter.stops.map((stop) => ({ stop, chapter, chapterNumber: index + 1 })),
  );
  const problems = [schema.modelProblem, schema.tableProblem].flatMap((problem) =>
    problem === null ? [] : [problem.message],
  );
  const through = { tour, stops, problems };
  made.set(schema, through);
  return through;
}

/** The stop at a place of the tour; null at the beginning, which is none. */
export function stopAt({ stops }: Tour, place: number): PlacedStop | null {
  return stops[place - 1] ?? null;
}

/** The stop of a node; null where the tour has none. */
export function stopOf(schema: SchemaDescription, node: string): TourStop | null {
  return tourThrough(schema).stops.find(({ stop }) => stop.node === node)?.stop ?? null;
}

/** The place of the first stop of the chapter after that of `place`, or before it; the nearest end where there is none. */
export function chapterFrom({ stops }: Tour, place: number, by: 1 | -1): number {
  const starts = stops.flatMap(({ stop, chapter }, index) => (chapter.stops[0] === stop ? [index + 1] : []));
  const next = by === 1 ? starts.find((start) => start > place) : starts.findLast((start) => start < place);
  return next ?? (by === 1 ? place : 0);
}
