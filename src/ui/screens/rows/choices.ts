/** What the lists opened over the grid offer, as data; choosing one does it to the rows screen beneath. */
import { currentScreen, type State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import { goToNamedColumn } from './arrange-columns.ts';
import { copyPart } from './copy.ts';
import type { RowsChoice } from './rows-choice.ts';

export function chooseInRows(state: State, choice: RowsChoice): Step {
  const screen = currentScreen(state);
  if (screen.type !== 'rows') return stay(state);
  switch (choice.type) {
    case 'column':
      return goToNamedColumn(state, screen, choice.name);
    case 'copy':
      return copyPart(state, screen, choice.part, choice.format);
  }
}
