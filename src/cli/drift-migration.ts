/** `drift --migration`: the migration of what differs between models and database, proved and written; refused where it mends nothing. */
import type { Difference, DriftReport } from '../checks/drift/drift.ts';
import { ConsoleError, exitCodes } from '../errors.ts';
import type { DraftRequest, MigrationDraft } from '../journal/from-models/draft.ts';
import { counted } from '../output/measures.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';
import { draftOf, writeDraft } from './from-models.ts';
import { effectsText, renameHint, verdictOf } from './from-models-text.ts';
import { writeJson } from './rows-output.ts';

/** Rejects where a migration is not what mends it, or was not proved; nothing is written then. */
export async function migrateDrift(
  report: DriftReport,
  session: Session,
  invocation: Invocation,
): Promise<number> {
  const { options, out, notes } = invocation;
  const isJson = options.flag('json');
  if (report.differences.length === 0) {
    if (isJson) await writeJson({ ...report, migration: null }, invocation);
    else await out.write('Nothing differs: there is no migration to write.\n');
    return exitCodes.ok;
  }
  const differences = report.differences.filter(isMigrated);
  refuse(report, differences);
  for (const note of leftOut(report)) await notes.write(`note: ${note}\n`);
  const request: DraftRequest = {
    name: options.text('name'),
    keeps: [],
    dropsTables: false,
    renames: [],
    differences: differences.map(({ id }) => id),
    isRehearsed: true,
  };
  const draft = await draftOf(session, request, invocation);
  if (isJson) await writeJson({ ...report, migration: draft }, invocation);
  else await out.write(effectsText(draft, out.style));
  const hint = renameHint(draft);
  if (hint !== '') await notes.write(hint);
  await writeDraft(session, provedFile(draft), invocation);
  await notes.write('Run it with `seqscope db:migrate`.\n');
  return exitCodes.ok;
}

/** Models and database differ, and the migrations do not have it already: what they have, a new database would be given twice. */
function isMigrated({ said, odd }: Difference): boolean {
  return said.models !== undefined && said.database !== undefined && (odd === null || odd === 'models');
}

function refuse(
  { differences, pendingMigrations, sides }: DriftReport,
  migrated: readonly Difference[],
): void {
  if (!sides.includes('models'))
    throw new ConsoleError('There are no models that a migration could be written from.', {
      code: 'nothing-to-migrate',
      remedy: 'Name their folder with `--models-path`.',
    });
  const [first, ...others] = pendingMigrations;
  if (first !== undefined)
    throw new ConsoleError(
      others.length === 0
        ? `The migration "${first}" is pending, and may change what differs.`
        : `${String(pendingMigrations.length)} migrations are pending, and may change what differs: "${first}" is the first.`,
      { code: 'migrations-pending', remedy: 'Run it first: `seqscope db:migrate`.' },
    );
  if (migrated.length > 0) return;
  const isRepaired = differences.every(({ remedy }) => remedy.type === 'repair');
  throw new ConsoleError(
    `No migration from the models mends ${differences.length === 1 ? 'what differs' : `the ${counted(differences.length, 'difference')}`}: ${
      isRepaired
        ? 'only the database is not what its migrations made it.'
        : 'models and database say the same, and the migrations something else.'
    }`,
    {
      code: 'nothing-to-migrate',
      remedy: isRepaired
        ? 'Repair the database: `seqscope drift` shows the SQL for each.'
        : 'See `seqscope drift`: it shows the SQL that a migration of your own needs.',
    },
  );
}

function leftOut({ differences }: DriftReport): readonly string[] {
  const repaired = differences.filter(({ remedy }) => remedy.type === 'repair').length;
  const lacking = differences.filter(({ odd }) => odd === 'migrations').length;
  return [
    ...(repaired === 0
      ? []
      : [
          `${counted(repaired, 'difference')} left out, which the database alone has and its migrations would not: \`seqscope drift\` shows the repair.`,
        ]),
    ...(lacking === 0
      ? []
      : [
          `${counted(lacking, 'difference')} left out, which the database has already and only the migrations lack: \`seqscope drift\` shows the SQL.`,
        ]),
  ];
}

function provedFile(draft: MigrationDraft): NonNullable<MigrationDraft['file']> {
  const { file } = draft;
  if (file === null)
    throw new ConsoleError('The database says now what the models say: somebody changed it meanwhile.', {
      code: 'nothing-to-migrate',
      remedy: 'See `seqscope drift`.',
    });
  if (verdictOf(draft) === 'proved') return file;
  throw new ConsoleError(`The migration "${sanitiseLine(file.name)}" was not proved, and not written.`, {
    code: 'not-proved',
    remedy:
      'Mend what stands in its way, choose differences with `--only`, or write it all the same: `seqscope migration:generate --from-models --force`.',
  });
}
