/** Runs effects against the session and the terminal, and answers with messages. The only part of the console that waits. */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { reportError, type ErrorReport } from '../errors.ts';
import type { JournalKind } from '../journal/journal.ts';
import type { Page } from '../queries/query-spec.ts';
import type { Session } from '../session.ts';
import type { Effect } from './effects.ts';
import type { Failed, Message } from './messages.ts';
import { relationRows } from './screens/record/count-text.ts';
import type { Store } from './store.ts';

/** How long a record has to be looked at before its relations are counted, and how long one count may take. */
const relationPauseMs = 120;
const relationLimitMs = 3000;

type CountRelation = Extract<Effect, { readonly type: 'count-relation' }>;

/** A session whose process can be started anew, which loads the project's code again. */
export interface RestartableSession extends Session {
  restart(): void;
}

/** What the runtime may do to the terminal. */
export interface TerminalControl {
  copy(text: string): void;
  /** Lends the terminal to the user's pager until it is left. */
  page(text: string): Promise<void>;
  setMouse(isEnabled: boolean): void;
  redraw(): void;
  suspend(): void;
  quit(): void;
}

export class Runtime {
  readonly #session: RestartableSession;
  readonly #terminal: TerminalControl;
  readonly #controllers = new Map<number, AbortController>();
  /** Answers of a session that was restarted meanwhile are not wanted any more. */
  #generation = 0;
  #nextTry: NodeJS.Timeout | undefined;

  constructor(session: RestartableSession, terminal: TerminalControl) {
    this.#session = session;
    this.#terminal = terminal;
  }

