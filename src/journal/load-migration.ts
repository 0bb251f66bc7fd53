/**
 * One migration or seeder as something to run: its file imported, its `up` or `down` found where sequelize-cli looks for it.
 */
import type { Sequelize } from 'sequelize';
import { ConsoleError } from '../errors.ts';
import type { Project } from '../project/project.ts';
import { entryNoun } from './entry-errors.ts';
import { importCurrent } from './import-current.ts';
import type { JournalKind } from './journal.ts';
import { migrationArguments } from './migration-arguments.ts';
import type { PlannedEntry } from './plan.ts';
import { usesConcurrently } from '../database/transaction/transaction-words.ts';

export interface LoadedMigration {
  /**
   * Why it is not to be tried in a transaction, as the second half of a sentence: it says so itself (`transaction = false`), or
   * plainly builds an index CONCURRENTLY. Null is a guess.
   */
  readonly whyOutside: string | null;
  /** Calls the function; a promise it returns is awaited, any other value means that it is done. */
  readonly run: (sequelize: Sequelize) => Promise<void>;
}

type MigrationFunction = (this: unknown, ...values: readonly unknown[]) => unknown;

/**
 * Executes the file. Rejects with `migration-without-up`, `migration-irreversible` (no `down`), their seeder twins, or whatever
 * importing it gives.
 */
export async function loadMigration(
  project: Pick<Project, 'root' | 'runner'>,
  kind: JournalKind,
  entry: PlannedEntry,
  direction: 'up' | 'down',
): Promise<LoadedMigration> {
  const owners = exportsOf(await importCurrent(entry.path, project));
  const owner = owners.find((candidate) => typeof candidate[direction] === 'function');
  if (owner === undefined) throw missingFunction(kind, entry, direction);
  // Checked to be a function just above; what it takes is read off its parameters.
  const method = owner[direction] as MigrationFunction;
  const refusesTransaction = owners.some((candidate) => candidate['transaction'] === false);
  return {
    whyOutside: refusesTransaction
      ? 'it exports `transaction = false`'
      : usesConcurrently(method.toString())
        ? 'it builds or drops an index CONCURRENTLY'
        : null,
    async run(sequelize) {
      const context = project.runner?.context;
      await method.call(owner, ...migrationArguments(method, sequelize, entry, context));
    },
  };
}

/** Where `up` and `down` may be: umzug looks at the default export first. A compiled module may be wrapped twice. */
function exportsOf(module: unknown): readonly Readonly<Record<string, unknown>>[] {
  const inner = defaultOf(module);
  return [defaultOf(inner), inner, module].filter(isObject);
}

function defaultOf(value: unknown): unknown {
  return isObject(value) ? value['default'] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function missingFunction(kind: JournalKind, entry: PlannedEntry, direction: 'up' | 'down'): ConsoleError {
  const noun = entryNoun(kind);
  return new ConsoleError(
    direction === 'up'
      ? `The ${noun} "${entry.name}" exports no function "up".`
      : `The ${noun} "${entry.name}" cannot be reverted: it exports no function "down".`,
    {
      code: direction === 'up' ? `${noun}-without-up` : `${noun}-irreversible`,
      remedy: `Export one: "module.exports = { async up(queryInterface, Sequelize) {}, async down(queryInterface, Sequelize) {} }".`,
      details: { file: entry.path },
    },
  );
}
