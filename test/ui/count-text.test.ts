import { expect, test } from 'vitest';
import { countText } from '../../src/ui/screens/record/count-text.ts';

test.each([
  [undefined, ''],
  [{ status: 'counting', requestId: 1 }, '…'],
  [{ status: 'counted', count: null }, ''],
  [{ status: 'counted', count: 0 }, 'no rows'],
  [{ status: 'counted', count: 1 }, '1 row'],
  [{ status: 'counted', count: 10_000 }, '10,000 rows'],
  [{ status: 'counted', count: 10_001 }, '10,000+ rows'],
] as const)('a count %j of related rows is shown as "%s"', (count, text) => {
  expect(countText(count)).toBe(text);
});
