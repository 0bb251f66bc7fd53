/**
 * Lines from a terminal: Node's readline edits them, and is fed key by key, so that keys typed while an evaluation runs wait for its
 * end, and Ctrl-C, Ctrl-R, the history and what is pasted are ours: a text may have several lines.
 */
import { PassThrough } from 'node:stream';
import { createInterface } from 'node:readline';
import { fitCell } from '../text/fit-cell.ts';
import { arrows, historyMoves, keysIn, pasteEnd, pasteOff, pasteOn, pasteStart } from './line-keys.ts';
import { LineHistory } from './line-history.ts';
import { cursorInLine, pastedText } from './line-moves.ts';
import { emptySearch, type ReverseSearch, searchStep } from './reverse-search.ts';

export interface ReplInput {
  setRawMode?(isRaw: boolean): unknown;
  on(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  off(event: 'data', listener: (chunk: Buffer | string) => void): unknown;
  resume(): unknown;
  pause(): unknown;
}

export interface LineReaderOptions {
  readonly input: ReplInput;
  readonly output: NodeJS.WritableStream;
  readonly hasColor: boolean;
  readonly complete: (
    line: string,
    cursor: number,
  ) => Promise<{ readonly hits: readonly string[]; readonly typed: string }>;
  readonly onLine: (line: string) => void;
  /** Ctrl-C at the prompt, or while busy. */
  readonly onInterrupt: () => void;
  /** Ctrl-D at an empty line; with `isEditing` anywhere. */
  readonly onEnd: () => void;
}

export interface LineReader {
  /** Shows the prompt and lets keys through. */
  prompt(text: string): void;
  /** Keys wait from now on. */
  hold(): void;
  /** Writes above the prompt, or where the output is while nothing is asked for. */
  print(text: string): void;
  /** What was evaluated in former sessions, newest first. */
  setHistory(entries: readonly string[]): void;
  /** What is evaluated now, whole. */
  remember(entry: string): void;
  /** Empties the line that is being typed; true when there was one. */
  clearLine(): boolean;
  /** True lets Ctrl-D end what is being typed in several lines. */
  setEditing(isEditing: boolean): void;
  close(): void;
}

function columnsOf(output: NodeJS.WritableStream): number {
  return 'columns' in output && typeof output.columns === 'number' ? output.columns : 80;
}

function rowsOf(output: NodeJS.WritableStream): number {
  return 'rows' in output && typeof output.rows === 'number' ? output.rows : 24;
}

export function openLineReader(options: LineReaderOptions): LineReader {
  const { input, output } = options;
  const feed = new PassThrough();
  let waiting: string[] = [];
  let isHeld = true;
  let isEditing = false;
  let isClosed = false;
  let shownPrompt = '';
  let searching: ReverseSearch | null = null;
  let pasted: string | null = null;
  const history = new LineHistory();

  const readline = createInterface({
    input: feed,
    output,
    terminal: true,
    historySize: 0,
    completer(line: string, done: (error: null, result: [string[], string]) => void) {
      void options.complete(line, readline.cursor).then(
        ({ hits, typed }) => done(null, [[...hits], typed]),
        () => done(null, [[], '']),
      );
    },
  });
  readline.on('line', (line) => {
    isHeld = true;
    options.onLine(line);
  });
  readline.on('SIGINT', () => options.onInterrupt());
  readline.on('close', () => {
    if (!isClosed) options.onEnd();
  });

  function setText(text: string, cursor = text.length): void {
    // Both are kept by readline as they are set; its own ways in would take a line end for Enter.
    Object.assign(readline, { line: text, cursor });
    readline.prompt(true);
  }

  /** Up and down: within the text, then through the history. False where readline is to have the key. */
  function move(key: string): boolean {
    const step = historyMoves.get(key);
    if (step === undefined) return false;
    const { line, cursor } = readline;
    const inText = arrows.has(key) ? cursorInLine(line, cursor, step === 1 ? -1 : 1) : null;
    if (inText !== null) setText(line, inText);
    else {
      const entry = history.look(step, line, cursor);
      if (entry !== null) setText(entry);
    }
    return true;
  }

  function insertPasted(text: string): void {
    history.leave();
    const { line, cursor } = readline;
    setText(line.slice(0, cursor) + text + line.slice(cursor), cursor + text.length);
  }

  function take(key: string): void {
    if (searching !== null) {
      search(key);
      return;
    }
    if (key === '\u0012') {
      eraseText();
      searching = emptySearch;
      showSearch(searching);
      return;
    }
    // readline would end itself, and there may be something to be asked first.
    if (key === '\u0004' && (isEditing || readline.line === '')) {
      if (isEditing) output.write('\n');
      isHeld = true;
      options.onEnd();
      return;
    }
    if (move(key)) return;
    history.leave();
    feed.write(key === '\r\n' ? '\r' : key);
  }

  function search(key: string): void {
    const step = searchStep(searching ?? emptySearch, key, history.entries);
    if (step.type === 'searching') {
      searching = step.search;
      showSearch(step.search);
      return;
    }
    searching = null;
    output.write('\r\u001b[J');
    Object.assign(readline, { prevRows: 0 });
    if (step.type === 'chosen' && step.line !== '') setText(step.line);
    else readline.prompt(true);
    if (step.type !== 'chosen') return;
    if (step.isSubmitted) feed.write('\r');
    else if (step.rest !== '\u001b') feed.write(step.rest);
  }

  function showSearch({ query, index }: ReverseSearch): void {
    const found = (history.entries[index] ?? '').replaceAll(/\n\s*/g, ' ↵ ');
    const text = `(history) ${query}${index < 0 && query !== '' ? ' — nothing found' : ''}: ${found}`;
    eraseText();
    output.write(fitCell(text, Math.max(20, columnsOf(output) - 1), 'left').trimEnd());
  }

  /** The prompt and what is typed, all of its rows; what is written next begins there. */
  function eraseText(): void {
    const { rows } = readline.getCursorPos();
    output.write(`${rows > 0 && searching === null ? `\u001b[${String(rows)}A` : ''}\r\u001b[J`);
    // readline would go up to where the first row was.
    Object.assign(readline, { prevRows: 0 });
  }

  function takeOrPaste(key: string): void {
    if (key === pasteStart) pasted = '';
    else if (key !== pasteEnd) take(key);
    else {
      const text = pastedText(pasted ?? '');
      pasted = null;
      // What is taller than the terminal cannot be painted again: it is typed.
      if (text.split('\n').length < rowsOf(output)) insertPasted(text);
      else waiting.unshift(...keysIn(text.replaceAll('\n', '\r')));
    }
  }

  /** One key a turn: readline takes each in a turn of its own, and a line that is complete holds back the rest. */
  async function flow(): Promise<void> {
    while (!isHeld && waiting.length > 0) {
      const key = waiting.shift() ?? '';
      if (pasted !== null && key !== pasteEnd) {
        pasted += key;
        continue;
      }
      takeOrPaste(key);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  let flowing: Promise<void> = Promise.resolve();
  const start = (): void => {
    flowing = flowing.then(flow);
  };

  const onData = (chunk: Buffer | string): void => {
    const keys = keysIn(String(chunk));
    // What is running is interrupted at once, and what was typed ahead is forgotten.
    if (isHeld && keys.includes('\u0003')) {
      waiting = [];
      options.onInterrupt();
      return;
    }
    waiting.push(...keys);
    start();
  };
  input.setRawMode?.(true);
  output.write(pasteOn);
  input.on('data', onData);
  input.on('end', () => options.onEnd());
  input.resume();

  return {
    prompt(text) {
      shownPrompt = text;
      readline.setPrompt(text);
      readline.prompt();
      isHeld = false;
      start();
    },
    hold() {
      isHeld = true;
    },
    print(text) {
      if (isHeld || shownPrompt === '') {
        output.write(text);
        return;
      }
      if (searching === null) eraseText();
      else output.write('\r\u001b[J');
      output.write(text);
      if (searching === null) readline.prompt(true);
      else showSearch(searching);
    },
    setHistory: (entries) => history.addOlder(entries),
    remember: (entry) => history.add(entry),
    clearLine() {
      const hadText = readline.line !== '';
      history.leave();
      readline.write(null, { ctrl: true, name: 'e' });
      Object.assign(readline, { line: '', cursor: 0, prevRows: 0 });
      return hadText;
    },
    setEditing(value) {
      isEditing = value;
    },
    close() {
      isClosed = true;
      input.off('data', onData);
      output.write(pasteOff);
      input.setRawMode?.(false);
      input.pause();
      readline.close();
    },
  };
}
