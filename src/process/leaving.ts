/** How the process of a command ends: by us, at once or after a signal, or behind our back by the project's code. */
import { writeSync } from 'node:fs';
import { exitCodes } from '../errors.ts';
import type { BlockingWatch } from '../evaluation/interrupting.ts';

/** How long an interrupted command may take to clean up before it is left. */
const interruptLimitMs = 3_000;

type Process = NodeJS.Process;

/** Returns what ends the process. A `process.exit` of the project must not look like success: it is said, and fails. */
export function leaveOnlyOnce(process: Process): (code: number) => never {
  let isLeaving = false;
  process.on('exit', (code) => {
    if (isLeaving) return;
    writeSync(
      process.stderr.fd,
      `error: The process ended (exit code ${code}) before the command was done.\n` +
        "  → The project's code calls `process.exit` while it loads: look for it with `node --trace-exit`.\n",
    );
    process.exitCode = exitCodes.failed;
  });
  return (code) => {
    isLeaving = true;
    process.exit(code);
  };
}

/** The first signal asks the command to stop; the second one, or time, stops it. */
export function interruptible(process: Process, leave: (code: number) => never): AbortSignal {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) leave(exitCodes.interrupted);
    controller.abort();
    setTimeout(() => leave(exitCodes.interrupted), interruptLimitMs).unref();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  return controller.signal;
}

/** While typed code keeps this process from hearing SIGINT, it has the effect it has on any process. */
export function deafness(process: Process): BlockingWatch {
  let listeners: readonly NodeJS.SignalsListener[] = [];
  return {
    onBlocked() {
      listeners = process.listeners('SIGINT');
      process.removeAllListeners('SIGINT');
    },
    onFree() {
      for (const listener of listeners) process.on('SIGINT', listener);
    },
  };
}
