/** Typed SQL: statements on a connection of their own, what the catalog has, what could be typed, and what was. */
import type { SqlNames } from '../queries/sql/completion/sql-names.ts';
import type { Session } from '../session.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';

export type SqlCalls = Pick<
  Session,
  'foreseeSql' | 'runSql' | 'listCatalog' | 'completeSql' | 'sqlHistory' | 'rememberSql'
>;

export function sqlCalls(parts: SessionParts, environment: SessionEnvironment): SqlCalls {
  /** Read once, and anew after a statement that may have changed them. */
  let names: Promise<SqlNames> | null = null;

  async function readNames(): Promise<SqlNames> {
    const { readSqlNames } = await import('../queries/sql/completion/sql-names.ts');
    return readSqlNames((await parts.typedSql.get()).database);
  }

  async function historyPlace(): Promise<string> {
    const { homedir } = await import('node:os');
    const { stateDirectory } = await import('../project/locate/state-directory.ts');
    const { historyFile } = await import('../queries/sql/history-file.ts');
    const { root } = await parts.project.get();
    return historyFile(stateDirectory(environment.variables, homedir()), root, 'sql');
  }

  return {
    foreseeSql: async (request, options) => (await parts.typedSql.get()).foresee(request, options),

    async runSql(run, options) {
      const { classifyStatement } = await import('../queries/sql/classify.ts');
      const result = await (await parts.typedSql.get()).run(run, options);
      const { type } = classifyStatement(run.text.slice(run.start, run.end));
      if (type !== 'read' && type !== 'write') names = null;
      return result;
    },

    async listCatalog(command, { signal } = {}) {
      const { listCatalog } = await import('../queries/sql/commands/list-catalog.ts');
      return listCatalog((await parts.typedSql.get()).database, command, signal);
    },

    async completeSql(text, cursor) {
      const { completeSql } = await import('../queries/sql/completion/complete-sql.ts');
      names ??= readNames();
      const known = await names.catch((error: unknown) => {
        // What failed is tried again.
        names = null;
        throw error;
      });
      const models = parts.application.peek()?.models ?? [];
      return completeSql(text, cursor, known, ({ schema, name }) => {
        const model = models.find(
          (candidate) => candidate.table === name && (candidate.schema ?? 'public') === schema,
        );
        return model?.name ?? null;
      });
    },

    async sqlHistory() {
      const { readHistory } = await import('../queries/sql/history-file.ts');
      return readHistory(await historyPlace());
    },

    async rememberSql(text) {
      const { appendHistory } = await import('../queries/sql/history-file.ts');
      appendHistory(await historyPlace(), text);
    },
  };
}
