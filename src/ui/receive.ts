/** What the session's answers do to the state: everything that arrives and was not typed. */
import type { ErrorReport } from '../errors.ts';
import { lockWaitLine } from '../output/lock-wait-text.ts';
import type { TableSummary } from '../schema/description.ts';
import type { Effect } from './effects.ts';
import { endExport, progressExport } from './exporting/update.ts';
import type { Message } from './messages.ts';
import { unconfirmedHost, waitingHost } from './waiting-host.ts';
import { appendLog, logEntryOf } from './screens/log/update.ts';
import { askForHost } from './overlays/ask-host.ts';
import { rereadEffects } from './after-step.ts';
import { rereadAgain } from './screens/journal/run-progress.ts';
import { receiveOfQuery } from './screens/query/receive.ts';
import { sessionTold } from './screens/activity/ending.ts';
import { receiveActivity } from './screens/activity/watching.ts';
import { receiveOfChecks } from './screens/checks/receive.ts';
import { receiveSchemaOnGraphs } from './screens/graph/beginning.ts';
import { receiveBeside, receiveSchemaOnPages } from './screens/page/open.ts';
import { receivePlan as receiveExplained } from './screens/plan/update.ts';
import { loseConnection, receiveTried, suspendScreens } from './reconnecting.ts';
import { changeSpec } from './screens/rows/paging.ts';
import { countShownRelations } from './screens/record/counts.ts';
import { tableKey } from './screens/rows/table-links.ts';
import { schemaEffects } from './screens/schema/known-schema.ts';
import { listSaved } from './screens/query/saved.ts';
import { reloadingText } from './reloading.ts';
import { receiveLateTold, receiveReplAnswer } from './screens/repl/receive.ts';
import { receiveSqlAnswer } from './screens/sql/receive.ts';
import { keepCursor, openAwaited } from './sidebar/update.ts';
import { currentScreen, type State } from './state.ts';
import { stay, withNotice, type Step } from './step.ts';
import { fail } from './failing.ts';
import { receiveOfJournal } from './screens/journal/receive.ts';
import { receiveOfRows } from './screens/rows/receive.ts';

type Answer = Exclude<
  Message,
  {
    readonly type:
      | 'started'
      | 'key-pressed'
      | 'text-pasted'
      | 'mouse-used'
      | 'resized'
      | 'action-chosen'
      | 'evaluation-stuck';
  }
>;

