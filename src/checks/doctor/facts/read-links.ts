/** The columns that a model's associations join, each as the key that one table has to another (sequelize/lib/associations). */
import type { Association, Model, ModelStatic } from 'sequelize';
import { isRecord } from '../../../project/modules/module-values.ts';
import type { AssociationLink } from './model-facts.ts';

type ModelClass = ModelStatic<Model>;

/** An association over a join table has two. */
export function readLinks(model: ModelClass): readonly AssociationLink[] {
  return Object.values(model.associations).flatMap((association) => linksOf(model, association));
}

function linksOf(model: ModelClass, association: Association): readonly AssociationLink[] {
  const { target } = association;
  const text = (key: string): string => {
    const value: unknown = Reflect.get(association, key);
    return typeof value === 'string' ? value : '';
  };
  const options: unknown = Reflect.get(association, 'options');
  const hasConstraint =
    !(isRecord(options) && options.constraints === false) && !isRecord(Reflect.get(association, 'scope'));
  const link = (
    owner: ModelClass,
    attribute: string,
    to: ModelClass,
    toAttribute: string,
  ): AssociationLink => ({
    association: association.as,
    model: model.name,
    owner: owner.name,
    attribute,
    column: columnOf(owner, attribute),
    target: to.name,
    targetColumn: columnOf(to, toAttribute),
    hasConstraint,
  });
  switch (association.associationType) {
    case 'BelongsTo':
      return [link(model, text('foreignKey'), target, text('targetKey'))];
    case 'HasOne':
    case 'HasMany':
      return [link(target, text('foreignKey'), model, text('sourceKey'))];
    case 'BelongsToMany': {
      const through: unknown = Reflect.get(association, 'through');
      const joining: unknown = isRecord(through) ? through.model : undefined;
      if (typeof joining !== 'function') return [];
      // What `through.model` always is once the association is made (lib/associations/belongs-to-many.js).
      const join = joining as ModelClass;
      const isPolymorphic = isRecord(through) && isRecord(through.scope);
      return [
        link(join, text('foreignKey'), model, text('sourceKey')),
        link(join, text('otherKey'), target, text('targetKey')),
      ].map((one) => ({ ...one, hasConstraint: one.hasConstraint && !isPolymorphic }));
    }
    default:
      return [];
  }
}

/** The column of an attribute. */
export function columnOf(model: ModelClass, attribute: string): string {
  const attributes: unknown = Reflect.get(model, 'rawAttributes');
  const definition = isRecord(attributes) ? attributes[attribute] : undefined;
  return isRecord(definition) && typeof definition.field === 'string' ? definition.field : attribute;
}
