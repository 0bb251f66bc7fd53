/** A framed place with its title in the frame; what is inside is painted as a region. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { fitCell } from '../../text/fit-cell.ts';
import { Region } from '../terminal/region.tsx';

export interface PaneProps {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly isFocused: boolean;
}

export function Pane({ id, title, width, isFocused }: PaneProps): ReactNode {
  const color = isFocused ? { color: 'cyan' } : { dimColor: true };
  const room = Math.max(0, width - 6);
  const shown = fitCell(title, room).trimEnd();
  return (
    <Box width={width} flexDirection="column" flexShrink={0}>
      <Text wrap="truncate">
        <Text {...color}>╭─ </Text>
        <Text bold={isFocused}>{shown}</Text>
        <Text {...color}> {'─'.repeat(Math.max(0, width - 5 - widthOf(title, room)))}╮</Text>
      </Text>
      <Box
        flexGrow={1}
        borderStyle="round"
        borderTop={false}
        {...(isFocused ? { borderColor: 'cyan' } : { borderDimColor: true })}
      >
        <Region id={id} />
      </Box>
    </Box>
  );
}

function widthOf(title: string, room: number): number {
  const fitted = fitCell(title, room);
  return room - (fitted.length - fitted.trimEnd().length);
}
