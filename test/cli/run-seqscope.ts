/**
 * Runs the built command as a user does: a child process, its streams no terminals, its environment the test's own.
 */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export const packageRoot = resolve(import.meta.dirname, '../..');
export const binary = resolve(packageRoot, 'bin/seqscope.js');

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly directory?: string;
  readonly input?: string;
  /** For node itself, before the script. */
  readonly nodeFlags?: readonly string[];
}

/** The environment of this test run without what a developer's shell or vitest adds. */
export function cleanEnvironment(
  variables: Readonly<Record<string, string | undefined>> = {},
): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...variables };
}

export async function runSeqscope(words: readonly string[], options: RunOptions = {}): Promise<Run> {
  return startSeqscope(words, options).finished;
}

/** The child while it runs: to be signalled, or to have its streams closed. */
export function startSeqscope(
  words: readonly string[],
  options: RunOptions = {},
): { readonly child: ChildProcessWithoutNullStreams; readonly finished: Promise<Run> } {
  const child = spawn(process.execPath, [...(options.nodeFlags ?? []), binary, ...words], {
    cwd: options.directory ?? packageRoot,
    env: cleanEnvironment(options.variables),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  // A command that does not read its input may be gone before it is written.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const finished = new Promise<Run>((settle, fail) => {
    child.on('error', fail);
    child.on('close', (exitCode) => settle({ exitCode, stdout, stderr }));
  });
  return { child, finished };
}
