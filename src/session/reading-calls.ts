/** Reading rows: pages, counts, searches, exports, filters as they are typed, and views that were saved. */
import { join } from 'node:path';
import type { SavedQueriesPlace } from '../queries/saved-queries/run-saved-query.ts';
import type { Session } from '../session.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';

export type ReadingCalls = Pick<
  Session,
  | 'page'
  | 'count'
  | 'countUpTo'
  | 'estimate'
  | 'explain'
  | 'compile'
  | 'search'
  | 'parseScope'
  | 'code'
  | 'commandLine'
  | 'specFromCode'
  | 'savedQueries'
  | 'runSavedQuery'
  | 'saveQuery'
  | 'parseIncludes'
  | 'parseAggregate'
  | 'scopeLens'
  | 'explosionOf'
  | 'completeFilter'
  | 'export'
  | 'exportTo'
  | 'run'
  | 'views'
  | 'saveView'
  | 'deleteView'
>;

/** Read over our own connection, as SQL text is. */
const ownSource = { type: 'table', schema: '', name: '' } as const;

export function readingCalls(parts: SessionParts, environment: SessionEnvironment): ReadingCalls {
  const { run } = parts.calls;
  return {
    page: (spec, callOptions) => run(async () => (await parts.queries(spec.source)).page(spec, callOptions)),
    count: (spec, callOptions) =>
      run(async () => (await parts.queries(spec.source)).count(spec, callOptions)),
    countUpTo: (spec, most, callOptions) =>
      run(async () => (await parts.queries(spec.source)).countUpTo(spec, most, callOptions)),
    estimate: (spec, callOptions) =>
      run(async () => (await parts.queries(spec.source)).estimate(spec, callOptions)),
    explain: (request, callOptions) =>
      run(async () => {
        const source = request.type === 'spec' ? request.spec.source : ownSource;
        return (await parts.queries(source)).explain(request, callOptions);
      }),
    compile: async (spec) => (await parts.queries(spec.source)).compile(spec),

    search: (request, callOptions) =>
      run(async () => (await parts.queries(request.spec.source)).search(request, callOptions)),

    async parseScope(text) {
      const { parseScope } = await import('../queries/scope-text.ts');
      return parseScope(text);
    },

    async code(spec, codeOptions = {}) {
      const { projectLanguage } = await import('./project-language.ts');
      const language = codeOptions.language ?? projectLanguage((await parts.project.get()).paths);
      return (await parts.queries(spec.source)).code(spec, { ...codeOptions, language });
    },

    async commandLine(spec) {
      return (await import('../queries/code/command-line.ts')).commandLine(spec);
    },

    async specFromCode(text) {
      return (await parts.queries({ type: 'model', name: '' })).specFromCode(text);
    },

    async savedQueries() {
      const { listSavedQueries } = await import('../queries/saved-queries/run-saved-query.ts');
      return listSavedQueries(await queriesPlace(parts));
    },

    async runSavedQuery(name, params, callOptions) {
      return run(async () => {
        const queries = await parts.queries({ type: 'model', name: '' });
        return queries.runSaved(await queriesPlace(parts), name, params, callOptions);
      });
    },

    async saveQuery(request) {
      const { writeSavedQuery } = await import('../queries/saved-queries/write-saved-query.ts');
      const { projectLanguage } = await import('./project-language.ts');
      const { paths } = await parts.project.get();
      return writeSavedQuery(await queriesPlace(parts), request, projectLanguage(paths));
    },
    async parseIncludes(texts) {
      const { parseIncludeList } = await import('../queries/includes/include-text.ts');
      return parseIncludeList(texts);
    },

    async parseAggregate(text) {
      const { parseAggregate } = await import('../queries/grouping/aggregate-text.ts');
      return parseAggregate(text);
    },

    scopeLens: (spec, callOptions) =>
      run(async () => (await parts.queries(spec.source)).scopeLens(spec, callOptions)),
    explosionOf: (spec, callOptions) =>
      run(async () => (await parts.queries(spec.source)).explosionOf(spec, callOptions)),

    async completeFilter(request) {
      const { completeFilter } = await import('./complete-filter.ts');
      return completeFilter(parts, request);
    },

    async export({ file, ...request }, callOptions) {
      const { writeFileWhole } = await import('../queries/export/write-file.ts');
      return run(async () => {
        const queries = await parts.queries(request.spec.source);
        return writeFileWhole(file, (write) => queries.export(request, write, callOptions));
      });
    },

    exportTo: (request, write, callOptions) =>
      run(async () => (await parts.queries(request.spec.source)).export(request, write, callOptions)),

    async run(sql, callOptions) {
      const { runStatement } = await import('../queries/run-statement.ts');
      return run(async () => runStatement(await parts.database.get(), sql, callOptions));
    },

    async views() {
      return (await import('./views.ts')).listViews(parts, environment);
    },

    async saveView(view) {
      return (await import('./views.ts')).keepView(parts, environment, view);
    },

    async deleteView(view) {
      return (await import('./views.ts')).dropView(parts, environment, view);
    },
  };
}

async function queriesPlace(parts: SessionParts): Promise<SavedQueriesPlace> {
  const { root, queriesPath = join(root, 'queries') } = await parts.project.get();
  return { root, folder: queriesPath };
}
