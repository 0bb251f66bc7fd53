/** What a choice from a list about the journal does. */
import { currentScreen, type State } from '../../state.ts';
import { stay, type Step } from '../../step.ts';
import type { JournalChoice } from './journal-choice.ts';
import { confirmPlan, planRepair } from './repairing.ts';
import { foresee } from './stepping.ts';

export function chooseInJournal(state: State, choice: JournalChoice): Step {
  const screen = currentScreen(state);
  if (screen.type !== 'journal') return stay(state);
  switch (choice.type) {
    case 'plan':
      return planRepair(state, screen, choice.request, 'confirm');
    case 'confirm':
      return confirmPlan(state, choice.plan);
    case 'step':
      return foresee(state, screen, choice.request);
  }
}
