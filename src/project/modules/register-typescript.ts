/**
 * Turns on tsx for the process, on first need, with the project's own tsconfig. tsx finds a tsconfig from the working
 * directory (its CommonJS half takes no other answer), so registering happens inside the project's root. Opening another
 * project replaces the registration: its aliases are not the first one's.
 */
import type { ConsoleError } from '../../errors.ts';
import { chooseCompiler } from './choose-compiler.ts';
import { compileDecorators } from './compile-decorators.ts';
import { outsideLoading } from './loading-context.ts';
import { nearestTsconfig } from './read-tsconfig.ts';
import { withinDirectory } from './working-directory.ts';

interface Registration {
  readonly root: string;
  isModuleLoaderOn: boolean;
  readonly compilesDecorators: boolean;
  readonly problem: ConsoleError | null;
  readonly unregister: (() => void | Promise<void>)[];
}

let current: Registration | null = null;
let turn: Promise<unknown> = Promise.resolve();

/** True when a file is TypeScript to Node, declarations left out. */
export function isTypeScript(path: string): boolean {
  return /\.(?:[cm]?ts|tsx)$/.test(path) && !/\.d\.[cm]?ts$/.test(path);
}

/** What is wrong with the compiler of a project whose TypeScript was loaded; null otherwise. */
export function compilerProblem(root: string): ConsoleError | null {
  return current?.root === root ? current.problem : null;
}

/** True once `require` of TypeScript in `root` emits decorator metadata; `import()` never does. */
export function compilesDecorators(root: string): boolean {
  return current?.root === root && current.compilesDecorators;
}

/** True once this process compiles TypeScript for `root`. */
export function isTypeScriptOn(root: string): boolean {
  return current?.root === root;
}

/**
 * After this, `require` of TypeScript works, and of the extensionless and mixed imports TypeScript writes; with
 * `forModules` `import()` does as well, which costs a loader thread of its own.
 */
export function registerTypeScript(
  root: string,
  { forModules }: { readonly forModules: boolean },
): Promise<void> {
  const registered = outsideLoading(() => turn.then(() => register(root, forModules)));
  turn = registered.catch(() => undefined);
  return registered;
}

async function register(root: string, forModules: boolean): Promise<void> {
  if (current !== null && current.root !== root) {
    const { unregister } = current;
    current = null;
    for (const undo of unregister) await undo();
  }
  await withinDirectory(root, async () => {
    if (current === null) {
      const commonJs = await import('tsx/cjs/api');
      const unregister = [commonJs.register()];
      const compiler = chooseCompiler(root);
      if (compiler.type === 'typescript') unregister.unshift(compileDecorators(root, compiler.compile));
      const problem = compiler.type === 'esbuild' ? compiler.problem : null;
      const compilesDecorators = compiler.type === 'typescript';
      current = { root, isModuleLoaderOn: false, compilesDecorators, problem, unregister };
    }
    if (forModules && !current.isModuleLoaderOn) {
      const modules = await import('tsx/esm/api');
      const tsconfig = nearestTsconfig(root);
      current.unregister.push(modules.register(tsconfig === null ? {} : { tsconfig: tsconfig.path }));
      current.isModuleLoaderOn = true;
    }
  });
}
