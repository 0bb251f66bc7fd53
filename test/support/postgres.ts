/**
 * A database of its own for a test file, on the run's one server. Uses pg directly, so that what is under test does not
 * prepare its own ground.
 */
import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { executeOn, urlOf } from './execute.ts';

export { executeOn, urlOf } from './execute.ts';

export interface TestDatabase {
  readonly target: ConnectionTarget;
  /** The database as a URL, for `--url`, `DATABASE_URL` and other programs. */
  readonly url: string;
  /** Runs SQL in it; several statements in one text are fine. */
  execute(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Disconnects everybody and drops it. */
  drop(): Promise<void>;
}

/** The maintenance database of the run's server: for tests that create and drop databases themselves. */
export function testServer(): ConnectionTarget {
  return inject('postgres');
}

/** An empty database, or a copy of `template` (nobody may be connected to that). */
export async function createTestDatabase(
  options: { readonly template?: string } = {},
): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const template = options.template === undefined ? '' : ` TEMPLATE "${options.template}"`;
  await executeOn(testServer(), `CREATE DATABASE "${name}"${template}`);
  const target = { ...testServer(), database: name };
  return {
    target,
    url: urlOf(target),
    execute: (sql) => executeOn(target, sql),
    async drop() {
      await executeOn(testServer(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    },
  };
}
