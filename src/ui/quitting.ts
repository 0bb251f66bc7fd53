/** Leaving the console: at once, unless a sandbox holds what would be lost. */
import type { State } from './state.ts';
import type { Step } from './step.ts';

/** Why the project is not loaded again now. */
export const sandboxIsOpen = 'A sandbox is open in the REPL: .commit or .rollback first.';

export function askToQuit(state: State): Step {
  if (!state.repl.hasSandbox) return [state, [{ type: 'quit' }]];
  const lines = [
    'A sandbox is open in the REPL: quitting rolls back what its lines changed.',
    'There, .review says what that is, and .commit keeps it.',
  ];
  const overlay = {
    type: 'confirm',
    title: 'Quit and roll back?',
    lines,
    verb: 'quit',
    isDestructive: true,
    effect: { type: 'quit' },
  } as const;
  return [{ ...state, overlay }, []];
}
