/** Where the cursor can be around a model: in the middle, on a box beside it, or on one a step further. */
import type { Side } from './neighbours.ts';

export type Place =
  | { readonly side: 'centre' }
  /** `far` is a neighbour of `near`, null where `near` itself is meant. */
  | { readonly side: Side; readonly near: string; readonly far: string | null };

export const centrePlace: Place = { side: 'centre' };

export function isSamePlace(a: Place, b: Place): boolean {
  if (a.side === 'centre' || b.side === 'centre') return a.side === b.side;
  return a.side === b.side && a.near === b.near && a.far === b.far;
}

/** The node that is under the cursor. */
export function nodeAt(place: Place, centre: string): string {
  return place.side === 'centre' ? centre : (place.far ?? place.near);
}
