/**
 * Required includes of a finder with a limit, where Sequelize's own way of saying in its subquery which rows have them fails: it looks
 * for primary keys where an association goes by others (dialects/abstract/query-generator.js, _generateSubQueryFilter). The
 * requirement is then a condition of the rows, as a page has it, and the include itself is optional.
 */
import type { FindOptions, Includeable, IncludeOptions } from 'sequelize';
import type { CompiledSpec } from '../compile-spec.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import { isAssociation } from './write-value.ts';

export function withoutSubqueryFilters(compiled: CompiledSpec): CompiledSpec {
  const { plainOptions, conditions, limitedConditions, scope } = compiled;
  const includes: readonly unknown[] = [plainOptions.include ?? []].flat();
  const brought: readonly unknown[] = [scope.include ?? []].flat();
  if (plainOptions.limit === undefined || limitedConditions.length === 0) return compiled;
  if (includes.filter((include) => !brought.includes(include)).every((include) => isTrusted(include, true))) {
    return compiled;
  }
  const optional = (options: FindOptions): FindOptions => ({
    ...options,
    include: [options.include ?? []]
      .flat()
      .map((include) => (brought.includes(include) ? include : asOptional(include))),
  });
  return {
    ...compiled,
    conditions: [...conditions, ...limitedConditions],
    plainOptions: optional(plainOptions),
    findOptions: optional(compiled.findOptions),
  };
}

function isTrusted(include: unknown, isTop: boolean): boolean {
  if (!isRecord(include)) return true;
  const { association, required, where, separate } = include;
  const isRequired =
    separate !== true && (required === true || (required === undefined && where !== undefined));
  if (isRequired && (!isTop || !isByKeys(association) || !isPlainWhere(where))) return false;
  const nested: readonly unknown[] = [include['include'] ?? []].flat();
  return nested.every((child) => isTrusted(child, false));
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

function asOptional(include: Includeable): Includeable {
  if (!isRecord(include) || !('association' in include)) return include;
  const options = include as IncludeOptions; // what a compiled spec includes
  if (options.separate === true) return include;
  const nested = options.include ?? [];
  return {
    ...options,
    ...(options.required === true || options.where !== undefined ? { required: false } : {}),
    ...(nested.length === 0 ? {} : { include: nested.map(asOptional) }),
  };
}
