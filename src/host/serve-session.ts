/**
 * Answers the console's calls with a real session: every call gets exactly one answer, whatever the session does, and an
 * answer that cannot be sent becomes a failure that can.
 */
import { reportError } from '../errors.ts';
import type { JournalEvent } from '../journal/journal.ts';
import type { RehearsalEvent } from '../journal/rehearse/rehearsal.ts';
import type { ExportProgress } from '../queries/export/export-request.ts';
import type { SearchProgress } from '../queries/search/search-request.ts';
import type { Session } from '../session.ts';
import type { ConsoleMessage, HostMessage, HostRequest } from './protocol.ts';

interface Call {
  readonly signal: AbortSignal;
  readonly onEvent: (event: JournalEvent) => void;
  readonly onRehearsal: (event: RehearsalEvent) => void;
  readonly onProgress: (progress: ExportProgress) => void;
  readonly onSearchProgress: (progress: SearchProgress) => void;
}

/** Returns what to do with each message but `open` and `close`. `send` throws for what cannot be serialised. */
export function serveSession(
  session: Session,
  send: (message: HostMessage) => void,
): (message: Extract<ConsoleMessage, { type: 'call' | 'cancel' }>) => void {
  const underWay = new Map<number, AbortController>();
  session.onEvent((event) => send({ type: 'session-event', event }));

  async function serve(id: number, request: HostRequest): Promise<void> {
    const controller = new AbortController();
    underWay.set(id, controller);
    try {
      const onEvent = (event: JournalEvent) => send({ type: 'step-event', id, event });
      const onRehearsal = (event: RehearsalEvent) => send({ type: 'rehearsal-event', id, event });
      const onProgress = (progress: ExportProgress) => send({ type: 'export-progress', id, progress });
      const onSearchProgress = (progress: SearchProgress) => send({ type: 'search-progress', id, progress });
      const value = await answer(session, request, {
        signal: controller.signal,
        onEvent,
        onRehearsal,
        onProgress,
        onSearchProgress,
      });
      send({ type: 'answer', id, value });
    } catch (error) {
      send({ type: 'failure', id, report: reportError(error) });
    } finally {
      underWay.delete(id);
    }
  }

  return (message) => {
    switch (message.type) {
      case 'call':
        void serve(message.id, message.request);
        return;
      case 'cancel':
        underWay.get(message.id)?.abort();
        return;
    }
  };
}

function answer(
  session: Session,
  request: HostRequest,
  { signal, onEvent, onRehearsal, onProgress, onSearchProgress }: Call,
): Promise<unknown> {
  switch (request.method) {
    case 'project':
      return session.project();
    case 'inspectProject':
      return session.inspectProject();
    case 'allowHost':
      return session.allowHost(request.host);
    case 'database':
      return session.database();
    case 'models':
      return session.models();
    case 'tables':
      return session.tables();
    case 'describeModel':
      return session.describeModel(request.name);
    case 'describeTable':
      return session.describeTable(request.schema, request.name);
    case 'page':
      return session.page(request.spec, { signal });
    case 'count':
      return session.count(request.spec, { signal });
    case 'countUpTo':
      return session.countUpTo(request.spec, request.most, { signal });
    case 'estimate':
      return session.estimate(request.spec, { signal });
    case 'compile':
      return session.compile(request.spec);
    case 'parseScope':
      return session.parseScope(request.text);
    case 'completeFilter':
      return session.completeFilter(request.request);
    case 'run':
      return session.run(request.sql, { signal });
    case 'export':
      return session.export(request.request, { signal, onProgress });
    case 'search':
      return session.search(request.request, { signal, onProgress: onSearchProgress });
    case 'views':
      return session.views();
    case 'saveView':
      return session.saveView(request.view);
    case 'deleteView':
      return session.deleteView(request.view);
    case 'journal':
      return session.journal(request.kind);
    case 'journalFile':
      return session.journalFile(request.kind, request.name);
    case 'checkEntries':
      return session.checkEntries(request.kind, request.names);
    case 'lint':
      return session.lint(request.request, { signal });
    case 'lintRules':
      return session.lintRules();
    case 'foreseeStep':
      return session.foreseeStep(request.request, { signal });
    case 'step':
      return session.step(request.request, { signal, onEvent });
    case 'planRepair':
      return session.planRepair(request.request);
    case 'repair':
      return session.repair(request.plan, { signal, onEvent });
    case 'addJournalTimes':
      return session.addJournalTimes({ signal, onEvent });
    case 'draftMigration':
      return session.draftMigration(request.request, { signal, onRehearsal });
    case 'generate':
      return session.generate(request.request);
    case 'sequelizeVersion':
      return session.sequelizeVersion();
    case 'rehearse':
      return session.rehearse(request.request, { signal, onRehearsal });
    case 'createDatabase':
      return session.createDatabase(request.options);
    case 'dropDatabase':
      return session.dropDatabase();
  }
}
