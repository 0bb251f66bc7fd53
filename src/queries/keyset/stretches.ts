/**
 * The rows after a bookmark, cut into stretches: conditions whose rows follow one another in the order and that one index
 * scan can each begin in the middle of. One `OR` of them all would say the same, and make the server read from the start.
 */
import type { KeyTerm, KeyValues } from './key-term.ts';

/** Conditions joined by AND. */
export type Stretch = readonly KeyCondition[];

export type KeyCondition =
  | { readonly type: 'equal'; readonly term: KeyTerm; readonly value: string }
  | { readonly type: 'null' | 'not-null'; readonly term: KeyTerm }
  /** `(a, b) > (x, y)`: all terms in one direction; of those after the first none can be NULL. */
  | {
      readonly type: 'beyond';
      readonly operator: '>' | '<' | '>=' | '<=';
      readonly terms: readonly KeyTerm[];
      readonly values: readonly string[];
    };

/**
 * The stretches that come after the row with these values, nearest first. With terms reversed (reversedTerms()) they are the
 * rows before it. `terms` and `values` belong together one by one.
 *
 * Rows that share the values of the terms before number n and lie beyond in term n are a stretch; so are, apart from them,
 * those with NULL in term n where NULLs come last. A run of terms in the same direction is one row comparison (manual,
 * 9.25.5), which an index on them answers in one scan.
 */
export function stretchesAfter(terms: readonly KeyTerm[], values: KeyValues): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let end = terms.length;
  while (end > 0) {
    const start = runStart(terms, values, end);
    const prefix = terms.slice(0, start).map((term, index) => equalTo(term, values[index] ?? null));
    stretches.push(
      ...beyondRun(terms.slice(start, end), values.slice(start, end)).map((own) => [...prefix, ...own]),
    );
    end = start;
  }
  return stretches;
}

/** Where the run that ends before `end` begins: as far forward as one row comparison can say it. */
function runStart(terms: readonly KeyTerm[], values: KeyValues, end: number): number {
  let start = end - 1;
  while (start > 0) {
    const inner = terms[start];
    const outer = terms[start - 1];
    if (inner === undefined || outer === undefined) break;
    // NULLs of the inner term would have to come between; those of the first term come after or before all of it.
    const canJoin =
      !inner.isNullable && inner.direction === outer.direction && (values[start - 1] ?? null) !== null;
    if (!canJoin) break;
    start -= 1;
  }
  return start;
}

function beyondRun(terms: readonly KeyTerm[], values: KeyValues): readonly Stretch[] {
  const [first] = terms;
  if (first === undefined) return [];
  if ((values[0] ?? null) === null)
    return first.nulls === 'first' ? [[{ type: 'not-null', term: first }]] : [];
  const beyond: KeyCondition = {
    type: 'beyond',
    operator: first.direction === 'asc' ? '>' : '<',
    terms,
    values: values.map((value) => value ?? ''),
  };
  const hasNullsAfter = first.isNullable && first.nulls === 'last';
  return hasNullsAfter ? [[beyond], [{ type: 'null', term: first }]] : [[beyond]];
}

/** The stretch of one row. */
export function stretchAt(terms: readonly KeyTerm[], values: KeyValues): Stretch {
  return terms.map((term, index) => equalTo(term, values[index] ?? null));
}

function equalTo(term: KeyTerm, value: string | null): KeyCondition {
  return value === null ? { type: 'null', term } : { type: 'equal', term, value };
}

/** The conditions as SQL; `write` makes a value SQL text, as a parameter or a quoted literal. */
export function stretchSql(stretch: Stretch, write: (value: string) => string): string {
  const typed = (term: KeyTerm, value: string): string => `CAST(${write(value)} AS ${term.type})`;
  return stretch
    .map((condition) => {
      switch (condition.type) {
        case 'equal':
          return `${condition.term.expression} = ${typed(condition.term, condition.value)}`;
        case 'null':
          return `${condition.term.expression} IS NULL`;
        case 'not-null':
          return `${condition.term.expression} IS NOT NULL`;
        case 'beyond': {
          const { terms, values, operator } = condition;
          const left = terms.map(({ expression }) => expression).join(', ');
          const right = terms.map((term, index) => typed(term, values[index] ?? '')).join(', ');
          return terms.length === 1 ? `${left} ${operator} ${right}` : `(${left}) ${operator} (${right})`;
        }
      }
    })
    .join(' AND ');
}
