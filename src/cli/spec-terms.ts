/** The small languages of query's options: order terms and lists of names. Pure. */
import type { OrderTerm } from '../queries/query-spec.ts';
import { usageError } from './usage-errors.ts';

/**
 * `name`, `name:desc`, `name:desc:nulls-last`, several separated by commas. Throws a usage error for another direction.
 */
export function parseOrder(texts: readonly string[]): readonly OrderTerm[] {
  return splitNames(texts).map((whole): OrderTerm => {
    const [, named = '', nulls = ''] = /^(.*):nulls-(first|last)$/i.exec(whole) ?? [];
    if (named !== '') {
      const [term] = parseOrder([named]);
      if (term !== undefined) return { ...term, nulls: nulls.toLowerCase() === 'first' ? 'first' : 'last' };
    }
    const term = whole;
    const colon = term.lastIndexOf(':');
    if (colon === -1) return { attribute: term, direction: 'asc' };
    const direction = term.slice(colon + 1).toLowerCase();
    const attribute = term.slice(0, colon);
    if (direction === 'asc' || direction === 'desc') return { attribute, direction };
    throw usageError(
      'invalid-value',
      `The direction "${term.slice(colon + 1)}" in \`--order ${term}\` is neither asc nor desc.`,
      'query',
      `Type \`--order ${attribute}:asc\` or \`--order ${attribute}:desc\`.`,
    );
  });
}

/** `a,b` and repeated options, as one list; empty parts are left out. */
export function splitNames(texts: readonly string[]): readonly string[] {
  return texts
    .flatMap((text) => text.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
