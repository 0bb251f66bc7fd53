/** Keeps the last answer of a pure function, for what is painted again and again while only its scroll position changes. */

/** The same function; called with the same arguments as last time it gives the same answer without making it anew. */
export function rememberLast<Arguments extends readonly unknown[], Answer>(
  make: (...values: Arguments) => Answer,
): (...values: Arguments) => Answer {
  let last: { readonly values: Arguments; readonly answer: Answer } | null = null;
  return (...values) => {
    if (last?.values.every((value, index) => value === values[index]) !== true) {
      last = { values, answer: make(...values) };
    }
    return last.answer;
  };
}
