/** Looking ahead for a journal screen: it ends wherever one is by then, and is heard of only where it was asked for. */
import { currentScreen, type State } from '../../state.ts';
import { endRequest, replaceScreen, withNotice } from '../../step.ts';
import type { JournalScreen } from './state.ts';

export interface Looked {
  readonly state: State;
  /** Null where nobody waits for it here any more. */
  readonly screen: JournalScreen | null;
}

/** Ends the look of that request, and says where it is not gone on with. */
export function endLook(before: State, requestId: number): Looked {
  const state: State = { ...endRequest(before, requestId), notice: null };
  const asked = state.screens.find(
    (screen): screen is JournalScreen => screen.type === 'journal' && screen.looking?.requestId === requestId,
  );
  if (asked === undefined) return { state: endRequest(before, requestId), screen: null };
  const screen: JournalScreen = { ...asked, looking: null };
  const looked = replaceScreen(state, screen);
  if (currentScreen(state).id === asked.id && state.overlay === null) return { state: looked, screen };
  return { state: withNotice(looked, 'Nothing was run: something else was opened meanwhile.'), screen: null };
}
