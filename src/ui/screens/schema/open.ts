/** The way into the search. */
import { emptyLine } from '../../terminal/line-input.ts';
import type { State } from '../../state.ts';
import { openFromRoot, pushScreen, takeId, type Step } from '../../step.ts';
import { needSchema } from './known-schema.ts';
import type { SchemaScreen } from './state.ts';

/** Typing begins at once. */
export function openSearch(state: State, how: 'from-root' | 'on-top' = 'on-top'): Step {
  const [id, next] = takeId(state);
  const screen: SchemaScreen = { type: 'schema', id, line: emptyLine, isTyping: true, cursor: 0, top: 0 };
  return needSchema(how === 'from-root' ? openFromRoot(next, screen) : pushScreen(next, screen));
}
