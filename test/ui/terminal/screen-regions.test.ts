import { describe, expect, it } from 'vitest';
import { anchoredCell } from '../../../src/text/fit-cell.ts';
import { Screen } from '../../../src/ui/terminal/screen.ts';
import { TerminalHarness } from '../../terminal/harness.ts';

function openScreen(columns = 20, rows = 6): { terminal: TerminalHarness; screen: Screen } {
  const terminal = new TerminalHarness(columns, rows);
  const screen = new Screen(terminal.output);
  screen.enter();
  return { terminal, screen };
}

/** A frame as Ink writes it. */
function draw(screen: Screen, ...lines: string[]): void {
  screen.virtualOutput.write(lines.join('\n'));
}

describe('Screen regions', () => {
  it("are painted over Ink's frame, padded, cut and blank where rows are missing", async () => {
    const { terminal, screen } = openScreen(10, 4);
    draw(screen, '##########', '##########', '##########', '##########');
    screen.setRegion('grid', { x: 2, y: 1, width: 4, height: 3 });
    screen.setRows('grid', ['ab', 'abcdefgh']);
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['##########', '##ab  ####', '##abcd####', '##    ####']);
  });

  it('repaint only the row that changed', async () => {
    const { terminal, screen } = openScreen();
    screen.setRegion('grid', { x: 0, y: 0, width: 5, height: 3 });
    screen.setRows('grid', ['row 1', 'row 2', 'row 3']);
    await terminal.settle();
    terminal.output.writes.length = 0;
    screen.setRows('grid', ['row 1', 'ROW 2', 'row 3']);
    await terminal.settle();
    expect(terminal.output.writes).toHaveLength(1);
    expect(terminal.output.writes[0]).not.toContain('row');
    expect(terminal.text().trimEnd()).toBe('row 1\nROW 2\nrow 3');
  });

  it("stand again after Ink's line beneath them changed", async () => {
    const { terminal, screen } = openScreen(10, 2);
    draw(screen, 'old', 'old');
    screen.setRegion('grid', { x: 4, y: 0, width: 4, height: 1 });
    screen.setRows('grid', ['GRID']);
    await terminal.settle();
    draw(screen, 'new', 'new');
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['new GRID', 'new']);
  });

  it('take rows before they are placed, keep them when they move, and leave what lies beneath', async () => {
    const { terminal, screen } = openScreen(8, 2);
    draw(screen, '--------', '--------');
    screen.setRows('box', ['AB']);
    screen.setRegion('box', { x: 0, y: 0, width: 2, height: 1 });
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['AB------', '--------']);
    screen.setRegion('box', { x: 3, y: 1, width: 2, height: 1 });
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['--------', '---AB---']);
    screen.setRegion('box', null);
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['--------', '--------']);
  });

  it('of a higher layer stay on top when a lower row is repainted, and uncover it when they go', async () => {
    const { terminal, screen } = openScreen(10, 3);
    screen.setRegion('dialog', { x: 3, y: 1, width: 4, height: 1 }, 1);
    screen.setRows('dialog', ['DIAL']);
    screen.setRegion('grid', { x: 0, y: 0, width: 10, height: 3 });
    screen.setRows('grid', ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc']);
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['aaaaaaaaaa', 'bbbDIALbbb', 'cccccccccc']);
    screen.setRows('grid', ['aaaaaaaaaa', '\u001B[7mBBBBBBBBBB\u001B[27m', 'cccccccccc']);
    await terminal.settle();
    expect(terminal.emulator.line(1)).toBe('BBBDIALBBB');
    expect([2, 3, 6, 7].map((x) => terminal.emulator.cell(x, 1).isInverse)).toEqual([
      true,
      false,
      false,
      true,
    ]);
    screen.setRegion('dialog', null);
    await terminal.settle();
    expect(terminal.emulator.line(1)).toBe('BBBBBBBBBB');
  });

  it('are cut at every edge of the screen', async () => {
    const { terminal, screen } = openScreen(6, 2);
    draw(screen, '......', '......');
    screen.setRegion('wide', { x: -2, y: -1, width: 10, height: 2 });
    screen.setRows('wide', ['hidden', '0123456789']);
    screen.setRegion('low', { x: 4, y: 1, width: 4, height: 9 });
    screen.setRows('low', ['abcd', 'efgh']);
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['234567', '....ab']);
  });

  it('never let a row out, whatever it holds', async () => {
    const { terminal, screen } = openScreen(12, 3);
    draw(screen, '│          │', '│          │', '│          │');
    screen.setRegion('grid', { x: 1, y: 0, width: 10, height: 3 });
    screen.setRows('grid', ['\u001B[2J\u001B[9;9H\n', '👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦', '日本語日本語']);
    await terminal.settle();
    for (let y = 0; y < 3; y += 1) {
      expect([terminal.emulator.cell(0, y).text, terminal.emulator.cell(11, y).text]).toEqual(['│', '│']);
    }
  });

  it("count a row's column moves from their own left edge, also after a move", async () => {
    const { terminal, screen } = openScreen(14, 1);
    screen.setRegion('grid', { x: 3, y: 0, width: 10, height: 1 });
    screen.setRows('grid', [anchoredCell('👍', 5, 'left', 0) + anchoredCell('ok', 5, 'left', 5)]);
    await terminal.settle();
    expect(terminal.emulator.find('ok').x).toBeGreaterThan(0);
    expect(terminal.emulator.cell(8, 0).text).toBe('o');
    screen.setRegion('grid', { x: 1, y: 0, width: 10, height: 1 });
    await terminal.settle();
    expect(terminal.emulator.cell(6, 0).text).toBe('o');
  });

  it('leave no trace of the former row between characters the terminal draws narrower', async () => {
    const { terminal, screen } = openScreen(12, 1);
    screen.setRegion('grid', { x: 0, y: 0, width: 12, height: 1 });
    screen.setRows('grid', ['abcdefghijkl']);
    await terminal.settle();
    screen.setRows('grid', [anchoredCell('👍👍', 6, 'left', 0) + anchoredCell('👍', 6, 'left', 6)]);
    await terminal.settle();
    expect(terminal.text().replaceAll('👍', '').trim()).toBe('');
  });

  it('tell their painters when they are placed, moved and gone', () => {
    const { screen } = openScreen();
    const heard: unknown[] = [];
    const stop = screen.onLayout((id, rect) => heard.push([id, rect?.width ?? null]));
    screen.setRegion('grid', { x: 0, y: 0, width: 5, height: 1 });
    screen.setRegion('grid', { x: 0, y: 0, width: 5, height: 1 });
    screen.setRegion('grid', { x: 0, y: 0, width: 6, height: 1 });
    expect(screen.region('grid')?.width).toBe(6);
    screen.setRegion('grid', null);
    stop();
    screen.setRegion('grid', { x: 0, y: 0, width: 7, height: 1 });
    expect(heard).toEqual([
      ['grid', 5],
      ['grid', 6],
      ['grid', null],
    ]);
  });
});

