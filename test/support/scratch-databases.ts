/** Scratch databases on the server of the tests, where tests beside have theirs. */
import { expect } from 'vitest';
import { executeOn } from './execute.ts';
import { testServer } from './postgres.ts';

/** Fails where one is left that nobody is connected to; the moments in which others make theirs or drop them are waited for. */
export async function expectNoScratchLeft(): Promise<void> {
  await expect.poll(abandoned, { timeout: 30_000 }).toEqual([]);
}

async function abandoned(): Promise<readonly unknown[]> {
  return executeOn(
    testServer(),
    `SELECT d.datname FROM pg_database d WHERE d.datname ~ '^seqscope_rehearsal_[0-9a-f]{16}$'
        AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)`,
  );
}
