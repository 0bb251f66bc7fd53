/**
 * What makes a path fail, wrong or slow: joins of types that cannot be compared, rows looked up by columns that do not tell rows apart or
 * that no index begins with, and default scopes, which only the code has.
 */
import { quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import { areComparable } from './comparable-types.ts';
import type { GraphEdge, GraphNode, SchemaGraph } from './graph.ts';
import type { PathJoin, PathStep, PathWarning } from './paths.ts';
import { counted, listed, tableText } from './tour-text.ts';
import { isUniqueWithin } from './unique-columns.ts';

/** One for each place, however often the path comes there; what leads to wrong rows before what is slow. */
export function pathWarnings(
  steps: readonly PathStep[],
  { nodes, edges }: SchemaGraph,
): readonly PathWarning[] {
  const joins = steps.flatMap((step) => step.joins.map((join) => ({ join, step })));
  const found = joins.flatMap(({ join, step }): readonly PathWarning[] => {
    const [from, to] = [join.from, join.to].map((id) => nodes.find((node) => node.id === id));
    if (from === undefined || to === undefined) return [];
    const key = edges.find(({ id }) => id === step.edge);
    return [
      ...incomparable(join, from, to, step),
      ...(hasRowsOfOthers(join, from, to) ? [notUnique(join, from, to, key)] : []),
      ...(isSearchable(to, join.toColumns) ? [] : [missingIndex(to, join.toColumns)]),
    ];
  });
  const warnings = new Map(
    [...found, ...defaultScopes(steps, nodes)].map((one) => [
      `${one.code} ${one.node} ${one.columns.join()}`,
      one,
    ]),
  );
  return [...warnings.values()].sort((a, b) => ranks[a.code] - ranks[b.code]);
}

const ranks: Readonly<Record<PathWarning['code'], number>> = {
  incomparable: 0,
  'not-unique': 1,
  'default-scope': 2,
  'missing-index': 3,
};

/** One for each pair of columns, both as the database has them: models often say a type that is only like it. */
function incomparable(
  { fromColumns, toColumns }: PathJoin,
  from: GraphNode,
  to: GraphNode,
  { association }: PathStep,
): readonly PathWarning[] {
  if (from.kind === null || to.kind === null) return [];
  return toColumns.flatMap((name, place) => {
    const own = from.columns.find((column) => column.name === fromColumns[place]);
    const other = to.columns.find((column) => column.name === name);
    if (own === undefined || other === undefined || areComparable(own, other)) return [];
    const include =
      association === null ? '' : `, as does an include of "${association}" without an "on" of its own`;
    const message =
      `"${own.name}" of "${tableText(from)}" is ${own.type}, "${name}" of "${tableText(to)}" is ${other.type}, ` +
      `and PostgreSQL does not compare them: until both have one type the joins fail${include}.`;
    return [{ code: 'incomparable' as const, node: to.id, columns: [name], message, fix: null }];
  });
}

/** A finder has the default scopes of all that it includes (sequelize/lib/model.js, _validateIncludedElement), not of join tables. */
function defaultScopes(steps: readonly PathStep[], nodes: readonly GraphNode[]): readonly PathWarning[] {
  return [...steps.map(({ from }) => from), ...steps.slice(-1).map(({ to }) => to)].flatMap((id) => {
    const condition = nodes.find((node) => node.id === id)?.defaultCondition;
    if (condition === undefined) return [];
    const message = `The code has the default scope of ${id}, ${condition}; the joins do not, and may have more rows.`;
    return [{ code: 'default-scope' as const, node: id, columns: [], message, fix: null }];
  });
}

/** Of a view or of what is not in the database nobody knows what is unique. */
function isKnown({ kind }: GraphNode): boolean {
  return kind === 'table' || kind === 'partitioned' || kind === 'materialized-view';
}

/** Where neither side is unique, rows of either are joined with several of the other. */
function hasRowsOfOthers({ fromColumns, toColumns }: PathJoin, from: GraphNode, to: GraphNode): boolean {
  return [from, to].every(isKnown) && !isUniqueWithin(from, fromColumns) && !isUniqueWithin(to, toColumns);
}

/** Of the side that is referred to; with what the key between the two has beyond the columns that are joined. */
function notUnique(
  { fromColumns, toColumns }: PathJoin,
  from: GraphNode,
  to: GraphNode,
  edge: GraphEdge | undefined,
): PathWarning {
  const key = edge?.kind === 'key' ? edge : undefined;
  const isBack = key !== undefined && !(key.to.node === to.id && isPart(toColumns, key.to.columns));
  const [node, columns, holder] = isBack ? [from, fromColumns, to] : [to, toColumns, from];
  const missing = (key?.to.columns ?? []).flatMap((column, place) =>
    columns.includes(column)
      ? []
      : [`${tableText(holder)}.${key?.from.columns[place] ?? ''} → ${tableText(node)}.${column}`],
  );
  const more =
    missing.length === 0 ? '' : ` The key between the two has ${listed(missing)} as well: join by that too.`;
  return {
    code: 'not-unique',
    node: node.id,
    columns,
    message: `${named(columns)} alone does not tell the rows of "${tableText(node)}" apart: rows that belong to others are joined too.${more}`,
    fix: null,
  };
}

function isPart(columns: readonly string[], whole: readonly string[]): boolean {
  return columns.every((column) => whole.includes(column));
}

/** `"a", "b"` */
function named(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

/** Views have no indexes of their own, and of what is not in the database nothing is known. */
function isSearchable(node: GraphNode, columns: readonly string[]): boolean {
  if (!isKnown(node)) return true;
  return node.indexes.some(({ columns: [first] }) => first !== undefined && columns.includes(first));
}

function missingIndex(node: GraphNode, columns: readonly string[]): PathWarning {
  const rows = node.rowEstimate === null ? '' : ` of about ${counted(Math.round(node.rowEstimate), 'row')}`;
  const way = node.kind === 'partitioned' ? '' : ' CONCURRENTLY';
  const table = quoteQualified(node.schema ?? 'public', node.table);
  return {
    code: 'missing-index',
    node: node.id,
    columns,
    message: `No index of "${tableText(node)}" begins with ${named(columns)}: each look-up reads the whole table${rows}.`,
    fix: `CREATE INDEX${way} ON ${table} (${columns.map(quoteIdentifier).join(', ')});`,
  };
}
