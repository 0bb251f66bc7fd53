/** The frame of the console: header, two panes, status line, hints, and the place of whatever floats. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { layoutOf } from '../layout.ts';
import { overlayRect } from '../overlays/paint.ts';
import type { State } from '../state.ts';
import { Region } from '../terminal/region.tsx';
import { Header } from './header.tsx';
import { Hints } from './hints.tsx';
import { Pane } from './pane.tsx';
import { useView } from './use-view.ts';

export function Root(): ReactNode {
  const [columns, rows, focus] = useView(rootView);
  const { sidebarWidth, mainWidth, isTooSmall } = layoutOf({ columns, rows }, focus);
  if (isTooSmall) return <Text>{`seqscope needs 40x10; this is ${String(columns)}x${String(rows)}.`}</Text>;
  return (
    <Box width={columns} height={rows} flexDirection="column">
      <Header />
      <Box flexGrow={1}>
        {sidebarWidth > 0 && <Pane id="sidebar" width={sidebarWidth} isFocused={focus === 'sidebar'} />}
        {mainWidth > 0 && <Pane id="main" width={mainWidth} isFocused={focus === 'main'} />}
      </Box>
      <Box height={1} flexShrink={0}>
        <Region id="status" />
      </Box>
      <Hints />
      <OverlayPlace />
    </Box>
  );
}

function rootView(state: State) {
  const { columns, rows } = state.size;
  return [columns, rows, state.focus] as const;
}

function OverlayPlace(): ReactNode {
  const [isOpen, x, y, width, height] = useView(overlayView);
  if (!isOpen) return null;
  return (
    <Box position="absolute" marginLeft={x} marginTop={y} width={width} height={height}>
      <Region id="overlay" layer={1} />
    </Box>
  );
}

function overlayView(state: State) {
  if (state.overlay === null) return [false, 0, 0, 0, 0] as const;
  const { x, y, width, height } = overlayRect(state, state.overlay);
  return [true, x, y, width, height] as const;
}