describe('Screen covers', () => {
  it("lift Ink's own frame above the regions of lower layers", async () => {
    const { terminal, screen } = openScreen(10, 3);
    draw(screen, '', '   \u001B[31m[OK]\u001B[39m', '');
    screen.setRegion('grid', { x: 0, y: 0, width: 10, height: 3 });
    screen.setRows('grid', ['aaaaaaaaaa', 'bbbbbbbbbb', 'cccccccccc']);
    await terminal.settle();
    expect(terminal.emulator.line(1)).toBe('bbbbbbbbbb');
    screen.setCover('dialog', { x: 3, y: 1, width: 4, height: 1 });
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['aaaaaaaaaa', 'bbb[OK]bbb', 'cccccccccc']);
    expect(terminal.emulator.cell(4, 1).color).toBe(1);
    screen.setRows('grid', ['aaaaaaaaaa', 'BBBBBBBBBB', 'cccccccccc']);
    await terminal.settle();
    expect(terminal.emulator.line(1)).toBe('BBB[OK]BBB');
    draw(screen, '', '   \u001B[31m[NO]\u001B[39m', '');
    await terminal.settle();
    expect(terminal.emulator.line(1)).toBe('BBB[NO]BBB');
    screen.setCover('dialog', null);
    await terminal.settle();
    expect(terminal.emulator.line(1)).toBe('BBBBBBBBBB');
  });
});
