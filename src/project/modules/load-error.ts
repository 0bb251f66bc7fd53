/**
 * An error thrown while project code was loaded → a ConsoleError that names the file, the line and what to do. Wrong
 * project code is the user's to mend, so the kind is always `usage`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { ConsoleError } from '../../errors.ts';
import { codeFrame } from './code-frame.ts';
import { missingModule, placeOf } from './error-place.ts';
import { displayPath, installedPackage, isOwnFile, readText } from '../files/file-system.ts';
import { JsonTextError } from '../files/json-text.ts';

export interface LoadContext {
  /** The file that was being loaded, absolute. */
  readonly path: string;
  readonly root: string;
  /** `module-failed` unless said otherwise. */
  readonly code?: string;
}

/** A ConsoleError passes through unchanged. A missing package has the code `package-missing`. */
export function loadError(error: unknown, { path, root, code = 'module-failed' }: LoadContext): ConsoleError {
  if (error instanceof ConsoleError) return error;
  const { file, line, column } = placeOf(error, path, root);
  const source = line === undefined ? null : readText(file);
  const excerpt = source === null || line === undefined ? null : codeFrame(source, line, column);
  const details = { file, line, column, excerpt: excerpt ?? undefined };
  const shown = displayPath(file, root);
  const missing = missingModule(error);
  const missingPackage = missing === null ? null : packageOf(missing.specifier);

  if (
    missing !== null &&
    missingPackage !== null &&
    !existsSync(join(root, missing.specifier.split('/')[0] ?? ''))
  ) {
    return new ConsoleError(`"${shown}" needs the package "${missingPackage}", which is not installed.`, {
      code: 'package-missing',
      kind: 'usage',
      remedy: `Run \`npm install\`, or \`npm install ${missingPackage}\` if package.json does not ask for it yet, in "${root}"; or look at the models without it, with \`--stand-in ${missingPackage}\`.`,
      details,
      cause: error,
    });
  }
  const broken = isOwnFile(file, root) ? null : installedPackage(file);
  if (broken !== null && (missing !== null || codeOf(error) === 'ERR_DLOPEN_FAILED')) {
    return new ConsoleError(
      `The package "${broken}" is installed and does not load: a part of it was not built.`,
      {
        code: 'package-broken',
        kind: 'usage',
        remedy: `Run \`npm rebuild ${broken}\` in "${root}"; or look at the models without it, with \`--stand-in ${broken}\`.`,
        details,
        cause: error,
      },
    );
  }
  if (missing !== null) {
    return new ConsoleError(`"${shown}" imports "${missing.specifier}", which is not there.`, {
      code: 'import-missing',
      kind: 'usage',
      remedy: `Correct the import in "${shown}"${atLine(line)}; an alias needs \`paths\` or \`baseUrl\` in tsconfig.json.`,
      details,
      cause: error,
    });
  }
  if (isRefused(error, file)) return unreadableFile(file, shown, error);
  const cycle = isCircular(error)
    ? ' Something is used before the file that makes it has run, most likely for files that import each other: import it where it is needed, or move what both need into a file of its own.'
    : '';
  return new ConsoleError(`"${shown}" could not be loaded: ${reasonOf(error)}`, {
    code,
    kind: 'usage',
    remedy: `Mend "${shown}"${atLine(line)}, then try again.${cycle}`,
    details,
    cause: error,
  });
}

function unreadableFile(file: string, shown: string, cause: unknown): ConsoleError {
  return new ConsoleError(`"${shown}" cannot be read: you have no permission.`, {
    code: 'file-unreadable',
    kind: 'usage',
    remedy: `Let yourself read it with \`chmod u+r "${file}"\`.`,
    details: { file },
    cause,
  });
}

/** The file itself is refused, and not one that its code opens. */
function isRefused(error: unknown, file: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return false;
  return (error.code === 'EACCES' || error.code === 'EPERM') && error.path === file;
}

/** ES modules leave a binding uninitialised, CommonJS leaves an export out. */
function isCircular(error: unknown): boolean {
  return (
    error instanceof Error &&
    /^Cannot access '[^']*' before initialization|^Class extends value undefined/.test(error.message)
  );
}

function atLine(line: number | undefined): string {
  return line === undefined ? '' : ` at line ${line}`;
}

/** One sentence of what was thrown. */
function reasonOf(error: unknown): string {
  if (error instanceof JsonTextError) return `it is not JSON. ${error.message}`;
  if (!(error instanceof Error)) return `it threw ${inspect(error)}.`;
  // esbuild's message lists its findings below a title; the class it throws says nothing more.
  const finding = /: ERROR: (.*)/.exec(error.message)?.[1];
  const message = finding ?? firstSentence(error.message);
  const isNamed = finding !== undefined || error.name === 'Error' || message.startsWith(error.name);
  const sentence = `${isNamed ? '' : `${error.name}: `}${message === '' ? 'an error without a message' : message}`;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

/** The first line, and the next where the sentence goes on in it. */
function firstSentence(message: string): string {
  const [first = '', second = ''] = message.split('\n').map((line) => line.trim());
  if (/[.:!?]$/.test(first) || !/^\p{Ll}/u.test(second)) return first;
  return `${first} ${second}`.replace(/\. .*$/, '.');
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** The npm package a specifier asks for, null for a path, an alias or a builtin. */
function packageOf(specifier: string): string | null {
  const match = /^(@[a-z0-9~][\w.~-]*\/[a-z0-9~][\w.~-]*|[a-z0-9~][\w.~-]*)(?:\/|$)/i.exec(specifier);
  return match?.[1] ?? null;
}
