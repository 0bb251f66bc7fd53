// A program in a pseudo-terminal, its output in a terminal emulator: what the screenshot and the benchmark look at.
import { setTimeout as delay } from 'node:timers/promises';
import pty from '@lydell/node-pty';
import xterm from '@xterm/headless';

/**
 * Starts `file` with `words`. `onOutput` is told of each chunk as it arrives, before the emulator has seen it. The
 * emulator's own answers (cursor position, colours asked for) go back to the program, as a real terminal's do.
 */
export function driveTerminal(
  file,
  words,
  { columns, rows, cwd, env = process.env, onOutput = () => undefined },
) {
  const program = pty.spawn(file, words, {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd,
    env: { ...env, TERM: 'xterm-256color', COLORTERM: 'truecolor' },
  });
  const terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true });
  terminal.onData((answer) => program.write(answer));
  program.onData((text) => {
    onOutput(text);
    terminal.write(text);
  });
  const exited = new Promise((resolve) => program.onExit(({ exitCode }) => resolve(exitCode)));

  function text() {
    const buffer = terminal.buffer.active;
    return Array.from({ length: rows }, (_, row) =>
      buffer.getLine(buffer.viewportY + row).translateToString(true),
    ).join('\n');
  }

  return {
    terminal,
    pid: program.pid,
    exited,
    text,
    press: (keys) => program.write(keys),
    kill: () => program.kill(),
    /** Waits until the screen satisfies `isThere`, a text, pattern or function of the text; throws with the screen after `limitMs`. */
    async until(isThere, limitMs = 20_000) {
      const test =
        typeof isThere === 'function'
          ? isThere
          : (screen) => (typeof isThere === 'string' ? screen.includes(isThere) : isThere.test(screen));
      const deadline = performance.now() + limitMs;
      while (!test(text())) {
        if (performance.now() > deadline)
          throw new Error(`Waited ${limitMs} ms for ${isThere}; the screen:\n${text()}`);
        await delay(2);
      }
    },
    /** Waits until nothing was written for `quietMs`. */
    async settle(quietMs = 300) {
      let last = performance.now();
      const listening = program.onData(() => {
        last = performance.now();
      });
      while (performance.now() - last < quietMs) await delay(20);
      listening.dispose();
    },
  };
}
