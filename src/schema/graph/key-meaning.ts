/**
 * Keys that mean rows of several tables (`ownerId` beside `ownerType`): what the type has to say for a key to mean this table. Only
 * the associations that lead to the key know it, by their scope; a belongsTo has none (Sequelize documentation, "Polymorphic
 * Associations").
 */
import type { FixedValues } from '../description.ts';
import type { EdgeAssociation, GraphEdge } from './graph.ts';

/** By column of the end that holds the key; {} for a key that means one table, or that nobody fixes. */
export function keyMeaning(edge: GraphEdge, edges: readonly GraphEdge[]): FixedValues {
  if (edge.kind !== 'key' || edge.foreignKey !== null) return {};
  const isShared = edges.some(
    ({ kind, from, to }) =>
      kind === 'key' &&
      from.node === edge.from.node &&
      to.node !== edge.to.node &&
      from.columns.join() === edge.from.columns.join(),
  );
  const back = edge.associations.filter(({ end, type }) => end === 'to' && type !== 'belongsToMany');
  return isShared ? common(back.map(({ scope = {} }) => scope)) : {};
}

/** By column of the join table: what the associations from the other end fix of it. */
export function throughMeaning({ associations }: GraphEdge, end: EdgeAssociation['end']): FixedValues {
  const back = associations.filter((association) => association.end !== end);
  return common(back.map(({ throughScope = {} }) => throughScope));
}

/** What all of them fix alike: one may narrow its rows further. */
function common([first = {}, ...others]: readonly FixedValues[]): FixedValues {
  const shared = Object.entries(first).filter(([name, value]) => others.every((one) => one[name] === value));
  return Object.fromEntries(shared);
}
