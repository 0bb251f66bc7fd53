import { describe, expect, it } from 'vitest';
import { callNames, memberText } from '../../../src/queries/saved-queries/call-names.ts';

describe('the name of a saved query in code', () => {
  it.each([
    ['active', ['active']],
    ['unseen-devices', ['unseen-devices', 'unseenDevices']],
    ['reports/weekly', ['reports/weekly', 'reportsWeekly']],
    ['2024-sales', ['2024-sales', '_2024Sales']],
  ])('of %s is %j', (name, wanted) => {
    expect(callNames([name]).get(name)).toEqual(wanted);
  });

  it('is that of the file which is called so, before one that would be written so', () => {
    const names = callNames(['sign-ups', 'signUps']);
    expect(names.get('sign-ups')).toEqual(['sign-ups']);
    expect(names.get('signUps')).toEqual(['signUps']);
  });

  it('is written behind a dot where it is an identifier, and else in brackets', () => {
    expect(memberText(['sign-ups', 'signUps'])).toBe('.signUps');
    expect(memberText(['sign-ups'])).toBe("['sign-ups']");
  });
});
