/**
 * A key of several columns, and the associations that go by one of them: Sequelize associates by one column
 * (lib/associations/base.js), so that both would be drawn as relations of their own though they are the same one.
 */
import { pairKey, type ColumnPair } from './column-pairs.ts';
import type { EdgeAssociation } from './graph.ts';

/** What associations join. */
export interface FoundPair extends ColumnPair {
  readonly associations: readonly EdgeAssociation[];
}

/**
 * `found` with what is part of a foreign key joined to it. What may be part of several is left as it is, and so is what a foreign key
 * of its own says.
 */
export function onWholeKeys(
  found: readonly FoundPair[],
  foreign: readonly ColumnPair[],
): readonly FoundPair[] {
  const exact = new Set(foreign.map(pairKey));
  const wholes = new Map<string, Map<string, ColumnPair>>();
  for (const whole of foreign.filter(({ columns }) => columns.length > 1)) {
    for (const part of partsOf(whole)) {
      const key = pairKey(part);
      wholes.set(key, (wholes.get(key) ?? new Map<string, ColumnPair>()).set(pairKey(whole), whole));
    }
  }
  return found.map((pair) => {
    const key = pairKey(pair);
    const [whole, ...others] = exact.has(key) ? [] : [...(wholes.get(key)?.values() ?? [])];
    if (whole === undefined || others.length > 0) return pair;
    const by = { from: pair.columns, to: pair.otherColumns };
    return { ...whole, associations: pair.associations.map((one): EdgeAssociation => ({ ...one, by })) };
  });
}

function partsOf({ from, columns, to, otherColumns }: ColumnPair): readonly ColumnPair[] {
  return columns.map((column, place) => ({
    from,
    columns: [column],
    to,
    otherColumns: otherColumns.slice(place, place + 1),
  }));
}
