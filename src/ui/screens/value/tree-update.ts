/** What the keys of a value that folds do. */
import { prettyText } from '../../../output/cell.ts';
import type { ActionId } from '../../actions.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor, scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { pushScreen, replaceScreen, stay, takeId, type Step } from '../../step.ts';
import type { ValueScreen } from './state.ts';
import { depthOf, openedTo, pathText, toggled, toParent, treeLines, treeText, type Tree } from './tree.ts';

/** Null where the key is not the tree's. */
export function updateTree(state: State, screen: ValueScreen, tree: Tree, action: ActionId): Step | null {
  const lines = treeLines(tree);
  const { innerHeight } = layoutOf(state.size, state.focus);
  const cursor = movedCursor(action, tree.cursor, lines.length, innerHeight);
  if (cursor !== null) return show(state, screen, { ...tree, cursor });
  const line = lines[tree.cursor];
  if (line === undefined) return null;
  switch (action) {
    case 'tree.open':
      return line.isOpen === null
        ? openLeaf(state, screen, pathText(screen.title, line.path), line.value)
        : show(state, screen, toggled(tree, line));
    case 'tree.unfold':
      return line.isOpen === false ? show(state, screen, toggled(tree, line)) : stay(state);
    case 'tree.fold':
      return show(state, screen, line.isOpen === true ? toggled(tree, line) : toParent(tree, line));
    case 'tree.deeper':
      return show(state, screen, openedTo(tree, Math.min(tree.openDepth + 1, depthOf(tree.value))));
    case 'tree.shallower':
      return show(state, screen, openedTo(tree, tree.openDepth - 1));
    case 'tree.all':
      return show(state, screen, openedTo(tree, depthOf(tree.value)));
    case 'tree.copy':
      return [state, [{ type: 'copy-text', text: treeText(line.value) }]];
    case 'tree.copy-path':
      return [state, [{ type: 'copy-text', text: pathText(screen.title, line.path) }]];
    default:
      return null;
  }
}

function openLeaf(state: State, screen: ValueScreen, title: string, value: Tree['value']): Step {
  const [id, next] = takeId(state);
  const short = title.slice(screen.title.length).replace(/^\./, '');
  const kind = value instanceof Date ? 'date' : typeof value === 'string' ? 'text' : 'json';
  const text = prettyText(value, { kind, nullText: 'null', timeZone: state.timeZone });
  const timed = value instanceof Date ? { timed: { kind: 'date' as const, value } } : {};
  return [
    pushScreen(next, { type: 'value', id, title: short, text, language: 'text', top: 0, ...timed }),
    [],
  ];
}

/** The cursor stays in view. */
function show(state: State, screen: ValueScreen, tree: Tree): Step {
  const { innerHeight } = layoutOf(state.size, state.focus);
  const top = scrolledTo(tree.cursor, screen.top, innerHeight);
  return [replaceScreen(state, { ...screen, tree, top }), []];
}
