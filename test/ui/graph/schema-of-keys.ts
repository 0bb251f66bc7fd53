/** Schemas written short, of models alone. */
import type { SchemaDescription } from '../../../src/schema/description.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import type {
  AssociationSummary,
  AttributeSummary,
  ModelSummary,
} from '../../../src/schema/model-summary.ts';
import { plainModel } from '../../support/model-pieces.ts';

/**
 * `'Post.authorId>User'` is a key that must be there, `'Post.editorId?>User'` one that may be null, `'Profile.userId!>User'` one that is
 * unique, `'User<UserRole>Role'` a belongsToMany through a join table of those two keys, `'Meta'` a model without any.
 */
export function schemaOfKeys(keys: readonly string[]): SchemaDescription {
  const names = [...new Set(keys.flatMap((key) => key.split(/[<>]|\.[^>]*/)).filter((name) => name !== ''))];
  const models = names.sort().map((name) => {
    const attributes = [attribute('id', null)];
    const associations: AssociationSummary[] = [];
    for (const key of keys) {
      const many = /^([^.<>]+)<([^<>]+)>(.+)$/u.exec(key);
      if (many !== null) {
        const [, from = '', through = '', to = ''] = many;
        if (name === through) attributes.push(attribute(`${from}Id`, from), attribute(`${to}Id`, to));
        if (name === from) associations.push(manyTo(from, through, to));
        continue;
      }
      const [, from = '', column = '', sign = '', to = ''] =
        /^([^.]+)\.([^?!>]+)([?!]?)>(.+)$/u.exec(key) ?? [];
      if (from === name) {
        attributes.push(attribute(column, to, sign === '?'));
        associations.push(association(column.replace(/Id$/, ''), 'belongsTo', to, column));
      }
      if (to === name)
        associations.push(association(`${from}s`, sign === '!' ? 'hasOne' : 'hasMany', from, column));
    }
    return modelOf(name, attributes, associations);
  });
  return { ...joinSchema(models.map(plainModel), null), modelProblem: null, tableProblem: null };
}

function modelOf(
  name: string,
  attributes: readonly AttributeSummary[],
  associations: readonly AssociationSummary[],
): ModelSummary {
  return {
    name,
    table: `${name.toLowerCase()}s`,
    schema: null,
    primaryKey: ['id'],
    isParanoid: false,
    hasDefaultScope: false,
    defaultScope: null,
    attributes,
    associations,
    scopes: [],
  };
}

function attribute(name: string, to: string | null, isNullable = false): AttributeSummary {
  return {
    name,
    column: name,
    type: 'INTEGER',
    isNullable,
    isPrimaryKey: name === 'id',
    isUnique: name === 'id',
    defaultValue: null,
    enumValues: null,
    references: to === null ? null : `${to.toLowerCase()}s.id`,
    comment: null,
    validations: [],
  };
}

function association(
  name: string,
  type: 'belongsTo' | 'hasOne' | 'hasMany',
  target: string,
  foreignKey: string,
): AssociationSummary {
  const isTo = type === 'belongsTo';
  return {
    name,
    type,
    target,
    foreignKey,
    sourceKey: isTo ? foreignKey : 'id',
    targetKey: isTo ? 'id' : foreignKey,
    through: null,
    otherKey: null,
    isSingular: type !== 'hasMany',
  };
}

function manyTo(from: string, through: string, to: string): AssociationSummary {
  return {
    name: `${to}s`,
    type: 'belongsToMany',
    target: to,
    foreignKey: `${from}Id`,
    sourceKey: 'id',
    targetKey: 'id',
    through,
    otherKey: `${to}Id`,
    isSingular: false,
  };
}
