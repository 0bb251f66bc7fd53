/**
 * `db:migrate:schema:timestamps:add`: gives a journal's table the two columns of times, the way sequelize-cli does: the old
 * table stays under another name, its rows are copied. In one transaction, under the journal's lock.
 */
import { openDatabase } from '../database/client.ts';
import { ConsoleError } from '../errors.ts';
import { timeColumnsOf } from '../project/locate/journal-storage.ts';
import type { Project } from '../project/project.ts';
import type { RunStatement } from './journal-storage/journal-storage.ts';
import { quoteIdentifier } from '../database/quote.ts';
import { createTable, quoteTable, readColumns } from './journal-storage/table-storage.ts';
import { defaultLockTimeoutMs } from './lock-timeout.ts';
import { withJournalLock } from './lock.ts';
import type { StepConnection, StepOptions } from './step-journal.ts';

/** `added` is false when the table has times already. Rejects with `journal-missing`, also for a journal that is no table. */
export async function addJournalTimes(
  project: Project,
  connection: Pick<StepConnection, 'target' | 'mode'>,
  { signal, onEvent }: StepOptions = {},
): Promise<{ readonly added: boolean }> {
  const storage = project.storage.migrations;
  if (storage.type !== 'sequelize')
    throw noTable('The migrations of this project are not recorded in a table.');
  const database = openDatabase(connection.target, connection.mode, { maxConnections: 2 });
  const onWait = () => onEvent?.({ type: 'lock-awaited' });
  const lockOptions = { timeoutMs: defaultLockTimeoutMs, onWait, signal };
  try {
    return await withJournalLock(database, { kind: 'migrations', storage }, lockOptions, () =>
      database.withConnection(async (held) => {
        const run: RunStatement = async (sql, values = []) => (await held.query(sql, values)).rows;
        const columns = await readColumns(storage, run);
        if (columns === null) throw noTable(`There is no journal table ${quoteTable(storage)} yet.`);
        if (columns.names.includes('createdAt') || columns.names.includes('created_at'))
          return { added: false };
        await run('BEGIN');
        await replaceTable(storage, timeColumnsOf(project.settings), run);
        await run('COMMIT');
        return { added: true };
      }),
    );
  } finally {
    await database.close();
  }
}

async function replaceTable(
  storage: Extract<Project['storage']['migrations'], { type: 'sequelize' }>,
  timeColumns: readonly string[],
  run: RunStatement,
): Promise<void> {
  const backup = `${storage.table}Backup`;
  const name = quoteIdentifier(storage.column ?? 'name');
  await run(`ALTER TABLE ${quoteTable(storage)} RENAME TO ${quoteIdentifier(backup)}`);
  await createTable({ ...storage, timeColumns }, run);
  const times = timeColumns.map(quoteIdentifier).join(', ');
  await run(
    `INSERT INTO ${quoteTable(storage)} (${name}, ${times}) SELECT ${name}, now(), now() FROM ${quoteTable({ ...storage, table: backup })}`,
  );
}

function noTable(message: string): ConsoleError {
  return new ConsoleError(message, {
    code: 'journal-missing',
    remedy: 'Run `seqscope db:migrate` first, with `migrationStorage` "sequelize" in the configuration.',
  });
}
