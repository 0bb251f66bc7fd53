/**
 * The real session, in the process that owns the models. It only joins the rooms of the engine: what is opened when, and
 * for how long, is session/parts.ts's.
 */
import type { Session, SessionEvent, SessionOptions } from './session.ts';
import { forgetTypedTable } from './session/complete-filter.ts';
import { createProjectDatabase, dropProjectDatabase } from './session/create-and-drop.ts';
import { describeModel, describeTable, listModels, listTables } from './session/describe.ts';
import type { SessionEnvironment } from './session/environment.ts';
import { openParts } from './session/parts.ts';
import { refuseWhenReadOnly } from './session/read-only.ts';

/** Opens nothing yet: each method opens what it needs, once. */
export function openSession(options: SessionOptions, environment: SessionEnvironment): Session {
  const listeners = new Set<(event: SessionEvent) => void>();
  const parts = openParts(options, environment, (event) => {
    for (const listener of listeners) listener(event);
  });
  const { readOnly } = options;
  let closing: Promise<void> | undefined;

  return {
    async project() {
      const found = await parts.project.get();
      const { root, name, environment: environmentName, paths, choices, settingsFrom = null } = found;
      return { root, name, environment: environmentName, paths, choices, settingsFrom };
    },

    async inspectProject() {
      const { inspectProject } = await import('./session/inspect-project.ts');
      return inspectProject(options, environment);
    },

    async allowHost(host) {
      parts.allowHost(host);
    },

    async database() {
      const database = await parts.database.get();
      const { host, port, database: name, user } = database.target;
      const serverVersion = await database.serverVersion();
      const place = { host, port, database: name, user };
      const embedded = parts.isEmbedded;
      const { whyProduction } = await import('./project/settings/production.ts');
      const production = embedded ? null : whyProduction(await parts.project.get(), host);
      return { ...place, serverVersion, readOnly, embedded, production };
    },

    async models() {
      return listModels(parts);
    },

    tables: () => listTables(parts),
    describeModel: (name) => describeModel(parts, name),
    describeTable: (schema, name) => describeTable(parts, schema, name),

    page: async (spec, callOptions) => (await parts.queries(spec.source)).page(spec, callOptions),
    count: async (spec, callOptions) => (await parts.queries(spec.source)).count(spec, callOptions),
    countUpTo: async (spec, most, callOptions) =>
      (await parts.queries(spec.source)).countUpTo(spec, most, callOptions),
    estimate: async (spec, callOptions) => (await parts.queries(spec.source)).estimate(spec, callOptions),
    compile: async (spec) => (await parts.queries(spec.source)).compile(spec),

    search: async (request, callOptions) =>
      (await parts.queries(request.spec.source)).search(request, callOptions),

    async parseScope(text) {
      const { parseScope } = await import('./queries/scope-text.ts');
      return parseScope(text);
    },

    async completeFilter(request) {
      const { completeFilter } = await import('./session/complete-filter.ts');
      return completeFilter(parts, request);
    },

    async export({ file, ...request }, callOptions) {
      const { writeFileWhole } = await import('./queries/export/write-file.ts');
      const queries = await parts.queries(request.spec.source);
      return writeFileWhole(file, (write) => queries.export(request, write, callOptions));
    },

    async exportTo(request, write, callOptions) {
      return (await parts.queries(request.spec.source)).export(request, write, callOptions);
    },

    async run(sql, callOptions) {
      const { runStatement } = await import('./queries/run-statement.ts');
      return runStatement(await parts.database.get(), sql, callOptions);
    },

    async views() {
      return (await import('./session/views.ts')).listViews(parts, environment);
    },

    async saveView(view) {
      return (await import('./session/views.ts')).keepView(parts, environment, view);
    },

    async deleteView(view) {
      return (await import('./session/views.ts')).dropView(parts, environment, view);
    },

    async journal(kind) {
      const { readJournal } = await import('./journal/read-journal.ts');
      return readJournal(await parts.project.get(), kind, await parts.database.get());
    },

    async journalFile(kind, name) {
      const { readJournalFile } = await import('./journal/read-file.ts');
      return readJournalFile(await parts.project.get(), kind, name, await parts.database.get());
    },

    async checkEntries(kind, names) {
      return parts.checkEntries(kind, names ?? null);
    },

    async lint(request, callOptions) {
      return (await import('./session/lint.ts')).lint(parts, request, callOptions);
    },

    async lintRules() {
      return (await import('./session/lint.ts')).listLintRules(parts);
    },

    async foreseeStep(request, callOptions) {
      return (await import('./session/foresee.ts')).foresee(parts, request, callOptions);
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
      const { proposeRepair } = await import('./journal/repair/repair-journal.ts');
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
      const { draftFromModels } = await import('./session/from-models.ts');
      return draftFromModels(parts, options, environment, request, draftOptions);
    },

    async addJournalTimes(callOptions) {
      refuseWhenReadOnly(readOnly, 'Changing the journal');
      return parts.addJournalTimes(callOptions ?? {});
    },

    async generate(request, { onEvent = () => undefined } = {}) {
      const { findPlaces } = await import('./project/find-places.ts');
      const { generateFiles } = await import('./journal/generate/generate-files.ts');
      const isNew = request.type === 'init';
      const { variables, applyVariables } = environment;
      const places = await findPlaces(options.project, variables, applyVariables, { isNew });
      await generateFiles(request, places, { onEvent });
    },

    async sequelizeVersion() {
      const { sequelizeVersion } = await import('./project/modules/sequelize-package.ts');
      return sequelizeVersion(options.project.directory);
    },

    async createDatabase(newDatabase = {}) {
      refuseWhenReadOnly(readOnly, 'Creating a database');
      return createProjectDatabase(parts, newDatabase);
    },

    async dropDatabase() {
      refuseWhenReadOnly(readOnly, 'Dropping a database');
      return dropProjectDatabase(parts);
    },

    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    close() {
      closing ??= parts.close();
      return closing;
    },
  };
}
