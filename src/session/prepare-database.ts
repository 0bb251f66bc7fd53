/**
 * Builds the demo's database: migrated and seeded under a temporary name, and renamed only when complete, so that an
 * interrupted first start leaves nothing that looks finished. One process builds at a time; the others wait and find it.
 */
import type { DatabaseConnection } from '../database/client.ts';
import type { ConnectionMode, ConnectionTarget } from '../database/target.ts';
import { ConsoleError } from '../errors.ts';
import type { JournalEvent, JournalKind, StepOutcome } from '../journal/journal.ts';

export interface PrepareOptions {
  readonly target: ConnectionTarget;
  /** Drop what is there and build anew. */
  readonly reset: boolean;
  /** Runs everything pending of one journal on `target`. */
  readonly runAll: (
    kind: JournalKind,
    target: ConnectionTarget,
    onEvent: (event: JournalEvent) => void,
  ) => Promise<StepOutcome>;
  /** Told each step, for people. */
  readonly announce: (step: string) => void;
}

/** Building a database is the console's own work: `--read-only` speaks of the session that opens it afterwards. */
const buildingMode: ConnectionMode = { readOnly: false, statementTimeoutMs: null };

const entryWords: Readonly<Record<JournalKind, string>> = { migrations: 'Migrating', seeders: 'Seeding' };

/** Rejects with `prepare-failed` naming the migration or seeder; the half-built database keeps its temporary name. */
export async function prepareDatabase({ target, reset, runAll, announce }: PrepareOptions): Promise<void> {
  const { createDatabase, dropDatabase } = await import('../database/create-database.ts');
  await alone(target, async (connection) => {
    if (reset) {
      announce(`Dropping "${target.database}"`);
      await dropDatabase(target);
    }
    if (await databaseExists(connection, target.database)) return;

    const building = { ...target, database: `${target.database}_preparing` };
    announce(`Creating "${target.database}"`);
    await dropDatabase(building);
    await createDatabase(building);
    for (const kind of ['migrations', 'seeders'] as const) {
      const outcome = await runAll(kind, building, (event) => {
        if (event.type === 'step-started') announce(`${entryWords[kind]} ${event.name}`);
      });
      failWhenStopped(outcome);
    }
    await analyse(building);
    await connection.query(`ALTER DATABASE "${building.database}" RENAME TO "${target.database}"`);
  });
}

/** Creates the database of a project that is opened on the embedded server for the first time, empty. */
export async function createWhenMissing(target: ConnectionTarget, reset: boolean): Promise<void> {
  const { createDatabase, dropDatabase } = await import('../database/create-database.ts');
  await alone(target, async (connection) => {
    if (reset) await dropDatabase(target);
    if (!(await databaseExists(connection, target.database))) await createDatabase(target);
  });
}

/** Runs `work` on the maintenance database while no other seqscope is about to create the same one. */
async function alone(
  target: ConnectionTarget,
  work: (connection: DatabaseConnection) => Promise<void>,
): Promise<void> {
  const { openDatabase } = await import('../database/client.ts');
  const maintenance = openDatabase({ ...target, database: 'postgres' }, buildingMode, { maxConnections: 1 });
  try {
    await maintenance.withConnection(async (connection) => {
      await connection.query('SELECT pg_advisory_lock(hashtext($1))', [target.database]);
      await work(connection);
    });
  } finally {
    await maintenance.close();
  }
}

async function databaseExists(connection: DatabaseConnection, name: string): Promise<boolean> {
  const found = await connection.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return found.rows.length > 0;
}

/** Gives the planner, and the sidebar, row estimates without waiting for autovacuum. */
async function analyse(target: ConnectionTarget): Promise<void> {
  const { openDatabase } = await import('../database/client.ts');
  const database = openDatabase(target, buildingMode, { maxConnections: 1 });
  try {
    await database.query('ANALYZE');
  } finally {
    await database.close();
  }
}

function failWhenStopped({ results }: StepOutcome): void {
  const failed = results.find((result) => result.status === 'failed');
  if (failed === undefined) return;
  const { error } = failed;
  throw new ConsoleError(
    `The database could not be prepared: "${failed.name}" failed: ${error?.message ?? 'no reason was given'}`,
    {
      code: 'prepare-failed',
      remedy: `Mend "${failed.name}", then start again.`,
      details: error?.details ?? {},
    },
  );
}
