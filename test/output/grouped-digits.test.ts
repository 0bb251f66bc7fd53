import { describe, expect, it } from 'vitest';
import { groupedDigits } from '../../src/output/grouped-digits.ts';

describe('groupedDigits', () => {
  it('writes whole numbers as English does', () => {
    for (const count of [0, 7, 999, 1000, 12_345, 999_999, 1_000_000, 10_000_000_123, -1, -1000, -123_456]) {
      expect(groupedDigits(count)).toBe(count.toLocaleString('en'));
    }
  });
});
