/** Reading rows: pages, counts, searches, exports, filters as they are typed, and views that were saved. */
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
    countUpTo: async (spec, most, callOptions) =>
      (await parts.queries(spec.source)).countUpTo(spec, most, callOptions),
    estimate: async (spec, callOptions) => (await parts.queries(spec.source)).estimate(spec, callOptions),
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

    async completeFilter(request) {
      const { completeFilter } = await import('./complete-filter.ts');
      return completeFilter(parts, request);
    },

    async export({ file, ...request }, callOptions) {
      const { writeFileWhole } = await import('../queries/export/write-file.ts');
      const queries = await parts.queries(request.spec.source);
      return writeFileWhole(file, (write) => queries.export(request, write, callOptions));
    },

    async exportTo(request, write, callOptions) {
      return (await parts.queries(request.spec.source)).export(request, write, callOptions);
    },

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
