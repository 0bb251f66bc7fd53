import { describe, expect, it } from 'vitest';
import { expectCodeAgreement } from './agreement.ts';
import { useBoth } from './opened-both.ts';

const both = useBoth();

describe('random specs', () => {
  it('read the same rows as their code, as what the code is read as, and as their command lines', async () => {
    const { compared, notReadBack } = await expectCodeAgreement(both.rituality, both.library, {
      first: 0,
      wanted: 20,
    });
    expect(compared).toBe(20);
    expect(notReadBack).toEqual([]);
  }, 120_000);
});
