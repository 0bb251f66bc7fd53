/** Begins anew with the project: its process is replaced, and everything asked for again. */
import { resumeScreens, suspendScreens } from './reconnecting.ts';
import type { State } from './state.ts';
import { withNotice, type Step } from './step.ts';

/** Said while everything is asked for again. */
export const reloadingText = 'Reloading the project …';

/** Asks for everything again, in a fresh host: changed models are read anew. What is shown stays until the answers are here. */
export function reload(state: State): Step {
  const isInspected = state.screens.some(({ type }) => type === 'project');
  const [resumed, readings] = resumeScreens(suspendScreens(state));
  const fresh: State = {
    ...resumed,
    loss: null,
    hostExits: 0,
    project: { status: 'loading' },
    database: { status: 'loading' },
    inspection: { status: isInspected ? 'loading' : 'idle' },
  };
  return [
    withNotice(fresh, reloadingText),
    [
      { type: 'restart-session' },
      { type: 'load-project' },
      { type: 'load-models' },
      { type: 'connect' },
      ...(isInspected ? [{ type: 'inspect-project' } as const] : []),
      ...readings,
    ],
  ];
}
