/** A record as a list: attributes with their values, then relations with where they lead, laid out in lines. */
import { sanitiseLine } from '../../../output/sanitise.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import type { PageColumn, Value } from '../../../queries/query-spec.ts';
import { modelNamed, type State } from '../../state.ts';
import { cellWidth, fitCell } from '../../../text/fit-cell.ts';
import { wrapText } from '../../wrap-text.ts';
import {
  destinationOf,
  relationKey,
  relationKind,
  relationName,
  relationsOf,
  relationText,
  type Destination,
} from '../rows/relations.ts';
import type { Relation } from '../rows/relation.ts';
import { attributeDetails } from './detail.ts';
import { countText } from './count-text.ts';
import type { RecordScreen, RelationCount } from './state.ts';
import { valueBeginning } from './value-beginning.ts';

export type RecordItem =
  | {
      readonly type: 'attribute';
      readonly column: PageColumn;
      readonly value: Value;
      readonly typeText: string;
      /** Set where only the beginning of the value is here. */
      readonly clip: 'being-read' | 'not-read' | null;
      /** As attributeDetails() words it. */
      readonly detail: string;
    }
  | {
      readonly type: 'relation';
      readonly relation: Relation;
      readonly destination: Destination;
      readonly count: RelationCount | undefined;
    };

/** One painted line: `label` and `aside` only on an item's first line. `item` is null for the rule above associations. */
export interface RecordLine {
  readonly item: number | null;
  readonly label: string;
  readonly aside: string;
  /** Beside the value where there is room. */
  readonly detail?: string;
  readonly text: string;
  /** `null` also for the empty string: nothing is there. */
  readonly tone: 'value' | 'null' | 'more' | 'rule' | 'association';
}

/** Lines of one value before it is cut and says so. */
const linesPerValue = 8;
/** Cells between two columns. */
export const gap = 2;
/** Cells of the mark before the item under the cursor. */
export const markWidth = 2;
/** Narrower records show no types: a value whole is worth more. */
const roomForTypes = 72;
/** Narrower records show details below the values. */
export const roomForDetails = 120;

/** A record has room to say both: what a value is, and that code of the model makes it. */
function recordTypeText({ type, isVirtual, hasGetter }: PageColumn): string {
  if (hasGetter !== true || type === 'virtual') return type;
  return isVirtual ? `virtual ${type}` : `${type} getter`;
}

export function recordItems(state: State, screen: RecordScreen): readonly RecordItem[] {
  const { source } = screen;
  const model = source.type === 'model' ? modelNamed(state, source.name) : null;
  const detailOf = attributeDetails(state, source);
  const attributes: RecordItem[] = screen.columns.map((column, index) => {
    const attribute = model?.attributes.find((candidate) => candidate.name === column.name);
    const isRequired = attribute?.isNullable === false;
    const typeText = `${recordTypeText(column)}${isRequired ? ' *' : ''}`;
    const reading = screen.requestId === null ? 'not-read' : 'being-read';
    return {
      type: 'attribute',
      column,
      value: screen.values[index] ?? null,
      typeText,
      detail: detailOf(column.name),
      clip: screen.clipped.has(index) ? reading : null,
    };
  });
  const valueOf = (column: string): Value | undefined => recordValue(screen, column);
  const relations = relationsOf(state, source).map((relation): RecordItem => ({
    type: 'relation',
    relation,
    destination: destinationOf(state, source, relation, valueOf),
    count: screen.counts.get(relationKey(relation)),
  }));
  return [...attributes, ...relations];
}

/** Undefined for a column that was not read. */
export function recordValue({ columns, values }: RecordScreen, column: string): Value | undefined {
  const index = columns.findIndex(({ name }) => name === column);
  return index < 0 ? undefined : (values[index] ?? null);
}

/** What stands above the first of its kind; a table without a model has its keys for associations. */
function headingOf({ source }: RecordScreen, item: RecordItem): string | null {
  if (item.type === 'attribute') return null;
  return item.relation.type === 'association' || source.type === 'table'
    ? 'Associations'
    : 'Other foreign keys';
}

function labelOf(item: RecordItem): string {
  return item.type === 'attribute' ? item.column.name : relationName(item.relation);
}

function asideOf(item: RecordItem): string {
  return item.type === 'attribute' ? item.typeText : relationKind(item.relation);
}

export interface RecordColumns {
  readonly label: number;
  /** 0 where types have no room. */
  readonly aside: number;
  /** 0 where details are not shown, or stand below the values. */
  readonly detail: number;
}

