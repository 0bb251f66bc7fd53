/** What is worth a look at a stop of the tour: what a reader of the code would find out last. */
import type { ModelDescription } from '../description.ts';
import type { GraphEdge, GraphNode } from './graph.ts';
import type { TourHint } from './tour.ts';
import { attributeNames, listed } from './tour-text.ts';

/** The whole first, then what is to be said of each attribute in the order of the columns, then scopes. */
export function stopHints(
  node: GraphNode,
  described: ModelDescription | null,
  edges: readonly GraphEdge[],
): readonly TourHint[] {
  const model = described?.model ?? null;
  const hints: TourHint[] = [];
  if (node.isMissing)
    hints.push(whole('no-table', 'The database has no such table: a migration may be pending.'));
  if (node.kind === 'view' || node.kind === 'materialized-view') {
    hints.push(whole('view', 'A view: its rows come from other tables.'));
  }
  if (model?.isParanoid === true) {
    hints.push(whole('soft-delete', 'Rows are soft-deleted: queries leave deleted ones out by themselves.'));
  }
  if (model?.defaultScope != null) {
    hints.push(whole('default-scope', `Every query has its default scope: ${line(model.defaultScope)}`));
  }
  return [...hints, ...fieldHints(node, described, edges), ...scopeHints(described)];
}

/** What one attribute has of them stands together: its values, its comment, what it refers to. */
function fieldHints(
  node: GraphNode,
  described: ModelDescription | null,
  edges: readonly GraphEdge[],
): readonly TourHint[] {
  const hints: TourHint[] = [];
  const isTable = node.kind === 'table' || node.kind === 'partitioned';
  for (const { name, enumValues } of described?.model.attributes ?? []) {
    if (enumValues !== null) hints.push({ kind: 'enum', name, text: `one of ${listed(enumValues)}` });
  }
  for (const { name, attribute, comment } of node.columns) {
    if (comment !== null) hints.push({ kind: 'comment', name: attribute ?? name, text: line(comment) });
  }
  for (const { kind, from, to, foreignKey, associations } of edges) {
    if (kind !== 'key' || from.node !== node.id) continue;
    const name = attributeNames(node, from.columns).join(', ');
    if (to.node === node.id)
      hints.push({ kind: 'tree', name, text: 'refers to the same table: rows form trees or chains' });
    if (foreignKey === null && associations.length > 0 && isTable) {
      const text = `no foreign key keeps what it refers to in ${to.node}`;
      hints.push({ kind: 'no-constraint', name, text });
    }
  }
  const order = node.columns.map(({ name, attribute }) => attribute ?? name);
  // A key of several columns stands where its first one does; what has no column comes last.
  const placeOf = ({ name }: TourHint): number => {
    const place = order.indexOf(name?.split(', ')[0] ?? '');
    return place === -1 ? order.length : place;
  };
  return hints.sort((a, b) => placeOf(a) - placeOf(b));
}

function scopeHints(described: ModelDescription | null): readonly TourHint[] {
  return (described?.model.scopes ?? []).map(({ name, isFunction, parameters, condition }) => {
    const call = isFunction ? `${name}(${parameters.join(', ')})` : name;
    return { kind: 'scope', name: call, text: condition === null ? '' : line(condition) };
  });
}

function whole(kind: TourHint['kind'], text: string): TourHint {
  return { kind, name: null, text };
}

function line(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
