/** A thousand random trees of includes; the ordinary suite has the first of them. */
import { expect, test } from 'vitest';
import { openLibraryQueries } from '../opened-queries.ts';
import { expectAgreement } from './includes-agreement.ts';

test('a thousand trees of includes give the records of the same findAll', { timeout: 600_000 }, async () => {
  const opened = await openLibraryQueries();
  try {
    await expectAgreement(opened, 1000, 1000);
  } finally {
    await opened.close();
  }
  expect.hasAssertions();
});
