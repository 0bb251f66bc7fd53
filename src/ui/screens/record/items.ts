/** A record as a list: attributes with their values, then associations with where they lead, laid out in lines. */
import { sanitiseLine } from '../../../output/sanitise.ts';
import type { TimeZone } from '../../../output/instant-text.ts';
import type { PageColumn, Value } from '../../../queries/query-spec.ts';
import type { AssociationSummary } from '../../../schema/description.ts';
import { modelNamed, type State } from '../../state.ts';
import { cellWidth, fitCell } from '../../../text/fit-cell.ts';
import { wrapText } from '../../wrap-text.ts';
import { linkFilter, linkName, linksOf, linkText, tableNamed, type TableLink } from '../rows/table-links.ts';
import type { RecordScreen } from './state.ts';
import { valueBeginning } from './value-beginning.ts';

export type RecordItem =
  | {
      readonly type: 'attribute';
      readonly column: PageColumn;
      readonly value: Value;
      readonly typeText: string;
      /** Set where only the beginning of the value is here. */
      readonly clip: 'being-read' | 'not-read' | null;
    }
  | {
      readonly type: 'association';
      readonly model: string;
      readonly association: AssociationSummary;
      /** The record's value of the source key; undefined when it was not read. */
      readonly value: Value | undefined;
    }
  | { readonly type: 'link'; readonly link: TableLink; readonly name: string; readonly canFollow: boolean };

/** One painted line: `label` and `aside` only on an item's first line. `item` is null for the rule above associations. */
export interface RecordLine {
  readonly item: number | null;
  readonly label: string;
  readonly aside: string;
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

/** A record has room to say both: what a value is, and that code of the model makes it. */
function recordTypeText({ type, isVirtual, hasGetter }: PageColumn): string {
  if (hasGetter !== true || type === 'virtual') return type;
  return isVirtual ? `virtual ${type}` : `${type} getter`;
}

export function recordItems(state: State, screen: RecordScreen): readonly RecordItem[] {
  const { source } = screen;
  const model = source.type === 'model' ? modelNamed(state, source.name) : null;
  const attributes: RecordItem[] = screen.columns.map((column, index) => {
    const attribute = model?.attributes.find((candidate) => candidate.name === column.name);
    const isRequired = attribute?.isNullable === false;
    const typeText = `${recordTypeText(column)}${isRequired ? ' *' : ''}`;
    const reading = screen.requestId === null ? 'not-read' : 'being-read';
    const clip = screen.clipped.has(index) ? reading : null;
    return { type: 'attribute', column, value: screen.values[index] ?? null, typeText, clip };
  });
  const associations: RecordItem[] = (model?.associations ?? []).map((association) => {
    const value = recordValue(screen, association.sourceKey);
    return { type: 'association', model: model?.name ?? '', association, value };
  });
  return [...attributes, ...associations, ...linkItems(state, screen)];
}

/** The associations of a table without a model, as its keys have them. */
function linkItems(state: State, screen: RecordScreen): readonly RecordItem[] {
  const { source } = screen;
  const table = source.type === 'table' ? tableNamed(state, source) : undefined;
  if (table === undefined) return [];
  return linksOf(table).map((link) => ({
    type: 'link',
    link,
    name: linkName(link, table),
    canFollow: linkFilter(link, (column) => recordValue(screen, column)) !== null,
  }));
}

/** Undefined for a column that was not read. */
export function recordValue({ columns, values }: RecordScreen, column: string): Value | undefined {
  const index = columns.findIndex(({ name }) => name === column);
  return index < 0 ? undefined : (values[index] ?? null);
}

function labelOf(item: RecordItem): string {
  if (item.type === 'attribute') return item.column.name;
  return item.type === 'link' ? item.name : item.association.name;
}

function asideOf(item: RecordItem): string {
  if (item.type === 'attribute') return item.typeText;
  if (item.type === 'association') return item.association.type;
  return item.link.direction === 'to' ? 'key' : 'referred by';
}

/** Cells of the label column and of the type column for a width, the gap behind each included; 0 where types have no room. */
export function recordColumns(items: readonly RecordItem[], width: number): { label: number; aside: number } {
  let label = 4;
  let aside = 4;
  for (const item of items) {
    label = Math.max(label, cellWidth(labelOf(item)));
    aside = Math.max(aside, cellWidth(asideOf(item)));
  }
  const hasAside = width >= roomForTypes;
  return {
    label: Math.min(label, Math.floor(width * 0.35)) + gap,
    aside: hasAside ? Math.min(aside, Math.floor(width * 0.2)) + gap : 0,
  };
}

/** Every line of the record at a width, long values wrapped and cut after a few lines. */
export function recordLines(state: State, screen: RecordScreen, width: number): readonly RecordLine[] {
  const items = recordItems(state, screen);
  const columns = recordColumns(items, width);
  const valueWidth = Math.max(8, width - markWidth - columns.label - columns.aside);
  const lines: RecordLine[] = [];
  items.forEach((item, index) => {
    const isFirstAssociation = item.type !== 'attribute' && items[index - 1]?.type !== item.type;
    if (isFirstAssociation) {
      lines.push({ item: null, label: '', aside: '', text: 'Associations', tone: 'rule' });
    }
    lines.push(
      ...(item.type === 'attribute'
        ? attributeLines(item, index, valueWidth, state.timeZone)
        : [item.type === 'link' ? linkLine(item, index) : associationLine(item, index)]),
    );
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

function linkLine(item: RecordItem & { readonly type: 'link' }, index: number): RecordLine {
  const text = `${linkText(item.link)}${item.canFollow ? '' : '  no value'}`;
  return {
    item: index,
    label: item.name,
    aside: asideOf(item),
    text,
    tone: item.canFollow ? 'association' : 'null',
  };
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

function associationLine(item: RecordItem & { readonly type: 'association' }, index: number): RecordLine {
  const { association, value } = item;
  const keyText = value === null ? `${association.sourceKey} is null` : `by ${association.foreignKey}`;
  return {
    item: index,
    label: association.name,
    aside: association.type,
    text: `→ ${association.target}  ${keyText}`,
    tone: value === null ? 'null' : 'association',
  };
}
