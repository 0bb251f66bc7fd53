/** What opens the project screen and what its keys do: scroll, look again, copy. */
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor } from '../../scroll.ts';
import { currentScreen, type State } from '../../state.ts';
import { openFromRoot, pushScreen, replaceScreen, stay, takeId, type Step } from '../../step.ts';
import { projectLines } from './lines.ts';
import type { ProjectScreen } from './state.ts';

/** Opens the screen with what is known; the rest is asked for once. */
export function openProject(state: State, how: 'on-top' | 'from-root' = 'on-top'): Step {
  if (currentScreen(state).type === 'project') return [{ ...state, focus: 'main' }, []];
  const [id, next] = takeId(state);
  const opened = (how === 'on-top' ? pushScreen : openFromRoot)(next, { type: 'project', id, top: 0 });
  return inspectionNeeded(opened) ? inspect(opened) : [opened, []];
}

export function updateProject(state: State, screen: ProjectScreen, action: ActionId): Step {
  const { innerHeight, innerWidth } = layoutOf(state.size, state.focus);
  const lines = projectLines(state, innerWidth);
  const top = movedCursor(action, screen.top, Math.max(1, lines.length - innerHeight + 1), innerHeight);
  if (top !== null) return [replaceScreen(state, { ...screen, top }), []];
  switch (action) {
    case 'project.refresh':
      return state.inspection.status === 'loading' ? stay(state) : inspect(state);
    case 'project.copy': {
      const text = lines.map(({ label, text: words }) => `${label.padEnd(3)}${words}`.trimEnd()).join('\n');
      return [state, [{ type: 'copy-text', text }]];
    }
    default:
      return stay(state);
  }
}

function inspectionNeeded({ inspection }: State): boolean {
  return inspection.status === 'idle' || inspection.status === 'failed';
}

function inspect(state: State): Step {
  return [{ ...state, inspection: { status: 'loading' } }, [{ type: 'inspect-project' }]];
}
