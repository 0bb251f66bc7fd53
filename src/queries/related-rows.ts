/**
 * The rows that an association of one record leads to, as options for finding them on the target model: the same conditions as
 * the association's own getter uses (lib/associations/*.js, get), by the values of its keys.
 */
import type { Association, IncludeOptions, Sequelize, WhereOptions } from 'sequelize';
import { ConsoleError } from '../errors.ts';
import { findAssociation, findModel } from './find-model.ts';
import { JoinedTable } from './joined-table.ts';
import { sourceName, type QuerySpec, type ReadSource, type RelatedTo, type Value } from './query-spec.ts';
import { sequelizeClassOf } from './sequelize-class.ts';

export interface RelatedOptions {
  readonly where: readonly WhereOptions[];
  /** The join table of a belongsToMany: its row comes along with each related row, as `getX()` brings it. */
  readonly include: readonly IncludeOptions[];
  /** The table that `include` joins; null for none. */
  readonly joined: JoinedTable | null;
}

/** Adds nothing. */
export const noRelation: RelatedOptions = { where: [], include: [], joined: null };

/** What is read of an association beyond Sequelize's types; present on the instances of every 6.x. */
interface AssociationKeys {
  readonly scope?: Readonly<Record<string, unknown>> | null;
  readonly targetKey?: string;
  readonly otherKey?: string;
  readonly through?: { readonly scope?: Readonly<Record<string, unknown>> | null };
  /** hasOne from the target to the join model, which `getX()` includes. */
  readonly oneFromTarget?: Association;
}

/** Throws when there is no such association, or when it leads to another model than `source`. */
export function relatedOptions(related: RelatedTo, source: ReadSource, sequelize: Sequelize): RelatedOptions {
  const association = followedAssociation(related, source, sequelize);
  // Sequelize's types leave out what AssociationKeys names.
  const keys = association as unknown as AssociationKeys;
  const scope = keys.scope ?? {};
  // A null key relates to nothing; `{key: null}` would find every row whose key is missing.
  if (related.value === null) return { ...noRelation, where: [sequelizeClassOf(sequelize).literal('false')] };

  switch (association.associationType) {
    case 'BelongsTo':
      return {
        ...noRelation,
        where: [equal(keys.targetKey ?? association.target.primaryKeyAttribute, related.value)],
      };
    case 'HasOne':
    case 'HasMany':
      return { ...noRelation, where: [{ ...scope, ...equal(association.foreignKey, related.value) }] };
    case 'BelongsToMany': {
      if (keys.oneFromTarget === undefined) break;
      const joined = { ...equal(association.foreignKey, related.value), ...keys.through?.scope };
      return {
        where: Object.keys(scope).length === 0 ? [] : [scope],
        include: [{ association: keys.oneFromTarget, required: true, paranoid: true, where: joined }],
        joined: new JoinedTable(keys.oneFromTarget, [association.foreignKey, keys.otherKey ?? '']),
      };
    }
  }
  throw new ConsoleError(
    `Association "${related.association}" is a ${association.associationType}, which cannot be followed.`,
    { code: 'unknown-association', remedy: 'Filter the target model by its keys instead.' },
  );
}

/** The join table that the spec's rows are reached through; null for none. Throws as relatedOptions(). */
export function joinedTableOf(
  { relatedTo, source }: Pick<QuerySpec, 'relatedTo' | 'source'>,
  sequelize: Sequelize,
): JoinedTable | null {
  return relatedTo === null ? null : relatedOptions(relatedTo, source, sequelize).joined;
}

function followedAssociation(related: RelatedTo, source: ReadSource, sequelize: Sequelize): Association {
  const model = findModel(related.model, sequelize);
  const association = findAssociation(model, related.association);
  if (source.type === 'model' && association.target.name === source.name) return association;
  throw new ConsoleError(
    `Association "${related.association}" of model "${model.name}" leads to "${association.target.name}", not to "${sourceName(source)}".`,
    { code: 'unknown-association', kind: 'usage', remedy: `Read "${association.target.name}" instead.` },
  );
}

function equal(attribute: string, value: Value): Record<string, Value> {
  return Object.fromEntries([[attribute, value]]);
}
