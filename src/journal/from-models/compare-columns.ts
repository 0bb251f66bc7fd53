/** One column as it is and as the models want it. Pure. */
import type { Change } from './change.ts';
import type { CompareOptions, Comparison, Kept } from './comparison.ts';
import type { ColumnPair } from './match-enums.ts';
import type { ColumnState } from './schema-state.ts';

interface ColumnOptions extends Pick<CompareOptions, 'keeps' | 'isFilled' | 'judgement'> {
  /**
   * Columns that enter or leave the primary key. ADD PRIMARY KEY makes them NOT NULL, and DROP CONSTRAINT leaves them so (PostgreSQL
   * manual, ALTER TABLE), so it is said of its own, both ways; the judgement never asks it of a key's columns.
   */
  readonly rekeyed?: ReadonlySet<string>;
}

/** What the column is to be: where the models and the database agree, or the models are silent, it is as it is. */
export function settledColumn(
  { place, live, wanted }: ColumnPair,
  { keeps, isFilled, judgement, rekeyed }: ColumnOptions,
): { readonly column: ColumnState; readonly kept: readonly Kept[] } {
  const differs = (subject: 'type' | 'enum' | 'nullability' | 'default') =>
    judgement.differs(subject, place, live.name);
  const note = (what: Kept['what'], why: Kept['why']): Kept => ({ what, place, name: live.name, why });
  // No model can say how a column is generated, and nobody writes to one.
  if (live.generated !== null) return { column: { ...live, comment: wanted.comment }, kept: [] };
  const kept: Kept[] = [];
  const type = differs('type') || differs('enum') ? wanted.type : live.type;
  const isSilent = wanted.default === null && wanted.numbering === null;
  let value: Pick<ColumnState, 'default' | 'numbering' | 'drawn'> = wanted;
  if (!differs('default')) {
    const isWorded = type !== live.type && wanted.default !== null;
    value = isWorded ? wanted : { ...live, default: retyped(live.default, live.type, type) };
    if (isSilent && live.numbering !== null) kept.push(note('numbering', 'safe'));
    else if (isSilent && live.default !== null && isFilled(place, live.name))
      kept.push(note('default', 'fills'));
  } else if (isSilent && live.default !== null && keeps.has('defaults')) {
    kept.push(note('default', 'asked'));
    value = { ...live, default: retyped(live.default, live.type, type) };
  }
  const isSettled = !differs('nullability') && rekeyed?.has(live.name) !== true;
  let isNullable = isSettled ? live.isNullable : wanted.isNullable;
  if (isNullable && !live.isNullable && keeps.has('not-null')) {
    kept.push(note('not-null', 'asked'));
    isNullable = false;
  }
  const { default: initial, numbering, drawn } = value;
  return {
    column: { ...wanted, type, isNullable, default: initial, numbering, drawn, generated: null },
    kept,
  };
}

/** A constant is cast to the type of its column, which is another one then. */
function retyped(initial: string | null, from: string, to: string): string | null {
  const bare = (type: string) => type.replace(/(?:\[\])+$/, '');
  return from === to || initial === null ? initial : initial.replaceAll(`::${bare(from)}`, `::${bare(to)}`);
}

/** `defaultsGoWithType`: the column's enum is altered, and its default with it. */
export function compareColumn(
  pair: ColumnPair,
  options: ColumnOptions,
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
  if (to.comment !== null && options.judgement.differs('comment', place, live.name))
    changes.push({ type: 'comment', place, column: live.name, from: live.comment, to: to.comment });
  if (to.comment === null && live.comment !== null)
    return { changes, kept: [...kept, { what: 'comment', place, name: live.name, why: 'safe' }] };
  return { changes, kept };
}
