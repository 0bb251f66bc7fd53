/** `status`: project, database, and both journals. Reads only. */
import { exitCodes } from '../errors.ts';
import type { EntryState, JournalView } from '../journal/journal.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Invocation } from './command.ts';
import { writeJson } from './rows-output.ts';

/** With `--exit-code`, 1 when a migration is pending or orphaned; seeders, which may be run again, do not count. */
export async function showStatus(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  // Asked together, so that what each needs is loaded while another waits.
  const [database, project, migrations, seeders] = await Promise.all([
    session.database(),
    session.project(),
    session.journal('migrations'),
    session.journal('seeders'),
  ]);
  if (invocation.options.flag('json')) {
    const { name, root, environment } = project;
    await writeJson(
      {
        project: { name, root, environment },
        database,
        migrations: statesOf(migrations),
        seeders: statesOf(seeders),
      },
      invocation,
    );
  } else {
    const modes = [...(database.embedded ? ['embedded'] : []), ...(database.readOnly ? ['read-only'] : [])];
    const lines = [
      ['Project', `${project.name} (${project.root})`],
      ['Environment', project.environment],
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
    ];
    const text = lines
      .map(([label = '', value = '']) => `${label.padEnd(12)} ${sanitiseLine(value)}\n`)
      .join('');
    await invocation.out.write(text);
  }
  const isBehind = migrations.entries.some(({ state }) => state !== 'executed');
  return isBehind && invocation.options.flag('exit-code') ? exitCodes.failed : exitCodes.ok;
}

function statesOf(view: JournalView): object {
  return {
    executed: namesOf(view, 'executed'),
    pending: namesOf(view, 'pending'),
    orphaned: namesOf(view, 'orphaned'),
    isRecorded: view.storage.type !== 'none',
  };
}

function journalText(view: JournalView): string {
  if (view.storage.type === 'none') return `${view.entries.length} (not recorded: every run runs them all)`;
  const counts = (['executed', 'pending', 'orphaned'] as const).map(
    (state) => `${namesOf(view, state).length} ${state}`,
  );
  const recordedElsewhere = view.entries.filter(({ recordedAs }) => recordedAs !== undefined).length;
  return [
    counts.join(', '),
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
  return states.flatMap((state) => namesOf(view, state).map((name) => ['', `${state} ${name}`]));
}

function namesOf(view: JournalView, state: EntryState): readonly string[] {
  return view.entries.filter((entry) => entry.state === state).map(({ name }) => name);
}
