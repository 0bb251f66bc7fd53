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

describe('Screen', () => {
  it('takes the terminal and gives it back as it was', async () => {
    const { terminal, screen } = openScreen();
    screen.setMouse(true);
    screen.setTitle('seqscope\u0007\u001B]52;c;eA==\u0007');
    await terminal.settle();
    const { emulator } = terminal;
    expect([emulator.isAlternate, emulator.isCursorShown, emulator.isBracketedPaste]).toEqual([
      true,
      false,
      true,
    ]);
    expect([emulator.isMouseTracked, emulator.title, emulator.clipboard]).toEqual([
      true,
      'seqscope␇␛]52;c;eA==␇',
      null,
    ]);
    screen.leave();
    screen.leave();
    await terminal.settle();
    expect(emulator.isRestored).toBe(true);
    expect(terminal.output.listenerCount('resize')).toBe(0);
  });

  it('writes nothing before it is entered and after it is left', async () => {
    const terminal = new TerminalHarness(20, 6);
    const screen = new Screen(terminal.output);
    draw(screen, 'early');
    screen.copyToClipboard('early');
    await terminal.settle();
    expect(terminal.output.writes).toEqual([]);
    screen.enter();
    await terminal.until('early');
    screen.leave();
    const written = terminal.output.writes.length;
    draw(screen, 'late');
    screen.flush();
    await terminal.settle();
    expect(terminal.output.writes.length).toBe(written);
  });

  it('writes once a turn, and only the lines that changed', async () => {
    const { terminal, screen } = openScreen();
    draw(screen, 'one', 'two');
    await terminal.settle();
    terminal.output.writes.length = 0;
    draw(screen, 'ONE', 'two');
    draw(screen, 'one', 'TWO');
    await terminal.settle();
    expect(terminal.output.writes).toHaveLength(1);
    expect(terminal.output.writes[0]).not.toContain('one');
    expect(terminal.emulator.lines().slice(0, 2)).toEqual(['one', 'TWO']);
    draw(screen, 'one', 'TWO');
    await terminal.settle();
    expect(terminal.output.writes).toHaveLength(1);
  });

  it('wraps a frame in synchronised output', async () => {
    const { terminal, screen } = openScreen();
    terminal.output.writes.length = 0;
    draw(screen, 'x');
    await terminal.settle();
    expect(terminal.output.writes[0]).toMatch(/^\u001B\[\?2026h[^]*\u001B\[\?2026l$/);
  });

  it('erases what a shorter line and a shorter frame leave behind', async () => {
    const { terminal, screen } = openScreen();
    draw(screen, '\u001B[41mlong line\u001B[49m', 'second');
    await terminal.settle();
    draw(screen, 'short');
    await terminal.settle();
    expect(terminal.text().trimEnd()).toBe('short');
    expect(terminal.emulator.cell(7, 0).background).toBe(-1);
  });

  it('fills the last column and the last line without scrolling', async () => {
    const { terminal, screen } = openScreen(5, 2);
    draw(screen, '12345', 'abcde');
    await terminal.settle();
    draw(screen, '1234X', 'abcdX');
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['1234X', 'abcdX']);
  });

  it('neutralises sequences in a frame of Ink, and cuts its lines at the edge', async () => {
    const { terminal, screen } = openScreen(12, 3);
    draw(screen, 'a\u001B[2Jb\u001B]0;x\u0007', 'abcdefghijklmnop', 'x\u001B[31mred\u001B[39m');
    await terminal.settle();
    expect(terminal.emulator.lines()).toEqual(['a␛[2Jb␛]0;x␇', 'abcdefghijkl', 'xred']);
    expect(terminal.emulator.cell(1, 2).color).toBe(1);
    expect(terminal.emulator.title).toBe('');
  });

  it("keeps Ink's columns behind characters the terminal draws narrower than Ink believes", async () => {
    const { terminal, screen } = openScreen(20, 2);
    draw(screen, '│👍 👩‍💻│end', '│日本│end');
    await terminal.settle();
    expect(terminal.emulator.cell(6, 0).text).toBe('│');
    expect(terminal.emulator.cell(5, 1).text).toBe('│');
    expect(terminal.emulator.line(0)).toMatch(/│end$/);
  });
});

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

describe('Screen on a terminal that changes', () => {
  it('repaints everything in one write after a resize', async () => {
    const { terminal, screen } = openScreen(20, 4);
    screen.onResize(() => {
      draw(screen, ...Array.from({ length: screen.rows }, (_, y) => String(y).repeat(screen.columns)));
    });
    draw(screen, 'x'.repeat(20));
    await terminal.settle();
    terminal.output.writes.length = 0;
    terminal.resize(8, 3);
    await terminal.settle();
    expect([screen.columns, screen.rows]).toEqual([8, 3]);
    expect(terminal.output.writes).toHaveLength(1);
    expect(terminal.emulator.lines()).toEqual(['00000000', '11111111', '22222222']);
  });

  it('waits for a full pipe to drain, then writes the last state only', async () => {
    const { terminal, screen } = openScreen();
    await terminal.settle();
    terminal.output.isFull = true;
    draw(screen, 'first');
    await terminal.settle();
    const written = terminal.output.writes.length;
    for (const text of ['second', 'third', 'fourth']) {
      draw(screen, text);
      await terminal.settle();
    }
    expect(terminal.output.writes.length).toBe(written);
    terminal.output.drain();
    await terminal.settle();
    expect(terminal.output.writes.length).toBe(written + 1);
    expect(terminal.text().trimEnd()).toBe('fourth');
    expect(terminal.output.writes.join('')).not.toContain('second');
  });

  it('comes back after a suspension with what changed meanwhile, at the new size', async () => {
    const { terminal, screen } = openScreen(20, 4);
    draw(screen, 'before');
    await terminal.settle();
    screen.suspend();
    await terminal.settle();
    expect(terminal.emulator.isRestored).toBe(true);
    const sizes: number[] = [];
    screen.onResize(() => sizes.push(screen.columns));
    draw(screen, 'after');
    terminal.resize(30, 5);
    await terminal.settle();
    expect(terminal.text()).not.toContain('after');
    screen.resume();
    await terminal.settle();
    expect(terminal.text().trimEnd()).toBe('after');
    expect(sizes).toEqual([30]);
    expect(terminal.emulator.isAlternate).toBe(true);
  });

  it('shows the cursor where a text input has it, above all painting, and hides it again', async () => {
    const { terminal, screen } = openScreen();
    screen.setCursor({ x: 4, y: 2 });
    await terminal.settle();
    expect([terminal.emulator.isCursorShown, terminal.emulator.cursor]).toEqual([true, { x: 4, y: 2 }]);
    draw(screen, 'frame');
    await terminal.settle();
    expect([terminal.emulator.isCursorShown, terminal.emulator.cursor]).toEqual([true, { x: 4, y: 2 }]);
    screen.setCursor({ x: 40, y: 2 });
    await terminal.settle();
    expect(terminal.emulator.isCursorShown).toBe(false);
    screen.setCursor(null);
    screen.copyToClipboard('日本 "x"');
    await terminal.settle();
    expect(terminal.emulator.clipboard).toBe('日本 "x"');
  });
});
