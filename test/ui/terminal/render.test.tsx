import { Box, Text } from 'ink';
import { type ReactNode, useEffect, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { Cover, Region, useScreenSize } from '../../../src/ui/terminal/region.tsx';
import { type InkRoot, renderInk } from '../../../src/ui/terminal/render.ts';
import { Screen } from '../../../src/ui/terminal/screen.ts';
import { TerminalHarness } from '../../terminal/harness.ts';

let root: InkRoot | null = null;
afterEach(() => {
  root?.unmount();
  root = null;
});

function show(element: ReactNode, columns = 20, rows = 6): { terminal: TerminalHarness; screen: Screen } {
  const terminal = new TerminalHarness(columns, rows);
  const screen = new Screen(terminal.output);
  screen.enter();
  root = renderInk(element, screen);
  return { terminal, screen };
}

/** A component whose state a test sets from outside. */
function switchable<Value>(initial: Value): { use: () => Value; set: (value: Value) => void } {
  let setValue: (value: Value) => void = () => undefined;
  return {
    use: () => {
      const [value, set] = useState(initial);
      useEffect(() => {
        setValue = set;
      }, []);
      return value;
    },
    set: (value) => {
      setValue(value);
    },
  };
}

describe('renderInk', () => {
  it('draws over the whole screen, again at every size', async () => {
    function Size(): ReactNode {
      const { columns, rows } = useScreenSize();
      return (
        <Box borderStyle="single" flexGrow={1}>
          <Text>{`${String(columns)}x${String(rows)}`}</Text>
        </Box>
      );
    }
    const { terminal } = show(<Size />, 20, 6);
    await terminal.until('20x6');
    for (const [columns, rows] of [
      [40, 10],
      [12, 4],
    ] as const) {
      terminal.resize(columns, rows);
      await terminal.until(`${String(columns)}x${String(rows)}`);
      expect(terminal.emulator.cell(0, 0).text).toBe('┌');
      expect(terminal.emulator.cell(columns - 1, rows - 1).text).toBe('┘');
      expect(terminal.text().split('┌')).toHaveLength(2);
    }
  });

  it('paints a resize in one write', async () => {
    const { terminal } = show(<Text>hello</Text>);
    await terminal.until('hello');
    terminal.output.writes.length = 0;
    terminal.resize(30, 8);
    await terminal.until('hello');
    await terminal.settle();
    expect(terminal.output.writes).toHaveLength(1);
  });

  it("passes Ink's colours on, and no sequence that hides in its texts", async () => {
    const { terminal } = show(
      <Box flexDirection="column">
        <Text color="red" bold>
          red
        </Text>
        <Text>{'a\u0007b\u001B]0;owned\u0007\u001B[2J\u009B2J'}</Text>
      </Box>,
    );
    await terminal.until('red');
    expect(terminal.emulator.cell(0, 0)).toMatchObject({ text: 'r', color: 1, isBold: true });
    expect([terminal.emulator.title, terminal.emulator.line(0)]).toEqual(['', 'red']);
    expect(terminal.emulator.line(1)).toMatch(/^a/);
  });

  it('stops drawing once unmounted', async () => {
    const text = switchable('first');
    function Told(): ReactNode {
      return <Text>{text.use()}</Text>;
    }
    const { terminal } = show(<Told />);
    await terminal.until('first');
    root?.unmount();
    text.set('second');
    await terminal.settle();
    expect(terminal.text()).not.toContain('second');
  });
});

describe('Region', () => {
  it('is where the layout put it, inside the border of its pane', async () => {
    const { terminal, screen } = show(
      <Box flexGrow={1}>
        <Box width={6} borderStyle="single" />
        <Box flexGrow={1} borderStyle="single">
          <Region id="grid" />
        </Box>
      </Box>,
      20,
      5,
    );
    await terminal.until('┌');
    expect(screen.region('grid')).toEqual({ x: 7, y: 1, width: 12, height: 3 });
    screen.setRows('grid', ['one', 'two', 'three']);
    await terminal.until('three');
    expect(terminal.emulator.lines()).toEqual([
      '┌────┐┌────────────┐',
      '│    ││one         │',
      '│    ││two         │',
      '│    ││three       │',
      '└────┘└────────────┘',
    ]);
  });

  it('follows when a neighbour grows, without being drawn again itself', async () => {
    const width = switchable(5);
    function Neighbour(): ReactNode {
      return <Box width={width.use()} flexShrink={0} />;
    }
    const { terminal, screen } = show(
      <Box flexGrow={1}>
        <Neighbour />
        <Region id="grid" />
      </Box>,
    );
    screen.setRows('grid', ['grid']);
    await terminal.until('     grid');
    width.set(9);
    await terminal.until('         grid');
    expect(screen.region('grid')).toEqual({ x: 9, y: 0, width: 11, height: 6 });
  });

  it('follows a resize and is gone when unmounted', async () => {
    const isShown = switchable(true);
    function Pane(): ReactNode {
      return isShown.use() ? <Region id="grid" /> : <Text>nothing</Text>;
    }
    const { terminal, screen } = show(<Pane />, 20, 6);
    screen.setRows('grid', ['grid']);
    await terminal.until('grid');
    terminal.resize(10, 3);
    await terminal.until('grid');
    await terminal.settle();
    expect(screen.region('grid')).toEqual({ x: 0, y: 0, width: 10, height: 3 });
    isShown.set(false);
    await terminal.until('nothing');
    expect(screen.region('grid')).toBeNull();
    expect(terminal.text()).not.toContain('grid');
  });
});

describe('Cover', () => {
  it('lifts a dialog of Ink boxes above a region, and uncovers it when closed', async () => {
    const isOpen = switchable(true);
    function Dialog(): ReactNode {
      return isOpen.use() ? (
        <Box position="absolute" width={12} height={5} alignItems="center" justifyContent="center">
          <Cover id="dialog">
            <Box borderStyle="single">
              <Text color="green">Sure?</Text>
            </Box>
          </Cover>
        </Box>
      ) : null;
    }
    const { terminal, screen } = show(
      <Box flexGrow={1}>
        <Region id="grid" />
        <Dialog />
      </Box>,
      12,
      5,
    );
    screen.setRows(
      'grid',
      Array.from({ length: 5 }, () => 'x'.repeat(12)),
    );
    await terminal.until('Sure?');
    await terminal.until('xxxxxxxxxxxx');
    expect(terminal.emulator.lines()).toEqual([
      'xxxxxxxxxxxx',
      'xxx┌─────┐xx',
      'xxx│Sure?│xx',
      'xxx└─────┘xx',
      'xxxxxxxxxxxx',
    ]);
    expect(terminal.emulator.cell(4, 2).color).toBe(2);
    isOpen.set(false);
    await terminal.until((text) => !text.includes('Sure?'));
    expect(terminal.emulator.lines()).toEqual(Array.from({ length: 5 }, () => 'x'.repeat(12)));
  });
});
