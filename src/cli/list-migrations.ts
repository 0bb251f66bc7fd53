/** `db:migrate:status`: sequelize-cli's lines while all is well, with a remark on what is not. */
import { ConsoleError, exitCodes } from '../errors.ts';
import type { EntryCheck, JournalEntry } from '../journal/journal.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Invocation } from './command.ts';
import { openConfigured } from './greeting.ts';
import { writeJson } from './rows-output.ts';

/** `up <file>` for what is executed, then `down <file>` for what is pending, as sequelize-cli prints them. */
export async function listMigrations(invocation: Invocation): Promise<number> {
  const isJson = invocation.options.flag('json');
  const session = isJson ? await invocation.openSession() : await openConfigured(invocation);
  const { entries: listed, folder } = await session.journal('migrations');
  const isChecked = invocation.options.flag('check');
  const entries = isChecked ? withChecks(listed, await session.checkEntries('migrations')) : listed;
  if (isJson) {
    await writeJson(
      entries.map((entry) => ({ ...entry, flags: entry.flags ?? [] })),
      invocation,
    );
    return exitCodes.ok;
  }
  if (folder === null && entries.length === 0) throw noFolder();
  const executed = entries.filter(({ state }) => state !== 'pending');
  const pending = entries.filter(({ state }) => state === 'pending');
  const lines = [
    ...executed.map((entry) => `up ${entry.name}${remarkOn(entry)}`),
    ...pending.map((entry) => `down ${entry.name}${remarkOn(entry)}`),
  ];
  await invocation.out.write(lines.map((line) => `${sanitiseLine(line)}\n`).join(''));
  for (const { name, state } of executed) {
    if (state === 'orphaned')
      await invocation.notes.write(
        `warning: "${sanitiseLine(name)}" was executed, and its file is missing.\n`,
      );
  }
  return exitCodes.ok;
}

function noFolder(): ConsoleError {
  return new ConsoleError('The project has no migrations folder.', {
    code: 'migrations-folder-missing',
    remedy: 'Make one with `seqscope init:migrations`, or name it with `--migrations-path DIR`.',
  });
}

/** Nothing where sequelize-cli has nothing to say either: its lines stay as they are while all is well. */
function remarkOn({ recordedAs, flags = [] }: JournalEntry): string {
  const remarks = [
    ...(recordedAs === undefined ? [] : [`recorded as ${recordedAs}`]),
    ...(flags.includes('changed') ? ['changed since'] : []),
    ...(flags.includes('unreadable') ? ['cannot be loaded'] : []),
    ...(flags.includes('irreversible') ? ['has no down'] : []),
  ];
  return remarks.length === 0 ? '' : ` (${remarks.join(', ')})`;
}

function withChecks(
  entries: readonly JournalEntry[],
  checks: readonly EntryCheck[],
): readonly JournalEntry[] {
  return entries.map((entry) => {
    const found = checks.find(({ name }) => name === entry.name)?.flags ?? [];
    return found.length === 0 ? entry : { ...entry, flags: [...(entry.flags ?? []), ...found] };
  });
}
