/** A framed place with its title in the frame; the title and what is inside are painted as regions. */
import { Box, Text } from 'ink';
import type { ReactNode } from 'react';
import { Region } from '../terminal/region.tsx';

export interface PaneProps {
  readonly id: 'sidebar' | 'main';
  readonly width: number;
  readonly isFocused: boolean;
}

export function Pane({ id, width, isFocused }: PaneProps): ReactNode {
  const color = isFocused ? { color: 'cyan' } : { dimColor: true };
  return (
    <Box width={width} flexDirection="column" flexShrink={0}>
      <Box height={1} flexShrink={0}>
        <Text {...color}>╭─ </Text>
        <Region id={`${id}-title`} />
        <Text {...color}>╮</Text>
      </Box>
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
