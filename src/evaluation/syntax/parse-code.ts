/** Typed text → a syntax tree of JavaScript, types taken off where there are some; or what is wrong with it, and where. */
import { parse, type Program } from 'acorn';
import { mistakeIn, stripTypes, type CodePlace } from './strip-types.ts';

export interface ParsedCode {
  readonly type: 'parsed';
  readonly program: Program;
  /** What the tree's offsets are of. */
  readonly code: string;
  /** Where a place of `code` was typed. */
  readonly typedPlace: (place: CodePlace) => CodePlace;
}

/** `isIncomplete` when more lines may mend it. */
export interface CodeMistake extends CodePlace {
  readonly type: 'mistake';
  readonly message: string;
  readonly isIncomplete: boolean;
}

/** Never rejects for what was typed. An object literal alone is an object, not a block, as in Node's own REPL. */
export async function parseCode(text: string): Promise<ParsedCode | CodeMistake> {
  if (/^\s*\{/.test(text) && !/;\s*$/.test(text)) {
    const object = parseJavaScript(`(${text}\n)`);
    if (object.type === 'parsed') {
      const typedPlace = ({ line, column }: CodePlace): CodePlace => ({
        line,
        column: line === 1 ? column - 1 : column,
      });
      return { ...object, typedPlace };
    }
  }
  const parsed = parseJavaScript(text);
  if (parsed.type === 'parsed' && typeArguments.test(text)) return (await parseTypeScript(text)) ?? parsed;
  if (parsed.type === 'parsed' || parsed.isIncomplete) return parsed;
  try {
    const { code, typedPlace } = await stripTypes(text);
    const stripped = parseJavaScript(code);
    return stripped.type === 'parsed' ? { ...stripped, typedPlace } : parsed;
  } catch (error) {
    const mistake = mistakeIn(error);
    if (mistake === null) return parsed;
    const isIncomplete = /^Unexpected end of file|^Unterminated (?:template|multi-line)/.test(
      mistake.message,
    );
    // Both stumbled: the one that came further knows better what was meant.
    const isFurther =
      mistake.line > parsed.line || (mistake.line === parsed.line && mistake.column > parsed.column);
    if (isIncomplete) return { ...parsed, isIncomplete };
    return isFurther ? { type: 'mistake', ...mistake, isIncomplete } : parsed;
  }
}

/** `f<T>(x)` are two comparisons in JavaScript and a call in TypeScript: nobody types the comparisons. */
const typeArguments = /[\w$]<[\w$\s,.|&'"{}:;?<>[\]]+>\(/;

async function parseTypeScript(text: string): Promise<ParsedCode | null> {
  try {
    const { code, typedPlace } = await stripTypes(text);
    const stripped = parseJavaScript(code);
    return stripped.type === 'parsed' ? { ...stripped, typedPlace } : null;
  } catch {
    return null;
  }
}

function parseJavaScript(text: string): ParsedCode | CodeMistake {
  try {
    const program = parse(text, {
      ecmaVersion: 'latest',
      sourceType: 'script',
      allowAwaitOutsideFunction: true,
      allowImportExportEverywhere: true,
      allowHashBang: true,
    });
    return { type: 'parsed', program, code: text, typedPlace: (place) => place };
  } catch (error) {
    return mistakeOf(error, text);
  }
}

/** acorn's errors: `message (line:column)`, the line from 1, the column from 0, and the offset as `pos`. */
function mistakeOf(error: unknown, text: string): CodeMistake {
  const { message } = error instanceof Error ? error : new Error(String(error));
  const match = /^(.*) \((\d+):(\d+)\)$/s.exec(message);
  const offset: unknown = error instanceof Error ? Reflect.get(error, 'pos') : null;
  const isAtEnd = typeof offset === 'number' && offset >= text.trimEnd().length;
  const isIncomplete =
    isAtEnd || /^Unterminated (?:template|comment)/.test(message) || isContinuedString(message, text);
  return {
    type: 'mistake',
    message: match?.[1] ?? message,
    line: Number(match?.[2] ?? 1),
    column: Number(match?.[3] ?? 0) + 1,
    isIncomplete,
  };
}

/** A string goes on after a backslash at the end of its line. */
function isContinuedString(message: string, text: string): boolean {
  return message.startsWith('Unterminated string') && /\\\n?$/.test(text);
}
