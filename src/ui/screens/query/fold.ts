/** Moving over the outline, and opening and closing its lines. */
import { scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import { replaceScreen, stay, type Step } from '../../step.ts';
import { askLens } from './looking.ts';
import { queryLayout } from './layout.ts';
import { cursorIndex, outlineOf } from './outline/outline.ts';
import { lineId, type OutlineLine } from './outline/outline-line.ts';
import type { IncludePath, QueryScreen } from './state.ts';

/** With the cursor on a line, which is in view then. */
export function moveTo(state: State, screen: QueryScreen, index: number): Step {
  const lines = outlineOf(state, screen);
  const place = Math.max(0, Math.min(index, lines.length - 1));
  const { outlineHeight } = queryLayout(state, screen);
  return [
    replaceScreen(state, {
      ...screen,
      cursor: { id: lines[place]?.id ?? '', index: place },
      top: scrolledTo(place, screen.top, outlineHeight),
    }),
    [],
  ];
}

export function toggleFold(state: State, screen: QueryScreen, line: OutlineLine): Step {
  return line.fold === 'open' ? close(state, screen, line) : open(state, screen, line);
}

export function open(state: State, screen: QueryScreen, line: OutlineLine): Step {
  if (line.fold !== 'closed') return stay(state);
  return showOpened(state, screen, line.id);
}

export function close(state: State, screen: QueryScreen, line: OutlineLine): Step {
  return moveToId(
    state,
    { ...screen, open: new Set([...screen.open].filter((id) => id !== line.id)) },
    line.id,
  );
}

/** Closes what is open, else goes to the line above that this one belongs to. */
export function closeOrLeave(state: State, screen: QueryScreen): Step {
  const lines = outlineOf(state, screen);
  const index = cursorIndex(lines, screen);
  const line = lines[index];
  if (line === undefined) return stay(state);
  if (line.fold === 'open') return close(state, screen, line);
  const above = lines.slice(0, index).findLastIndex(({ depth }) => depth < line.depth);
  return above < 0 ? stay(state) : moveTo(state, screen, above);
}

/** Opens that part, and what it is in, and puts the cursor on it. */
export function goToPart(state: State, screen: QueryScreen, path: IncludePath, part: string): Step {
  const above = path.flatMap((_, index) => [
    lineId(path.slice(0, index), 'includes'),
    lineId(path.slice(0, index + 1), 'include'),
  ]);
  return showOpened(state, { ...screen, open: new Set([...screen.open, ...above]) }, lineId(path, part));
}

/** With as much of what is below the line in view as there is room for beside it. */
function showOpened(before: State, shut: QueryScreen, id: string): Step {
  const [state, effects] = id === 'scopes' ? askLensOf(before, shut) : stay(before);
  const screen = queryIn(state, shut);
  const [next, more] = shown(state, screen, id);
  return [next, [...effects, ...more]];
}

function askLensOf(state: State, screen: QueryScreen): Step {
  const opened = { ...screen, open: new Set([...screen.open, 'scopes']) };
  return askLens(replaceScreen(state, opened), opened);
}

function queryIn(state: State, screen: QueryScreen): QueryScreen {
  const found = state.screens.find(({ id }) => id === screen.id);
  return found?.type === 'query' ? found : screen;
}

function shown(state: State, screen: QueryScreen, id: string): Step {
  const opened = { ...screen, open: new Set([...screen.open, id]) };
  const lines = outlineOf(state, opened);
  const index = lines.findIndex((line) => line.id === id);
  const depth = lines[index]?.depth;
  if (depth === undefined) return [replaceScreen(state, opened), []];
  const behind = lines.findIndex((line, place) => place > index && line.depth <= depth);
  const last = (behind < 0 ? lines.length : behind) - 1;
  const { outlineHeight } = queryLayout(state, opened);
  const top = Math.max(opened.top, Math.min(index, last - outlineHeight + 1));
  return moveTo(state, { ...opened, top }, index);
}

function moveToId(state: State, screen: QueryScreen, id: string): Step {
  const index = outlineOf(state, screen).findIndex((line) => line.id === id);
  return index < 0 ? [replaceScreen(state, screen), []] : moveTo(state, screen, index);
}
