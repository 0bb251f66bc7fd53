/**
 * TypeScript → JavaScript for what does not parse as JavaScript, with the esbuild that tsx brings along. Types are taken off and
 * nothing is checked; where each line came from is kept.
 */
import { createRequire, SourceMap } from 'node:module';

/** What is used of esbuild. */
interface Compiler {
  readonly transform: (
    code: string,
    options: Readonly<Record<string, unknown>>,
  ) => Promise<{ readonly code: string; readonly map: string }>;
}

/** 1-based line and column, as editors count. */
export interface CodePlace {
  readonly line: number;
  readonly column: number;
}

export interface StrippedCode {
  readonly code: string;
  /** Where a place of `code` was typed. */
  readonly typedPlace: (place: CodePlace) => CodePlace;
}

export interface TypeScriptMistake extends CodePlace {
  readonly message: string;
}

let loaded: Compiler | null = null;

/** Rejects with what esbuild rejects with: see `mistakeIn`. */
export async function stripTypes(code: string): Promise<StrippedCode> {
  const { transform } = loadCompiler();
  const stripped = await transform(code, {
    loader: 'ts',
    target: 'esnext',
    sourcemap: 'external',
    sourcefile: 'typed',
    logLevel: 'silent',
    // An import that is used by the next line only is no unused import.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true, experimentalDecorators: true } },
  });
  // What esbuild writes is a source map of version 3, which is all the constructor takes.
  const payload = JSON.parse(stripped.map) as ConstructorParameters<typeof SourceMap>[0];
  const map = new SourceMap(payload);
  return {
    code: stripped.code,
    typedPlace({ line, column }) {
      const entry = map.findEntry(line - 1, column - 1);
      return 'originalLine' in entry
        ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
        : { line, column };
    },
  };
}

/** What esbuild found wrong first; null for an error that is not about the code. */
export function mistakeIn(error: unknown): TypeScriptMistake | null {
  const errors: unknown = error instanceof Error ? Reflect.get(error, 'errors') : null;
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  if (typeof first !== 'object' || first === null || !('text' in first) || !('location' in first))
    return null;
  const { text, location } = first;
  if (typeof location !== 'object' || location === null || !('line' in location) || !('column' in location)) {
    return null;
  }
  return { message: String(text), line: Number(location.line), column: Number(location.column) + 1 };
}

function loadCompiler(): Compiler {
  if (loaded === null) {
    const fromHere = createRequire(import.meta.url);
    const fromTsx = createRequire(fromHere.resolve('tsx/package.json'));
    // esbuild's API has been this since its first version.
    loaded = fromTsx('esbuild') as Compiler;
  }
  return loaded;
}
