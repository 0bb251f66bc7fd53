/**
 * A schema in DBML (dbml.dbdiagram.io/docs): of tables, not models, each with its model in a note. Which rows must have a partner
 * follows from `not null` there.
 */
import type {
  GraphColumn,
  GraphEdge,
  GraphEnd,
  GraphEnum,
  GraphNode,
  SchemaGraph,
} from '../../schema/graph/graph.ts';
import { shownColumns, type ShownColumns } from './diagram-columns.ts';

/** Columns that a relation names are always there. A table that several models stand before is written once. */
export function dbmlText(graph: SchemaGraph, shown: ShownColumns): string {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const named = new Map<string, Set<string>>();
  for (const end of graph.edges.flatMap(({ from, to }) => [from, to])) {
    const table = tableName(nodes.get(end.node));
    named.set(table, new Set([...(named.get(table) ?? []), ...end.columns]));
  }
  const tables = new Map<string, string>();
  const enums = new Map<string, string>();
  for (const node of graph.nodes) {
    const name = tableName(node);
    if (tables.has(name)) continue;
    const columns = writtenColumns(node, shown, named.get(name) ?? new Set());
    tables.set(name, tableText(node, graph.nodes, columns, named.get(name) ?? new Set()));
    for (const type of columns.flatMap(({ enumType }) => enumType ?? [])) {
      if (isWritten(type)) enums.set(placeText(type.schema, type.name), enumText(type));
    }
  }
  const refs = new Map<string, string>();
  for (const edge of graph.edges) {
    const ends = [endText(edge.from, nodes), endText(edge.to, nodes)];
    if (!refs.has(ends.join(' '))) refs.set(ends.join(' '), refText(edge, ends));
  }
  return `${[...enums.values(), ...tables.values(), ...refs.values()].join('\n\n')}\n`;
}

function writtenColumns(
  node: GraphNode,
  shown: ShownColumns,
  named: ReadonlySet<string>,
): readonly GraphColumn[] {
  const visible = new Set(shownColumns(node, shown));
  return node.columns.filter((column) => visible.has(column) || named.has(column.name));
}

function tableText(
  node: GraphNode,
  nodes: readonly GraphNode[],
  known: readonly GraphColumn[],
  named: ReadonlySet<string>,
): string {
  const unknown = [...named].filter((name) => !node.columns.some((column) => column.name === name));
  const columns = [...known.map(columnText), ...unknown.map((name) => `  ${quoted(name)} "unknown"`)];
  const models = nodes
    .filter((one) => tableName(one) === tableName(node))
    .flatMap(({ model }) => model ?? []);
  const notes = [
    ...(models.length === 0 ? [] : [`Model ${models.join(', ')}`]),
    ...(node.comment === null ? [] : [node.comment]),
  ];
  const note = notes.length === 0 ? [] : [`  Note: ${noteText(notes.join('. '))}`];
  // A table without columns is no DBML.
  const body = columns.length === 0 ? ['  "-" "no column shown"'] : columns;
  return [`Table ${tableName(node)} {`, ...body, ...note, '}'].join('\n');
}

function columnText(column: GraphColumn): string {
  const { name, isPrimaryKey, isNullable, isUnique, comment } = column;
  const settings = [
    ...(isPrimaryKey ? ['pk'] : []),
    ...(isNullable || isPrimaryKey ? [] : ['not null']),
    ...(isUnique && !isPrimaryKey ? ['unique'] : []),
    ...(comment === null ? [] : [`note: ${noteText(comment)}`]),
  ];
  return `  ${quoted(name)} ${typeText(column)}${settings.length === 0 ? '' : ` [${settings.join(', ')}]`}`;
}

function typeText({ type, enumType }: GraphColumn): string {
  if (enumType === undefined || !isWritten(enumType)) return quoted(type);
  return `${placeText(enumType.schema, enumType.name)}${enumType.isArray ? '[]' : ''}`;
}

/** An enum without values is no DBML. */
function isWritten({ values }: GraphEnum): boolean {
  return values.length > 0;
}

function enumText({ schema, name, values }: GraphEnum): string {
  const lines = new Set(values.map((value) => `  ${quoted(value)}`));
  return [`Enum ${placeText(schema, name)} {`, ...lines, '}'].join('\n');
}

function refText({ from, to, foreignKey }: GraphEdge, [left = '', right = '']: readonly string[]): string {
  const sign = ends(from, to);
  const rules =
    foreignKey === null ? [] : [`delete: ${foreignKey.onDelete}`, `update: ${foreignKey.onUpdate}`];
  const settings = rules.length === 0 ? '' : ` [${rules.join(', ').toLowerCase()}]`;
  return `Ref: ${left} ${sign} ${right}${settings}`;
}

/** `>` many of the left to one of the right. */
function ends(from: GraphEnd, to: GraphEnd): string {
  const [left, right] = [from.cardinality.most, to.cardinality.most];
  if (left === 'many') return right === 'many' ? '<>' : '>';
  return right === 'many' ? '<' : '-';
}

function endText({ node, columns }: GraphEnd, nodes: ReadonlyMap<string, GraphNode>): string {
  const names = columns.map(quoted);
  const table = tableName(nodes.get(node));
  return names.length === 1 ? `${table}.${names.join('')}` : `${table}.(${names.join(', ')})`;
}

function tableName(node: GraphNode | undefined): string {
  return placeText(node?.schema ?? 'public', node?.table ?? '');
}

function placeText(schema: string, name: string): string {
  return schema === 'public' ? quoted(name) : `${quoted(schema)}.${quoted(name)}`;
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', '\\"')}"`;
}

function noteText(text: string): string {
  return `'${escaped(text).replaceAll("'", "\\'")}'`;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
