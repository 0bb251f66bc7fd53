import { defineConfig } from 'vitest/config';

/** Times that only end what hangs: they have room for a machine ten times slower than one's own. */
const each = {
  env: { FORCE_COLOR: '3', NODE_ENV: 'test' },
  testTimeout: 90_000,
  hookTimeout: 120_000,
  expect: { poll: { timeout: 15_000 } },
};

/**
 * Files that leave nothing behind in their process: they share it, and what they have loaded. Not so those that open a project, which
 * goes to its folder and holds its models, or that watch a program end.
 */
const together = [
  'test/text/**/*.test.{ts,tsx}',
  'test/schema/**/!(describe-models).test.{ts,tsx}',
  'test/output/**/!(erd-relations).test.{ts,tsx}',
  'test/ui/**/!(terminal-session|relations).test.{ts,tsx}',
];

export default defineConfig({
  test: {
    globalSetup: ['test/support/global-setup.ts'],
    maxWorkers: 2,
    projects: [
      {
        test: { ...each, name: 'alone', include: ['test/**/*.test.{ts,tsx}'], exclude: together },
      },
      {
        test: {
          ...each,
          name: 'together',
          include: together,
          isolate: false,
          unstubEnvs: true,
          // One after the other: a process is only kept for the next file where that may share it too.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
