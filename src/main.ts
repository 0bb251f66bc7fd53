/**
 * The composition root: a command line to one face, loaded when it is known, to an exit code. Nothing else of the console
 * touches the process, except the host's own root.
 */
import { writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../package.json';
import type { CommandContext, ConsoleStart, Output } from './cli/command.ts';
import type { CommandLine } from './cli/command-line.ts';
import { exitCodes, reportError } from './errors.ts';
import type { BlockingWatch } from './evaluation/interrupting.ts';
import type { HistoryFile } from './repl/history-file.ts';
import type { SessionOptions } from './session-shapes.ts';

/** How long an interrupted command may take to clean up before it is left. */
const interruptLimitMs = 3_000;

const ownFolder = fileURLToPath(new URL('.', import.meta.url));

/** Runs the words after `seqscope`. The process ends by itself, or here where a project may hold it open. */
export async function main(words: readonly string[]): Promise<void> {
  outliveReaders();
  const { streamOutput } = await import('./cli/stream-output.ts');
  const { stdin, stdout, stderr, env } = process;
  const look = {
    isCursorMovable: env['TERM'] !== 'dumb',
    hasColor: (env['NO_COLOR'] ?? '') === '' && !words.includes('--no-color'),
    isDebug: words.includes('--debug'),
  };
  const writeOut = stdout.write.bind(stdout);
  const out = streamOutput({ ...look, write: writeOut, isTerminal: stdout.isTTY, columns: stdout.columns });
  const notes = streamOutput({
    ...look,
    write: stderr.write.bind(stderr),
    isTerminal: stderr.isTTY,
    columns: stderr.columns,
  });
  const line = await readLine(words, out, notes);
  if (line === null) return;
  const hasTerminal = stdin.isTTY && stdout.isTTY;
  switch (line.type) {
    case 'print':
      await out.write(line.text);
      process.exitCode = line.exitCode;
      return;
    case 'console':
      if (hasTerminal) {
        const session = await settleProject(line.session, notes);
        return session === null ? undefined : openConsole(session, look.hasColor, 'welcome');
      }
      await notes.write(
        `There is no terminal here to open the console in: name a command.\n\n${line.help()}`,
      );
      process.exitCode = exitCodes.usage;
      return;
    case 'command': {
      if (line.row.opensRepl === true && hasTerminal && line.options.text('eval') === null) {
        const session = await settleProject(line.session, notes);
        return session === null ? undefined : openRepl(session, out, line.options.flag('sandbox'));
      }
      const { consoleStart } = await import('./cli/opens-console.ts');
      const start = hasTerminal ? consoleStart(line) : null;
      if (start !== null) {
        // The example is where it is.
        const session = start === 'welcome' ? line.session : await settleProject(line.session, notes);
        return session === null ? undefined : openConsole(session, look.hasColor, start);
      }
      // Data only on stdout: what the project prints while it loads is diverted.
      stdout.write = stderr.write.bind(stderr);
      const canAsk = stdin.isTTY && stderr.isTTY;
      const session = canAsk ? await settleProject(line.session, notes) : line.session;
      if (session === null) return;
      const versions = { node: process.versions.node, seqscope: version };
      return runInThisProcess(
        { ...line, session },
        { input: stdin, out, notes, promptStream: stderr, versions },
      );
    }
  }
}

/** Null when the line is wrong: then it has been said. */
async function readLine(words: readonly string[], out: Output, notes: Output): Promise<CommandLine | null> {
  try {
    const { readCommandLine } = await import('./cli/command-line.ts');
    return readCommandLine(words, {
      version,
      helpWidth: Math.min(out.style.width ?? 100, 110),
      directory: process.cwd(),
      // dist/ in what is installed, src/ in a test: one level below the package either way.
      packageRoot: resolve(ownFolder, '..'),
    });
  } catch (error) {
    const { errorText } = await import('./output/diagnostics.ts');
    await notes.write(errorText(error, notes.style));
    process.exitCode = exitCodes[reportError(error).kind];
    return null;
  }
}

/** Asks which project is meant where a repository holds several. Null when that was answered with Ctrl-C. */
async function settleProject(options: SessionOptions, notes: Output): Promise<SessionOptions | null> {
  const { findSeveral } = await import('./project/locate/find-root.ts');
  if (findSeveral(options.project) === null) return options;
  const { chooseProject } = await import('./cli/choose-project.ts');
  const memory = await import('./project/locate/remembered-project.ts');
  const directory = memory.configDirectory(process.env, homedir());
  try {
    return await chooseProject(options, {
      input: process.stdin,
      promptStream: process.stderr,
      find: findSeveral,
      recall: (repository) => memory.rememberedProject(directory, repository),
      remember: (repository, path) => memory.rememberProject(directory, repository, path),
    });
  } catch (error) {
    const { errorText } = await import('./output/diagnostics.ts');
    await notes.write(errorText(error, notes.style));
    process.exitCode = exitCodes[reportError(error).kind];
    return null;
  }
}

/** The frame first, then the host, then the screen: the project loads while Ink does. */
async function openConsole(options: SessionOptions, hasColor: boolean, start: ConsoleStart): Promise<void> {
  const { stdin, stdout, stderr } = process;
  const { keepHeapLean } = await import('./host/lean-heap.ts');
  keepHeapLean();
  const { skeletonFrame } = await import('./ui/skeleton.ts');
  stdout.write(skeletonFrame({ columns: stdout.columns, rows: stdout.rows }));
  try {
    const { openHostSession } = await import('./host/client.ts');
    const session = openHostSession(options, { hostFile: new URL('host.mjs', import.meta.url) });
    const { runConsole } = await withoutFetch(() => import('./ui/app.tsx'));
    const strayStreams = [stdout, stderr];
    process.exit(
      await runConsole({
        session,
        stdin,
        stdout,
        strayStreams,
        process,
        hasColor,
        isSqlWanted: start === 'sql',
        pager: pagerCommand(),
        codeHistory: await projectHistory(options),
        isEntered: true,
      }),
    );
  } catch (error) {
    const { leaveScreen } = await import('./ui/terminal/ansi.ts');
    stdout.write(leaveScreen);
    throw error;
  }
}

/** The prompt first: the project loads in its own process while that is read. */
async function openRepl(options: SessionOptions, out: Output, isSandboxed: boolean): Promise<void> {
  const { openHostSession } = await import('./host/client.ts');
  const session = openHostSession(options, { hostFile: new URL('host.mjs', import.meta.url) });
  const { runRepl } = await import('./repl/run-repl.ts');
  const { stdin, stdout } = process;
  for (const name of ['SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => void session.close().finally(() => process.exit(exitCodes.interrupted)));
  }
  process.exit(
    await runRepl({
      session,
      input: stdin,
      output: stdout,
      style: () => ({ ...out.style, width: stdout.columns }),
      history: await projectHistory(options),
      isReadOnly: options.readOnly,
      isSandboxed,
    }),
  );
}

/** What was typed into the REPL of the project, here or in a plain terminal. */
async function projectHistory(options: SessionOptions): Promise<HistoryFile> {
  const { historyFile, historyPath, stateDirectory } = await import('./repl/history-file.ts');
  const root = await rootOf(options);
  return historyFile(historyPath(stateDirectory(process.env, homedir()), root));
}

/** The folder whose history it is; where there is no project, that is said with the first line. */
async function rootOf({ project }: SessionOptions): Promise<string> {
  const { findRoot } = await import('./project/locate/find-root.ts');
  try {
    return findRoot(project).root;
  } catch {
    return project.directory;
  }
}

function pagerCommand(): string {
  const chosen = process.env['PAGER'] ?? '';
  if (chosen !== '') return chosen;
  return process.platform === 'win32' ? 'more' : 'less';
}

/** Ink's layout engine asks for `fetch` while it loads, which has Node load its whole HTTP client: 50 ms for nothing. */
async function withoutFetch<T>(load: () => Promise<T>): Promise<T> {
  const own = Object.getOwnPropertyDescriptor(globalThis, 'fetch');
  Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true, writable: true });
  try {
    return await load();
  } finally {
    if (own !== undefined) Object.defineProperty(globalThis, 'fetch', own);
  }
}

