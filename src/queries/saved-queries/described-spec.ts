/**
 * What a saved query describes, `{ model: 'User', scopes: ['active'], where: 'createdAt > 30d', order: 'name', limit: 10 }`, as a
 * QuerySpec. Beside its own keys it takes a finder's options, which are read as those of pasted code are.
 */
import type { Sequelize } from 'sequelize';
import { ConsoleError, nearestNames } from '../../errors.ts';
import { isRecord } from '../../project/modules/module-values.ts';
import { alternatives } from '../caret.ts';
import { readOptions } from '../code/read/read-options.ts';
import { findModel } from '../find-model.ts';
import { joinedFilter } from '../filter/cell-filter.ts';
import { parseFilter } from '../filter/parse-filter.ts';
import { parseIncludes } from '../includes/include-text.ts';
import { plainValue } from '../plain-value.ts';
import { specFor, type IncludeUse, type OrderTerm, type QuerySpec, type ScopeUse } from '../query-spec.ts';
import { parseScope } from '../scope-text.ts';
import { staticOf } from './live-value.ts';

/** Beside what a finder takes. */
const ownKeys = ['model', 'scopes', 'unscoped', 'search', 'filter', 'columns', 'withDeleted'];
const finderKeys = ['where', 'include', 'order', 'limit', 'offset', 'attributes', 'group', 'paranoid', 'raw'];

/** True for what is meant as one: nothing else that a query gives has a model's name or class in it. */
export function isDescribed(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    isRecord(value) &&
    ['string', 'function'].includes(typeof value['model']) &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** Throws a ConsoleError that names the query for whatever no spec says. */
export function describedSpec(
  query: string,
  described: Readonly<Record<string, unknown>>,
  sequelize: Sequelize,
): QuerySpec {
  const fail = (explanation: string, remedy: string, code = 'saved-query-invalid'): ConsoleError =>
    new ConsoleError(`Saved query "${query}" cannot be read: ${explanation}.`, {
      code,
      kind: 'usage',
      remedy,
    });
  for (const key of Object.keys(described)) {
    if (ownKeys.includes(key) || finderKeys.includes(key)) continue;
    const near = alternatives(nearestNames(key, [...ownKeys, ...finderKeys]));
    throw fail(
      `it has "${key}", which is not known`,
      near === null ? `Known are ${[...ownKeys, ...finderKeys].join(', ')}.` : `Did you mean ${near}?`,
    );
  }
  const {
    model: named,
    scopes,
    unscoped,
    search,
    filter,
    columns,
    withDeleted,
    where,
    include,
    order,
    ...rest
  } = described;
  const model = findModel(typeof named === 'function' ? named.name : String(named), sequelize);
  const options = {
    ...rest,
    ...(typeof where === 'string' ? {} : { where }),
    ...(order === undefined || isText(order) ? {} : { order }),
    ...(columns === undefined ? {} : { attributes: columns }),
    ...(withDeleted === true ? { paranoid: false } : {}),
  };
  const reading = {
    source: {
      fault: (_offset: number, explanation: string, remedy: string, code?: string) =>
        fail(explanation, remedy, code),
    },
    sequelize,
    now: new Date(),
    warn: () => undefined,
  };
  const {
    scope: _scope,
    includes: _includes,
    ...parts
  } = readOptions(staticOf(options, sequelize), model, reading);
  const texts = [where, filter].filter((text) => typeof text === 'string');
  for (const text of texts) parseFilter(text);
  const includes = listOf(include).flatMap((item): readonly IncludeUse[] =>
    typeof item === 'string'
      ? parseIncludes(item)
      : (readOptions(staticOf({ include: item }, sequelize), model, reading).includes ?? []),
  );
  return {
    ...specFor({ type: 'model', name: model.name }, null),
    ...parts,
    filter: texts.reduce(
      (whole, text) => (text.trim() === '' ? whole : joinedFilter(whole, text)),
      parts.filter,
    ),
    scopes: listOf(scopes).map((use) => scopeOf(use, fail)),
    isUnscoped: unscoped === true,
    ...(typeof search === 'string' ? { search } : {}),
    ...(includes.length === 0 ? {} : { includes }),
    ...(isText(order) ? { order: listOf(order).flatMap((term) => orderTerms(String(term))) } : {}),
  };
}

function scopeOf(use: unknown, fail: (explanation: string, remedy: string) => Error): ScopeUse {
  if (typeof use === 'string') return parseScope(use);
  const method: unknown = isRecord(use) ? use['method'] : null;
  const [name, ...values] = (Array.isArray(method) ? method : []) as readonly unknown[];
  if (typeof name === 'string') return { name, arguments: values.map(plainValue) };
  throw fail(
    'a scope is no name',
    "Write it as in `scopes: ['active', { method: ['registeredSince', '2026-01-01'] }]`.",
  );
}

/** `createdAt:desc`, `createdAt desc`, several separated by commas; a list of such texts. */
function isText(order: unknown): boolean {
  if (typeof order === 'string') return true;
  return Array.isArray(order) && order.length > 0 && order.every((term) => typeof term === 'string');
}

function orderTerms(text: string): readonly OrderTerm[] {
  return text.split(',').map((term) => {
    const [, attribute = '', direction = 'asc'] = /^\s*(.*?)(?:\s*[:\s]\s*(asc|desc))?\s*$/i.exec(term) ?? [];
    return { attribute, direction: direction.toLowerCase() === 'desc' ? 'desc' : 'asc' };
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}
