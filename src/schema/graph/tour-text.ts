/** What a stop of the tour says in sentences. */
import type { ModelDescription } from '../description.ts';
import { timestampName } from './graph-nodes.ts';
import type { GraphEdge, GraphNode } from './graph.ts';

/** `shop.orders`; `public` goes without saying. */
export function tableText({ schema, table }: Pick<GraphNode, 'schema' | 'table'>): string {
  return schema === null || schema === 'public' ? table : `${schema}.${table}`;
}

/** Plain sentences: what it is, how large, what a row holds, what names it, and what leans on it. */
export function stopSummary(
  node: GraphNode,
  described: ModelDescription | null,
  edges: readonly GraphEdge[],
): string {
  return [what(node, described, edges), holding(node, described), apart(node), leaning(node, edges)]
    .filter((text) => text !== '')
    .join(' ');
}

function what(node: GraphNode, described: ModelDescription | null, edges: readonly GraphEdge[]): string {
  const kind = node.kind === 'view' || node.kind === 'materialized-view' ? 'view' : 'table';
  const name =
    node.model === null ? `The ${kind} ${tableText(node)}` : `${node.id} (${kind} ${tableText(node)})`;
  const role = node.isJoinTable
    ? ` only joins ${joinedText(node, edges)}`
    : ` has ${counted(node.columns.length, 'column')}`;
  const rows = rowsText(node);
  const virtual = described?.model.attributes.filter(({ column }) => column === null).length ?? 0;
  const computed = virtual === 0 ? '' : `, beside ${counted(virtual, 'virtual attribute')}`;
  const comment = node.comment === null ? '' : ` ${sentence(node.comment)}`;
  return `${name}${role}${rows}${computed}.${comment}`;
}

function rowsText({ rowEstimate, isJoinTable }: GraphNode): string {
  if (rowEstimate === null) return '';
  const rows = rowEstimate < 1 ? 'no rows' : `about ${counted(Math.round(rowEstimate), 'row')}`;
  return ` and ${isJoinTable ? 'has ' : ''}${rows}`;
}

/** `Post and Tag`, `User with itself`; where the keys do not say it, that there are two. */
function joinedText({ id }: GraphNode, edges: readonly GraphEdge[]): string {
  const keys = edges.filter(({ kind, from }) => kind === 'key' && from.node === id);
  const ends = [...new Set(keys.map(({ to }) => to.node))];
  const [only = ''] = ends;
  if (keys.length !== 2) return 'two others';
  return ends.length === 1 ? `${only} with itself` : listed(ends);
}

/** The names of columns as the model has them. */
export function attributeNames({ columns }: GraphNode, names: readonly string[]): readonly string[] {
  return names.map((name) => columns.find((column) => column.name === name)?.attribute ?? name);
}

/** Of what a row holds so many columns are named. */
const mostHeld = 8;

/** Beside keys and the times that every table has, whatever the model calls them. */
function holding({ columns }: GraphNode, described: ModelDescription | null): string {
  const times = new Set(
    described?.model.attributes.filter(({ purpose }) => purpose?.endsWith('-at')).map(({ column }) => column),
  );
  const own = columns
    .filter(({ isPrimaryKey, isForeignKey }) => !isPrimaryKey && !isForeignKey)
    .filter(({ name }) => !timestampName.test(name) && !times.has(name))
    .map(({ name, attribute }) => attribute ?? name);
  if (own.length === 0) return '';
  const more = own.length > mostHeld ? [`${own.length - mostHeld + 1} more`] : [];
  return `A row holds ${listed([...own.slice(0, mostHeld - more.length), ...more])}.`;
}

/** What names a row beside its primary key. */
function apart({ columns }: GraphNode): string {
  const unique = columns
    .filter(
      ({ isUnique, isNullable, isPrimaryKey, isForeignKey }) =>
        isUnique && !isNullable && !isPrimaryKey && !isForeignKey,
    )
    .map(({ name, attribute }) => attribute ?? name);
  if (unique.length === 0) return '';
  return unique.length === 1
    ? `Its rows are told apart by ${listed(unique)}.`
    : `Each of ${listed(unique)} tells its rows apart.`;
}

function leaning({ id }: GraphNode, edges: readonly GraphEdge[]): string {
  const referring = edges.filter(
    ({ kind, from, to }) => kind === 'key' && to.node === id && from.node !== id,
  );
  const others = [...new Set(referring.map(({ from }) => from.node))];
  if (others.length === 0) return '';
  const shown = others.length > 6 ? [...others.slice(0, 5), `${others.length - 5} more`] : others;
  return `${listed(shown)} ${others.length === 1 ? 'refers' : 'refer'} to it.`;
}

/** `a`, `a and b`, `a, b and c` */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** `1 row`, `1,200 rows` */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

function sentence(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
