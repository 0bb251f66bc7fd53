/** Every association as what it says of columns: which column of which model refers to which of which other. */
import type { ModelDetails } from './model-details.ts';

export interface KeyLink {
  /** The model that declares it. */
  readonly source: string;
  /** `User.posts`. */
  readonly association: string;
  /** The model whose column refers. */
  readonly holder: ModelDetails;
  readonly holderColumn: string;
  readonly target: ModelDetails;
  readonly targetColumn: string;
}

/** In the order of the models and their associations; two for a belongsToMany. A key of a model that is not there is left out. */
export function keyLinks(models: readonly ModelDetails[]): readonly KeyLink[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  return models.flatMap((source) =>
    source.associations.flatMap((one) => {
      const from = { source: source.name, association: `${source.name}.${one.name}` };
      const target = byName.get(one.target);
      const through = one.through === null ? undefined : byName.get(one.through);
      switch (one.type) {
        case 'belongsTo':
          return link(from, source, one.foreignKey, target, one.targetKey);
        case 'hasOne':
        case 'hasMany':
          return link(from, target, one.foreignKey, source, one.sourceKey);
        case 'belongsToMany':
          return [
            ...link(from, through, one.foreignKey, source, one.sourceKey),
            ...(one.otherKey === null ? [] : link(from, through, one.otherKey, target, one.targetKey)),
          ];
      }
    }),
  );
}

function link(
  from: Pick<KeyLink, 'source' | 'association'>,
  holder: ModelDetails | undefined,
  holderKey: string,
  target: ModelDetails | undefined,
  targetKey: string,
): readonly KeyLink[] {
  if (holder === undefined || target === undefined) return [];
  const columns = { holderColumn: columnOf(holder, holderKey), targetColumn: columnOf(target, targetKey) };
  return [{ ...from, holder, target, ...columns }];
}

/** The column of an attribute; the name itself where the model does not have it: an association may name a column. */
export function columnOf({ attributes }: Pick<ModelDetails, 'attributes'>, attribute: string): string {
  return attributes.find(({ name }) => name === attribute)?.column ?? attribute;
}

/** The links that a model's own description speaks of, by model: those it holds, those to it, those of its associations. */
export function linksByModel(links: readonly KeyLink[]): ReadonlyMap<string, readonly KeyLink[]> {
  const found = new Map<string, Set<KeyLink>>();
  for (const link of links) {
    for (const name of [link.holder.name, link.target.name, link.source]) {
      const own = found.get(name);
      if (own === undefined) found.set(name, new Set([link]));
      else own.add(link);
    }
  }
  return new Map([...found].map(([name, own]) => [name, [...own]]));
}
