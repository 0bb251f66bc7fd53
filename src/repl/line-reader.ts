/**
 * Lines from a terminal: Node's readline edits them, and is fed key by key, so that keys typed while an evaluation runs wait for its
 * end, and Ctrl-C and Ctrl-R are ours.
 */
import { PassThrough } from 'node:stream';
import { createInterface, type Interface } from 'node:readline';
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
  setHistory(lines: readonly string[]): void;
  /** Empties the line that is being typed; true when there was one. */
  clearLine(): boolean;
  /** True lets Ctrl-D end what is being typed in several lines. */
  setEditing(isEditing: boolean): void;
  close(): void;
}

/** Keys of one chunk: escape sequences whole, a pasted text character by character. */
const keyPattern = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|O.|.)?|\r\n|[^]/gu;

export function openLineReader(options: LineReaderOptions): LineReader {
  const { input, output } = options;
  const feed = new PassThrough();
  let waiting: string[] = [];
  let isHeld = true;
  let isEditing = false;
  let isClosed = false;
  let shownPrompt = '';
  let searching: ReverseSearch | null = null;

  const readline: Interface & { readonly history?: string[] } = createInterface({
    input: feed,
    output,
    terminal: true,
    historySize: 2_000,
    removeHistoryDuplicates: true,
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

  function take(key: string): void {
    if (searching !== null) {
      search(key);
      return;
    }
    if (key === '\u0012') {
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
    feed.write(key === '\r\n' ? '\r' : key);
  }

  function search(key: string): void {
    const history = readline.history ?? [];
    const step = searchStep(searching ?? emptySearch, key, history);
    if (step.type === 'searching') {
      searching = step.search;
      showSearch(step.search);
      return;
    }
    searching = null;
    output.write('\r\u001b[K');
    if (step.type === 'chosen' && step.line !== '') {
      readline.write(null, { ctrl: true, name: 'e' });
      readline.write(null, { ctrl: true, name: 'u' });
      readline.write(step.line);
    }
    readline.prompt(true);
    if (step.type !== 'chosen') return;
    if (step.isSubmitted) feed.write('\r');
    else if (step.rest !== '\u001b') feed.write(step.rest);
  }

  function showSearch({ query, index }: ReverseSearch): void {
    const found = (readline.history ?? [])[index] ?? '';
    const text = `(history) ${query}${index < 0 && query !== '' ? ' — nothing found' : ''}: ${found}`;
    output.write(`\r\u001b[K${text}`);
  }

  /** One key a turn: readline takes each in a turn of its own, and a line that is complete holds back the rest. */
  async function flow(): Promise<void> {
    while (!isHeld && waiting.length > 0) {
      take(waiting.shift() ?? '');
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  let flowing: Promise<void> = Promise.resolve();
  const start = (): void => {
    flowing = flowing.then(flow);
  };

  const onData = (chunk: Buffer | string): void => {
    const keys: readonly string[] = String(chunk).match(keyPattern) ?? [];
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
      output.write(`\r\u001b[J${text}`);
      readline.prompt(true);
    },
    setHistory(lines) {
      const { history } = readline;
      // What was typed meanwhile is the newest.
      if (history !== undefined) history.push(...lines);
    },
    clearLine() {
      const hadText = readline.line !== '';
      readline.write(null, { ctrl: true, name: 'e' });
      readline.write(null, { ctrl: true, name: 'u' });
      return hadText;
    },
    setEditing(value) {
      isEditing = value;
    },
    close() {
      isClosed = true;
      input.off('data', onData);
      input.setRawMode?.(false);
      input.pause();
      readline.close();
    },
  };
}
