/**
 * Environment variables that a project reads and nobody set: remembered while its code loads, named beside what failed,
 * and supplied by `--placeholder-env` where only their presence matters.
 */
import { isAbsolute } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { localPath } from '../modules/error-place.ts';
import { displayPath, isOwnFile, readText } from '../files/file-system.ts';

export interface MissingVariable {
  readonly name: string;
  /** The project's own file that read it first, absolute. */
  readonly file: string;
}

export interface VariableWatch {
  /** In the order of reading, each once. */
  readonly missing: readonly MissingVariable[];
  /** The environment for the project to see. */
  readonly variables: NodeJS.ProcessEnv;
}

/** Watches reads out of `variables` made by files of the project itself: packages ask for many that nobody sets. */
export function watchVariables(variables: NodeJS.ProcessEnv, root: string): VariableWatch {
  const missing: MissingVariable[] = [];
  const read = (target: NodeJS.ProcessEnv, name: string | symbol): unknown => {
    const value: unknown = Reflect.get(target, name);
    if (value === undefined && typeof name === 'string' && /^[A-Z][A-Z0-9_]*$/.test(name)) {
      const file = missing.some((known) => known.name === name) ? null : fileThatCalled(read);
      if (file !== null && isAbsolute(file) && isOwnFile(file, root)) missing.push({ name, file });
    }
    return value;
  };
  // Without a receiver: the real environment refuses to be written to through a proxy.
  const write = (target: NodeJS.ProcessEnv, name: string | symbol, value: unknown) =>
    Reflect.set(target, name, value);
  return { missing, variables: new Proxy(variables, { get: read, set: write }) };
}

/** The file that the caller of `callee` stands in; null for code without a file. */
function fileThatCalled(callee: (target: NodeJS.ProcessEnv, name: string) => unknown): string | null {
  const { stackTraceLimit } = Error;
  const own = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
  const holder: { stack?: unknown } = {};
  try {
    Error.stackTraceLimit = 1;
    // The raw frames: as text they would be mapped to sources first, which takes long.
    Error.prepareStackTrace = (_error, frames) => frames[0]?.getFileName() ?? null;
    Error.captureStackTrace(holder, callee);
    const { stack } = holder;
    return typeof stack === 'string' ? localPath(stack) : null;
  } finally {
    if (own === undefined) Reflect.deleteProperty(Error, 'prepareStackTrace');
    else Object.defineProperty(Error, 'prepareStackTrace', own);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

/**
 * `problem` with the variables that explain it: those its message names, or those read by the file it comes from; all
 * that were read, as a hint, when neither says more. A problem of another kind stays as it is.
 */
export function nameMissingVariables(
  problem: ConsoleError,
  missing: readonly MissingVariable[],
  root: string,
): ConsoleError {
  if (problem.isNotice || missing.length === 0) return problem;
  if (!['module-failed', 'process-exit', 'config-failed'].includes(problem.code)) return problem;
  const named = missing.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(problem.message));
  const near = missing.filter(({ file }) => file === problem.details.file);
  const guilty = named.length > 0 ? named : near;
  const list = (guilty.length > 0 ? guilty : missing).slice(0, 5);
  const names = list.map(({ name }) => `"${name}"`).join(', ');
  const flags = list.map(({ name }) => `--placeholder-env ${name}`).join(' ');
  if (guilty.length === 0) {
    const hint = `${names} ${list.length === 1 ? 'is' : 'are'} not set, and read while loading: \`${flags}\` supplies a value.`;
    return rewrite(problem, problem.message, problem.remedy, hint);
  }
  const places = list.map((variable) => placeOfRead(variable, root)).join(', ');
  return rewrite(
    problem,
    `${problem.message} ${names} ${list.length === 1 ? 'is' : 'are'} not set (read in ${places}).`,
    `Set ${names} in .env; where the value cannot matter for looking at models, give \`${flags}\`.`,
    undefined,
    'variable-missing',
  );
}

function rewrite(
  problem: ConsoleError,
  message: string,
  remedy: string,
  hint: string | undefined,
  code = problem.code,
): ConsoleError {
  const { kind, cause } = problem;
  const details = hint === undefined ? problem.details : { ...problem.details, hint };
  return new ConsoleError(message, { code, kind, remedy, details, cause });
}

/** `src/env.ts:12`; the line is looked up in the text, for what runs may be compiled. */
function placeOfRead({ name, file }: MissingVariable, root: string): string {
  const word = new RegExp(`\\b${name}\\b`);
  const index = (readText(file) ?? '').split('\n').findIndex((line) => word.test(line));
  return `${displayPath(file, root)}${index < 0 ? '' : `:${index + 1}`}`;
}

/** `NAME` or `NAME=VALUE`, as `--placeholder-env` takes them. Rejects with `invalid-placeholder`. */
export function placeholderVariables(written: readonly string[]): readonly (readonly [string, string])[] {
  return written.map((text) => {
    const match = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(text);
    if (match?.[1] === undefined) {
      throw new ConsoleError(`"${text}" is no environment variable.`, {
        code: 'invalid-placeholder',
        kind: 'usage',
        remedy: 'Write the name alone or with a value, as in `--placeholder-env API_KEY=none`.',
      });
    }
    return [match[1], match[2] ?? placeholderFor(match[1])] as const;
  });
}

/** Of a shape that the usual checks let pass; `.invalid` is no host anywhere (RFC 2606). */
function placeholderFor(name: string): string {
  if (/(?:URL|URI|ENDPOINT|DSN)$/i.test(name)) return 'http://placeholder.invalid';
  if (/(?:PORT|COUNT|LIMIT|TIMEOUT|SIZE|MS|SECONDS|TTL)$/i.test(name)) return '1';
  return /HOST(?:NAME)?$/i.test(name) ? 'placeholder.invalid' : 'placeholder';
}
