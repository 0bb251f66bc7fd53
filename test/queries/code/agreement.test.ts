import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLibraryQueries, openRitualityQueries } from '../opened-queries.ts';
import { expectCodeAgreement } from './agreement.ts';

let rituality: Awaited<ReturnType<typeof openRitualityQueries>>;
let library: Awaited<ReturnType<typeof openLibraryQueries>>;

beforeAll(async () => {
  [rituality, library] = await Promise.all([openRitualityQueries(), openLibraryQueries()]);
}, 120_000);

afterAll(async () => {
  await Promise.all([rituality.close(), library.close()]);
});

describe('random specs', () => {
  it('read the same rows as their code, as what the code is read as, and as their command lines', async () => {
    const { compared, refused } = await expectCodeAgreement(rituality, library, 0, 40);
    expect(compared).toBeGreaterThan(20);
    expect(refused).toBeLessThan(compared / 4);
  }, 120_000);
});
