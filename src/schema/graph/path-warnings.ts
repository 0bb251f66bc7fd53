/** What makes a path slow: rows looked up by columns that no index begins with. */
import { quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import type { GraphNode, SchemaGraph } from './graph.ts';
import type { PathStep, PathWarning } from './paths.ts';
import { counted, tableText } from './tour-text.ts';

/** One for each place, however often the path comes there. */
export function pathWarnings(steps: readonly PathStep[], { nodes }: SchemaGraph): readonly PathWarning[] {
  const warnings = new Map<string, PathWarning>();
  for (const { to, toColumns } of steps.flatMap(({ joins }) => joins)) {
    const node = nodes.find(({ id }) => id === to);
    if (node === undefined || isSearchable(node, toColumns)) continue;
    warnings.set(`${to} ${toColumns.join()}`, missingIndex(node, toColumns));
  }
  return [...warnings.values()];
}

/** Views have no indexes of their own, and of what is not in the database nothing is known. */
function isSearchable({ kind, indexes }: GraphNode, columns: readonly string[]): boolean {
  if (kind !== 'table' && kind !== 'partitioned' && kind !== 'materialized-view') return true;
  return indexes.some(({ columns: [first] }) => first !== undefined && columns.includes(first));
}

function missingIndex(node: GraphNode, columns: readonly string[]): PathWarning {
  const rows = node.rowEstimate === null ? '' : ` of about ${counted(Math.round(node.rowEstimate), 'row')}`;
  const names = columns.map((column) => `"${column}"`).join(', ');
  const way = node.kind === 'partitioned' ? '' : ' CONCURRENTLY';
  const table = quoteQualified(node.schema ?? 'public', node.table);
  return {
    code: 'missing-index',
    node: node.id,
    columns,
    message: `No index of "${tableText(node)}" begins with ${names}: each look-up reads the whole table${rows}.`,
    fix: `CREATE INDEX${way} ON ${table} (${columns.map(quoteIdentifier).join(', ')});`,
  };
}
