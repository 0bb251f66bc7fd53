/** Migrations and seeders: read, linted, foreseen, stepped, rehearsed, repaired, and files made for them. */
import type { Session } from '../session.ts';
import type { SessionOptions } from '../session-shapes.ts';
import { forgetTypedTable } from './complete-filter.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';
import { refuseWhenReadOnly } from './read-only.ts';

export type JournalCalls = Pick<
  Session,
  | 'journal'
  | 'journalFile'
  | 'checkEntries'
  | 'lint'
  | 'lintRules'
  | 'foreseeStep'
  | 'step'
  | 'planRepair'
  | 'repair'
  | 'rehearse'
  | 'draftMigration'
  | 'addJournalTimes'
  | 'generate'
>;

export function journalCalls(
  parts: SessionParts,
  options: SessionOptions,
  environment: SessionEnvironment,
): JournalCalls {
  const { readOnly } = options;
  return {
    async journal(kind) {
      const { readJournal } = await import('../journal/read-journal.ts');
      return readJournal(await parts.project.get(), kind, await parts.database.get());
    },

    async journalFile(kind, name) {
      const { readJournalFile } = await import('../journal/read-file.ts');
      return readJournalFile(await parts.project.get(), kind, name, await parts.database.get());
    },

    async checkEntries(kind, names) {
      return parts.checkEntries(kind, names ?? null);
    },

    async lint(request, callOptions) {
      return (await import('./lint.ts')).lint(parts, request, callOptions);
    },

    async lintRules() {
      return (await import('./lint.ts')).listLintRules(parts);
    },

    async foreseeStep(request, callOptions) {
      return (await import('./foresee.ts')).foresee(parts, request, callOptions);
    },

    async step(request, stepOptions = {}) {
      refuseWhenReadOnly(
        readOnly,
        request.kind === 'migrations' ? 'Stepping migrations' : 'Stepping seeders',
      );
      try {
        return await parts.step(request, stepOptions);
      } finally {
        forgetTypedTable(parts);
      }
    },

    async planRepair(request) {
      const { proposeRepair } = await import('../journal/repair/repair-journal.ts');
      return proposeRepair(await parts.project.get(), request, await parts.database.get());
    },

    async repair(plan, repairOptions = {}) {
      refuseWhenReadOnly(readOnly, 'Repairing a journal');
      return parts.repair(plan, repairOptions);
    },

    async rehearse(request, rehearsalOptions = {}) {
      refuseWhenReadOnly(readOnly, 'Rehearsing');
      return parts.rehearse(request, rehearsalOptions);
    },

    async draftMigration(request, draftOptions = {}) {
      refuseWhenReadOnly(readOnly, 'Drafting a migration from models, which is rehearsed,');
      const { draftFromModels } = await import('./from-models.ts');
      return draftFromModels(parts, options, environment, request, draftOptions);
    },

    async addJournalTimes(callOptions) {
      refuseWhenReadOnly(readOnly, 'Changing the journal');
      return parts.addJournalTimes(callOptions ?? {});
    },

    async generate(request, { onEvent = () => undefined } = {}) {
      const { findPlaces } = await import('../project/find-places.ts');
      const { generateFiles } = await import('../journal/generate/generate-files.ts');
      const isNew = request.type === 'init';
      const { variables, applyVariables } = environment;
      const places = await findPlaces(options.project, variables, applyVariables, { isNew });
      await generateFiles(request, places, { onEvent });
    },
  };
}