async function runInThisProcess(
  line: Extract<CommandLine, { type: 'command' }>,
  context: Omit<CommandContext, 'signal'>,
): Promise<void> {
  const signal = interruptible();
  reportStrayErrors(context.notes);
  const { runCommand } = await import('./cli/run-command.ts');
  const code = await runCommand(line, { ...context, signal }, async (options) => {
    const { openSession } = await import('./open-session.ts');
    const { environmentOf } = await import('./session/environment.ts');
    // Typed code is ended by SIGINT where it would hear nothing of a signal's listener.
    return openSession(options, environmentOf(process, { source: null, blocking: deafness() }));
  });
  // A project's open handles (pools, timers, sockets) do not keep a finished command alive.
  leave(code);
}

/** True once it is us who end the process. */
let isLeaving = false;

function leave(code: number): never {
  isLeaving = true;
  process.exit(code);
}

/** While typed code keeps this process from hearing SIGINT, it has the effect it has on any process. */
function deafness(): BlockingWatch {
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

/** The first signal asks the command to stop; the second one, or time, stops it. */
function interruptible(): AbortSignal {
  const controller = new AbortController();
  const interrupt = () => {
    if (controller.signal.aborted) leave(exitCodes.interrupted);
    controller.abort();
    setTimeout(() => leave(exitCodes.interrupted), interruptLimitMs).unref();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);
  return controller.signal;
}

/**
 * What project code does behind a command's back: an error nobody catches is a warning, once a message (ours is a bug,
 * and ends the command); a `process.exit` must not look like success.
 */
function reportStrayErrors(notes: Output): void {
  const said = new Set<string>();
  const report = async (error: unknown) => {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    if (firstFrame(stack).includes(ownFolder)) {
      const { errorText } = await import('./output/diagnostics.ts');
      await notes.write(errorText(error, notes.style));
      leave(exitCodes.bug);
    }
    if (said.has(message)) return;
    said.add(message);
    const { sanitiseText } = await import('./output/sanitise.ts');
    const thrown = sanitiseText(notes.style.isDebug ? stack : message);
    await notes.write(`warning: the project threw an error that nothing caught: ${thrown}\n`);
  };
  process.on('uncaughtException', (error) => void report(error));
  process.on('unhandledRejection', (reason) => void report(reason));
  process.on('exit', (code) => {
    if (isLeaving) return;
    writeSync(
      process.stderr.fd,
      `error: The process ended (exit code ${code}) before the command was done.\n` +
        "  → The project's code calls `process.exit` while it loads: look for it with `node --trace-exit`.\n",
    );
    process.exitCode = exitCodes.failed;
  });
}

function firstFrame(stack: string): string {
  return stack.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
}

/** A reader that goes away (`| head`) is no error, and no reason to stop half-way through a migration. */
function outliveReaders(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`error: Writing the output failed: ${error.message}\n`);
    leave(exitCodes.failed);
  });
}
