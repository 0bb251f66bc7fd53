/** Whole numbers for people. */

/**
 * `12,345,678`. As `toLocaleString('en')` writes it, whose first call has the engine load its language data: 15 to 25 ms, which
 * would be paid for just when the first rows are painted.
 */
export function groupedDigits(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}
