import { expect, it } from 'vitest';
import { killSandboxes } from './kill-sandboxes.ts';

it(
  'a hundred processes killed at any moment leave the catalog and the rows as they were',
  { timeout: 900_000 },
  async () => {
    expect(await killSandboxes(100)).toEqual([]);
  },
);
