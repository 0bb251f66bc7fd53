/** A migration from models with what the journal's room cannot know: the loaded application, where files go, what the lint is told. */
import { ConsoleError, type ErrorReport } from '../errors.ts';
import type { DraftRequest, MigrationDraft } from '../journal/from-models/draft.ts';
import type { LintedEntry } from '../journal/lint/finding.ts';
import type { PlannedEntry } from '../journal/plan.ts';
import type { SessionOptions } from '../session-shapes.ts';
import type { SessionEnvironment } from './environment.ts';
import type { RehearsalRunOptions } from './journal-parts.ts';
import { migrationsFolder } from './migrations-folder.ts';
import { modelUses, openReadOnly, settingsOf } from './lint.ts';
import type { SessionParts } from './parts.ts';

export async function draftFromModels(
  parts: SessionParts,
  options: SessionOptions,
  environment: SessionEnvironment,
  request: DraftRequest,
  runOptions: RehearsalRunOptions,
): Promise<MigrationDraft> {
  const project = await parts.project.get();
  const { application, problems } = await parts.application.get();
  const lost = problems.filter(({ isNotice }) => isNotice !== true);
  if (request.dropsTables && lost.length > 0) throw modelsMissing(lost);
  const { sequelize } = application;
  const folder = await migrationsFolder(project, options, environment);

  const { openJudge } = await import('../checks/drift/judge-schemas.ts');
  const judge = openJudge({
    target: await parts.readyTarget(),
    elsewhere: async () => ({ ...(await parts.embeddedTarget()), database: 'postgres' }),
    isNeverHere: false,
    signal: runOptions.signal,
    isIncomplete: lost.length > 0,
    differences: request.differences,
  });

  async function lint({ name, path }: PlannedEntry): Promise<LintedEntry | null> {
    const { lintMigrations } = await import('../journal/lint/lint-migrations.ts');
    const database = await openReadOnly(parts);
    try {
      const entries = [{ name, path, state: 'pending' as const }];
      const surroundings = {
        entries,
        database,
        models: await modelUses(parts),
        settings: await settingsOf(project),
        signal: runOptions.signal,
      };
      const lintRequest = { names: [], includesExecuted: false, rules: [] };
      const [linted] = await lintMigrations(project, lintRequest, surroundings);
      return linted ?? null;
    } finally {
      await database.close();
    }
  }

  return parts.draft(request, { sequelize, folder, lint, judge }, runOptions);
}

/** The table of a model that did not load would look like one that nobody wants. */
function modelsMissing([first]: readonly ErrorReport[]): ConsoleError {
  return new ConsoleError('Not all models were loaded, so no table is known to have no model.', {
    code: 'models-incomplete',
    remedy: `Leave \`--drop-tables\` out, or mend what did not load: ${first?.message ?? ''}`,
  });
}
