/** A node by what somebody types for it, and what can be reached from it. */
import { ConsoleError, nearestNames } from '../../errors.ts';
import type { GraphNode, SchemaGraph } from './graph.ts';

/**
 * By its id, or its table's name with or without the schema; in any case of letters where only one fits. Throws `unknown-model` with
 * the nearest names.
 */
export function findNode({ nodes }: Pick<SchemaGraph, 'nodes'>, name: string): GraphNode {
  const wanted = name.toLowerCase();
  const isNamed: readonly ((node: GraphNode) => boolean)[] = [
    ({ id }) => id === name,
    ({ schema, table }) => table === name || `${schema ?? 'public'}.${table}` === name,
    ({ id }) => id.toLowerCase() === wanted,
    ({ table }) => table.toLowerCase() === wanted,
  ];
  for (const fits of isNamed) {
    const [found, ...others] = nodes.filter(fits);
    if (found !== undefined && others.length === 0) return found;
  }
  const known = nodes.flatMap(({ id, table }) => (id.endsWith(`.${table}`) ? [id] : [id, table]));
  const nearest = nearestNames(name, [...new Set(known)]);
  throw new ConsoleError(`There is no model or table "${name}".`, {
    code: 'unknown-model',
    kind: 'usage',
    remedy:
      nearest.length === 0
        ? 'List the models with `seqscope models`.'
        : `Did you mean ${nearest.map((one) => `"${one}"`).join(' or ')}? \`seqscope models\` lists the models.`,
  });
}

/** All that keys lead to from a node, in either direction, itself among them; by id. */
export function islandOf({ edges }: Pick<SchemaGraph, 'edges'>, start: string): readonly string[] {
  const near = new Map<string, string[]>();
  for (const { from, to } of edges) {
    near.set(from.node, [...(near.get(from.node) ?? []), to.node]);
    near.set(to.node, [...(near.get(to.node) ?? []), from.node]);
  }
  const reached = new Set([start]);
  for (const node of reached) {
    for (const other of near.get(node) ?? []) reached.add(other);
  }
  return [...reached].sort();
}
