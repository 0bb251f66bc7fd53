import { defineConfig } from 'vitest/config';

/** Fuzzing, kills and comparisons: too slow for every commit, run before an issue is resolved. */
export default defineConfig({
  test: {
    include: ['test/**/*.deep.{ts,tsx}'],
    globalSetup: ['test/support/global-setup.ts'],
    env: { FORCE_COLOR: '3', NODE_ENV: 'test' },
    testTimeout: 3_600_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
