/**
 * The order of a page as keyset paging sees it: every expression the rows are ordered by, ending in a key that makes the
 * order total. A row's values of these expressions are its bookmark, and say where the rows after it begin.
 */

/** One expression of an ORDER BY. */
export interface KeyTerm {
  /** SQL of the value, quoted: `"User"."created_at"`. */
  readonly expression: string;
  /** As format_type() gives it: the type a bookmark's text is cast to before it is compared. */
  readonly type: string;
  readonly direction: 'asc' | 'desc';
  readonly nulls: 'first' | 'last';
  /** False only when the server forbids NULL here. */
  readonly isNullable: boolean;
}

/** The values of a row's terms as the server writes them (`::text`), so that nothing is lost on the way. Null is NULL. */
export type KeyValues = readonly (string | null)[];

/** NULLs come last ascending and first descending unless said otherwise (PostgreSQL manual, 7.5). */
export function defaultNulls(direction: 'asc' | 'desc'): 'first' | 'last' {
  return direction === 'asc' ? 'last' : 'first';
}

/** The same rows from the other end. */
export function reversedTerms(terms: readonly KeyTerm[]): readonly KeyTerm[] {
  return terms.map((term) => ({
    ...term,
    direction: term.direction === 'asc' ? 'desc' : 'asc',
    nulls: term.nulls === 'first' ? 'last' : 'first',
  }));
}

/** `ASC`, `DESC NULLS LAST`: nothing is said that the server would do anyway, so that an index's own order is recognised. */
export function orderWords({ direction, nulls, isNullable }: KeyTerm): string {
  const word = direction === 'asc' ? 'ASC' : 'DESC';
  return !isNullable || nulls === defaultNulls(direction) ? word : `${word} NULLS ${nulls.toUpperCase()}`;
}
