/** Random includes over the library, and the same as a person would write them for `findAll`. */
import { Op, type IncludeOptions, type WhereOptions } from 'sequelize';
import type { IncludeUse } from '../../../src/queries/query-spec.ts';
import type { Library } from '../library.ts';

/** A filter of a model, and the same as a condition. */
type Filter = readonly [text: string, where: WhereOptions];

export const filters: Readonly<Record<string, readonly Filter[]>> = {
  Author: [
    ['penName is not null', { penName: { [Op.not]: null } }],
    ['key = bea or penName ~ "a%"', { [Op.or]: [{ key: 'bea' }, { penName: { [Op.iLike]: 'a%' } }] }],
  ],
  Book: [
    ['pages > 100', { pages: { [Op.gt]: 100 } }],
    ['details.theme = dark', { details: { theme: 'dark' } }],
    ['id in (1, 2, 3, 4)', { id: [1, 2, 3, 4] }],
  ],
  Review: [
    ['stars >= 3', { stars: { [Op.gte]: 3 } }],
    ['reader != yy', { reader: { [Op.ne]: 'yy' } }],
  ],
  Shelf: [['code = A', { code: 'A' }]],
};

export interface RandomInclude {
  readonly use: IncludeUse;
  readonly options: IncludeOptions;
}

/** `random(limit)` draws a number below the limit. */
export function randomIncludes(
  library: Library,
  model: string,
  random: (limit: number) => number,
  depth = 3,
): readonly RandomInclude[] {
  const associations = Object.values(library.model(model).associations);
  const chosen = associations.filter(() => random(depth === 3 ? 2 : 3) === 0).slice(0, 2);
  return chosen.map(({ as, associationType, target }) => {
    const isSeparate = associationType === 'HasMany' && random(4) === 0;
    const required = isSeparate ? null : ([null, true, false] as const)[random(3)];
    const known = filters[target.name] ?? [];
    const filter = random(3) === 0 ? known[random(known.length)] : undefined;
    const isShown = random(5) === 0;
    const columns = random(4) === 0 ? Object.keys(target.getAttributes()).slice(-2) : null;
    const nested = depth <= 1 ? [] : randomIncludes(library, target.name, random, depth - 1);
    return {
      use: {
        association: as,
        required: required ?? null,
        isSeparate: isSeparate ? true : null,
        filter: filter?.[0] ?? '',
        columns,
        softDeleted: isShown ? 'shown' : 'hidden',
        includes: nested.map(({ use }) => use),
      },
      options: {
        association: as,
        ...(required === null || required === undefined ? {} : { required }),
        ...(isSeparate ? { separate: true } : {}),
        ...(filter === undefined ? {} : { where: filter[1] }),
        ...(columns === null ? {} : { attributes: columns }),
        ...(isShown ? { paranoid: false } : {}),
        include: nested.map(({ options }) => options),
      },
    };
  });
}
