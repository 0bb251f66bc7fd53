/** What a question asks of the session, the message its answer is, and what failed when there is none. */
import type { Session } from '../../session.ts';
import type { Question } from '../effects.ts';
import { readBeside } from './beside-request.ts';
import { readEvaluated } from './repl-request.ts';
import type { Failed, Message } from '../messages.ts';

export interface Asked {
  readonly failed: Failed;
  readonly answer: () => Promise<Message>;
}

export function askQuestion(effect: Question, session: Session): Asked {
  switch (effect.type) {
    case 'load-project': {
      return {
        failed: { part: 'project' },
        answer: async () => ({
          type: 'project-found',
          project: await session.project(),
        }),
      };
    }
    case 'load-models': {
      return {
        failed: { part: 'models' },
        answer: async () => ({
          type: 'models-loaded',
          models: await session.models(),
        }),
      };
    }
    case 'inspect-project': {
      return {
        failed: { part: 'inspection' },
        answer: async () => ({
          type: 'project-inspected',
          inspection: await session.inspectProject(),
        }),
      };
    }
    case 'connect': {
      return {
        failed: { part: 'database' },
        answer: async () => ({
          type: 'database-connected',
          database: await session.database(),
        }),
      };
    }
    case 'allow-host': {
      const { host } = effect;
      return {
        failed: { part: 'other' },
        answer: async () => {
          await session.allowHost(host);
          return { type: 'host-allowed', host };
        },
      };
    }
    case 'complete-sql': {
      const { screenId, text, cursor } = effect;
      return {
        failed: { part: 'description' },
        answer: async () => ({
          type: 'sql-completed',
          screenId,
          text,
          cursor,
          completion: await session.completeSql(text, cursor),
        }),
      };
    }
    case 'complete-code': {
      const { screenId, text, cursor } = effect;
      return {
        failed: { part: 'description' },
        answer: async () => ({
          type: 'code-completed',
          screenId,
          text,
          cursor,
          completion: await session.completeCode({ text, cursor }),
        }),
      };
    }
    case 'read-evaluated':
      return { failed: { part: 'other' }, answer: () => readEvaluated(effect, session) };
    case 'read-sql-history':
    case 'remember-sql': {
      return {
        failed: { part: 'description' },
        answer: async () => {
          if (effect.type === 'remember-sql') await session.rememberSql(effect.text);
          return { type: 'sql-history-read', history: await session.sqlHistory() };
        },
      };
    }
    case 'read-tables': {
      return {
        failed: { part: 'tables' },
        answer: async () => ({
          type: 'tables-read',
          tables: await session.tables(),
        }),
      };
    }
    case 'read-beside':
      return { failed: { part: 'description' }, answer: () => readBeside(effect, session) };
    case 'read-schema': {
      return {
        failed: { part: 'schema' },
        answer: async () => ({
          type: 'schema-read',
          schema: await session.schema(),
        }),
      };
    }
    case 'describe-table': {
      const { schema, name } = effect;
      return {
        failed: { part: 'description' },
        answer: async () => ({
          type: 'table-described',
          table: await session.describeTable(schema, name),
        }),
      };
    }
    case 'read-journal': {
      const { kind } = effect;
      return {
        failed: { part: 'journal', kind },
        answer: async () => ({ type: 'journal-read', kind, view: await session.journal(kind) }),
      };
    }
    case 'read-file': {
      const { kind, name } = effect;
      return {
        failed: { part: 'file', kind, name },
        answer: async () => ({
          type: 'file-read',
          kind,
          file: await session.journalFile(kind, name),
        }),
      };
    }
    case 'parse-scope': {
      const { screenId, text } = effect;
      return {
        failed: { part: 'other' },
        answer: async () => ({
          type: 'scope-parsed',
          screenId,
          use: await session.parseScope(text),
        }),
      };
    }
    case 'complete-filter': {
      const { screenId, request } = effect;
      // Nothing to offer is no failure: what is wrong is said when the filter is used.
      const nothing = { from: request.cursor, to: request.cursor, candidates: [] };
      return {
        failed: { part: 'other' },
        answer: async () => ({
          type: 'completion-arrived',
          screenId,
          request,
          completion: await session.completeFilter(request).catch(() => nothing),
        }),
      };
    }
    case 'list-saved-queries': {
      const { screenId } = effect;
      return {
        failed: { part: 'other' },
        answer: async () => ({
          type: 'saved-queries-listed',
          screenId,
          queries: await session.savedQueries(),
        }),
      };
    }
    case 'save-query': {
      const { name, spec } = effect;
      return {
        failed: { part: 'other' },
        answer: async () => ({ type: 'query-saved', path: (await session.saveQuery({ name, spec })).path }),
      };
    }
    case 'create-database': {
      return {
        failed: { part: 'other' },
        answer: async () => ({
          type: 'database-created',
          database: (await session.createDatabase()).database,
        }),
      };
    }
    case 'read-views': {
      return {
        failed: { part: 'views' },
        answer: async () => ({
          type: 'views-read',
          views: await session.views(),
          told: null,
        }),
      };
    }
    case 'save-view': {
      const { view, told } = effect;
      return {
        failed: { part: 'other' },
        answer: async () => ({
          type: 'views-read',
          views: await session.saveView(view),
          told,
        }),
      };
    }
    case 'delete-view': {
      const { view, told } = effect;
      return {
        failed: { part: 'other' },
        answer: async () => ({
          type: 'views-read',
          views: await session.deleteView(view),
          told,
        }),
      };
    }
  }
}
