/** The relations of a stop of the tour, put together by what they are: a hub has dozens. */
import type { TourRelation } from '../../schema/graph/tour.ts';

export interface VerbRelations {
  readonly verb: string;
  readonly relations: readonly TourRelation[];
}

/** What it belongs to comes before what it has. */
const verbs = ['belongs to one', 'may belong to one', 'has at most one', 'has many'];

export function relationsByVerb(relations: readonly TourRelation[]): readonly VerbRelations[] {
  const known = [...new Set([...verbs, ...relations.map(({ verb }) => verb)])];
  return known
    .map((verb) => ({ verb, relations: relations.filter((relation) => relation.verb === verb) }))
    .filter((group) => group.relations.length > 0);
}
