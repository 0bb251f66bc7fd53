/** Every association as what it says of columns: which column of which model refers to which of which other. */
import type { ModelDetails } from './model-details.ts';

export interface KeyLink {
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
      const label = `${source.name}.${one.name}`;
      const target = byName.get(one.target);
      const through = one.through === null ? undefined : byName.get(one.through);
      switch (one.type) {
        case 'belongsTo':
          return link(label, source, one.foreignKey, target, one.targetKey);
        case 'hasOne':
        case 'hasMany':
          return link(label, target, one.foreignKey, source, one.sourceKey);
        case 'belongsToMany':
          return [
            ...link(label, through, one.foreignKey, source, one.sourceKey),
            ...(one.otherKey === null ? [] : link(label, through, one.otherKey, target, one.targetKey)),
          ];
      }
    }),
  );
}

function link(
  association: string,
  holder: ModelDetails | undefined,
  holderKey: string,
  target: ModelDetails | undefined,
  targetKey: string,
): readonly KeyLink[] {
  if (holder === undefined || target === undefined) return [];
  const columns = { holderColumn: columnOf(holder, holderKey), targetColumn: columnOf(target, targetKey) };
  return [{ association, holder, target, ...columns }];
}

/** The column of an attribute; the name itself where the model does not have it. */
export function columnOf({ attributes }: Pick<ModelDetails, 'attributes'>, attribute: string): string {
  return attributes.find(({ name }) => name === attribute)?.column ?? attribute;
}
