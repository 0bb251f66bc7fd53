/** What a stop says, in lines: what it is, what it is related to, and what is worth a look. Pure. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { relationsByVerb } from '../../../output/diagrams/relations-by-verb.ts';
import { counted } from '../../../output/measures.ts';
import type { TourHint, TourRelation, TourStop } from '../../../schema/graph/tour.ts';
import { cellWidth } from '../../../text/fit-cell.ts';
import { wrapText } from '../../wrap-text.ts';
import type { PlacedStop, Tour } from './stops.ts';

export interface TourLine {
  /** Before the text, in its own column; empty where the line before has it. */
  readonly label: string;
  /** Columns of the label and the blanks behind it; 0 for a line that begins at the edge. */
  readonly indent: number;
  readonly text: string;
  readonly tone: 'plain' | 'muted' | 'heading' | 'strong' | 'warning';
}

/** `width` is that of a whole line. */
export function stopLines({ stop }: PlacedStop, width: number): readonly TourLine[] {
  const parts = [...relationParts(stop), ...hintParts(stop.hints)];
  const widest = Math.max(0, ...parts.flatMap(({ rows }) => rows.map(({ label }) => cellWidth(label))));
  const indent = Math.min(widest, Math.max(6, Math.floor(width * 0.34))) + 2;
  return [
    ...paragraph(stop.summary, width),
    ...parts.flatMap(({ title, rows }) => [
      blank,
      heading(title),
      ...rows.flatMap((row, index) => {
        // Said once of all that follow.
        const label = row.label === rows[index - 1]?.label ? '' : row.label;
        return row.label === '' ? paragraph(row.text, width) : labelled(label, row.text, width, indent);
      }),
    ]),
  ];
}

/** A heading and what stands below it, with labels or without. */
interface Part {
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly text: string }[];
}

/** What was read before and what comes later are told apart by their headings. */
function relationParts({ relations }: TourStop): readonly Part[] {
  if (relations.length === 0) return [{ title: 'Related to', rows: [{ label: '', text: 'Nothing.' }] }];
  const rowsOf = (isKnown: boolean): Part['rows'] =>
    relationsByVerb(relations.filter((relation) => relation.isKnown === isKnown)).flatMap((group) =>
      group.relations.map((relation) => ({ label: group.verb, text: relationText(relation) })),
    );
  return withRows([
    { title: 'Related to', rows: rowsOf(true) },
    { title: 'Related to, and read further on', rows: rowsOf(false) },
  ]);
}

function hintParts(hints: readonly TourHint[]): readonly Part[] {
  const rowsOf = (chosen: readonly TourHint[]): Part['rows'] =>
    chosen.map(({ name, text }) => ({ label: name ?? '', text }));
  return withRows([
    { title: 'Worth knowing', rows: rowsOf(hints.filter(({ kind }) => kind !== 'scope')) },
    { title: 'Scopes', rows: rowsOf(hints.filter(({ kind }) => kind === 'scope')) },
  ]);
}

function withRows(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ rows }) => rows.length > 0);
}

function relationText({ node, association, columns, through }: TourRelation): string {
  const key = columns.length === 0 ? '' : ` by ${columns.join(', ')}`;
  const by = association === null ? key : ` as ${association}`;
  return `${node}${by}${through === null ? '' : ` through ${through}`}`;
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
  const numbers = String(tour.chapters.length).length + 2;
  return [
    ...(warnings.length === 0 ? [] : [...warnings, blank]),
    ...paragraph(`${counts.join(', ')}.`, width),
    ...paragraph('The tour goes from what most depends on to what stands alone.', width),
    blank,
    ...hubs,
    heading('Chapters'),
    ...tour.chapters.flatMap((chapter, index) =>
      labelled(
        String(index + 1),
        `${chapter.title}, ${counted(chapter.stops.length, 'stop')}`,
        width,
        numbers,
      ),
    ),
  ];
}

const blank: TourLine = { label: '', indent: 0, text: '', tone: 'plain' };

function heading(text: string): TourLine {
  return { ...blank, text, tone: 'heading' };
}

function paragraph(text: string, width: number): readonly TourLine[] {
  return wrapText(text, Math.max(10, width)).map((part) => ({ ...blank, text: part }));
}

function labelled(label: string, text: string, width: number, indent: number): readonly TourLine[] {
  const parts = wrapText(text, Math.max(10, width - indent));
  return (parts.length === 0 ? [''] : parts).map((part, index) => ({
    label: index === 0 ? label : '',
    indent,
    text: part,
    tone: 'plain',
  }));
}
