/** Which columns an index can be searched by, and whether it tells rows apart. */
import type { IndexDescription } from '../../database/catalog-description.ts';
import type { GraphIndex } from './graph.ts';

/** One that CREATE INDEX CONCURRENTLY left half done is searched by nobody and promises nothing. */
export function graphIndex({
  name,
  keys,
  method,
  predicate,
  isUnique,
  isValid,
}: IndexDescription): GraphIndex {
  const end = keys.findIndex(({ column }) => column === null);
  const columns = keys.slice(0, end === -1 ? keys.length : end).flatMap(({ column }) => column ?? []);
  return {
    name,
    columns: isValid && ['btree', 'hash'].includes(method) ? columns : [],
    isUnique: isUnique && isValid && end === -1 && predicate === null,
    hasCondition: predicate !== null,
  };
}
