/** One column as it is and as the models want it. Pure. */
import type { Change } from './change.ts';
import type { CompareOptions, Comparison, Kept } from './comparison.ts';
import type { ColumnPair } from './match-enums.ts';
import type { ColumnState } from './schema-state.ts';

/** What the column is to be: what no model mentions, and is not to be lost for that, taken over from the database. */
export function settledColumn(
  { place, live, wanted }: ColumnPair,
  { keeps, isFilled }: Pick<CompareOptions, 'keeps' | 'isFilled'>,
): { readonly column: ColumnState; readonly kept: readonly Kept[] } {
  // No model can say how a column is generated, and nobody writes to one.
  if (live.generated !== null) return { column: { ...live, comment: wanted.comment }, kept: [] };
  const kept: Kept[] = [];
  let { default: initial, numbering, drawn } = wanted;
  if (live.numbering !== null) {
    // An identity is as good as a SERIAL; and a key that numbers itself does no harm where the model does not say so.
    if (numbering === null && initial === null)
      kept.push({ what: 'numbering', place, name: live.name, why: 'safe' });
    if (initial === null) ({ numbering, drawn } = live);
  }
  if (initial === null && live.default !== null && numbering === null) {
    const fills = isFilled(place, live.name);
    if (fills || keeps.has('defaults')) {
      kept.push({ what: 'default', place, name: live.name, why: fills ? 'fills' : 'asked' });
      initial = live.default;
    }
  } else if (initial !== null && live.default !== null && live.type === wanted.type) {
    if (meaningOf(initial) === meaningOf(live.default)) initial = live.default;
  }
  let { isNullable } = wanted;
  if (isNullable && !live.isNullable && keeps.has('not-null')) {
    kept.push({ what: 'not-null', place, name: live.name, why: 'asked' });
    isNullable = false;
  }
  return { column: { ...wanted, isNullable, default: initial, numbering, drawn, generated: null }, kept };
}

/** `defaultsGoWithType`: the column's enum is altered, and its default with it. */
export function compareColumn(
  pair: ColumnPair,
  options: Pick<CompareOptions, 'keeps' | 'isFilled'>,
  defaultsGoWithType: boolean,
): Comparison {
  const { place, live } = pair;
  const { column: to, kept } = settledColumn(pair, options);
  const from = defaultsGoWithType ? { ...live, default: to.default } : live;
  const isAltered =
    from.type !== to.type ||
    from.isNullable !== to.isNullable ||
    from.default !== to.default ||
    from.numbering !== to.numbering;
  const changes: Change[] = [];
  if (isAltered) {
    const ownsSequence = from.numbering === null && to.numbering === 'serial';
    changes.push({ type: 'alter-column', place, from, to, ownsSequence });
  }
  if (to.comment !== null && to.comment !== live.comment)
    changes.push({ type: 'comment', place, column: live.name, from: live.comment, to: to.comment });
  if (to.comment === null && live.comment !== null)
    return { changes, kept: [...kept, { what: 'comment', place, name: live.name, why: 'safe' }] };
  return { changes, kept };
}

/** Two defaults of one column mean the same however their constants were cast on the way. */
function meaningOf(expression: string): string {
  const constant = /^\(?('(?:[^']|'')*'|-?\d+(?:\.\d+)?)\)?(?:::[\w ".[\](),]+)?$/.exec(expression)?.[1];
  if (constant !== undefined) return constant.replace(/^'(-?\d+(?:\.\d+)?)'$/, '$1');
  return /^(?:now\(\)|CURRENT_TIMESTAMP)$/.test(expression) ? 'CURRENT_TIMESTAMP' : expression;
}
