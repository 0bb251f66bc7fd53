/** What the session's answers do to the state: everything that arrives and was not typed. */
import type { ErrorReport } from '../errors.ts';
import type { TableSummary } from '../schema/description.ts';
import type { Effect } from './effects.ts';
import { endExport, progressExport } from './exporting/update.ts';
import type { Message } from './messages.ts';
import { appendLog, logEntryOf } from './screens/log/update.ts';
import { askForHost, unconfirmedHost, waitingHost } from './overlays/ask-host.ts';
import { afterStep, rereadEffects } from './after-step.ts';
import { receivePlan, receiveRepaired } from './screens/journal/repairing.ts';
import {
  receiveStepElapsed,
  receiveOutcome,
  receiveStepEvent,
  rereadAgain,
} from './screens/journal/run-progress.ts';
import { receiveForecast } from './screens/journal/stepping.ts';
import { receiveFile } from './screens/journal/cursor.ts';
import { receiveChecks, receiveLint } from './screens/journal/look-closer.ts';
import { receiveElapsed, receiveRehearsalEvent, receiveRehearsed } from './screens/journal/rehearsing.ts';
import { receiveJournal } from './screens/journal/update.ts';
import { completeInQuery, receiveOfQuery, scopeInQuery } from './screens/query/receive.ts';
import { receivePlan as receiveExplained } from './screens/plan/update.ts';
import { receiveCompletion } from './screens/rows/completion.ts';
import { loseConnection, receiveTried, suspendScreens } from './reconnecting.ts';
import { receiveEstimate } from './screens/rows/counting.ts';
import { receiveWholeRows } from './screens/rows/copy.ts';
import { changeSpec, receivePage } from './screens/rows/paging.ts';
import { countShownRelations, receiveRelationCount } from './screens/record/counts.ts';
import { receiveRecord } from './screens/record/whole.ts';
import { tableKey } from './screens/rows/table-links.ts';
import { awaitingPeek, receivePeek } from './screens/rows/peek.ts';
import { useParsedScope } from './screens/rows/scopes-update.ts';
import { endSearchRun, receiveFound } from './screens/rows/searching.ts';
import { listSaved } from './screens/query/saved.ts';
import { reloadingText } from './reloading.ts';
import { receiveLateTold, receiveReplAnswer } from './screens/repl/receive.ts';
import { receiveSqlAnswer } from './screens/sql/receive.ts';
import { watchSqlAgain } from './screens/sql/watching.ts';
import { viewsRead } from './screens/rows/views-read.ts';
import { watchAgain, withWatched } from './screens/rows/watching.ts';
import { keepCursor, openAwaited } from './sidebar/update.ts';
import { currentScreen, type State } from './state.ts';
import { endRequest, replaceScreen, stay, withNotice, type Step } from './step.ts';
import { rowsScreen, runningJournal } from './find-screen.ts';
import { fail } from './failing.ts';

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
        { ...state, preparing: null, database: { status: 'ready', value: message.database } },
        rereadEffects,
      ];
    case 'tables-read':
      return receiveTables(state, message.tables);
    case 'table-described': {
      const descriptions = new Map(state.descriptions).set(tableKey(message.table), message.table);
      return countShownRelations({ ...state, descriptions });
    }
    case 'journal-read':
      return receiveJournal(state, message.kind, message.view);
    case 'file-read':
      return receiveFile(state, message.kind, message.file);
    case 'page-arrived': {
      const peek = awaitingPeek(state, message.requestId);
      if (peek !== null) return [receivePeek(state, peek, message.requestId, message.page), []];
      const next = { ...endRequest(state, message.requestId), losses: 0 };
      const screen = next.screens.find(({ id }) => id === message.screenId);
      if (screen?.type === 'rows') {
        const received = receivePage(next, screen, message.requestId, message.page);
        return withWatched(received, screen, message.requestId);
      }
      if (screen?.type === 'record') return receiveRecord(next, screen, message.requestId, message.page);
      return stay(next);
    }
    case 'query-written':
    case 'query-previewed':
    case 'query-code-read':
    case 'scopes-looked-through':
    case 'explosion-foreseen':
    case 'saved-query-ran':
      return receiveOfQuery(state, message);
    case 'plan-arrived':
      return stay(receiveExplained(state, message.requestId, message.explanation));
    case 'count-arrived': {
      const next = endRequest(state, message.requestId);
      const screen = rowsScreen(next, message.screenId);
      if (screen?.count.status !== 'counting' || screen.count.requestId !== message.requestId)
        return stay(next);
      const { count } = message.count;
      return [replaceScreen(next, { ...screen, count: { status: 'counted', count } }), []];
    }
    case 'completion-arrived': {
      const screen = rowsScreen(state, message.screenId);
      if (screen === null) return completeInQuery(state, message);
      return receiveCompletion(state, screen, message.request, message.completion);
    }
    case 'relation-counted': {
      const screen = state.screens.find(({ id }) => id === message.screenId);
      if (screen?.type !== 'record') return stay(state);
      return receiveRelationCount(state, screen, message);
    }
    case 'estimate-arrived':
      return stay(receiveEstimate(state, message.requestId, message.estimate));
    case 'rows-read': {
      const next = endRequest(state, message.requestId);
      const screen = rowsScreen(next, message.screenId);
      return screen === null ? stay(next) : receiveWholeRows(next, screen, message.requestId, message.pages);
    }
    case 'search-progressed': {
      const screen = rowsScreen(state, message.screenId);
      return stay(screen === null ? state : receiveFound(state, screen, message.requestId, message.progress));
    }
    case 'search-ended': {
      const next = { ...endRequest(state, message.requestId), losses: 0 };
      const screen = rowsScreen(next, message.screenId);
      return stay(screen === null ? next : endSearchRun(next, screen, message.requestId, message.outcome));
    }
    case 'watch-due': {
      const screen = state.screens.find(({ id }) => id === message.screenId);
      return screen?.type === 'sql'
        ? watchSqlAgain(state, screen)
        : watchAgain(state, message.screenId, message.at);
    }
    case 'scope-parsed': {
      const screen = rowsScreen(state, message.screenId);
      return screen === null ? scopeInQuery(state, message) : useParsedScope(state, screen, message.use);
    }
    case 'step-foreseen':
      return receiveForecast(state, message.requestId, message.request, message.forecast);
    case 'repair-planned':
      return receivePlan(state, message.requestId, message.plan, message.then);
    case 'journal-repaired':
      return receiveRepaired(state, message.requestId, message.plan);
    case 'step-ticked': {
      const screen = runningJournal(state, message.requestId);
      return stay(screen === null ? state : receiveStepElapsed(state, screen, message.elapsedMs));
    }
    case 'step-reported': {
      const screen = runningJournal(state, message.requestId);
      return screen === null ? stay(state) : receiveStepEvent(state, screen, message.event);
    }
    case 'steps-ended': {
      const next = endRequest(state, message.requestId);
      const screen = runningJournal(next, message.requestId);
      return screen === null ? afterStep(next) : receiveOutcome(next, screen, message.outcome);
    }
    case 'rehearsal-reported':
      return [receiveRehearsalEvent(state, message.requestId, message.event), []];
    case 'rehearsal-lasted':
      return [receiveElapsed(state, message.requestId, message.elapsedMs), []];
    case 'rehearsal-ended':
      return receiveRehearsed(state, message.requestId, message.outcome);
    case 'entry-checked':
      return [receiveChecks(state, message.kind, message.requestId, message.checks), []];
    case 'entries-linted':
      return [receiveLint(state, message.kind, message.requestId, message.answer), []];
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
    case 'views-read': {
      return [viewsRead(state, message.views, message.told), []];
    }
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
  return [opened, [...effects, ...opening]];
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
