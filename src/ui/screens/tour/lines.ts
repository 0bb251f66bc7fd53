/** What a stop says, in lines: what it is, what it is related to, and what is worth a look. Pure. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { counted } from '../../../output/measures.ts';
import type { TourHint, TourRelation, TourStop } from '../../../schema/graph/tour.ts';
import { wrapText } from '../../wrap-text.ts';
import type { PlacedStop, Tour } from './stops.ts';

export interface TourLine {
  /** Before the text, in its own column. */
  readonly label: string;
  readonly text: string;
  readonly tone: 'plain' | 'muted' | 'heading' | 'strong' | 'warning';
}

const labelWidth = 16;

/** `width` is that of a whole line. */
export function stopLines({ stop }: PlacedStop, width: number): readonly TourLine[] {
  return [
    ...paragraph(stop.summary, width),
    blank,
    ...relationLines(stop, width),
    ...hintLines(stop.hints, width),
  ];
}

/** What comes before the first stop. */
export function beginningLines({ tour, stops, problems }: Tour, width: number): readonly TourLine[] {
  const warnings = problems.flatMap((text) =>
    paragraph(text, width).map((line): TourLine => ({ ...line, tone: 'warning' })),
  );
  if (stops.length === 0)
    return [...warnings, ...paragraph('There is nothing to see yet: no model and no table.', width)];
  const { models, otherTables, relations, rows } = tour.counts;
  const counts = [
    counted(models, 'model'),
    ...(otherTables > 0 ? [counted(otherTables, 'table').replace('table', 'other table')] : []),
    counted(relations, 'relation'),
    ...(rows === null ? [] : [`about ${groupedDigits(rows)} rows`]),
  ];
  const hubs =
    tour.hubs.length === 0
      ? []
      : [heading('Most depends on'), ...paragraph(tour.hubs.join(', '), width), blank];
  return [
    ...(warnings.length === 0 ? [] : [...warnings, blank]),
    ...paragraph(`${counts.join(', ')}.`, width),
    ...paragraph('The tour goes from what most depends on to what stands alone.', width),
    blank,
    ...hubs,
    heading('Chapters'),
    ...tour.chapters.flatMap((chapter, index) =>
      labelled(String(index + 1), `${chapter.title}, ${counted(chapter.stops.length, 'stop')}`, width, 4),
    ),
  ];
}

function relationLines({ relations }: TourStop, width: number): readonly TourLine[] {
  if (relations.length === 0) return [{ ...blank, text: 'Related to nothing.', tone: 'muted' }, blank];
  const lines = relations.flatMap((one) => labelled(one.verb, relationText(one), width, labelWidth + 2));
  return [heading('Related to'), ...lines, blank];
}

function relationText({ node, association, through, isKnown }: TourRelation): string {
  const by = association === null ? '' : ` as ${association}`;
  const past = through === null ? '' : ` through ${through}`;
  return `${node}${by}${past}${isKnown ? '' : ' (further on)'}`;
}

function hintLines(hints: readonly TourHint[], width: number): readonly TourLine[] {
  if (hints.length === 0) return [];
  const lines = hints.flatMap(({ kind, name, text }) => {
    if (name === null) return paragraph(text, width);
    const said = kind === 'scope' ? `scope${text === '' ? '' : `: ${text}`}` : text;
    return labelled(name, said, width, labelWidth + 2);
  });
  return [heading('Worth knowing'), ...lines];
}

const blank: TourLine = { label: '', text: '', tone: 'plain' };

function heading(text: string): TourLine {
  return { label: '', text, tone: 'heading' };
}

function paragraph(text: string, width: number): readonly TourLine[] {
  return wrapText(text, Math.max(10, width)).map((part) => ({ ...blank, text: part }));
}

function labelled(label: string, text: string, width: number, indent: number): readonly TourLine[] {
  const parts = wrapText(text, Math.max(10, width - indent));
  return parts.map((part, index) => ({
    label: (index === 0 ? label : '').padEnd(1),
    text: part,
    tone: 'plain',
  }));
}
