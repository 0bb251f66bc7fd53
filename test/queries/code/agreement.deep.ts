import { expect, it } from 'vitest';
import { openLibraryQueries, openRitualityQueries } from '../opened-queries.ts';
import { expectCodeAgreement } from './agreement.ts';

it('2,000 random specs read the same rows in every form', async () => {
  const [rituality, library] = await Promise.all([openRitualityQueries(), openLibraryQueries()]);
  const { compared, refused } = await expectCodeAgreement(rituality, library, 1_000, 2_000);
  expect(compared).toBeGreaterThan(1_000);
  expect(refused).toBeLessThan(compared / 4);
  await Promise.all([rituality.close(), library.close()]);
}, 1_800_000);
