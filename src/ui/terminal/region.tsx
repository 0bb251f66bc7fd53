/** The places Ink's layout gives to the screen: an empty box whose rectangle a painter fills, and a cover that lifts Ink's own boxes. */

import { Box, type DOMElement } from 'ink';
import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useLayoutEffect,
  useRef,
  useSyncExternalStore,
} from 'react';
import type { Rect, Screen } from './screen.ts';

export const ScreenContext = createContext<Screen | null>(null);

/** The screen this tree is drawn on; throws outside `renderInk`. */
export function useScreen(): Screen {
  const screen = useContext(ScreenContext);
  if (screen === null) throw new Error('useScreen stands outside renderInk');
  return screen;
}

/** The size of the terminal in cells; the component is drawn again when it changes. */
export function useScreenSize(): { readonly columns: number; readonly rows: number } {
  const screen = useScreen();
  const columns = useSyncExternalStore(
    (listener) => screen.onResize(listener),
    () => screen.columns,
  );
  const rows = useSyncExternalStore(
    (listener) => screen.onResize(listener),
    () => screen.rows,
  );
  return { columns, rows };
}

export interface RegionProps {
  readonly id: string;
  /** Default 0; a higher one is painted over lower ones. */
  readonly layer?: number;
}

/** An empty box that grows to fill its place; its rectangle is the region `id` of the screen as long as it is mounted. */
export function Region({ id, layer = 0 }: RegionProps): ReactNode {
  const box = usePlace(id, layer, 'region');
  return <Box ref={box} flexGrow={1} flexShrink={1} />;
}

export interface CoverProps extends RegionProps {
  readonly children: ReactNode;
}

/**
 * Its children, drawn by Ink and lifted above every region of a lower layer (default layer 1): a dialog over the grid.
 * Takes the size of its children; put it into an absolutely placed box.
 */
export function Cover({ id, layer = 1, children }: CoverProps): ReactNode {
  const box = usePlace(id, layer, 'cover');
  return (
    <Box ref={box} flexDirection="column" flexShrink={0}>
      {children}
    </Box>
  );
}

/** Reports where the box stands after every layout of the whole tree: a neighbour may move it without its being drawn again. */
function usePlace(id: string, layer: number, kind: 'region' | 'cover'): RefObject<DOMElement | null> {
  const screen = useScreen();
  const box = useRef<DOMElement>(null);
  useLayoutEffect(() => {
    const place = (rect: Rect | null): void => {
      if (kind === 'cover') screen.setCover(id, rect, layer);
      else screen.setRegion(id, rect, layer);
    };
    const measure = (): void => {
      if (box.current !== null) place(rectOf(box.current));
    };
    measure();
    const stop = screen.onFrame(measure);
    return () => {
      stop();
      place(null);
    };
  }, [screen, id, layer, kind]);
  return box;
}

function rectOf(box: DOMElement): Rect {
  let x = 0;
  let y = 0;
  let node: DOMElement | undefined = box;
  while (node !== undefined) {
    x += node.yogaNode?.getComputedLeft() ?? 0;
    y += node.yogaNode?.getComputedTop() ?? 0;
    node = node.parentNode;
  }
  const width = box.yogaNode?.getComputedWidth() ?? 0;
  const height = box.yogaNode?.getComputedHeight() ?? 0;
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}
