/** Several migrators at once on one empty database: each migration writes down that it ran, and must have run once. */
import type { ConnectionTarget } from '../../src/database/target.ts';
import { executeOn } from '../support/execute.ts';
import { createDatabase, dropDatabase } from './databases.ts';
import { makeProject } from './faulty-project.ts';
import { runMigrator, type Tool } from './migrator.ts';

export interface RaceOptions {
  readonly tool: Tool;
  readonly server: ConnectionTarget;
  readonly migrators: number;
  readonly rounds: number;
}

export interface RaceCount {
  readonly rounds: number;
  /** Rounds in which every migration ran exactly once and is recorded. */
  readonly onceEach: number;
  /** Rounds in which every process ended with exit code 0. */
  readonly allWell: number;
  /** Over all rounds: migrations that ran more than once, that did not run, processes that failed. */
  readonly repeated: number;
  readonly missing: number;
  readonly failed: number;
  /** What the first failed processes printed. */
  readonly failures: readonly string[];
}

const names = Array.from({ length: 10 }, (_, index) => `${String(index + 10)}-writes-itself-down.js`);

/** The table is there already; a pause lets others in between the two statements. */
function migrationText(name: string): string {
  return `'use strict';

module.exports = {
  async up({ sequelize }) {
    await sequelize.query("INSERT INTO runs SELECT '${name}', pg_backend_pid(), txid_current()");
    await sequelize.query('SELECT pg_sleep(0.002)');
    await sequelize.query('CREATE TABLE IF NOT EXISTS "made by ${name}" (id integer)');
  },
};
`;
}

export async function countRaces({ tool, server, migrators, rounds }: RaceOptions): Promise<RaceCount> {
  const project = await makeProject(Object.fromEntries(names.map((name) => [name, migrationText(name)])));
  const total = { onceEach: 0, allWell: 0, repeated: 0, missing: 0, failed: 0 };
  const failures: string[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const target = await createDatabase(server);
      await executeOn(target, 'CREATE TABLE runs (name text, backend integer, transaction bigint)');
      const endings = await Promise.all(
        Array.from({ length: migrators }, () => runMigrator(tool, project.folder, target)),
      );
      const runs = await executeOn(target, 'SELECT name, count(*)::int AS times FROM runs GROUP BY name');
      const recorded = await executeOn(target, 'SELECT name FROM "SequelizeMeta"').catch(() => []);
      await dropDatabase(server, target);
      const failed = endings.filter(({ exitCode }) => exitCode !== 0);
      const repeated = runs.filter(({ times }) => times !== 1).length;
      const missing = names.length - Math.min(runs.length, recorded.length);
      total.repeated += repeated;
      total.missing += missing;
      total.failed += failed.length;
      if (repeated === 0 && missing === 0) total.onceEach += 1;
      if (failed.length === 0) total.allWell += 1;
      failures.push(...failed.map(({ output }) => output));
    }
    return { rounds, ...total, failures: failures.slice(0, 5) };
  } finally {
    await project.remove();
  }
}
