import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { keys } from '../../terminal/emulator.ts';
import { TerminalProcess } from '../../terminal/pty.ts';

const directory = mkdtempSync(join(tmpdir(), 'seqscope-terminal-'));
const program = join(directory, 'program.mjs');
const running: TerminalProcess[] = [];

beforeAll(async () => {
  await build({
    input: join(import.meta.dirname, 'fixtures/program.ts'),
    platform: 'node',
    output: { file: program, format: 'esm', codeSplitting: false },
    logLevel: 'warn',
  });
});

afterEach(async () => {
  for (const terminal of running.splice(0)) await terminal.dispose();
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

function run(file: string, ...parameters: string[]): TerminalProcess {
  const terminal = new TerminalProcess(file, parameters, { columns: 60, rows: 12 });
  running.push(terminal);
  return terminal;
}

async function open(...parameters: string[]): Promise<TerminalProcess> {
  const terminal = run(process.execPath, program, ...parameters);
  await terminal.until('painted 1 ready');
  expect([terminal.emulator.isAlternate, terminal.emulator.isCursorShown]).toEqual([true, false]);
  expect([terminal.emulator.isBracketedPaste, terminal.emulator.title]).toEqual([true, 'program']);
  return terminal;
}

describe('openTerminal gives the terminal back', () => {
  it('when closed, and what is printed then stands on the shell’s own screen', async () => {
    const terminal = await open();
    terminal.send('q');
    expect(await terminal.waitForExit()).toEqual({ code: 0, signal: 0 });
    expect(terminal.emulator.isRestored).toBe(true);
    expect(terminal.text().trim()).toBe('after quit');
  });

  it('on process.exit', async () => {
    const terminal = await open();
    terminal.send('x');
    expect(await terminal.waitForExit()).toEqual({ code: 7, signal: 0 });
    expect(terminal.emulator.isRestored).toBe(true);
  });

  it.each([
    ['an uncaught exception', 'c', 'crashed on purpose'],
    ['an unhandled rejection', 'r', 'rejected on purpose'],
  ])('on %s, whose stack is readable', async (_, key, message) => {
    const terminal = await open();
    terminal.send(key);
    const { code } = await terminal.waitForExit();
    expect(code).toBe(1);
    expect(terminal.emulator.isRestored).toBe(true);
    expect(terminal.emulator.history()).toContain(message);
  });

  it.each([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)('on %s, and dies of it', async (name, number) => {
    const terminal = await open();
    terminal.signal(name);
    expect(await terminal.waitForExit()).toMatchObject({ signal: number });
    expect(terminal.emulator.isRestored).toBe(true);
  });

  it('before the listener for signals ends the process its own way', async () => {
    const terminal = await open('handles');
    terminal.signal('SIGINT');
    expect(await terminal.waitForExit()).toEqual({ code: 130, signal: 0 });
    expect(terminal.emulator.isRestored).toBe(true);
  });
});

describe('openTerminal on a terminal that is gone', () => {
  it.each(['dies', 'handles'])('ends by the hangup, not by an abort (%s)', async (behaviour) => {
    const terminal = await open(behaviour);
    terminal.hangUp();
    expect(await terminal.waitForExit()).toMatchObject({ signal: 1 });
  });
});

describe('openTerminal holds the terminal', () => {
  it('against what others print', async () => {
    const terminal = await open();
    terminal.send('w');
    await terminal.until('painted 2 warned');
    expect(terminal.text().trim()).toBe(
      'painted 2 warned\nstray stray line\nlogged line'.replace('\nlogged', '⏎logged'),
    );
  });

  it('across a resize', async () => {
    const terminal = await open();
    terminal.resize(40, 8);
    await terminal.until('size 40x8');
  });

  it('but lends it to a program that reads and prints, and takes it back', async () => {
    const terminal = await open();
    terminal.send('e');
    await terminal.until('lent');
    expect(terminal.emulator.isAlternate).toBe(false);
    terminal.send('hello\r');
    await terminal.until('painted 2 back');
    expect(terminal.emulator.isAlternate).toBe(true);
    await terminal.type('k');
    await terminal.until('painted 3 k');
  });

  it('comes back at once when Ctrl-Z finds no shell to return to', async () => {
    const terminal = await open();
    terminal.send(keys.ctrlZ);
    await new Promise((resolve) => setTimeout(resolve, 300));
    terminal.send('k');
    await terminal.until('painted 2 k');
    expect(terminal.emulator.isAlternate).toBe(true);
  });
});

describe('openTerminal under a shell', () => {
  it('stops on Ctrl-Z with the terminal restored, and is back in full after fg', async () => {
    const terminal = run('bash', '--norc', '--noprofile', '-i');
    terminal.send(`PS1='shell> '\r`);
    await terminal.until('shell> ');
    terminal.send(`clear; '${process.execPath}' '${program}'\r`);
    await terminal.until('painted 1 ready');
    for (const round of [1, 2]) {
      terminal.send(keys.ctrlZ);
      await terminal.until(/Stopped/);
      expect(terminal.emulator.isAlternate).toBe(false);
      expect([terminal.emulator.isCursorShown, terminal.emulator.isWrapping]).toEqual([true, true]);
      terminal.send(`echo $((40 + ${String(round)}))\r`);
      await terminal.until(`\n4${String(round)}\n`);
      terminal.resize(60 + round, 12);
      terminal.send('clear; fg\r');
      await terminal.until(`size ${String(60 + round)}x12`);
      expect([terminal.emulator.isAlternate, terminal.emulator.isCursorShown]).toEqual([true, false]);
      terminal.send('k');
      await terminal.until(' k');
    }
    terminal.send('q');
    await terminal.until('after quit');
    await terminal.until('shell> ');
    terminal.send('exit\r');
    await terminal.waitForExit();
  });

  it('survives a stop it cannot catch', async () => {
    const terminal = run('bash', '--norc', '--noprofile', '-i');
    terminal.send(`clear; '${process.execPath}' '${program}' & echo "pid $!"; fg\r`);
    await terminal.until('painted 1 ready');
    terminal.send(keys.ctrlZ);
    const text = await terminal.until(/Stopped/);
    expect(text).toMatch(/pid \d+/);
    const pid = Number(/pid (\d+)/.exec(text)?.[1]);
    terminal.send('clear; fg\r');
    await terminal.until('painted 1 ready');
    process.kill(pid, 'SIGSTOP');
    await terminal.until(/Stopped/);
    terminal.send('fg\r');
    await terminal.until((screen) => screen.startsWith('painted 1 ready'));
    terminal.send('k');
    await terminal.until('painted 2 k');
    terminal.send('q');
    await terminal.until('after quit');
  });
});
