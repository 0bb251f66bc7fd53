/** A migration of the doctor's fixes, with what the checks cannot know: where it goes, and how the project writes its own. */
import type { MendingDraft, MendingRequest } from '../checks/doctor/finding.ts';
import type { SessionOptions } from '../session-shapes.ts';
import type { SessionEnvironment } from './environment.ts';
import { migrationsFolder } from './migrations-folder.ts';
import type { SessionParts } from './parts.ts';

export async function draftMending(
  parts: SessionParts,
  options: SessionOptions,
  environment: SessionEnvironment,
  { findings, name }: MendingRequest,
): Promise<MendingDraft> {
  const { mendingName, planMending } = await import('../checks/doctor/mending-migration.ts');
  const { migration, mended, leftOut, isSplit } = planMending(findings);
  const draft = { mended: mended.map(({ id }) => id), leftOut, isSplit };
  if (mended.length === 0) return { ...draft, file: null };
  const { readJournal } = await import('../journal/read-journal.ts');
  const { isRunner } = await import('../journal/plan.ts');
  const { readManner } = await import('../journal/from-models/code/migration-manner.ts');
  const { sqlMigrationText } = await import('../journal/from-models/code/sql-migration-text.ts');
  const { timedName } = await import('../journal/generate/timed-name.ts');
  const project = await parts.project.get();
  const folder = await migrationsFolder(project, options, environment);
  const view =
    project.paths.migrations === null
      ? null
      : await readJournal(project, 'migrations', await parts.database.get());
  const paths = (view?.entries ?? []).flatMap((entry) =>
    view === null || entry.path === null || isRunner(entry, view) ? [] : [entry.path],
  );
  const manner = await readManner(paths, project.root);
  const text = sqlMigrationText(migration, manner);
  const fileName = timedName(name ?? mendingName(mended), new Date(), manner.extension);
  return { ...draft, file: { name: fileName, folder, text } };
}
