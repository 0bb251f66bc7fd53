/** What the session answers about rows: each answer goes to the screen that asked for it. */
import { activityDue } from '../activity/watching.ts';
import { completeInQuery, scopeInQuery } from '../query/receive.ts';
import { receiveCompletion } from './completion.ts';
import { receiveEstimate } from './counting.ts';
import { receiveWholeRows } from './copy.ts';
import { receivePage } from './paging.ts';
import { receiveRelationCount } from '../record/counts.ts';
import { receiveRecord } from '../record/whole.ts';
import { awaitingPeek, receivePeek } from './peek.ts';
import { useParsedScope } from './scopes-update.ts';
import { endSearchRun, receiveFound } from './searching.ts';
import { watchSqlAgain } from '../sql/watching.ts';
import { viewsRead } from './views-read.ts';
import { watchAgain, withWatched } from './watching.ts';
import { type State } from '../../state.ts';
import { endRequest, replaceScreen, stay, type Step } from '../../step.ts';
import { rowsScreen } from '../../find-screen.ts';
import type { RowsMessage } from './messages.ts';

export function receiveOfRows(state: State, message: RowsMessage): Step {
  switch (message.type) {
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
      if (screen?.type === 'activity') return activityDue(state, screen);
      return screen?.type === 'sql'
        ? watchSqlAgain(state, screen)
        : watchAgain(state, message.screenId, message.at);
    }
    case 'scope-parsed': {
      const screen = rowsScreen(state, message.screenId);
      return screen === null ? scopeInQuery(state, message) : useParsedScope(state, screen, message.use);
    }
    case 'views-read': {
      return [viewsRead(state, message.views, message.told), []];
    }
  }
}
