/** Paints hostile states through the whole console onto an emulated terminal, and looks at what must not have changed. */
import { StoreContext } from '../../../src/ui/components/use-view.ts';
import { Root } from '../../../src/ui/components/root.tsx';
import { layoutOf } from '../../../src/ui/layout.ts';
import { overlayRect } from '../../../src/ui/overlays/paint.ts';
import { RegionPainter } from '../../../src/ui/paint/regions.ts';
import { columnGap, gutterWidth, visibleColumns } from '../../../src/ui/screens/rows/columns.ts';
import { currentScreen, initialState, type Size, type State } from '../../../src/ui/state.ts';
import { renderInk } from '../../../src/ui/terminal/render.ts';
import { Screen } from '../../../src/ui/terminal/screen.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import { randomFrom } from '../../queries/random.ts';
import { hostileText } from '../../support/hostile-text.ts';
import type { Emulator } from '../../terminal/emulator.ts';
import { TerminalHarness } from '../../terminal/harness.ts';
import { sentinel, size as usualSize } from './hostile-parts.ts';
import { hostileState, kindCount } from './hostile-state.ts';

/** Paints states until so many hostile texts were in them, and every screen once at least; gives what was wrong with the first bad one. */
export async function paintHostileStates(
  seed: number,
  texts: number,
  size: Size = usualSize,
): Promise<readonly string[]> {
  const random = randomFrom(seed);
  let count = 0;
  const text = (): string => {
    count += 1;
    return hostileText(random);
  };
  const terminal = new TerminalHarness(size.columns, size.rows);
  const screen = new Screen(terminal.output);
  screen.enter();
  let state: State = initialState(size);
  const listeners = new Set<() => void>();
  const painter = new RegionPainter(screen, createPainter({ colors: true }));
  screen.onLayout(() => {
    painter.paint(state);
  });
  const store = {
    state: () => state,
    dispatch: () => undefined,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const root = renderInk(
    <StoreContext value={store}>
      <Root />
    </StoreContext>,
    screen,
  );
  try {
    for (let number = 0; count < texts || number < kindCount; number += 1) {
      state = hostileState({ text, random }, number, size);
      for (const listener of listeners) listener();
      painter.paint(state);
      await terminal.settle();
      const wrong = [...wrongFrames(terminal.emulator, state), ...wrongCells(terminal.emulator, state)];
      if (wrong.length > 0) {
        return [`state ${String(number)} of seed ${String(seed)}`, ...wrong.slice(0, 20), terminal.text()];
      }
    }
    return [];
  } finally {
    root.unmount();
    screen.leave();
  }
}

/** The emulator's modes, and the frames of both panes and of what floats. */
function* wrongFrames(emulator: Emulator, state: State): Generator<string> {
  if (emulator.title !== '') yield `the title became ${JSON.stringify(emulator.title)}`;
  if (emulator.clipboard !== null) yield `the clipboard became ${JSON.stringify(emulator.clipboard)}`;
  if (!emulator.isAlternate) yield 'the alternate screen was left';
  if (emulator.isMouseTracked) yield 'the mouse was taken';
  if (!emulator.isBracketedPaste) yield 'bracketed paste was switched off';
  if (emulator.isWrapping) yield 'wrapping was switched on';
  const covered = state.overlay === null ? null : overlayRect(state, state.overlay);
  const isCovered = (x: number, y: number): boolean =>
    covered !== null &&
    x >= covered.x &&
    x < covered.x + covered.width &&
    y >= covered.y &&
    y < covered.y + covered.height;
  const { size } = state;
  const { sidebarWidth } = layoutOf(size, state.focus);
  const bottom = size.rows - 3;
  for (const [left, right] of [
    [0, sidebarWidth - 1],
    [sidebarWidth, size.columns - 1],
  ] as const) {
    for (let y = 1; y <= bottom; y += 1) {
      const [first, last] = y === 1 ? '╭╮' : y === bottom ? '╰╯' : '││';
      if (!isCovered(left, y)) yield* wrongCell(emulator, left, y, first ?? '');
      if (!isCovered(right, y)) yield* wrongCell(emulator, right, y, last ?? '');
    }
  }
  if (covered === null) return;
  for (let y = covered.y; y < covered.y + covered.height; y += 1) {
    const [first, last] = y === covered.y ? '╭╮' : y === covered.y + covered.height - 1 ? '╰╯' : '││';
    yield* wrongCell(emulator, covered.x, y, first ?? '');
    yield* wrongCell(emulator, covered.x + covered.width - 1, y, last ?? '');
  }
}

function* wrongCell(emulator: Emulator, x: number, y: number, expected: string): Generator<string> {
  const { text, background, isInverse, isUnderlined } = emulator.cell(x, y);
  if (text !== expected) yield `"${text}" instead of "${expected}" at ${String(x)},${String(y)}`;
  if (background !== -1 || isInverse || isUnderlined) yield `styled at ${String(x)},${String(y)}`;
}

/** The grid's own columns, between the hostile ones. */
function* wrongCells(emulator: Emulator, state: State): Generator<string> {
  const screen = currentScreen(state);
  if (screen.type !== 'rows' || screen.error !== null || state.overlay !== null) return;
  const { size } = state;
  const { sidebarWidth, innerWidth, innerHeight } = layoutOf(size, state.focus);
  let x = sidebarWidth + 1 + gutterWidth;
  for (const { index } of visibleColumns(screen, innerWidth)) {
    const column = screen.columns[index];
    if (column === undefined || x >= size.columns - 1) return;
    if (index % 2 === 1) {
      for (let y = 0; y < innerHeight; y += 1) {
        const cell = emulator.cell(x, 2 + y);
        if (cell.text !== sentinel) yield `"${cell.text}" instead of a cell at ${String(x)},${String(2 + y)}`;
        if (cell.color !== -1 || cell.background !== -1 || cell.isInverse)
          yield `a cell took colours at ${String(x)},${String(2 + y)}`;
      }
    }
    x += column.width + columnGap;
  }
}
