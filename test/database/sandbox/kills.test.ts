import { expect, it } from 'vitest';
import { killSandboxes } from './kill-sandboxes.ts';

it(
  'a process killed at any moment leaves the catalog and the rows as they were',
  { timeout: 120_000 },
  async () => {
    expect(await killSandboxes(5)).toEqual([]);
  },
);
