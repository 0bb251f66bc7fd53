/** What the lists opened over the grid offer, as data; choosing one does it to the rows screen beneath. */
import { currentScreen, type State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import { goToNamedColumn } from './arrange-columns.ts';
import { copyPart } from './copy.ts';
import { askToDelete, makeDefault, openView, openViewMenu, saveUnder } from './views.ts';
import type { RowsChoice } from './rows-choice.ts';

export function chooseInRows(state: State, choice: RowsChoice): Step {
  const screen = currentScreen(state);
  if (screen.type !== 'rows') return stay(state);
  switch (choice.type) {
    case 'column':
      return goToNamedColumn(state, screen, choice.name);
    case 'open-view':
      return openView(state, screen, choice.view);
    case 'view-menu':
      return openViewMenu(state, screen, choice.menu);
    case 'save-view':
      return saveUnder(state, screen, choice.view);
    case 'default-view':
      return makeDefault(state, screen, choice.view);
    case 'delete-view':
      return askToDelete(state, screen, choice.view);
    case 'copy':
      return copyPart(state, screen, choice.part, choice.format);
  }
}
