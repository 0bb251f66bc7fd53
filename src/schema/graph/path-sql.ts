/** A path as joins: the rows of its last table that belong to rows of its first. */
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../../database/quote.ts';
import type { FixedValues } from '../description.ts';
import type { GraphNode, SchemaGraph } from './graph.ts';
import type { PathJoin, PathStep } from './paths.ts';

/** A join table stands under its own name, what an association leads to under the association's. */
export function pathSql(steps: readonly PathStep[], { nodes }: SchemaGraph): string {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const names = new Set<string>();
  const start = steps[0]?.from ?? '';
  const first = freeName(start, names);
  const lines: string[] = [];
  let current = first;
  for (const { association, joins } of steps) {
    for (const [place, join] of joins.entries()) {
      const node = byId.get(join.to);
      const isLast = place === joins.length - 1;
      const name = freeName((isLast ? association : null) ?? node?.model ?? node?.table ?? join.to, names);
      const conditions = [
        ...equations(join, current, name),
        ...fixedTo(join.fromScope, current),
        ...fixedTo(join.scope, name),
        ...(node?.deletedColumn == null ? [] : [`${column(name, node.deletedColumn)} IS NULL`]),
      ];
      lines.push(`JOIN ${tableOf(node, join.to)} AS ${quoteIdentifier(name)} ON ${conditions.join(' AND ')}`);
      current = name;
    }
  }
  const from = byId.get(start);
  const where = from?.deletedColumn == null ? [] : [`WHERE ${column(first, from.deletedColumn)} IS NULL`];
  const head = [
    `SELECT ${quoteIdentifier(current)}.*`,
    `FROM ${tableOf(from, start)} AS ${quoteIdentifier(first)}`,
  ];
  return `${[...head, ...lines, ...where].join('\n')};`;
}

function tableOf(node: GraphNode | undefined, id: string): string {
  if (node === undefined) return quoteIdentifier(id);
  return node.schema === null || node.schema === 'public'
    ? quoteIdentifier(node.table)
    : quoteQualified(node.schema, node.table);
}

function column(table: string, name: string): string {
  return `${quoteIdentifier(table)}.${quoteIdentifier(name)}`;
}

function equations({ fromColumns, toColumns }: PathJoin, from: string, to: string): readonly string[] {
  return toColumns.map((name, place) => `${column(to, name)} = ${column(from, fromColumns[place] ?? '')}`);
}

function fixedTo(scope: FixedValues, name: string): readonly string[] {
  return Object.entries(scope).map(([key, value]) => {
    if (value === null) return `${column(name, key)} IS NULL`;
    return `${column(name, key)} = ${typeof value === 'string' ? quoteLiteral(value) : String(value)}`;
  });
}

/** `posts`, and where that is taken `posts2`. */
function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  taken.add(name);
  return name;
}