export function receive(state: State, message: Answer): Step {
  switch (message.type) {
    case 'project-found':
      return [{ ...state, project: { status: 'ready', value: message.project } }, [{ type: 'read-views' }]];
    case 'project-inspected':
      return [{ ...state, inspection: { status: 'ready', value: message.inspection } }, []];
    case 'models-loaded':
      return receiveModels(
        keepCursor(state, { ...state, models: { status: 'ready', value: message.models } }),
      );
    case 'host-allowed':
      return receiveAllowedHost(state);
    case 'database-connected':
      return [
        {
          ...state,
          preparing: null,
          hasConnected: true,
          database: { status: 'ready', value: message.database },
        },
        [...rereadEffects, ...schemaEffects(state)],
      ];
    case 'tables-read':
      return receiveTables(state, message.tables);
    case 'schema-read':
      return receiveSchemaOnPages(
        receiveSchemaOnGraphs({ ...state, schema: { status: 'ready', value: message.schema } }),
      );
    case 'beside-read':
      return stay(receiveBeside(state, message.screenId, message.beside));
    case 'schema-examined':
    case 'sides-progressed':
    case 'sides-compared':
      return stay(receiveOfChecks(state, message));
    case 'table-described': {
      const descriptions = new Map(state.descriptions).set(tableKey(message.table), message.table);
      return countShownRelations({ ...state, descriptions });
    }
    case 'query-written':
    case 'query-previewed':
    case 'query-code-read':
    case 'scopes-looked-through':
    case 'explosion-foreseen':
    case 'saved-query-ran':
      return receiveOfQuery(state, message);
    case 'page-arrived':
    case 'count-arrived':
    case 'completion-arrived':
    case 'relation-counted':
    case 'estimate-arrived':
    case 'rows-read':
    case 'search-progressed':
    case 'search-ended':
    case 'watch-due':
    case 'scope-parsed':
    case 'views-read':
      return receiveOfRows(state, message);
    case 'journal-read':
    case 'file-read':
    case 'step-foreseen':
    case 'repair-planned':
    case 'journal-repaired':
    case 'step-ticked':
    case 'step-reported':
    case 'steps-ended':
    case 'rehearsal-reported':
    case 'rehearsal-lasted':
    case 'rehearsal-ended':
    case 'entry-checked':
    case 'entries-linted':
      return receiveOfJournal(state, message);
    case 'activity-arrived':
      return receiveActivity(state, message.requestId, message.view);
    case 'session-told':
      return sessionTold(state, message.requestId, message.request, message.status);
    case 'plan-arrived':
      return stay(receiveExplained(state, message.requestId, message.explanation));
    case 'export-progressed':
      return [progressExport(state, message.requestId, message.progress), []];
    case 'export-ended':
      return [endExport(state, message.requestId, message.path, message.outcome), []];
    case 'sql-ran':
    case 'sql-questioned':
    case 'sql-completed':
    case 'sql-history-read':
      return receiveSqlAnswer(state, message);
    case 'code-told':
    case 'code-evaluated':
    case 'dot-command-ran':
    case 'code-completed':
    case 'code-history-read':
    case 'evaluated-rows-read':
      return receiveReplAnswer(state, message);
    case 'saved-queries-listed':
      return listSaved(state, message.screenId, message.queries);
    case 'query-saved':
      return stay(withNotice(state, `Saved the query in ${message.path}.`, 'good'));
    case 'database-created':
      return [
        withNotice(state, `Created the database "${message.database}".`, 'good'),
        [{ type: 'connect' }],
      ];
    case 'connection-tried':
      return receiveTried(state, message.report);
    case 'text-copied':
      return [withNotice(state, `Copied ${message.length} characters.`, 'good'), []];
    case 'session-reported': {
      const { event } = message;
      const entry = logEntryOf(event);
      const logged = entry === null ? state : appendLog(state, entry);
      if (event.type === 'code-told') return stay(receiveLateTold(logged, event.lines));
      if (event.type === 'lock-awaited') return stay(withNotice(logged, lockWaitLine(event.wait)));
      if (event.type === 'preparing') return [{ ...logged, preparing: event.step }, []];
      return event.type === 'host-exited' ? hostExited(logged, event.report) : stay(logged);
    }
    case 'request-failed': {
      const [failed, effects] = fail(state, message.failed, message.report);
      const isAsked = message.report.code === unconfirmedHost;
      const asked = isAsked ? askForHost(failed, message.report) : failed;
      const [lost, tries] = loseConnection(asked, message.report) ?? [asked, []];
      return [lost, [...effects, ...tries]];
    }
  }
}

function receiveTables(state: State, tables: readonly TableSummary[]): Step {
  const read = keepCursor(state, { ...state, tables: { status: 'ready', value: tables } });
  const [opened, opening] = openAwaited(read);
  const [next, reading] = rereadAgain(opened);
  return [next, [...opening, ...reading]];
}

/** Tables know their models only once those are loaded. */
function receiveModels(state: State): Step {
  const problems = state.models.status === 'ready' ? state.models.value.problems : [];
  const first = problems.find(({ isNotice }) => isNotice !== true) ?? problems[0];
  const isReload = state.notice?.text === reloadingText;
  const calm = isReload ? withNotice(state, 'The project is loaded again.', 'good') : state;
  const told =
    first === undefined ? calm : withNotice(state, first.message, first.isNotice === true ? 'plain' : 'bad');
  const effects: readonly Effect[] = state.tables.status === 'ready' ? [{ type: 'read-tables' }] : [];
  const [opened, opening] = openAwaited(told);
  return [opened, [...effects, ...schemaEffects(state), ...opening]];
}

/** What was refused is tried again: the connection, and the rows that are shown. */
function receiveAllowedHost(state: State): Step {
  const isWaiting = waitingHost(state) !== null;
  const connecting: State = isWaiting ? { ...state, database: { status: 'loading' } } : state;
  const effects: readonly Effect[] = isWaiting ? [{ type: 'connect' }] : [];
  const screen = currentScreen(connecting);
  if (screen.type !== 'rows' || screen.error?.code !== unconfirmedHost) return [connecting, effects];
  const [next, reading] = changeSpec(connecting, screen, screen.spec);
  return [next, [...effects, ...reading]];
}

function hostExited(state: State, report: ErrorReport): Step {
  const lost = loseConnection(suspendScreens(state), report);
  if (lost !== null) return lost;
  // There R is another key.
  const how = currentScreen(state).type === 'journal' ? 'Press : and choose "Reload"' : 'Press R';
  const text = `${report.message} ${how} to load the project again.`;
  return [withNotice({ ...state, running: new Set(), exporting: null }, text, 'bad'), []];
}
