/**
 * The console's hold on the terminal, from taking it to giving it back: however the process ends (a quit, a signal, a
 * crash, `process.exit`), and across Ctrl-Z, the terminal is left as it was found.
 */

import { frameAKey } from './frame-a-key.ts';
import type { Key } from './keys.ts';
import { Keyboard, type TerminalInput } from './keyboard.ts';
import { Screen, type TerminalOutput } from './screen.ts';
import { guardOutput, type WritableOutput } from './stray-output.ts';

export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const endSignals: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** How long after a stop that did not happen (no shell to return to) the screen comes back. */
const resumeDelayMs = 50;

/** What is needed of `process`. */
export interface SignalSource {
  readonly pid: number;
  readonly platform: string;
  on(event: string, listener: (...values: unknown[]) => void): unknown;
  off(event: string, listener: (...values: unknown[]) => void): unknown;
  kill(pid: number, signal: string): unknown;
}

export interface TerminalSessionOptions {
  readonly input: TerminalInput;
  readonly output: TerminalOutput;
  readonly process: SignalSource;
  readonly onKey: (key: Key) => void;
  /** True when the first frame was drawn before this was loaded: the terminal is in the alternate buffer already. */
  readonly isEntered?: boolean;
  /**
   * The process was told to end, or (SIGHUP) the terminal is gone. The terminal is already given back; the listener
   * ends the process. Without one the signal takes its usual course.
   */
  readonly onEnd?: (signal: EndSignal) => void;
  /** Streams others may write to; diverted to `onStrayText` as long as the screen is taken. */
  readonly strayStreams?: readonly WritableOutput[];
  readonly onStrayText?: (text: string) => void;
}

export interface TerminalSession {
  readonly screen: Screen;
  /** Ctrl-Z: gives the terminal back and stops the job; takes it again when the shell continues the job. */
  suspend(): void;
  /** Gives the terminal back for the time of `work` (an editor, a pager). */
  lend<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Gives the terminal back for good. Safe to call twice. */
  close(): void;
}

/** Takes the terminal. Both streams must be terminals: the caller has looked. */
export function openTerminal(options: TerminalSessionOptions): TerminalSession {
  const { process } = options;
  const stray = guardOutput(
    options.output,
    options.strayStreams ?? [],
    options.onStrayText ?? (() => undefined),
  );
  const screen = new Screen(stray.output, options.isEntered);
  const keyboard = new Keyboard(options.input, {
    onKey: frameAKey(screen, options.onKey),
    onEnd: () => {
      end('SIGHUP');
    },
  });
  let state: 'taken' | 'stopped' | 'lent' | 'closed' = 'lent';

  function take(): void {
    state = 'taken';
    stray.divert();
    keyboard.start();
    screen.resume();
  }

  function giveBack(next: 'stopped' | 'lent' | 'closed'): void {
    const wasTaken = state === 'taken';
    state = next;
    if (!wasTaken) return;
    screen.suspend();
    keyboard.stop();
    stray.restore();
  }

  function close(): void {
    if (state === 'closed') return;
    giveBack('closed');
    for (const [event, listener] of listeners) process.off(event, listener);
  }

  function end(signal: EndSignal): void {
    if (state === 'closed') return;
    close();
    // Node aborts (and dumps core) when it exits while its terminal is gone; dying of the signal comes before that.
    if (signal === 'SIGHUP') process.on('exit', () => process.kill(process.pid, signal));
    if (options.onEnd === undefined) process.kill(process.pid, signal);
    else options.onEnd(signal);
  }

  function suspend(): void {
    if (state !== 'taken' || process.platform === 'win32') return;
    giveBack('stopped');
    process.off('SIGTSTP', suspend);
    // The whole job stops, as it does when the terminal itself sends the signal: `npx` and the shell wait for all of it.
    process.kill(0, 'SIGTSTP');
    // Keeps the process alive meanwhile, and takes the terminal again when no shell was there to stop for; else SIGCONT,
    // which the event loop delivers between a timer and an immediate, has done it.
    setTimeout(() => setImmediate(wake), resumeDelayMs);
  }

  function wake(): void {
    if (state !== 'stopped') return;
    process.on('SIGTSTP', suspend);
    take();
  }

  function continued(): void {
    // A stopped job is not told of a change of size: have Node look.
    process.kill(process.pid, 'SIGWINCH');
    if (state === 'stopped') {
      wake();
    } else if (state === 'taken') {
      // Stopped by a signal that cannot be caught: the shell may have changed the terminal behind our back.
      giveBack('lent');
      take();
    }
  }

  async function lend<Result>(work: () => Promise<Result>): Promise<Result> {
    giveBack('lent');
    try {
      return await work();
    } finally {
      takeUnlessClosed();
    }
  }

  /** What happened while the terminal was lent is not visible to the compiler from within `lend`. */
  function takeUnlessClosed(): void {
    if (state === 'lent') take();
  }

  const listeners: readonly (readonly [string, () => void])[] = [
    ...endSignals.map(
      (signal) =>
        [
          signal,
          () => {
            end(signal);
          },
        ] as const,
    ),
    ['SIGTSTP', suspend],
    ['SIGCONT', continued],
    ['exit', close],
    // Only looks on: the crash, also that of an unhandled rejection, takes its course on a restored terminal.
    ['uncaughtExceptionMonitor', close],
  ];
  for (const [event, listener] of listeners) process.on(event, listener);
  // Kept for good: writing to a terminal that is gone fails, and that must not be the error the process dies of.
  options.output.on('error', () => {
    end('SIGHUP');
  });
  take();
  return { screen, suspend, lend, close };
}
