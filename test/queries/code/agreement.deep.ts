import { expect, it } from 'vitest';
import { openLibraryQueries, openRitualityQueries } from '../opened-queries.ts';
import { expectCodeAgreement } from './agreement.ts';

it('2,000 random specs read the same rows in every form, and every one is read back from its code', async () => {
  const [rituality, library] = await Promise.all([openRitualityQueries(), openLibraryQueries()]);
  const startedAt = performance.now();
  const { compared, refused, notReadBack } = await expectCodeAgreement(rituality, library, {
    first: 1_000,
    wanted: 2_000,
  });
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const counts = [`${compared} compared`, `${refused.length} refused`, `${notReadBack.length} not read back`];
  process.stdout.write(
    `${[`${counts.join(', ')} in ${seconds} s`, ...refused, ...notReadBack].join('\n')}\n`,
  );
  expect(compared).toBe(2_000);
  expect(refused).toEqual([]);
  expect(notReadBack).toEqual([]);
  await Promise.all([rituality.close(), library.close()]);
}, 1_800_000);
