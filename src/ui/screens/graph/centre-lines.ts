/** What stands in the box in the middle: its name, its table, and its columns, keys first where not all have room. Pure. */
import type { GraphColumn, GraphEdge, GraphNode } from '../../../schema/graph/graph.ts';
import { shortType } from '../../../output/diagrams/diagram-columns.ts';
import { estimateText } from '../../sidebar/items.ts';
import type { Tie } from './neighbours.ts';

export type CentreLine =
  | { readonly type: 'name'; readonly text: string }
  /** Of what has no room the last parts are left out. */
  | { readonly type: 'note'; readonly parts: readonly string[] }
  | { readonly type: 'column'; readonly mark: string; readonly name: string; readonly aside: string };

/** At most `most` lines; the name is always there. */
export function centreLines(node: GraphNode, own: readonly Tie[], most: number): readonly CentreLine[] {
  const lines: CentreLine[] = [{ type: 'name', text: node.id }];
  const table =
    node.schema === null || node.schema === 'public' ? node.table : `${node.schema}.${node.table}`;
  const rows = estimateText(node.rowEstimate);
  const isNamedSo = node.model === null;
  const notes = [...(isNamedSo ? [] : [table]), ...(rows === '' ? [] : [`${rows} rows`])];
  if (notes.length > 0) lines.push({ type: 'note', parts: notes });
  for (const { edge } of own) lines.push({ type: 'note', parts: [`↺ ${loopText(edge, node)}`] });
  const room = Math.max(0, most - lines.length);
  const shown = columnsFor(node.columns, room);
  const rest = node.columns.length - shown.length;
  const columns = shown.map((column): CentreLine => ({
    type: 'column',
    mark: markOf(column),
    name: column.attribute ?? column.name,
    aside: `${shortType(column.type)}${column.isNullable ? '?' : ''}`,
  }));
  const more: readonly CentreLine[] =
    rest > 0 && room > 0 ? [{ type: 'note', parts: [`… ${String(rest)} more`] }] : [];
  return [...lines, ...columns, ...more].slice(0, Math.max(1, most));
}

/** By what its rows refer to other rows of its own, in the words of its columns below. */
function loopText({ kind, from, through }: GraphEdge, { columns }: GraphNode): string {
  if (kind === 'many-to-many') return `through ${through ?? '?'}`;
  const names = from.columns.map((name) => columns.find((one) => one.name === name)?.attribute ?? name);
  return `by ${names.join(', ')}`;
}

/** All of them, or the keys and the first others; always in the order of the table. */
function columnsFor(columns: readonly GraphColumn[], room: number): readonly GraphColumn[] {
  if (columns.length <= room) return columns;
  const most = Math.max(0, room - 1);
  const keys = columns.filter(({ isPrimaryKey, isForeignKey }) => isPrimaryKey || isForeignKey);
  const others = columns.filter((column) => !keys.includes(column));
  const chosen = new Set([...keys, ...others].slice(0, most));
  return columns.filter((column) => chosen.has(column));
}

function markOf({ isPrimaryKey, isForeignKey, isUnique }: GraphColumn): string {
  if (isPrimaryKey) return 'PK';
  if (isForeignKey) return 'FK';
  return isUnique ? 'UQ' : '';
}
