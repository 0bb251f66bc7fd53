/** Where one can go from each node: along associations, and where none goes, along keys. */
import type { FixedValues } from '../description.ts';
import type { EdgeAssociation, GraphEdge, GraphEnd, SchemaGraph } from './graph.ts';
import { keyMeaning, throughMeaning } from './key-meaning.ts';
import type { PathJoin, PathStep } from './paths.ts';

/** By the node they start from, in one fixed order. With `byKeys` also those that no association takes. */
export function stepsFrom({ edges }: SchemaGraph, byKeys: boolean): ReadonlyMap<string, readonly PathStep[]> {
  const all = edges.flatMap((edge) => {
    const meaning = keyMeaning(edge, edges);
    return [...associatedSteps(edge, meaning), ...(byKeys ? keySteps(edge, meaning) : [])];
  });
  const steps = new Map<string, PathStep[]>();
  for (const step of all) steps.set(step.from, [...(steps.get(step.from) ?? []), step]);
  return steps;
}

function associatedSteps(edge: GraphEdge, meaning: FixedValues): readonly PathStep[] {
  return ownAssociations(edge).map((association) => {
    const { name, type, end, scope = {} } = association;
    const [start, goal] = ends(joinedBy(edge, association), end);
    const fromScope = end === 'from' ? meaning : {};
    const joins = joinsThrough(edge, association) ?? [{ ...joinBetween(start, goal), fromScope, scope }];
    return { edge: edge.id, from: start.node, to: goal.node, association: name, type, joins };
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

function keySteps(edge: GraphEdge, meaning: FixedValues): readonly PathStep[] {
  if (edge.kind !== 'key') return [];
  return (['from', 'to'] as const)
    .filter((end) => !ownAssociations(edge).some((association) => association.end === end))
    .map((end) => {
      const [start, goal] = ends(edge, end);
      const fixed = end === 'from' ? { fromScope: meaning } : { scope: meaning };
      const joins = [{ ...joinBetween(start, goal), ...fixed }];
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
  const columns = { fromColumns: start.columns, toColumns: goal.columns };
  return { from: start.node, to: goal.node, ...columns, fromScope: {}, scope: {} };
}

/** Null without a join table. */
function joinsThrough(edge: GraphEdge, association: EdgeAssociation): readonly PathJoin[] | null {
  const { through, throughColumns } = edge;
  if (through === null || throughColumns === null) return null;
  const { end, scope = {} } = association;
  const [start, goal] = ends(edge, end);
  const [near, far] =
    end === 'from' ? [throughColumns.from, throughColumns.to] : [throughColumns.to, throughColumns.from];
  return [
    {
      ...joinBetween(start, { node: through, columns: near }),
      scope: association.throughScope ?? throughMeaning(edge, end),
    },
    { ...joinBetween({ node: through, columns: far }, goal), scope },
  ];
}
