/** Offers the associations of the record under the cursor, and follows the chosen one. */
import type { ModelSummary } from '../../../schema/description.ts';
import type { Choice } from '../../overlays/state.ts';
import type { State } from '../../state.ts';
import { withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { followAssociation } from './open.ts';
import { modelOf } from './scopes.ts';
import { rowAt, valueOf, type RowsScreen } from './state.ts';

/** Opens the list of associations; a model with none says so. */
export function chooseAssociation(state: State, screen: RowsScreen): Step {
  const model = modelOf(state, screen.spec);
  if (model === null || model.associations.length === 0) {
    return [withNotice(state, `${screen.label} has no associations to follow.`), []];
  }
  if (rowAt(screen, screen.cursor.row) === null) return [withNotice(state, 'There is no record here.'), []];
  const overlay = {
    type: 'list' as const,
    title: `Follow from ${model.name}`,
    line: emptyLine,
    choices: associationChoices(model),
    cursor: 0,
  };
  return [{ ...state, overlay }, []];
}

function associationChoices(model: ModelSummary): readonly Choice[] {
  return model.associations.map((association) => ({
    type: 'follow',
    association: association.name,
    title: association.name,
    aside: `${association.type} ${association.target}`,
  }));
}

/** Follows an association by its alias from the record under the cursor. */
export function followFromCursor(state: State, screen: RowsScreen, alias: string): Step {
  const model = modelOf(state, screen.spec);
  const association = model?.associations.find((candidate) => candidate.name === alias);
  if (model === null || association === undefined) return [state, []];
  const value = valueOf(screen, screen.cursor.row, association.sourceKey);
  return followAssociation(state, model.name, association, value);
}
