/**
 * The real session, in the process that owns the models. It only joins the rooms of the engine: what is opened when, and
 * for how long, is session/parts.ts's.
 */
import type { Session } from './session.ts';
import type { SessionEvent, SessionOptions } from './session-shapes.ts';
import { activityCalls } from './session/activity.ts';
import { createProjectDatabase, dropProjectDatabase } from './session/create-and-drop.ts';
import {
  columnStatistics,
  describeModel,
  describeSchema,
  describeTable,
  listModels,
  listTables,
} from './session/describe.ts';
import { doctorCalls } from './session/doctor.ts';
import type { SessionEnvironment } from './session/environment.ts';
import { evaluatingCalls } from './session/evaluating-calls.ts';
import { journalCalls } from './session/journal-calls.ts';
import { openParts } from './session/parts.ts';
import { readingCalls } from './session/reading-calls.ts';
import { refuseWhenReadOnly } from './session/read-only.ts';
import { sqlCalls } from './session/sql-calls.ts';

/** Opens nothing yet: each method opens what it needs, once. */
export function openSession(options: SessionOptions, environment: SessionEnvironment): Session {
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (event: SessionEvent): void => {
    for (const listener of listeners) listener(event);
  };
  const parts = openParts(options, environment, emit);
  const { readOnly } = options;
  const activity = activityCalls(parts, readOnly);
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
    describeModel: (name, callOptions) => describeModel(parts, name, callOptions),
    describeTable: (schema, name, callOptions) => describeTable(parts, schema, name, callOptions),
    schema: (callOptions) => describeSchema(parts, callOptions),
    async scopeMeanings(model) {
      return (await parts.queries({ type: 'model', name: model })).scopeMeanings(model);
    },
    async tableOrigin(schema, table, callOptions) {
      return (await import('./session/table-origin.ts')).tableOrigin(parts, schema, table, callOptions);
    },
    columnStatistics: (schema, table, callOptions) => columnStatistics(parts, schema, table, callOptions),

    async paths(request, callOptions) {
      return (await import('./session/paths.ts')).findProjectPaths(parts, request, callOptions);
    },

    ...readingCalls(parts, environment),
    ...evaluatingCalls(parts, environment, emit),
    ...sqlCalls(parts, environment),
    ...journalCalls(parts, options, environment),
    ...doctorCalls(parts, options, environment),
    ...activity.calls,

    async drift(request, driftOptions = {}) {
      const { drift } = await import('./session/drift.ts');
      return drift(parts, options, request, driftOptions);
    },

    async dropScratch(left) {
      const { dropLeftScratch } = await import('./session/drift.ts');
      return dropLeftScratch(parts, left);
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
      closing ??= Promise.all([parts.close(), activity.close()]).then(() => undefined);
      return closing;
    },
  };
}
