/** What a question that was answered with yes does, and how a name is typed in place of a yes. */
import type { ActionId } from '../actions.ts';
import type { Effect } from '../effects.ts';
import { beginExport } from '../exporting/update.ts';
import { beginEnd } from '../screens/activity/ending.ts';
import { beginRehearsal } from '../screens/journal/rehearsing.ts';
import { beginRepair } from '../screens/journal/repairing.ts';
import { beginStep } from '../screens/journal/stepping.ts';
import { beginExplain } from '../screens/plan/update.ts';
import { agreeToSql } from '../screens/sql/running.ts';
import type { State } from '../state.ts';
import { stay, type Step } from '../step.ts';
import type { LineInput } from '../terminal/line-input.ts';
import type { TypedConfirmation } from './question-state.ts';

/** `state` has the question closed. */
export function agree(state: State, effect: Effect): Step {
  if (effect.type === 'export-rows') return beginExport(state, effect);
  if (effect.type === 'run-sql') return agreeToSql(state, effect);
  if (effect.type === 'repair-journal') return beginRepair(state, effect);
  if (effect.type === 'rehearse-journal') return beginRehearsal(state, effect);
  if (effect.type === 'end-session') return beginEnd(state, effect);
  if (effect.type === 'explain') return beginExplain(state, effect);
  return effect.type === 'step-journal' ? beginStep(state, effect) : [state, [effect]];
}

export function typeInQuestion(state: State, line: LineInput): State {
  return state.overlay?.type === 'typed-confirm'
    ? { ...state, overlay: { ...state.overlay, line, problem: '' } }
    : state;
}

/** A wrong name does nothing but say so. */
export function updateTypedQuestion(state: State, overlay: TypedConfirmation, action: ActionId): Step {
  const closed: State = { ...state, overlay: null };
  if (action === 'typed-confirm.refuse') return [closed, []];
  if (action !== 'typed-confirm.accept') return stay(state);
  const { line, wanted, effect } = overlay;
  if (line.text.trim() === wanted) return agree(closed, effect);
  const problem =
    line.text.trim() === ''
      ? 'Type the name first. Nothing was done.'
      : 'That is not its name. Nothing was done.';
  return [{ ...state, overlay: { ...overlay, problem } }, []];
}
