/**
 * The order of pasted code beside the order of its scopes: Sequelize puts the scopes' first (lib/model.js, _mergeFunction), and a
 * spec's own stands in their place.
 */
import type { FindOptions, OrderItem } from 'sequelize';
import { ConsoleError } from '../../../errors.ts';
import { scopeTerms } from '../../keyset/model-order.ts';
import type { ModelReader } from '../../model-reader.ts';
import { compileWithRelation } from '../../read-model.ts';
import type { OrderTerm, QuerySpec } from '../../query-spec.ts';
import type { FaultSource } from './code-source.ts';

/** `at`: where the code says its order. Rejects with `code-not-said` where a scope orders by what a spec cannot. */
export async function withScopeOrder(
  reader: ModelReader,
  spec: QuerySpec,
  source: FaultSource,
  at: number,
): Promise<QuerySpec> {
  if (spec.order.length === 0 || spec.grouping != null) return spec;
  const unordered: QuerySpec = { ...spec, order: [] };
  const { compiled } = await compileWithRelation(reader, unordered).catch((error: unknown) => {
    // What is wrong with the spec is said where it is read.
    if (error instanceof ConsoleError) return { compiled: null };
    throw error;
  });
  if (compiled?.scope.order === undefined) return spec;
  const { model, scope, plainOptions } = compiled;
  const added = scopeTerms(model, { order: itemsOf(plainOptions).slice(itemsOf(scope).length) });
  // Only what a page adds by itself, so that its order is total.
  if (added !== null && keyOf(added) === keyOf(spec.order)) return unordered;
  const ofScope = scopeTerms(model, scope);
  if (ofScope !== null) return { ...spec, order: [...ofScope, ...spec.order] };
  throw source.fault(
    at,
    'a scope orders the rows by an expression first, and a query is ordered by one or the other',
    'Leave the order or the scope out.',
  );
}

function itemsOf({ order }: Pick<FindOptions, 'order'>): OrderItem[] {
  return order === undefined ? [] : Array.isArray(order) ? order : [order];
}

function keyOf(terms: readonly OrderTerm[]): string {
  return JSON.stringify(
    terms.map(({ attribute, direction, nulls }) => [attribute, direction, nulls ?? null]),
  );
}
