import { describe, expect, it } from 'vitest';
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
