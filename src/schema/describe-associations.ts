/**
 * A model's associations with their keys named as attributes, read off Sequelize's association objects
 * (sequelize/lib/associations/*.js), whose fields the typings know only in part.
 */
import type { Association, Model, ModelStatic } from 'sequelize';
import { isRecord } from '../project/modules/module-values.ts';
import type { AssociationSummary, FixedValues } from './description.ts';

/** In the order they were made. An association of a kind Sequelize does not have is left out. */
export function describeAssociations(model: ModelStatic<Model>): readonly AssociationSummary[] {
  return Object.values(model.associations).flatMap((association) => describeAssociation(association) ?? []);
}

function describeAssociation(association: Association): AssociationSummary | null {
  const { as: name, target } = association;
  const foreignKey = text(association, 'foreignKey');
  const base = {
    name,
    target: target.name,
    foreignKey,
    through: null,
    otherKey: null,
    ...named('scope', fixedBy(Reflect.get(association, 'scope'))),
  };
  switch (association.associationType) {
    case 'BelongsTo':
      return {
        ...base,
        type: 'belongsTo',
        sourceKey: foreignKey,
        targetKey: text(association, 'targetKey'),
        isSingular: true,
      };
    case 'HasOne':
    case 'HasMany': {
      const isSingular = association.associationType === 'HasOne';
      const sourceKey = text(association, 'sourceKey');
      return {
        ...base,
        type: isSingular ? 'hasOne' : 'hasMany',
        sourceKey,
        targetKey: foreignKey,
        isSingular,
      };
    }
    case 'BelongsToMany':
      return {
        ...base,
        type: 'belongsToMany',
        sourceKey: text(association, 'sourceKey'),
        targetKey: text(association, 'targetKey'),
        through: joinModel(association),
        otherKey: text(association, 'otherKey'),
        isSingular: false,
        ...named('throughScope', fixedBy(throughOf(association).scope)),
      };
    default:
      return null;
  }
}

/** What the types know as any object: conditions with operators are left out. */
function fixedBy(scope: unknown): FixedValues {
  const fixed: Record<string, string | number | boolean | null> = {};
  for (const [name, value] of Object.entries(isRecord(scope) ? scope : {})) {
    const isPlain = ['string', 'number', 'boolean'].includes(typeof value) || value === null;
    // One of the three types, or null, as was just seen.
    if (isPlain) fixed[name] = value as string | number | boolean | null;
  }
  return fixed;
}

/** Left out where nothing is fixed. */
function named(name: 'scope' | 'throughScope', fixed: FixedValues): Pick<AssociationSummary, typeof name> {
  return Object.keys(fixed).length === 0 ? {} : { [name]: fixed };
}

function text(association: Association, key: string): string {
  const value: unknown = Reflect.get(association, key);
  return typeof value === 'string' ? value : '';
}

function joinModel(association: Association): string | null {
  const { model } = throughOf(association);
  return typeof model === 'function' ? model.name : null;
}

function throughOf(association: Association): Readonly<Record<string, unknown>> {
  const through: unknown = Reflect.get(association, 'through');
  return isRecord(through) ? through : {};
}
