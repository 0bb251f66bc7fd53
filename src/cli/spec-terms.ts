/** The small languages of query's options: scopes with arguments, order terms, lists of names. Pure. */
import type { OrderTerm, ScopeUse, Value } from '../queries/query-spec.ts';
import { usageError } from './usage-errors.ts';

/**
 * `active`, or a call: `createdAfter("2026-01-01", 3)`. Arguments are JSON values separated by commas; a word that is no
 * JSON is taken as text, so that `byRole(admin)` needs no second pair of quotes.
 */
export function parseScope(text: string): ScopeUse {
  const call = /^([^(]+)\((.*)\)$/s.exec(text);
  const name = call?.[1];
  if (name === undefined) return { name: text, arguments: [] };
  return { name: name.trim(), arguments: parseArguments(call?.[2] ?? '') };
}

/** `name`, `name:desc`, several separated by commas. Throws a usage error for another direction. */
export function parseOrder(texts: readonly string[]): readonly OrderTerm[] {
  return splitNames(texts).map((term) => {
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

function parseArguments(text: string): readonly Value[] {
  if (text.trim() === '') return [];
  const whole = parseJson(`[${text}]`);
  // The brackets are ours: what parses between them is an array, and JSON holds nothing but what a Value is made of.
  if (whole !== undefined) return whole as readonly Value[];
  return text.split(',').map((part) => {
    const value = parseJson(part);
    return value === undefined ? part.trim() : (value as Value);
  });
}

/** Undefined, which no JSON text means, when the text is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
