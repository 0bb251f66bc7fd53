/**
 * Pasted code as it was parsed, and where its places are in what was pasted: types are stripped before JavaScript is parsed, and a
 * person is shown their own lines.
 */
import { SourceMap } from 'node:module';
import { parse, type Comment, type Program } from 'acorn';
import { ConsoleError } from '../../../errors.ts';
import { codeFrame } from '../../../project/modules/code-frame.ts';
import { isRecord } from '../../../project/modules/module-values.ts';
import { findEsbuild } from '../../../project/modules/check-syntax.ts';

/** 1-based, both. */
export interface CodePlace {
  readonly line: number;
  readonly column: number;
}

export interface CodeSource {
  /** The JavaScript that was parsed; offsets are into it. */
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  readonly place: (offset: number) => CodePlace;
  /** A usage error that points at an offset. */
  readonly fault: (offset: number, explanation: string, remedy: string, code?: string) => ConsoleError;
}

/** What says where something is wrong. */
export type FaultSource = Pick<CodeSource, 'fault'>;

/** Throws `code-syntax` with the place. Executes nothing. */
export function readSource(pasted: string): CodeSource {
  const own = tryParse(pasted);
  if (own.type === 'parsed') return sourceOf(pasted, pasted, own, (offset) => placeIn(pasted, offset));
  const stripped = stripTypes(pasted);
  if (stripped === null) throw syntaxError(pasted, placeIn(pasted, own.offset), own.message);
  if (stripped.type === 'failed') throw syntaxError(pasted, stripped.place, stripped.message);
  const parsed = tryParse(stripped.text);
  if (parsed.type === 'failed') throw syntaxError(pasted, placeIn(pasted, own.offset), own.message);
  return sourceOf(pasted, stripped.text, parsed, stripped.place);
}

type Parsed =
  | { readonly type: 'parsed'; readonly program: Program; readonly comments: readonly Comment[] }
  | { readonly type: 'failed'; readonly offset: number; readonly message: string };

function tryParse(text: string): Parsed {
  const comments: Comment[] = [];
  try {
    const program = parse(text, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowAwaitOutsideFunction: true,
      allowReturnOutsideFunction: true,
      onComment: comments,
    });
    return { type: 'parsed', program, comments };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset: unknown = Reflect.get(error, 'pos');
    const message = error.message.replace(/ \(\d+:\d+\)$/, '');
    return { type: 'failed', offset: typeof offset === 'number' ? offset : 0, message };
  }
}

type Stripped =
  | { readonly type: 'stripped'; readonly text: string; readonly place: (offset: number) => CodePlace }
  | { readonly type: 'failed'; readonly place: CodePlace; readonly message: string };

/** Null where there is no esbuild. */
function stripTypes(pasted: string): Stripped | null {
  const esbuild = findEsbuild();
  if (esbuild === null) return null;
  try {
    const options = { loader: 'ts', sourcemap: true, logLevel: 'silent', target: 'esnext' };
    const made = esbuild.transformSync(pasted, options);
    if (!isRecord(made) || typeof made['code'] !== 'string' || typeof made['map'] !== 'string') return null;
    const text = made['code'];
    // What esbuild writes is a source map.
    const map = new SourceMap(JSON.parse(made['map']) as ConstructorParameters<typeof SourceMap>[0]);
    return {
      type: 'stripped',
      text,
      place: (offset) => {
        const { line, column } = placeIn(text, offset);
        const entry = map.findEntry(line - 1, column - 1);
        return 'originalLine' in entry
          ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
          : { line, column };
      },
    };
  } catch (error) {
    const [first] = errorsOf(error);
    const location = isRecord(first) ? first['location'] : null;
    if (!isRecord(first) || !isRecord(location)) throw error;
    const place = { line: Number(location['line']), column: Number(location['column']) + 1 };
    return { type: 'failed', place, message: String(first['text']) };
  }
}

function errorsOf(error: unknown): readonly unknown[] {
  const errors: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'errors') : [];
  return Array.isArray(errors) ? errors : [];
}

function sourceOf(
  pasted: string,
  text: string,
  { program, comments }: Extract<Parsed, { type: 'parsed' }>,
  place: (offset: number) => CodePlace,
): CodeSource {
  return {
    text,
    program,
    comments,
    place,
    fault: (offset, explanation, remedy, code = 'code-not-said') =>
      placedError(pasted, place(offset), explanation, remedy, code),
  };
}

function syntaxError(pasted: string, place: CodePlace, message: string): ConsoleError {
  const explanation = `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  const remedy = 'Paste whole statements of JavaScript or TypeScript, as in `User.findAll({ limit: 10 })`.';
  return placedError(pasted, place, explanation.replace(/\.$/, ''), remedy, 'code-syntax');
}

function placedError(
  pasted: string,
  { line, column }: CodePlace,
  explanation: string,
  remedy: string,
  code: string,
): ConsoleError {
  const excerpt = codeFrame(pasted, line, column) ?? undefined;
  return new ConsoleError(`The code stops at ${line}:${column}: ${explanation}.`, {
    code,
    kind: 'usage',
    remedy,
    details: { line, column, excerpt },
  });
}

function placeIn(text: string, offset: number): CodePlace {
  const before = text.slice(0, offset).split(/\r\n|[\n\r\u2028\u2029]/);
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
