/** Reading rows: pages, counts, searches, exports, filters as they are typed, and views that were saved. */
import type { ExplainRequest } from '../queries/explain/plan.ts';
import type { Page, ReadSource } from '../queries/query-spec.ts';
import type { Session } from '../session.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';
import { queriesPlace } from './queries-place.ts';
import type { StatementEvent } from './statement-calls.ts';

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

/** Whose connection explains it. */
function explainedSource(request: ExplainRequest): ReadSource {
  if (request.type === 'spec') return request.spec.source;
  if (request.type === 'sql') return ownSource;
  const { text, start, end, parameters } = request;
  return { type: 'sql', text: text.slice(start, end), parameters, isOnce: true };
}

export function readingCalls(parts: SessionParts, environment: SessionEnvironment): ReadingCalls {
  const { run, runTold } = parts.calls;
  return {
    async page(spec, callOptions) {
      const work = async (): Promise<Page> => (await parts.queries(spec.source)).page(spec, callOptions);
      const { value: page, sent } = await runTold(work, isOfPage);
      return { ...page, sent };
    },
    count: (spec, callOptions) =>
      run(async () => (await parts.queries(spec.source)).count(spec, callOptions)),
    countUpTo: (spec, most, callOptions) =>
      run(async () => (await parts.queries(spec.source)).countUpTo(spec, most, callOptions)),
    estimate: (spec, callOptions) =>
      run(async () => (await parts.queries(spec.source)).estimate(spec, callOptions)),
    explain: (request, callOptions) =>
      run(async () => {
        return (await parts.queries(explainedSource(request))).explain(request, callOptions);
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
      return listSavedQueries(queriesPlace(await parts.project.get()));
    },

    async runSavedQuery(name, params, callOptions) {
      const queries = await parts.queries({ type: 'model', name: '' });
      const place = queriesPlace(await parts.project.get());
      const { value, sent } = await runTold(
        () => queries.runSaved(place, name, params, callOptions),
        ({ by }) => by === 'models',
      );
      return value.type === 'page' ? { ...value, page: { ...value.page, sent } } : value;
    },

    async saveQuery(request) {
      const { writeSavedQuery } = await import('../queries/saved-queries/write-saved-query.ts');
      const { projectLanguage } = await import('./project-language.ts');
      const project = await parts.project.get();
      return writeSavedQuery(queriesPlace(project), request, projectLanguage(project.paths));
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

/** What the models sent, and over our own connection the rows alone: what was read of the catalog first is left out. */
function isOfPage({ by, sql }: StatementEvent, page: Page): boolean {
  return by === 'models' || page.sql.includes(sql);
}
