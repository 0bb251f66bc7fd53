/**
 * A real program in a real pseudoterminal, its screen in the emulator: for what only a process can show (signals, exit,
 * the state it leaves the terminal in) and for walks through the real binary.
 */

import pty from '@lydell/node-pty';
import { setTimeout as delay } from 'node:timers/promises';
import { Emulator, keys } from './emulator.ts';

export interface SpawnOptions {
  readonly columns?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** Laid over the test's own environment; undefined removes a variable. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

export interface Exit {
  readonly code: number;
  /** Number of the signal that ended it, or 0. */
  readonly signal: number;
}

export class TerminalProcess {
  readonly emulator: Emulator;
  readonly #process: pty.IPty;
  readonly #exited: Promise<Exit>;
  #exit: Exit | null = null;

  constructor(file: string, parameters: readonly string[], options: SpawnOptions = {}) {
    const { columns = 80, rows = 24 } = options;
    this.emulator = new Emulator(columns, rows);
    this.#process = pty.spawn(file, [...parameters], {
      name: 'xterm-256color',
      cols: columns,
      rows,
      cwd: options.cwd ?? process.cwd(),
      env: terminalEnvironment(options.env ?? {}),
    });
    this.#process.onData((data) => {
      this.emulator.write(data);
    });
    this.emulator.onReply((reply) => {
      if (this.#exit === null) this.#process.write(reply);
    });
    this.#exited = new Promise((resolve) => {
      this.#process.onExit(({ exitCode, signal }) => {
        this.#exit = { code: exitCode, signal: signal ?? 0 };
        resolve(this.#exit);
      });
    });
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Null as long as it runs. */
  get exit(): Exit | null {
    return this.#exit;
  }

  /** Types; `keys` of the emulator holds the usual sequences. */
  send(text: string): void {
    this.#process.write(text);
  }

  /**
   * Types keys as fast as the program takes them. Escape is the beginning of many sequences: before another key it goes as
   * terminals with the kitty protocol send it, and at the end it is left alone for longer than the program waits for more.
   */
  async type(...sequences: readonly string[]): Promise<void> {
    const before = sequences.slice(0, -1).map((key) => (key === keys.escape ? '\u001B[27u' : key));
    const last = sequences.at(-1) ?? '';
    this.send(before.join('') + last);
    if (last === keys.escape) await delay(45);
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows);
    this.#process.resize(columns, rows);
  }

  signal(name: NodeJS.Signals): void {
    process.kill(this.pid, name);
  }

  /** Takes the terminal away from under the program, as a closed window or a lost connection does. */
  hangUp(): void {
    // The typings leave out what every Unix terminal of node-pty has.
    (this.#process as pty.IPty & { destroy(): void }).destroy();
  }

  text(): string {
    return this.emulator.text();
  }

  /** Waits for a text or a condition on the screen; the error of a timeout shows the screen and whether the program still runs. */
  async until(expected: string | RegExp | ((text: string) => boolean), timeoutMs = 30_000): Promise<string> {
    try {
      return await this.emulator.until(expected, timeoutMs);
    } catch (error) {
      const exit = this.exit;
      const state = exit === null ? 'still running' : `exited with ${String(exit.code)}`;
      throw new Error(`the program (${state}) did not show it`, { cause: error });
    }
  }

  /** Waits for the program's end and for all it printed. */
  async waitForExit(timeoutMs = 30_000): Promise<Exit> {
    const timeout = delay(timeoutMs, null, { ref: false });
    const exit = await Promise.race([this.#exited, timeout]);
    if (exit === null)
      throw new Error(`still running after ${String(timeoutMs)} ms; the screen:\n${this.text()}`);
    await delay(20);
    await this.emulator.settle();
    return exit;
  }

  /** For `afterEach`: ends the program if it still runs. */
  async dispose(): Promise<void> {
    if (this.#exit === null) this.#process.kill('SIGKILL');
    await this.#exited;
  }
}

/** The test's environment without what would make a program believe it runs in a test or in CI. */
function terminalEnvironment(
  overrides: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const hidden = ['CI', 'NO_COLOR', 'FORCE_COLOR', 'NODE_ENV', 'VITEST', 'TMUX', 'CONTINUOUS_INTEGRATION'];
  const merged: Record<string, string | undefined> = { ...process.env, TERM: 'xterm-256color', ...overrides };
  const environment: Record<string, string> = {};
  for (const [name, value] of Object.entries(merged)) {
    const isHidden = hidden.includes(name) || name.startsWith('VITEST_');
    if (value !== undefined && (!isHidden || name in overrides)) environment[name] = value;
  }
  return environment;
}
