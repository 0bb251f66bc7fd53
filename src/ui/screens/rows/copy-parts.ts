/** What of the grid is copied and as what text: which rows, which columns, under which names. */
import { sourceName } from '../../../session.ts';
import { plainText } from '../../../output/cell.ts';
import { jsonText } from '../../../output/json-text.ts';
import { rowObjects } from '../../../output/json.ts';
import { insertText } from '../../../output/sql-literal.ts';
import { tsvText } from '../../../output/tsv.ts';
import { whereText } from '../../../output/where-text.ts';
import type { PageColumn, Value } from '../../../queries/query-spec.ts';
import type { State } from '../../state.ts';
import { shownColumns } from './column-view.ts';
import type { CopyFormat, CopyPart, CopyRequest } from './copy-job.ts';
import type { RowHere } from './marked-rows.ts';
import { markedRows, rowHere, rowsHere } from './marks.ts';
import { modelOf } from './scopes.ts';
import type { RowsScreen } from './state.ts';

export function rowsToCopy(screen: RowsScreen, part: CopyPart): readonly RowHere[] {
  const marked = part === 'cell' ? [] : markedRows(screen);
  if (marked.length > 0) return marked;
  if (part === 'column') return rowsHere(screen);
  const row = rowHere(screen, screen.cursor.row);
  return row === null ? [] : [row];
}

/** The columns a text is made of, or a sentence that says why it cannot be made. */
export function columnsToCopy(
  state: State,
  { columns, columnView, cursor, spec }: RowsScreen,
  part: CopyPart,
  format: CopyFormat,
): readonly number[] | string {
  const column = columns[cursor.column];
  if (column === undefined) return 'There is nothing here to copy.';
  const stored = columns.flatMap((candidate, index) => (isStored(candidate) ? [index] : []));
  if (part !== 'rows') {
    const isWrong = format === 'where' && !isStored(column);
    return isWrong ? `"${column.name}" has no column in the database to find rows by.` : [cursor.column];
  }
  if (format === 'insert') return stored;
  if (format !== 'where') return shownColumns(columns, columnView);
  const wanted = modelOf(state, spec)?.primaryKey ?? [];
  const missing = wanted.find((name) => !columns.some((candidate) => candidate.name === name));
  if (missing !== undefined)
    return `"${missing}" was not read: these rows cannot be told apart by their key.`;
  const keys = stored.filter((index) => columns[index]?.isPrimaryKey === true);
  return keys.length > 0 ? keys : stored;
}

/** True for a column of the rows' own table, not of one they were reached through. */
function isStored({ isVirtual, joinTable }: PageColumn): boolean {
  return !isVirtual && joinTable === undefined;
}

/** The text, without a line feed at its end. */
export function copyText(
  state: State,
  screen: RowsScreen,
  { part, format, columns: indexes, rows }: CopyRequest,
): string {
  const columns = indexes.flatMap((index) => screen.columns[index] ?? []);
  const values = rows.map((row) => indexes.map((index) => row.values[index] ?? null));
  switch (format) {
    case 'text':
      return part === 'rows' ? withoutLineFeed(tsvText({ columns, rows: values })) : linesOf(columns, values);
    case 'json':
      return jsonOf(part, rowObjects({ columns, rows: values }), part === 'rows' && rows.length === 1);
    case 'insert':
      return withoutLineFeed(
        insertText(tableOf(state, screen), storedColumns(state, screen, columns), values),
      );
    case 'where':
      return whereText(columns, values);
  }
}

function linesOf([column]: readonly PageColumn[], rows: readonly (readonly Value[])[]): string {
  return rows.map(([value = null]) => plainText(value, column?.kind ?? 'text')).join('\n');
}

function jsonOf(part: CopyPart, objects: readonly object[], isOne: boolean): string {
  const [first = {}] = objects;
  if (part === 'rows') return jsonText(isOne ? first : objects, 2);
  // `rowObjects` gives values as JSON has them; of one column each object holds one.
  const values = objects.map((object): Value => (Object.values(object) as readonly Value[])[0] ?? null);
  return jsonText(part === 'cell' ? (values[0] ?? null) : values);
}

/** The table's own name: a model knows it, and its schema where it has one. */
function tableOf(
  state: State,
  { spec }: RowsScreen,
): { readonly schema: string | null; readonly name: string } {
  const { source } = spec;
  if (source.type === 'table') return source;
  const model = modelOf(state, spec);
  return { schema: model?.schema ?? null, name: model?.table ?? sourceName(source) };
}

/** The columns by their names in the table. */
function storedColumns(
  state: State,
  { spec }: RowsScreen,
  columns: readonly PageColumn[],
): readonly PageColumn[] {
  const attributes = modelOf(state, spec)?.attributes ?? [];
  return columns.map((column) => {
    const stored = attributes.find(({ name }) => name === column.name)?.column;
    return { ...column, name: stored ?? column.name };
  });
}

function withoutLineFeed(text: string): string {
  return text.replace(/\n$/, '');
}
