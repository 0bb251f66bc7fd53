/**
 * Includes of a finder with a limit, where Sequelize's subquery of the limited rows would be of other rows than a page's. What is
 * required within an optional include would be required of the rows themselves (lib/model.js, _validateIncludedElements): it is
 * joined outside. Of what the rows require, the subquery looks for primary keys where an association goes by others
 * (dialects/abstract/query-generator.js, _generateSubQueryFilter): that is a condition of the rows, as a page has it, and the
 * include itself is optional.
 */
import type { FindOptions, Includeable, IncludeOptions } from 'sequelize';
import type { CompiledSpec } from '../compile-spec.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import { multipliesRows } from '../scope-includes.ts';
import { isAssociation } from './write-value.ts';

/** The same rows with the same records in them, in options that Sequelize reads them by. */
export function withoutSubqueryFilters(compiled: CompiledSpec): CompiledSpec {
  const { plainOptions, conditions, limitedConditions, scope, included } = compiled;
  if (plainOptions.limit === undefined || !multipliesRows(included)) return compiled;
  const includes = [plainOptions.include ?? []].flat();
  const brought: readonly unknown[] = [scope.include ?? []].flat();
  const isTrusted = includes.every((include) => brought.includes(include) || isFiltered(include));
  const isSaid = limitedConditions.size > 0 && !isTrusted;
  const changed = (options: FindOptions): FindOptions => {
    const all = [options.include ?? []].flat();
    if (all.length === 0) return options;
    return {
      ...options,
      include: all.map((include) => (brought.includes(include) ? include : joinedOutside(include, isSaid))),
    };
  };
  return {
    ...compiled,
    conditions: isSaid ? [...conditions, ...limitedConditions.values()] : conditions,
    plainOptions: changed(plainOptions),
    findOptions: changed(compiled.findOptions),
  };
}

/** True of what the subquery's own filter is right about; an optional include has none. */
function isFiltered(include: unknown): boolean {
  if (!isRecord(include) || !isRequired(include)) return true;
  const { association, where } = include;
  return isByKeys(association) && isPlainWhere(where) && nestedOf(include).every(isAllOptional);
}

function isAllOptional(include: unknown): boolean {
  return !isRecord(include) || (!isRequired(include) && nestedOf(include).every(isAllOptional));
}

function isRequired({ required, where, separate }: Readonly<Record<string, unknown>>): boolean {
  return separate !== true && (required === true || (required === undefined && where !== undefined));
}

function nestedOf(include: Readonly<Record<string, unknown>>): readonly unknown[] {
  return [include['include'] ?? []].flat();
}

/** An include of the rows themselves. `isSaid`: what is required of them is a condition of theirs. */
function joinedOutside(include: Includeable, isSaid: boolean): Includeable {
  if (!isRecord(include) || !('association' in include)) return include;
  const options = include as IncludeOptions; // what a compiled spec includes
  if (options.separate === true || (isRequired(include) && !isSaid)) return include;
  return outside(isRequired(include) ? { ...options, required: false } : options);
}

/** With what is required within it, at any depth: what the subquery would take for conditions of the rows. */
function outside(include: Includeable): Includeable {
  if (isAllOptional(include)) return include;
  const options = include as IncludeOptions; // only an object has something required
  if (options.separate === true) return include;
  const nested = options.include ?? [];
  return {
    ...options,
    subQuery: false,
    ...(nested.length === 0 ? {} : { include: nested.map(outside) }),
  };
}

function isByKeys(association: unknown): boolean {
  if (!isAssociation(association)) return false;
  const { source, target } = association;
  const [sourceKey, targetKey]: readonly unknown[] = ['sourceKey', 'targetKey'].map((key): unknown =>
    Reflect.get(association, key),
  );
  return (
    (sourceKey === undefined || sourceKey === source.primaryKeyAttribute) &&
    (targetKey === undefined || targetKey === target.primaryKeyAttribute) &&
    source !== target
  );
}

/** No SQL in it, which the subquery would have to rename. */
function isPlainWhere(where: unknown): boolean {
  if (typeof where !== 'object' || where === null || where instanceof Date) return true;
  if (Array.isArray(where)) return where.every(isPlainWhere);
  return (
    Object.getPrototypeOf(where) === Object.prototype &&
    Reflect.ownKeys(where).every((key) => isPlainWhere(Reflect.get(where, key)))
  );
}
