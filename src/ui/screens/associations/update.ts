/** What the keys of the associations screen do: choose an association and open the model at its other end. */
import type { ModelSummary } from '../../../schema/description.ts';
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor, scrolledTo } from '../../scroll.ts';
import { modelNamed, type State } from '../../state.ts';
import { pushScreen, replaceScreen, stay, takeId, type Step } from '../../step.ts';
import { openRows } from '../rows/open.ts';
import { linesAbove, linesPerAssociation } from './lines.ts';
import type { AssociationsScreen } from './state.ts';

/** Opens the associations of a model. */
export function openAssociations(state: State, model: string): Step {
  const [id, next] = takeId(state);
  return [pushScreen(next, { type: 'associations', id, model, cursor: 0, top: 0 }), []];
}

export function updateAssociations(state: State, screen: AssociationsScreen, action: ActionId): Step {
  const associations = shownModel(state, screen)?.associations ?? [];
  const { innerHeight } = layoutOf(state.size, state.focus);
  const height = Math.max(1, Math.floor((innerHeight - linesAbove) / linesPerAssociation));
  const cursor = movedCursor(action, screen.cursor, associations.length, height);
  if (cursor !== null) {
    const top = scrolledTo(cursor, screen.top, height);
    return [replaceScreen(state, { ...screen, cursor, top }), []];
  }
  const association = associations[screen.cursor];
  if (action !== 'associations.open' || association === undefined) return stay(state);
  return openRows(state, { type: 'model', name: association.target }, 'on-top');
}

/** The model that the screen is about; null while models are not loaded. */
export function shownModel(state: State, screen: AssociationsScreen): ModelSummary | null {
  return modelNamed(state, screen.model);
}