/** Cells of the columns around the value for a width, the gap between included. */
export function recordColumns(
  items: readonly RecordItem[],
  { showsDetail }: RecordScreen,
  width: number,
): RecordColumns {
  let label = 4;
  let aside = 4;
  let detail = 0;
  for (const item of items) {
    label = Math.max(label, cellWidth(labelOf(item)));
    aside = Math.max(aside, cellWidth(asideOf(item)));
    if (item.type === 'attribute') detail = Math.max(detail, cellWidth(item.detail));
  }
  const hasAside = width >= roomForTypes;
  const hasDetail = showsDetail && width >= roomForDetails && detail > 0;
  return {
    label: Math.min(label, Math.floor(width * 0.35)) + gap,
    aside: hasAside ? Math.min(aside, Math.floor(width * 0.2)) + gap : 0,
    detail: hasDetail ? Math.min(detail, Math.floor(width * 0.38)) + gap : 0,
  };
}

/** Every line of the record at a width, long values wrapped and cut after a few lines. */
export function recordLines(state: State, screen: RecordScreen, width: number): readonly RecordLine[] {
  const items = recordItems(state, screen);
  const columns = recordColumns(items, screen, width);
  const valueWidth = Math.max(8, width - markWidth - columns.label - columns.aside - columns.detail);
  const lines: RecordLine[] = [];
  items.forEach((item, index) => {
    const heading = headingOf(screen, item);
    const before = items[index - 1];
    if (heading !== null && heading !== (before === undefined ? null : headingOf(screen, before))) {
      lines.push({ item: null, label: '', aside: '', text: heading, tone: 'rule' });
    }
    if (item.type === 'relation') {
      lines.push(relationLine(item, index));
      return;
    }
    const value = attributeLines(item, index, valueWidth, state.timeZone);
    lines.push(...(screen.showsDetail ? withDetail(value, item, columns.detail, valueWidth) : value));
  });
  return lines;
}

function attributeLines(
  item: RecordItem & { readonly type: 'attribute' },
  index: number,
  width: number,
  timeZone: TimeZone,
): readonly RecordLine[] {
  const { value, column } = item;
  if (item.clip !== null) return [clippedLine(item, index, width)];
  const options = { kind: column.kind, timeZone };
  const isLong = typeof value === 'string' && (value.length > width || /[\r\n\t]/.test(value));
  const { line: short, pretty } = valueBeginning(value, options);
  const text = !isLong && short.length <= width && cellWidth(short) <= width ? short : pretty;
  const wrapped = wrapText(text, width, linesPerValue + 1);
  const shown = wrapped.slice(0, linesPerValue);
  const lines: RecordLine[] = shown.map((line, number) => ({
    item: index,
    label: number === 0 ? column.name : '',
    aside: number === 0 ? item.typeText : '',
    text: line,
    tone: value === null || value === '' ? 'null' : 'value',
  }));
  if (wrapped.length > shown.length) {
    lines.push({ item: index, label: '', aside: '', text: '… ⏎ reads it whole', tone: 'more' });
  }
  return lines;
}

/** Details beside the lines of a value, whole; below them where they have no column. */
function withDetail(
  lines: readonly RecordLine[],
  { detail }: RecordItem & { readonly type: 'attribute' },
  columnWidth: number,
  valueWidth: number,
): readonly RecordLine[] {
  const [first] = lines;
  if (detail === '' || first === undefined) return lines;
  const blank: RecordLine = { item: first.item, label: '', aside: '', text: '', tone: 'more' };
  const text = sanitiseLine(detail);
  if (columnWidth === 0)
    return [...lines, ...wrapText(text, valueWidth).map((part) => ({ ...blank, text: part }))];
  const parts = wrapText(text, columnWidth - gap);
  return Array.from({ length: Math.max(lines.length, parts.length) }, (_, index) => ({
    ...(lines[index] ?? blank),
    detail: parts[index] ?? '',
  }));
}

/** The beginning, until the rest is here. */
function clippedLine(
  { value, column, typeText, clip }: RecordItem & { readonly type: 'attribute' },
  index: number,
  width: number,
): RecordLine {
  const rest = clip === 'being-read' ? '… being read' : '… not read whole';
  const room = Math.max(0, width - cellWidth(rest) - 1);
  const text = typeof value === 'string' ? value.trimEnd() : '';
  const beginning = text === '' ? '' : `${fitCell(sanitiseLine(text.slice(0, room)), room).trimEnd()} `;
  return { item: index, label: column.name, aside: typeText, text: `${beginning}${rest}`, tone: 'more' };
}

function relationLine(item: RecordItem & { readonly type: 'relation' }, index: number): RecordLine {
  const { relation, destination, count } = item;
  const leads = destination.status === 'ready';
  return {
    item: index,
    label: relationName(relation),
    aside: relationKind(relation),
    text: `${relationText(relation)}  ${leads ? countText(count) : destination.aside}`.trimEnd(),
    tone: leads ? 'association' : 'null',
  };
}
