/** Sends one statement. */
import type { SqlRun } from '../../../queries/sql/sql-request.ts';
import type { State } from '../../state.ts';
import { startRequest, type Step } from '../../step.ts';
import { withSql } from './keeping.ts';
import type { SqlScreen } from './state.ts';

export function startRun(state: State, screen: SqlScreen, run: SqlRun): Step {
  const [requestId, next] = startRequest(state);
  return [
    withSql(next, { ...screen, requestId, lastRun: run }),
    [{ type: 'run-sql', requestId, screenId: screen.id, run }],
  ];
}
