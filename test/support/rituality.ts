/**
 * A copy of the Rituality database, migrated and seeded by the real sequelize-cli. The CLI runs once a run, into a template
 * that every test file copies; parallel workers wait for the one that builds it.
 */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { createTestDatabase, executeOn, testServer, type TestDatabase } from './postgres.ts';

const root = resolve(import.meta.dirname, '../..');
const template = 'rituality_template';

/** The environment that points the application's own configuration, and so sequelize-cli, at a database. */
export function ritualityVariables(target: ConnectionTarget): Readonly<Record<string, string>> {
  return {
    DB_HOST: target.host,
    DB_PORT: String(target.port),
    DB_NAME: target.database,
    DB_USERNAME: target.user,
    DB_PASSWORD: target.password ?? '',
    DB_DIALECT: 'postgres',
    DB_LOGGING: 'false',
  };
}

/** Migrated and seeded; the caller drops it. */
export async function ritualityDatabase(): Promise<TestDatabase> {
  await buildTemplate();
  return createTestDatabase({ template });
}

async function buildTemplate(): Promise<void> {
  const { host, port, database, user } = testServer();
  const guard = new pg.Client({ host, port, database, user });
  await guard.connect();
  try {
    // Held until this connection ends, however it ends.
    await guard.query(`SELECT pg_advisory_lock(hashtext('${template}'))`);
    const found = await guard.query('SELECT 1 FROM pg_database WHERE datname = $1', [template]);
    if (found.rowCount !== 0) return;
    const draft = await createTestDatabase();
    await sequelizeCli(draft.target, 'db:migrate');
    await sequelizeCli(draft.target, 'db:seed:all');
    await draft.execute('ANALYZE');
    await executeOn(testServer(), `ALTER DATABASE "${draft.target.database}" RENAME TO "${template}"`);
  } finally {
    await guard.end();
  }
}

/** Runs the project's own sequelize-cli on a database, as its developers would; rejects with what it printed. */
export async function sequelizeCli(target: ConnectionTarget, ...words: readonly string[]): Promise<string> {
  const cli = resolve(root, 'node_modules/sequelize-cli/lib/sequelize');
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [cli, ...words], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'development', ...ritualityVariables(target) },
    });
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
    throw new Error(`sequelize-cli ${words.join(' ')} failed: ${said}`, { cause: error });
  }
}
