/**
 * Which compiler a project's TypeScript wants. esbuild (tsx) is fast and emits no decorator metadata, so files with
 * decorators go through the project's own TypeScript wherever its tsconfig asks for `emitDecoratorMetadata`.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type typescript from 'typescript';
import { ConsoleError } from '../../errors.ts';
import { nearestTsconfig, type Tsconfig } from './read-tsconfig.ts';

/** JavaScript in CommonJS with its source map inside; throws a SyntaxError that names the place as esbuild does. */
export type Compile = (source: string, path: string) => string;

export type CompilerChoice =
  | { readonly type: 'esbuild'; readonly problem: ConsoleError | null }
  | { readonly type: 'typescript'; readonly compile: Compile };

/**
 * `problem` is set when metadata is asked for and nothing installed emits it (`compiler-missing`): models whose columns
 * name their types load all the same. Loads no compiler yet.
 */
export function chooseCompiler(root: string): CompilerChoice {
  const tsconfig = nearestTsconfig(root);
  if (tsconfig?.compilerOptions.emitDecoratorMetadata !== true) return { type: 'esbuild', problem: null };
  const path = resolveTypeScript(root);
  if (path === null) return { type: 'esbuild', problem: compilerMissing(tsconfig, root) };
  let compile: Compile | null = null;
  return {
    type: 'typescript',
    compile(source, file) {
      compile ??= makeCompile(path, tsconfig);
      return compile(source, file);
    },
  };
}

/** True for a file that only a compiler with metadata gets right; a stray `@` costs a slower compilation and no more. */
export function hasDecorators(source: string): boolean {
  return /^[ \t]*(?:export\s+(?:default\s+)?)?@[\w$]/m.test(source) || /[(,]\s*@[\w$]+\(/.test(source);
}

function resolveTypeScript(root: string): string | null {
  try {
    return createRequire(join(root, 'package.json')).resolve('typescript');
  } catch {
    return null;
  }
}

function makeCompile(path: string, tsconfig: Tsconfig): Compile {
  // The main module of the package `typescript`, whatever its version; only what all versions since 2.0 have is used.
  const ts = createRequire(path)(path) as typeof typescript;
  const { options } = ts.convertCompilerOptionsFromJson(tsconfig.compilerOptions, '.');
  const compilerOptions: typescript.CompilerOptions = {
    ...options,
    module: ts.ModuleKind.CommonJS,
    // A class compiled for ES5 cannot extend one of Sequelize's.
    target:
      options.target === undefined || options.target < ts.ScriptTarget.ES2017
        ? ts.ScriptTarget.ES2017
        : options.target,
    esModuleInterop: true,
    isolatedModules: true,
    inlineSourceMap: true,
    inlineSources: true,
    importHelpers: false,
    verbatimModuleSyntax: false,
    // Of no meaning for one file, or in contradiction with the above.
    moduleResolution: undefined,
    sourceMap: undefined,
    sourceRoot: undefined,
    mapRoot: undefined,
    incremental: undefined,
    composite: undefined,
    isolatedDeclarations: undefined,
  };
  return (source, fileName) => {
    const { outputText, diagnostics = [] } = ts.transpileModule(source, {
      compilerOptions,
      fileName,
      reportDiagnostics: true,
    });
    const mistake = diagnostics.find(
      ({ category, file }) => category === ts.DiagnosticCategory.Error && file,
    );
    if (mistake?.file === undefined) return outputText;
    const { line, character } = mistake.file.getLineAndCharacterOfPosition(mistake.start ?? 0);
    const message = ts.flattenDiagnosticMessageText(mistake.messageText, '\n');
    throw new SyntaxError(`${fileName}:${line + 1}:${character}: ERROR: ${message}`);
  };
}

function compilerMissing({ path }: Tsconfig, root: string): ConsoleError {
  return new ConsoleError(
    `"${path}" asks for "emitDecoratorMetadata", and no TypeScript that emits it is installed.`,
    {
      code: 'compiler-missing',
      kind: 'usage',
      remedy: `Run \`npm install --save-dev typescript\` in "${root}": columns without a type of their own need it.`,
      details: { file: path },
    },
  );
}