  readonly run = (effect: Effect, store: Store): void => {
    const session = this.#session;
    switch (effect.type) {
      case 'load-project': {
        this.#ask(store, { part: 'project' }, async () => ({
          type: 'project-found',
          project: await session.project(),
        }));
        return;
      }
      case 'load-models': {
        this.#ask(store, { part: 'models' }, async () => ({
          type: 'models-loaded',
          models: await session.models(),
        }));
        return;
      }
      case 'inspect-project': {
        this.#ask(store, { part: 'inspection' }, async () => ({
          type: 'project-inspected',
          inspection: await session.inspectProject(),
        }));
        return;
      }
      case 'connect': {
        this.#ask(store, { part: 'database' }, async () => ({
          type: 'database-connected',
          database: await session.database(),
        }));
        return;
      }
      case 'allow-host': {
        const { host } = effect;
        this.#ask(store, { part: 'other' }, async () => {
          await session.allowHost(host);
          return { type: 'host-allowed', host };
        });
        return;
      }
      case 'read-tables': {
        this.#ask(store, { part: 'tables' }, async () => ({
          type: 'tables-read',
          tables: await session.tables(),
        }));
        return;
      }
      case 'describe-table': {
        const { schema, name } = effect;
        this.#ask(store, { part: 'description' }, async () => ({
          type: 'table-described',
          table: await session.describeTable(schema, name),
        }));
        return;
      }
      case 'read-journal': {
        this.#readJournal(store, effect.kind);
        return;
      }
      case 'read-file': {
        const { kind, name } = effect;
        this.#ask(store, { part: 'file', kind, name }, async () => ({
          type: 'file-read',
          kind,
          file: await session.journalFile(kind, name),
        }));
        return;
      }
      case 'load-page': {
        const { requestId, screenId, spec } = effect;
        this.#request(store, requestId, async (signal) => ({
          type: 'page-arrived',
          requestId,
          screenId,
          page: await session.page(spec, { signal }),
        }));
        return;
      }
      case 'count-rows': {
        const { requestId, screenId, spec } = effect;
        this.#request(store, requestId, async (signal) => ({
          type: 'count-arrived',
          requestId,
          screenId,
          count: await session.count(spec, { signal }),
        }));
        return;
      }
      case 'count-relation': {
        this.#countRelation(store, effect);
        return;
      }
      case 'estimate-rows': {
        const { requestId, screenId, spec } = effect;
        this.#request(store, requestId, async (signal) => ({
          type: 'estimate-arrived',
          requestId,
          screenId,
          estimate: await session.estimate(spec, { signal }),
        }));
        return;
      }
      case 'read-rows': {
        const { requestId, screenId, specs } = effect;
        this.#request(store, requestId, async (signal) => {
          const pages: Page[] = [];
          for (const spec of specs) pages.push(await session.page(spec, { signal }));
          return { type: 'rows-read', requestId, screenId, pages };
        });
        return;
      }
      case 'step-journal': {
        const { requestId, request } = effect;
        this.#request(store, requestId, async (signal) => ({
          type: 'steps-ended',
          requestId,
          outcome: await session.step(request, {
            signal,
            onEvent: (event) => {
              store.dispatch({ type: 'step-reported', requestId, event });
            },
          }),
        }));
        return;
      }
      case 'export-rows': {
        const { requestId, request } = effect;
        // The host works in the project's folder; what was typed is meant from where the console was opened.
        const file = { ...request.file, path: typedPath(request.file.path) };
        const failed = { part: 'export', requestId, request: { ...request, file } } as const;
        this.#request(
          store,
          requestId,
          async (signal) => ({
            type: 'export-ended',
            requestId,
            path: file.path,
            outcome: await session.export(
              { ...request, file },
              {
                signal,
                onProgress: (progress) => {
                  store.dispatch({ type: 'export-progressed', requestId, progress });
                },
              },
            ),
          }),
          failed,
        );
        return;
      }
      case 'create-database': {
        this.#ask(store, { part: 'other' }, async () => ({
          type: 'database-created',
          database: (await session.createDatabase()).database,
        }));
        return;
      }
      case 'parse-scope': {
        const { screenId, text } = effect;
        this.#ask(store, { part: 'other' }, async () => ({
          type: 'scope-parsed',
          screenId,
          use: await session.parseScope(text),
        }));
        return;
      }
      case 'complete-filter': {
        const { screenId, request } = effect;
        // Nothing to offer is no failure: what is wrong is said when the filter is used.
        const nothing = { from: request.cursor, to: request.cursor, candidates: [] };
        this.#ask(store, { part: 'other' }, async () => ({
          type: 'completion-arrived',
          screenId,
          request,
          completion: await session.completeFilter(request).catch(() => nothing),
        }));
        return;
      }
      case 'cancel-request':
        this.#controllers.get(effect.requestId)?.abort();
        return;
      case 'restart-session':
        this.#generation += 1;
        clearTimeout(this.#nextTry);
        this.#controllers.clear();
        session.restart();
        return;
      case 'try-connection':
        this.#tryConnection(store, effect.delayMs);
        return;
      case 'copy-text':
        this.#terminal.copy(effect.text);
        store.dispatch({ type: 'text-copied', length: effect.text.length });
        return;
      case 'open-pager':
        this.#terminal.page(effect.text).catch((error: unknown) => {
          store.dispatch({ type: 'request-failed', failed: { part: 'other' }, report: reportError(error) });
        });
        return;
      case 'read-views': {
        this.#ask(store, { part: 'views' }, async () => ({
          type: 'views-read',
          views: await session.views(),
          told: null,
        }));
        return;
      }
      case 'save-view': {
        const { view, told } = effect;
        this.#ask(store, { part: 'other' }, async () => ({
          type: 'views-read',
          views: await session.saveView(view),
          told,
        }));
        return;
      }
      case 'delete-view': {
        const { view, told } = effect;
        this.#ask(store, { part: 'other' }, async () => ({
          type: 'views-read',
          views: await session.deleteView(view),
          told,
        }));
        return;
      }
      case 'set-mouse':
        this.#terminal.setMouse(effect.isEnabled);
        return;
      case 'redraw':
        this.#terminal.redraw();
        return;
      case 'suspend':
        this.#terminal.suspend();
        return;
      case 'quit':
        this.#terminal.quit();
    }
  };

  /** A host process that is gone is started by the first call. */
  #tryConnection(store: Store, delayMs: number): void {
    clearTimeout(this.#nextTry);
    const generation = this.#generation;
    const tell = (report: ErrorReport | null): void => {
      if (generation === this.#generation) store.dispatch({ type: 'connection-tried', report });
    };
    const ask = async (): Promise<void> => {
      await this.#session.database();
      await this.#session.run('SELECT 1');
    };
    this.#nextTry = setTimeout(() => {
      ask().then(
        () => tell(null),
        (error: unknown) => tell(reportError(error)),
      );
    }, delayMs);
  }

  #readJournal(store: Store, kind: JournalKind): void {
    this.#ask(store, { part: 'journal', kind }, async () => ({
      type: 'journal-read',
      kind,
      view: await this.#session.journal(kind),
    }));
  }

  /** After a moment, in which whoever leafs through records has gone on; what fails is only not known. */
  #countRelation(store: Store, { requestId, screenId, relation, spec }: CountRelation): void {
    const answered = { type: 'relation-counted', requestId, screenId, relation } as const;
    this.#request(store, requestId, async (signal) => {
      try {
        await delay(relationPauseMs, undefined, { signal });
        const limited = AbortSignal.any([signal, AbortSignal.timeout(relationLimitMs)]);
        const { count } = await this.#session.countUpTo(spec, relationRows + 1, { signal: limited });
        return { ...answered, count };
      } catch {
        return { ...answered, count: null };
      }
    });
  }

  #request(
    store: Store,
    requestId: number,
    answer: (signal: AbortSignal) => Promise<Message>,
    failed: Failed = { part: 'request', requestId },
  ): void {
    const controller = new AbortController();
    this.#controllers.set(requestId, controller);
    this.#ask(store, failed, async () => {
      try {
        return await answer(controller.signal);
      } finally {
        this.#controllers.delete(requestId);
      }
    });
  }

  #ask(store: Store, failed: Failed, answer: () => Promise<Message>): void {
    const generation = this.#generation;
    const dispatch = (message: Message): void => {
      if (generation === this.#generation) store.dispatch(message);
    };
    answer().then(dispatch, (error: unknown) => {
      dispatch({ type: 'request-failed', failed, report: reportError(error) });
    });
  }
}

/** `~/` is the user's own folder, as a shell has it. */
function typedPath(text: string): string {
  return text.startsWith('~/') ? join(homedir(), text.slice(2)) : resolve(text);
}
