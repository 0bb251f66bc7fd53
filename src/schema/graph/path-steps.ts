/** Where one can go from each node: along associations, and where none goes, along keys. */
import type { EdgeAssociation, GraphEdge, GraphEnd, SchemaGraph } from './graph.ts';
import type { PathJoin, PathStep } from './paths.ts';

/** By the node they start from, in one fixed order. With `byKeys` also those that no association takes. */
export function stepsFrom({ edges }: SchemaGraph, byKeys: boolean): ReadonlyMap<string, readonly PathStep[]> {
  const all = edges.flatMap((edge) => [...associatedSteps(edge), ...(byKeys ? keySteps(edge) : [])]);
  const steps = new Map<string, PathStep[]>();
  for (const step of all) steps.set(step.from, [...(steps.get(step.from) ?? []), step]);
  return steps;
}

function associatedSteps(edge: GraphEdge): readonly PathStep[] {
  return ownAssociations(edge).map((association) => {
    const { name, type, end } = association;
    const [start, goal] = ends(joinedBy(edge, association), end);
    const scope = association.scope ?? {};
    const joins = joinsThrough(edge, end) ?? [joinBetween(start, goal)];
    const scoped = joins.map((join, place) => (place === joins.length - 1 ? { ...join, scope } : join));
    return { edge: edge.id, from: start.node, to: goal.node, association: name, type, joins: scoped };
  });
}

/** What an include joins by: of a key of several columns the one that the association knows. */
function joinedBy({ from, to }: GraphEdge, { by }: EdgeAssociation): Pick<GraphEdge, 'from' | 'to'> {
  if (by === undefined) return { from, to };
  return { from: { ...from, columns: by.from }, to: { ...to, columns: by.to } };
}

/** Those that walk the edge itself; a belongsToMany takes both keys of its join table at once. */
function ownAssociations({ kind, associations }: GraphEdge): readonly EdgeAssociation[] {
  return associations.filter(({ type }) => (type === 'belongsToMany') === (kind === 'many-to-many'));
}

function keySteps(edge: GraphEdge): readonly PathStep[] {
  if (edge.kind !== 'key') return [];
  return (['from', 'to'] as const)
    .filter((end) => !ownAssociations(edge).some((association) => association.end === end))
    .map((end) => {
      const [start, goal] = ends(edge, end);
      const joins = [joinBetween(start, goal)];
      return { edge: edge.id, from: start.node, to: goal.node, association: null, type: null, joins };
    });
}

function ends(
  { from, to }: Pick<GraphEdge, 'from' | 'to'>,
  start: 'from' | 'to',
): readonly [GraphEnd, GraphEnd] {
  return start === 'from' ? [from, to] : [to, from];
}

function joinBetween(
  start: Pick<GraphEnd, 'node' | 'columns'>,
  goal: Pick<GraphEnd, 'node' | 'columns'>,
): PathJoin {
  return { from: start.node, fromColumns: start.columns, to: goal.node, toColumns: goal.columns, scope: {} };
}

/** Null without a join table. */
function joinsThrough(edge: GraphEdge, end: 'from' | 'to'): readonly PathJoin[] | null {
  const { through, throughColumns } = edge;
  if (through === null || throughColumns === null) return null;
  const [start, goal] = ends(edge, end);
  const [near, far] =
    end === 'from' ? [throughColumns.from, throughColumns.to] : [throughColumns.to, throughColumns.from];
  return [
    joinBetween(start, { node: through, columns: near }),
    joinBetween({ node: through, columns: far }, goal),
  ];
}
