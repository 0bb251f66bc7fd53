/** The console: takes the terminal, ties state, session and screen together, and gives the terminal back. */
import chalk from 'chalk';
import { exitCodes } from '../errors.ts';
import { StoreContext } from './components/use-view.ts';
import { Root } from './components/root.tsx';
import { clickReader } from './mouse-use.ts';
import { RegionPainter } from './paint/regions.ts';
import { Runtime, type CodeHistory, type RestartableSession, type TerminalControl } from './runtime.ts';
import { initialState } from './state.ts';
import { createStore } from './store.ts';
import type { Key } from './terminal/key.ts';
import type { TerminalInput } from './terminal/keyboard.ts';
import { runPager } from './terminal/pager.ts';
import { renderInk } from './terminal/render.ts';
import type { TerminalOutput } from './terminal/screen.ts';
import type { WritableOutput } from './terminal/stray-output.ts';
import { createPainter } from './terminal/style.ts';
import { openTerminal, type SignalSource } from './terminal/terminal-session.ts';

export interface ConsoleOptions {
  readonly session: RestartableSession;
  readonly stdin: TerminalInput;
  readonly stdout: TerminalOutput & WritableOutput;
  /** Streams that others may write to while the screen is taken. */
  readonly strayStreams: readonly WritableOutput[];
  readonly process: SignalSource;
  readonly hasColor: boolean;
  /** The shell command that long values are read with. */
  readonly pager: string;
  readonly codeHistory: CodeHistory;
  /** True where the SQL screen is what the console was opened for. */
  readonly isSqlWanted?: boolean;
  /** True when the first frame stands already (see skeleton.ts). */
  readonly isEntered: boolean;
}

/** Runs until the user quits; gives the exit code. The session is closed, the terminal as it was found. */
export async function runConsole(options: ConsoleOptions): Promise<number> {
  const { session, stdin, stdout, hasColor } = options;
  let finish: (exitCode: number) => void = () => undefined;
  const finished = new Promise<number>((resolve) => {
    finish = resolve;
  });
  const terminal = openTerminal({
    input: stdin,
    output: stdout,
    process: options.process,
    isEntered: options.isEntered,
    strayStreams: options.strayStreams,
    onKey: (key) => {
      press(key);
    },
    onEnd: () => {
      finish(exitCodes.interrupted);
    },
    onStrayText: (text) => {
      store.dispatch({
        type: 'session-reported',
        event: { type: 'project-printed', stream: 'stderr', text },
      });
    },
  });
  const { screen } = terminal;
  // Ink styles its texts with chalk, which does not look at NO_COLOR itself.
  if (!hasColor) chalk.level = 0;
  const control: TerminalControl = {
    copy: (text) => {
      screen.copyToClipboard(text);
    },
    page: (text) => terminal.lend(() => runPager(options.pager, text)),
    setMouse: (isEnabled) => {
      screen.setMouse(isEnabled);
    },
    redraw: () => {
      screen.invalidate();
    },
    suspend: () => {
      terminal.suspend();
    },
    quit: () => {
      finish(exitCodes.ok);
    },
  };
  const runtime = new Runtime(session, control, options.codeHistory);
  const store = createStore(initialState({ columns: screen.columns, rows: screen.rows }), runtime.run);
  const painter = new RegionPainter(screen, createPainter({ colors: hasColor }));
  const readClick = clickReader();
  const press = (key: Key): void => {
    if (key.type === 'key') store.dispatch({ type: 'key-pressed', key });
    else if (key.type === 'paste') store.dispatch({ type: 'text-pasted', paste: key });
    else store.dispatch({ type: 'mouse-used', use: readClick(key, performance.now()) });
  };
  const paint = (): void => {
    painter.paint(store.state());
  };
  store.subscribe(paint);
  screen.onLayout(paint);
  screen.onResize(() => {
    store.dispatch({ type: 'resized', size: { columns: screen.columns, rows: screen.rows } });
  });
  session.onEvent((event) => {
    store.dispatch({ type: 'session-reported', event });
  });
  const root = renderInk(
    <StoreContext value={store}>
      <Root />
    </StoreContext>,
    screen,
  );
  store.dispatch({ type: 'started' });
  if (options.isSqlWanted === true) store.dispatch({ type: 'action-chosen', id: 'app.sql' });
  const exitCode = await finished;
  root.unmount();
  terminal.close();
  await session.close();
  return exitCode;
}
