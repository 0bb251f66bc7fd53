/** Runs effects against the session and the terminal, and answers with messages. The only part of the console that waits. */
import { reportError, type ErrorReport } from '../errors.ts';
import type { Session } from '../session.ts';
import { askQuestion } from './asking/question.ts';
import { askRequest } from './asking/request.ts';
import { isRequest, type Effect } from './effects.ts';
import type { SessionRequest } from './session-request.ts';
import type { Failed, Message } from './messages.ts';
import type { Store } from './store.ts';

/** A session whose process can be started anew, which loads the project's code again. */
export interface RestartableSession extends Session {
  restart(): void;
  /** Ends typed code that is under way, even where the process hears nothing else. */
  interrupt(evaluation: number): void;
}

/** What was typed into the REPL of this project; the newest first. */
export interface CodeHistory {
  read(): readonly string[];
  add(line: string): void;
}

/**
 * How long what is interrupted may take to end, before its process is replaced and what was typed is lost: counted in turns of this
 * process, so that time in which the machine did nothing for it is no reason.
 */
const interruptLimit = { turns: 20, turnMs: 50 };

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
  readonly #codeHistory: CodeHistory;
  readonly #controllers = new Map<number, AbortController>();
  /** Requests that evaluate typed code: to cancel them takes more than an abort. */
  readonly #evaluations = new Set<number>();
  /** Answers of a session that was restarted meanwhile are not wanted any more. */
  #generation = 0;
  #nextTry: NodeJS.Timeout | undefined;
  #watch: NodeJS.Timeout | undefined;

  constructor(session: RestartableSession, terminal: TerminalControl, codeHistory: CodeHistory) {
    this.#codeHistory = codeHistory;
    this.#session = session;
    this.#terminal = terminal;
  }

  readonly run = (effect: Effect, store: Store): void => {
    if (isRequest(effect)) {
      this.#request(store, effect);
      return;
    }
    switch (effect.type) {
      case 'cancel-request':
        this.#cancel(store, effect.requestId);
        return;
      case 'restart-session':
        this.#generation += 1;
        clearTimeout(this.#nextTry);
        this.#controllers.clear();
        this.#evaluations.clear();
        this.#session.restart();
        return;
      case 'try-connection':
        this.#tryConnection(store, effect.delayMs);
        return;
      case 'watch':
        clearInterval(this.#watch);
        this.#watch = setInterval(() => {
          store.dispatch({ type: 'watch-due', screenId: effect.screenId, at: Date.now() });
        }, effect.everyMs);
        return;
      case 'unwatch':
        clearInterval(this.#watch);
        return;
      case 'warm-up-evaluator':
        // What is wrong with the project is said with the first line.
        this.#session.evaluate({ code: '', id: effect.id }).catch(() => undefined);
        return;
      case 'read-code-history':
        store.dispatch({ type: 'code-history-read', history: this.#codeHistory.read() });
        return;
      case 'remember-code':
        this.#codeHistory.add(effect.text.trimEnd());
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
        clearInterval(this.#watch);
        this.#terminal.quit();
        return;
      default: {
        const { failed, answer } = askQuestion(effect, this.#session);
        this.#ask(store, failed, answer);
      }
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

  #cancel(store: Store, requestId: number): void {
    const controller = this.#controllers.get(requestId);
    if (controller === undefined || controller.signal.aborted) return;
    if (this.#evaluations.has(requestId)) {
      this.#session.interrupt(requestId);
      let turns = 0;
      const waiting = setInterval(() => {
        const isOver = this.#controllers.get(requestId) !== controller;
        if (isOver || turns === interruptLimit.turns) clearInterval(waiting);
        if (!isOver && turns === interruptLimit.turns)
          store.dispatch({ type: 'evaluation-stuck', requestId });
        turns += 1;
      }, interruptLimit.turnMs);
    }
    controller.abort();
  }

  #request(store: Store, effect: SessionRequest): void {
    const { requestId } = effect;
    const loads = effect.type === 'run-dot-command' && effect.command === 'load';
    if (effect.type === 'evaluate' || loads) this.#evaluations.add(requestId);
    const controller = new AbortController();
    this.#controllers.set(requestId, controller);
    const { failed, answer } = askRequest(effect, this.#session, store.dispatch);
    this.#ask(store, failed, async () => {
      try {
        return await answer(controller.signal);
      } finally {
        this.#controllers.delete(requestId);
        this.#evaluations.delete(requestId);
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
