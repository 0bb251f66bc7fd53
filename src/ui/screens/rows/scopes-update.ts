/** What the keys of the open scopes panel do; the grid below follows every toggle. */
import type { ScopeUse } from '../../../queries/query-spec.ts';
import type { ActionId } from '../../actions.ts';
import { movedCursor } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { changeSpec } from './paging.ts';
import { modelOf, scopeLines, toggledScope } from './scopes.ts';
import type { RowsScreen } from './state.ts';

export function updateScopes(state: State, screen: RowsScreen, action: ActionId): Step {
  const model = modelOf(state, screen.spec);
  const panel = screen.scopesPanel;
  if (panel === null || model === null) return stay(state);
  const lines = scopeLines(model, screen.spec);
  const cursor = movedCursor(action, panel.cursor, lines.length, lines.length);
  if (cursor !== null) return [replaceScreen(state, { ...screen, scopesPanel: { ...panel, cursor } }), []];
  switch (action) {
    case 'scopes.toggle': {
      const line = lines[panel.cursor];
      if (line === undefined) return stay(state);
      if (line.isFunction && !line.isUsed) {
        const argument = { scope: line.name, line: emptyLine };
        return [replaceScreen(state, { ...screen, scopesPanel: { ...panel, argument } }), []];
      }
      return changeSpec(state, screen, toggledScope(screen.spec, line.name));
    }
    case 'scopes.clear':
      return changeSpec(state, screen, { ...screen.spec, scopes: [], isUnscoped: false });
    case 'scopes.close':
      return [replaceScreen(state, { ...screen, scopesPanel: null }), []];
    default:
      return stay(state);
  }
}

/** Has the typed arguments read by the one grammar of scopes; the input stays open until they are understood. */
export function acceptScopeArguments(state: State, screen: RowsScreen): Step {
  const argument = screen.scopesPanel?.argument ?? null;
  if (argument === null) return stay(state);
  const text = `${argument.scope}(${argument.line.text.trim()})`;
  return [state, [{ type: 'parse-scope', screenId: screen.id, text }]];
}

/** Uses the scope with the arguments that were understood. */
export function useParsedScope(state: State, screen: RowsScreen, use: ScopeUse): Step {
  const panel = screen.scopesPanel;
  if (panel?.argument?.scope !== use.name) return stay(state);
  const closed: RowsScreen = { ...screen, scopesPanel: { ...panel, argument: null } };
  return changeSpec(state, closed, toggledScope(screen.spec, use.name, use.arguments));
}
