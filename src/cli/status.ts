/** `status`: project, database, and both journals. Reads only. */
import { exitCodes } from '../errors.ts';
import type { EntryFlag, EntryState, JournalEntry, JournalView } from '../journal/journal.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { ProjectSummary } from '../session-shapes.ts';
import type { Invocation } from './command.ts';
import { writeJson } from './rows-output.ts';

/** With `--exit-code`, 1 when a migration is pending or orphaned; seeders, which may be run again, do not count. */
export async function showStatus(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  const isJson = invocation.options.flag('json');
  const project = await session.project();
  // What is connected to is said before it is.
  if (!isJson) await writeLines(projectLines(project), invocation);
  // Asked together, so that what each needs is loaded while another waits.
  const [database, migrations, seeders] = await Promise.all([
    session.database(),
    session.journal('migrations'),
    session.journal('seeders'),
  ]);
  if (isJson) {
    const { name, root, environment, choices } = project;
    const source = choices.find(({ what }) => what === 'database')?.why ?? null;
    await writeJson(
      {
        project: { name, root, environment },
        database: { ...database, source },
        migrations: statesOf(migrations),
        seeders: statesOf(seeders),
      },
      invocation,
    );
  } else {
    const modes = [...(database.embedded ? ['embedded'] : []), ...(database.readOnly ? ['read-only'] : [])];
    await writeLines(
      [
        [
          'Database',
          [`${database.database} on ${database.host}:${database.port} as ${database.user}`, ...modes].join(
            ', ',
          ),
        ],
        ['Server', `PostgreSQL ${database.serverVersion}`],
        ['Migrations', journalText(migrations)],
        ...namesText(migrations),
        ['Seeders', journalText(seeders)],
        ...namesText(seeders, ['orphaned']),
      ],
      invocation,
    );
  }
  const isBehind = migrations.entries.some(({ state }) => state !== 'executed');
  return isBehind && invocation.options.flag('exit-code') ? exitCodes.failed : exitCodes.ok;
}

function projectLines({ name, root, environment, choices }: ProjectSummary): readonly string[][] {
  const target = choices.find(({ what }) => what === 'database');
  return [
    ['Project', `${name} (${root})`],
    ['Environment', environment],
    ['Configured', target === undefined ? 'nothing' : `${target.value ?? 'no database'} (${target.why})`],
  ];
}

async function writeLines(lines: readonly string[][], { out }: Invocation): Promise<void> {
  const text = lines
    .map(([label = '', value = '']) => `${label.padEnd(12)} ${sanitiseLine(value)}\n`)
    .join('');
  await out.write(text);
}

function statesOf(view: JournalView): object {
  return {
    executed: namesOf(view, 'executed'),
    pending: namesOf(view, 'pending'),
    orphaned: namesOf(view, 'orphaned'),
    renamed: namesFlagged(view, 'renamed'),
    outOfOrder: namesFlagged(view, 'out-of-order'),
    changed: namesFlagged(view, 'changed'),
    isRecorded: view.storage.type !== 'none',
  };
}

function journalText(view: JournalView): string {
  if (view.storage.type === 'none') return `${view.entries.length} (not recorded: every run runs them all)`;
  const counts = (['executed', 'pending', 'orphaned'] as const).map(
    (state) => `${namesOf(view, state).length} ${state}`,
  );
  const outOfOrder = namesFlagged(view, 'out-of-order').length;
  const changed = namesFlagged(view, 'changed').length;
  const recordedElsewhere = namesFlagged(view, 'renamed').length;
  return [
    counts.join(', '),
    ...(outOfOrder === 0 ? [] : [`${outOfOrder} out of order`]),
    ...(changed === 0 ? [] : [`${changed} changed since executed`]),
    ...(recordedElsewhere === 0 ? [] : [`${recordedElsewhere} recorded under another extension`]),
    ...(view.storageWhy === undefined || view.storage.type !== 'sequelize'
      ? []
      : [`journal "${view.storage.table}": ${view.storageWhy}`]),
  ].join('; ');
}

/** The names that want something done, one a line. */
function namesText(
  view: JournalView,
  states: readonly EntryState[] = ['pending', 'orphaned'],
): readonly string[][] {
  const stated = states.flatMap((state) =>
    view.entries
      .filter((entry) => entry.state === state)
      .map((entry) => [
        '',
        `${state} ${entry.name}${isFlagged(entry, 'out-of-order') ? ' (out of order)' : ''}`,
      ]),
  );
  const changed = namesFlagged(view, 'changed').map((name) => ['', `changed ${name}`]);
  return [...stated, ...changed];
}

function namesFlagged(view: JournalView, flag: EntryFlag): readonly string[] {
  return view.entries.filter((entry) => isFlagged(entry, flag)).map(({ name }) => name);
}

function isFlagged({ flags = [] }: JournalEntry, flag: EntryFlag): boolean {
  return flags.includes(flag);
}

function namesOf(view: JournalView, state: EntryState): readonly string[] {
  return view.entries.filter((entry) => entry.state === state).map(({ name }) => name);
}
