/** What is worth a look at a stop of the tour: what a reader of the code would find out last. */
import type { ModelDescription } from '../description.ts';
import type { GraphEdge, GraphNode } from './graph.ts';
import type { TourHint } from './tour.ts';
import { listed } from './tour-text.ts';

/** The whole first, then attributes, scopes and relations in their own order. */
export function stopHints(
  node: GraphNode,
  described: ModelDescription | null,
  edges: readonly GraphEdge[],
): readonly TourHint[] {
  const model = described?.model ?? null;
  const isTable = node.kind === 'table' || node.kind === 'partitioned';
  const hints: TourHint[] = [];
  if (node.kind === null)
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
  for (const { name, enumValues } of model?.attributes ?? []) {
    if (enumValues !== null) hints.push({ kind: 'enum', name, text: `one of ${listed(enumValues)}` });
  }
  for (const { name, isFunction, parameters, condition } of model?.scopes ?? []) {
    const call = isFunction ? `${name}(${parameters.join(', ')})` : name;
    hints.push({ kind: 'scope', name: call, text: condition === null ? '' : line(condition) });
  }
  for (const { name, attribute, comment } of node.columns) {
    if (comment !== null) hints.push({ kind: 'comment', name: attribute ?? name, text: line(comment) });
  }
  for (const { kind, from, to, foreignKey, associations } of edges) {
    if (kind !== 'key' || from.node !== node.id) continue;
    const name = from.columns.join(', ');
    if (to.node === node.id)
      hints.push({ kind: 'tree', name, text: 'refers to the same table: rows form trees or chains' });
    if (foreignKey === null && associations.length > 0 && isTable) {
      hints.push({
        kind: 'no-constraint',
        name,
        text: `no foreign key keeps what it refers to in ${to.node}`,
      });
    }
  }
  return hints;
}

function whole(kind: TourHint['kind'], text: string): TourHint {
  return { kind, name: null, text };
}

function line(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
