/** A terminal emulator read as a user would: lines, cells with their colours and attributes, cursor, modes. Shared by both harnesses. */

import { setTimeout as delay } from 'node:timers/promises';
import xterm from '@xterm/headless';

/** The sequences keys send, by the names the key table uses. */
export const keys = {
  enter: '\r',
  escape: '\u001B',
  tab: '\t',
  shiftTab: '\u001B[Z',
  backspace: '\u007F',
  delete: '\u001B[3~',
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  home: '\u001B[H',
  end: '\u001B[F',
  pageUp: '\u001B[5~',
  pageDown: '\u001B[6~',
  ctrlC: '\u0003',
  ctrlP: '\u0010',
  ctrlZ: '\u001A',
} as const;

export interface Cell {
  readonly text: string;
  /** 0 for the second half of a wide character. */
  readonly width: number;
  /** Number of the palette (0-15 are the named colours), or -1 for the default. */
  readonly color: number;
  readonly background: number;
  readonly isBold: boolean;
  readonly isDim: boolean;
  readonly isInverse: boolean;
  readonly isUnderlined: boolean;
}

export class Emulator {
  readonly #terminal: xterm.Terminal;
  #pendingWrites = 0;
  #isCursorShown = true;
  /** In the middle of what a program wants shown at once (synchronised output, mode 2026). */
  #isUpdating = false;
  #title = '';
  #clipboard: string | null = null;

  constructor(columns: number, rows: number) {
    this.#terminal = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 1000 });
    this.#terminal.onTitleChange((title) => {
      this.#title = title;
    });
    // The emulator keeps the cursor's visibility (DECTCEM) to itself and paints half an update: both are watched on their way in.
    this.#watchMode('h', true);
    this.#watchMode('l', false);
    this.#terminal.parser.registerOscHandler(52, (text) => {
      this.#clipboard = Buffer.from(text.slice(text.indexOf(';') + 1), 'base64').toString('utf8');
      return true;
    });
  }

  get columns(): number {
    return this.#terminal.cols;
  }

  get rows(): number {
    return this.#terminal.rows;
  }

  get title(): string {
    return this.#title;
  }

  /** What a program asked to put on the clipboard (OSC 52). */
  get clipboard(): string | null {
    return this.#clipboard;
  }

  get isAlternate(): boolean {
    return this.#terminal.buffer.active.type === 'alternate';
  }

  get isCursorShown(): boolean {
    return this.#isCursorShown;
  }

  get isBracketedPaste(): boolean {
    return this.#terminal.modes.bracketedPasteMode;
  }

  get isWrapping(): boolean {
    return this.#terminal.modes.wraparoundMode;
  }

  get isMouseTracked(): boolean {
    return this.#terminal.modes.mouseTrackingMode !== 'none';
  }

  /** The terminal as a shell expects it: main buffer, cursor shown, no bracketed paste or mouse, lines wrap. */
  get isRestored(): boolean {
    return (
      !this.isAlternate &&
      this.isCursorShown &&
      !this.isBracketedPaste &&
      !this.isMouseTracked &&
      this.isWrapping
    );
  }

  get cursor(): { readonly x: number; readonly y: number } {
    const { cursorX, cursorY } = this.#terminal.buffer.active;
    return { x: cursorX, y: cursorY };
  }

  write(data: string | Uint8Array): void {
    this.#pendingWrites += 1;
    this.#terminal.write(data, () => {
      this.#pendingWrites -= 1;
    });
  }

  resize(columns: number, rows: number): void {
    this.#terminal.resize(columns, rows);
  }

  /** What the emulator itself answers to queries. */
  onReply(listener: (reply: string) => void): void {
    this.#terminal.onData(listener);
  }

  /** Waits until all that was written is on the screen. */
  async settle(): Promise<void> {
    while (this.#pendingWrites > 0) await delay(1);
  }

  /** The visible lines, without trailing blanks. */
  lines(): string[] {
    return Array.from({ length: this.rows }, (_, y) => this.line(y));
  }

  line(y: number): string {
    const buffer = this.#terminal.buffer.active;
    return buffer.getLine(buffer.viewportY + y)?.translateToString(true) ?? '';
  }

  text(): string {
    return this.lines().join('\n');
  }

  /** All lines of the buffer, those that have scrolled away first; wrapped lines joined. */
  history(): string {
    const buffer = this.#terminal.buffer.active;
    let text = '';
    for (let y = 0; y < buffer.length; y += 1) {
      const line = buffer.getLine(y);
      text += (y === 0 || line?.isWrapped === true ? '' : '\n') + (line?.translateToString(true) ?? '');
    }
    return text;
  }

  cell(x: number, y: number): Cell {
    const buffer = this.#terminal.buffer.active;
    const cell = buffer.getLine(buffer.viewportY + y)?.getCell(x);
    if (cell === undefined) throw new Error(`no cell ${String(x)},${String(y)} on the screen`);
    return {
      text: cell.getChars() || ' ',
      width: cell.getWidth(),
      color: cell.isFgDefault() ? -1 : cell.getFgColor(),
      background: cell.isBgDefault() ? -1 : cell.getBgColor(),
      isBold: cell.isBold() !== 0,
      isDim: cell.isDim() !== 0,
      isInverse: cell.isInverse() !== 0,
      isUnderlined: cell.isUnderline() !== 0,
    };
  }

  /** Where the text first stands; throws with the whole screen when it does not. */
  find(text: string): { readonly x: number; readonly y: number } {
    const lines = this.lines();
    const y = lines.findIndex((line) => line.includes(text));
    if (y < 0) throw new Error(`"${text}" is not on the screen:\n${this.text()}`);
    return { x: lines[y]?.indexOf(text) ?? 0, y };
  }

  /** Waits for a text or a condition on the screen's text, with all writes painted and no update half done; on timeout the error shows the screen. */
  async until(expected: string | RegExp | ((text: string) => boolean), timeoutMs: number): Promise<string> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      if (this.#pendingWrites === 0 && !this.#isUpdating) {
        const text = this.text();
        if (isMet(expected, text)) return text;
      }
      if (Date.now() > deadline) {
        throw new Error(
          `waited ${String(timeoutMs)} ms for ${String(expected)}; the screen:\n${this.text()}`,
        );
      }
      await delay(2);
    }
  }

  #watchMode(final: 'h' | 'l', isOn: boolean): void {
    this.#terminal.parser.registerCsiHandler({ prefix: '?', final }, (parameters) => {
      if (parameters.includes(25)) this.#isCursorShown = isOn;
      if (parameters.includes(2026)) this.#isUpdating = isOn;
      return false;
    });
  }
}

function isMet(expected: string | RegExp | ((text: string) => boolean), text: string): boolean {
  if (typeof expected === 'string') return text.includes(expected);
  return expected instanceof RegExp ? expected.test(text) : expected(text);
}
