/**
 * The composition root: a command line to one face, loaded when it is known, to an exit code. Nothing else of the console
 * touches the process, except the host's own root.
 */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from '../package.json';
import type { CommandContext, ConsoleStart, Output } from './cli/command.ts';
import type { CommandLine } from './cli/command-line.ts';
import { exitCodes, reportError } from './errors.ts';
import type { HistoryFile } from './repl/history-file.ts';
import type { SessionOptions } from './session-shapes.ts';

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
    return failed(error, notes);
  }
}

/** Says what is wrong; there is nothing to go on with. */
async function failed(error: unknown, notes: Output): Promise<null> {
  const { errorText } = await import('./output/diagnostics.ts');
  await notes.write(errorText(error, notes.style));
  process.exitCode = exitCodes[reportError(error).kind];
  return null;
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
    return failed(error, notes);
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
  const { deafness, interruptible, leaveOnlyOnce } = await import('./process/leaving.ts');
  const { reportStrayErrors } = await import('./process/stray-errors.ts');
  const leave = leaveOnlyOnce(process);
  const signal = interruptible(process, leave);
  reportStrayErrors(process, { notes: context.notes, ownFolder, leave });
  const { runCommand } = await import('./cli/run-command.ts');
  const code = await runCommand(line, { ...context, signal }, async (options) => {
    if (line.row.isApart === true) {
      const { openHostSession } = await import('./host/client.ts');
      return openHostSession(options, { hostFile: new URL('host.mjs', import.meta.url), startsLate: true });
    }
    const { openSession } = await import('./open-session.ts');
    const { environmentOf } = await import('./session/environment.ts');
    // Typed code is ended by SIGINT where it would hear nothing of a signal's listener.
    return openSession(options, environmentOf(process, { source: null, blocking: deafness(process) }));
  });
  // A project's open handles (pools, timers, sockets) do not keep a finished command alive.
  leave(code);
}

/** A reader that goes away (`| head`) is no error, and no reason to stop half-way through a migration. */
function outliveReaders(): void {
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.stderr.write(`error: Writing the output failed: ${error.message}\n`);
    process.exit(exitCodes.failed);
  });
}
