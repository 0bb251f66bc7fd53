/**
 * "Some related row meets this" of an association, as an EXISTS that Sequelize's own query generator writes: names are quoted and
 * values escaped by it, and the text that is added here holds nothing but names it quoted. A row is never found twice for having
 * several relatives, whatever else a statement joins, orders or counts.
 */
import type { Association, Model, ModelStatic, Sequelize, WhereOptions } from 'sequelize';
import { columnOfAttribute } from '../model-attributes.ts';
import { scopeConditions } from '../scope-model.ts';
import { sequelizeClassOf } from '../sequelize-class.ts';

/** One table on the way: its rows whose `column` is the `outerColumn` of the row before. */
interface Hop {
  readonly model: ModelStatic<Model>;
  readonly column: string;
  readonly outerColumn: string;
  readonly scope: Readonly<Record<string, unknown>>;
}

/** What is read of an association beyond Sequelize's types; attribute names, present on the instances of every 6.x. */
interface AssociationKeys {
  readonly sourceKey?: string;
  readonly targetKey?: string;
  readonly otherKey?: string;
  readonly scope?: Readonly<Record<string, unknown>> | null;
  readonly through?: {
    readonly model: ModelStatic<Model>;
    readonly scope?: Readonly<Record<string, unknown>> | null;
  };
}

/** The internals that a query is written with; there in every 6.x, missing from its types. */
interface QueryWriter {
  quoteIdentifier(name: string): string;
  selectQuery(table: unknown, options: object, model: ModelStatic<Model>): string;
}

export interface RelatedCondition {
  readonly association: Association;
  /** How the statement calls the rows that the association starts from. */
  readonly outer: string;
  /** Subqueries around this one. */
  readonly depth: number;
  /** What the related row meets, by attribute names; it is called `alias`. Null for nothing more than being there. */
  readonly where: (alias: string, depth: number) => WhereOptions | null;
  /** True where a soft-deleted row is a relative too; those of a join table never are. */
  readonly isDeletedShown?: boolean;
}

/** The EXISTS as SQL text. Soft-deleted rows are no relatives, nor are rows that a default scope leaves out. */
export function relatedSql(condition: RelatedCondition, sequelize: Sequelize): string {
  const { Op, literal, Utils } = sequelizeClassOf(sequelize);
  // Typed as something else.
  const writer = sequelize.getQueryInterface().queryGenerator as QueryWriter;
  const name = (owner: string, column: string): string =>
    `${writer.quoteIdentifier(owner)}.${writer.quoteIdentifier(column)}`;

  function exists([hop, ...further]: readonly Hop[], outer: string, depth: number): string {
    if (hop === undefined) return 'TRUE';
    const alias = `seqscope_${depth + 1}`;
    const isLast = further.length === 0;
    const own = isLast ? condition.where(alias, depth + 1) : null;
    const deletion = isLast && condition.isDeletedShown === true ? [] : softDeletion(hop.model);
    const { where } = Utils.mapFinderOptions(
      { where: { [Op.and]: [hop.scope, ...scopeConditions(hop.model), ...(own === null ? [] : [own])] } },
      hop.model,
    );
    const joined = literal(`${name(alias, hop.column)} = ${name(outer, hop.outerColumn)}`);
    const rest = isLast ? [] : [literal(exists(further, alias, depth + 1))];
    const sql = writer.selectQuery(
      hop.model.getTableName(),
      {
        attributes: [literal('1')],
        tableAs: alias,
        where: { [Op.and]: [joined, ...deletion, where, ...rest] },
      },
      hop.model,
    );
    return `EXISTS (${sql.replace(/;$/, '')})`;
  }

  return exists(hopsOf(condition.association), condition.outer, condition.depth);
}

function hopsOf(association: Association): readonly Hop[] {
  const { source, target, foreignKey } = association;
  const keys = association as unknown as AssociationKeys; // Sequelize's types leave out what AssociationKeys names.
  const scope = keys.scope ?? {};
  const sourceKey = keys.sourceKey ?? source.primaryKeyAttribute;
  const targetKey = keys.targetKey ?? target.primaryKeyAttribute;
  const column = (model: ModelStatic<Model>, attribute: string): string =>
    columnOfAttribute(model, attribute);
  if (association.associationType === 'BelongsTo') {
    const outerColumn = column(source, foreignKey);
    return [{ model: target, column: column(target, targetKey), outerColumn, scope }];
  }
  const outerColumn = column(source, sourceKey);
  const { through } = keys;
  if (through === undefined)
    return [{ model: target, column: column(target, foreignKey), outerColumn, scope }];
  return [
    {
      model: through.model,
      column: column(through.model, foreignKey),
      outerColumn,
      scope: through.scope ?? {},
    },
    {
      model: target,
      column: column(target, targetKey),
      outerColumn: column(through.model, keys.otherKey ?? ''),
      scope,
    },
  ];
}

/** The condition that a finder adds for a paranoid model, in columns (lib/model.js, _paranoidClause). */
function softDeletion(model: ModelStatic<Model>): readonly WhereOptions[] {
  const clause: unknown = Reflect.get(model, '_paranoidClause');
  if (typeof clause !== 'function') return [];
  const options = Reflect.apply(clause, model, [model, {}]) as { readonly where?: WhereOptions };
  return options.where === undefined ? [] : [options.where];
}
