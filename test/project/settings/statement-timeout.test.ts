import { describe, expect, it } from 'vitest';
import { parseStatementTimeout, timeoutOfFlag } from '../../../src/project/settings/statement-timeout.ts';

describe('a statement timeout', () => {
  it.each([
    ['5s', 5000],
    ['500ms', 500],
    ['2min', 120_000],
    ['1.5 h', 5_400_000],
    ['250', 250],
    [250, 250],
    ['0', 0],
  ])('reads %j', (text, timeoutMs) => {
    expect(parseStatementTimeout(text)).toBe(timeoutMs);
  });

  it.each(['', 'soon', '-5s', '5 parsecs', '999999999999s', null, true])('refuses %j', (text) => {
    expect(parseStatementTimeout(text)).toBeNull();
  });

  it('is a usage error in a flag', () => {
    expect(() => timeoutOfFlag('soon')).toThrow(expect.objectContaining({ kind: 'usage' }) as Error);
  });
});
