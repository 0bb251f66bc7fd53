/**
 * Where in the project an error thrown by its code came from, read off what Node, V8 and esbuild leave on the error.
 * Lines and columns are 1-based, as editors count.
 */
import { isAbsolute, parse } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isOwnFile, readText } from '../files/file-system.ts';
import { JsonTextError } from '../files/json-text.ts';

export interface ErrorPlace {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Best effort: the place named by the error, else its first stack frame inside `root`, else only `path`. */
export function placeOf(error: unknown, path: string, root: string): ErrorPlace {
  if (error instanceof JsonTextError) return { file: path, line: error.line, column: error.column };
  if (!(error instanceof Error)) return { file: path };
  return (
    transformPlace(error.message) ??
    sourcePlace(error.stack ?? '') ??
    missingModulePlace(error) ??
    framePlace(error.stack ?? '', root) ?? { file: path }
  );
}

/** The specifier of an import that was not found, and the file that asked for it. */
export interface MissingModule {
  readonly specifier: string;
  readonly from: string | null;
}

/** Null when `error` is about something else. Node's messages of CommonJS and of ES modules, both. */
export function missingModule(error: unknown): MissingModule | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  if (error.code !== 'MODULE_NOT_FOUND' && error.code !== 'ERR_MODULE_NOT_FOUND') return null;
  const match = /^Cannot find (?:module|package) '([^']+)'(?: imported from (\S.*))?/.exec(error.message);
  if (match?.[1] === undefined) return null;
  const stack = 'requireStack' in error && Array.isArray(error.requireStack) ? error.requireStack : [];
  const first: unknown = stack[0];
  const from = match[2] ?? (typeof first === 'string' ? first : null);
  return { specifier: match[1], from: from === null ? null : localPath(from) };
}

/** esbuild, which compiles TypeScript for tsx: `file:line:column: ERROR: …`, its columns counted from 0. */
function transformPlace(message: string): ErrorPlace | null {
  const match = /^(.+?):(\d+):(\d+): ERROR: /m.exec(message);
  if (match?.[1] === undefined || !isAbsolute(match[1])) return null;
  return { file: match[1], line: Number(match[2]), column: Number(match[3]) + 1 };
}

/** V8 puts `file:line`, the source line and a caret above the stack of a SyntaxError. */
function sourcePlace(stack: string): ErrorPlace | null {
  const match = /^((?:file:\/\/|\/|[A-Za-z]:\\).*):(\d+)\n.*\n([ \t]*)\^/.exec(stack);
  if (match?.[1] === undefined) return null;
  return { file: localPath(match[1]), line: Number(match[2]), column: (match[3] ?? '').length + 1 };
}

function missingModulePlace(error: Error): ErrorPlace | null {
  const missing = missingModule(error);
  const from = missing?.from ?? null;
  if (missing === null || from === null) return null;
  // ES modules name the resolved path, of which the import wrote only the end.
  const written = isAbsolute(missing.specifier) ? parse(missing.specifier).name : missing.specifier;
  const lines = (readText(from) ?? '').split('\n');
  const index = lines.findIndex((line) => /\b(?:import|require|from)\b/.test(line) && line.includes(written));
  return index < 0 ? { file: from } : { file: from, line: index + 1 };
}

function framePlace(stack: string, root: string): ErrorPlace | null {
  for (const line of stack.split('\n')) {
    const match = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:\\)[^()]*?):(\d+):(\d+)\)?$/.exec(line);
    if (match?.[1] === undefined) continue;
    const file = localPath(match[1]);
    if (!isOwnFile(file, root)) continue;
    return { file, line: Number(match[2]), column: Number(match[3]) };
  }
  return null;
}

/** A path out of a message: file URLs decoded, the queries loaders add taken off. */
export function localPath(written: string): string {
  const bare = written.replace(/\?[^/\\]*$/, '');
  return bare.startsWith('file:') ? fileURLToPath(bare) : bare;
}
