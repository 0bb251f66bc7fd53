/**
 * A terminal inside the test's process: a fake stdin and stdout joined to the emulator of `@xterm/headless`. What a test
 * reads is what a user would see: characters, colours, cursor, alternate buffer. Default of all terminal tests.
 */

import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { TerminalInput } from '../../src/ui/terminal/keyboard.ts';
import type { TerminalOutput } from '../../src/ui/terminal/screen.ts';
import { Emulator } from './emulator.ts';

/** stdout of a process whose terminal is the emulator. */
export class FakeOutput extends EventEmitter implements TerminalOutput {
  readonly isTTY = true;
  columns: number;
  rows: number;
  /** Every write, in order. */
  readonly writes: string[] = [];
  /** While true, `write` answers false, as a full pipe does; end it with `drain`. */
  isFull = false;
  readonly #emulator: Emulator;

  constructor(emulator: Emulator) {
    super();
    this.#emulator = emulator;
    this.columns = emulator.columns;
    this.rows = emulator.rows;
  }

  write(text: string): boolean {
    this.writes.push(text);
    this.#emulator.write(text);
    return !this.isFull;
  }

  drain(): void {
    this.isFull = false;
    this.emit('drain');
  }
}

/** stdin of a process whose terminal is the emulator. */
export class FakeInput extends EventEmitter implements TerminalInput {
  readonly isTTY = true;
  isRaw = false;
  isPaused = true;

  setRawMode(isRaw: boolean): this {
    this.isRaw = isRaw;
    return this;
  }

  setEncoding(): this {
    return this;
  }

  resume(): this {
    this.isPaused = false;
    return this;
  }

  pause(): this {
    this.isPaused = true;
    return this;
  }
}

export class TerminalHarness {
  readonly emulator: Emulator;
  readonly input = new FakeInput();
  readonly output: FakeOutput;

  constructor(columns = 80, rows = 24) {
    this.emulator = new Emulator(columns, rows);
    this.output = new FakeOutput(this.emulator);
  }

  /** Types: the text arrives as one chunk. `keys` holds the usual sequences. */
  send(text: string): void {
    if (!this.input.isPaused) this.input.emit('data', text);
  }

  resize(columns: number, rows: number): void {
    this.emulator.resize(columns, rows);
    this.output.columns = columns;
    this.output.rows = rows;
    this.output.emit('resize');
  }

  /** Waits until everything written up to now, and in the turns it takes the screen to paint, stands on the terminal. */
  async settle(): Promise<void> {
    await delay(0);
    await new Promise((resolve) => setImmediate(resolve));
    await this.emulator.settle();
  }

  /** Waits for a text or a condition on the screen's text; on timeout the error shows the screen. */
  async until(expected: string | RegExp | ((text: string) => boolean), timeoutMs = 15_000): Promise<string> {
    return this.emulator.until(expected, timeoutMs);
  }

  text(): string {
    return this.emulator.text();
  }
}
