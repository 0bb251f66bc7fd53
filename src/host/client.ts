/**
 * The session as the console sees it: the same interface, answered by a host process that is started at once, replaced
 * on the next call after it ended, and gone when `close` resolves.
 */
import type { JournalEvent } from '../journal/journal.ts';
import type { Session, SessionEvent, SessionOptions } from '../session.ts';
import { type CallExtras, startHost, type HostProcess } from './host-process.ts';
import type { HostAnswer, HostRequest } from './protocol.ts';

export interface HostSession extends Session {
  /** Ends the host process; the next call starts another one, which loads the project anew. Calls under way reject. */
  restart(): void;
}

export interface HostLocation {
  /** The host's entry, absolute path or file URL. */
  readonly hostFile: string | URL;
}

/** Starts the host process at once, so that it boots while the screen is being drawn. */
export function openHostSession(options: SessionOptions, { hostFile }: HostLocation): HostSession {
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (event: SessionEvent): void => {
    for (const listener of listeners) listener(event);
  };
  let current = options;
  const start = () => startHost(hostFile, current, emit);
  const leaving = new Set<Promise<void>>();
  const asides = new Set<HostProcess>();
  let host: HostProcess | null = start();
  let isClosed = false;

  function end(): void {
    if (host === null) return;
    leave(host);
    host = null;
  }

  function leave(process: HostProcess): void {
    const ended = process.end().finally(() => leaving.delete(ended));
    leaving.add(ended);
  }

  async function ask<Request extends HostRequest>(
    request: Request,
    extras: CallExtras = {},
  ): Promise<HostAnswer<Request>> {
    extras.signal?.throwIfAborted();
    if (isClosed) throw new Error('The session is closed.');
    if (host === null || host.hasExited()) host = start();
    // The host answers a request with what the session's method of that name returns (serve-session.ts).
    return (await host.ask(request, extras)) as HostAnswer<Request>;
  }

  /**
   * In a process of its own: inspecting loads the models once more and closes their instance, which may be the very one
   * this session reads with. What the project prints there has been logged before.
   */
  const inspectAside = () => askAside({ method: 'inspectProject' });

  async function askAside<Request extends HostRequest>(
    request: Request,
    extras: CallExtras = {},
  ): Promise<HostAnswer<Request>> {
    if (isClosed) throw new Error('The session is closed.');
    const aside = startHost(hostFile, current, () => undefined);
    asides.add(aside);
    try {
      // As in `ask`.
      return (await aside.ask(request, extras)) as HostAnswer<Request>;
    } finally {
      if (asides.delete(aside)) leave(aside);
    }
  }

  return {
    project: () => ask({ method: 'project' }),
    inspectProject: inspectAside,
    async allowHost(name) {
      // A host process that is started later is to know it too.
      current = { ...current, allowedHosts: [...(current.allowedHosts ?? []), name] };
      await ask({ method: 'allowHost', host: name });
    },
    database: () => ask({ method: 'database' }),
    models: () => ask({ method: 'models' }),
    tables: () => ask({ method: 'tables' }),
    describeModel: (name) => ask({ method: 'describeModel', name }),
    describeTable: (schema, name) => ask({ method: 'describeTable', schema, name }),
    page: (spec, extras) => ask({ method: 'page', spec }, extras),
    count: (spec, extras) => ask({ method: 'count', spec }, extras),
    countUpTo: (spec, most, extras) => ask({ method: 'countUpTo', spec, most }, extras),
    estimate: (spec, extras) => ask({ method: 'estimate', spec }, extras),
    compile: (spec) => ask({ method: 'compile', spec }),
    parseScope: (text) => ask({ method: 'parseScope', text }),
    completeFilter: (request) => ask({ method: 'completeFilter', request }),
    run: (sql, extras) => ask({ method: 'run', sql }, extras),
    export: (request, extras) => ask({ method: 'export', request }, { ...extras, waitsForOutcome: true }),
    async exportTo() {
      throw new Error('Bytes do not cross the process: export into a file.');
    },
    search: (request, { signal, onProgress } = {}) =>
      ask({ method: 'search', request }, { signal, onSearchProgress: onProgress }),
    views: () => ask({ method: 'views' }),
    saveView: (view) => ask({ method: 'saveView', view }),
    deleteView: (view) => ask({ method: 'deleteView', view }),
    journal: (kind) => ask({ method: 'journal', kind }),
    journalFile: (kind, name) => ask({ method: 'journalFile', kind, name }),
    checkEntries: (kind, names) => ask({ method: 'checkEntries', kind, names }),
    // Aside as well: what a migration imports is loaded there with its sockets refused.
    lint: (request, extras) => askAside({ method: 'lint', request }, extras),
    // And so is this: what is recorded must not be what the step itself finds loaded.
    foreseeStep: (request, extras) => askAside({ method: 'foreseeStep', request }, extras),
    lintRules: () => ask({ method: 'lintRules' }),
    step: (request, extras?: CallExtras & { readonly onEvent?: (event: JournalEvent) => void }) =>
      ask({ method: 'step', request }, { ...extras, waitsForOutcome: true }),
    planRepair: (request) => ask({ method: 'planRepair', request }),
    repair: (plan, extras) => ask({ method: 'repair', plan }, { ...extras, waitsForOutcome: true }),
    rehearse: (request, extras) => ask({ method: 'rehearse', request }, { ...extras, waitsForOutcome: true }),
    draftMigration: (request, extras) =>
      ask({ method: 'draftMigration', request }, { ...extras, waitsForOutcome: true }),
    addJournalTimes: (extras?: CallExtras & { readonly onEvent?: (event: JournalEvent) => void }) =>
      ask({ method: 'addJournalTimes' }, { ...extras, waitsForOutcome: true }),
    // What is told while files are made stays there: no screen shows it.
    generate: (request) => ask({ method: 'generate', request }),
    sequelizeVersion: () => ask({ method: 'sequelizeVersion' }),
    createDatabase: (newDatabase = {}) => ask({ method: 'createDatabase', options: newDatabase }),
    dropDatabase: () => ask({ method: 'dropDatabase' }),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    restart: end,
    async close() {
      isClosed = true;
      end();
      for (const aside of asides) leave(aside);
      asides.clear();
      await Promise.all(leaving);
    },
  };
}
