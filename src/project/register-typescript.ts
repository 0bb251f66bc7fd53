/**
 * Turns on tsx for the process, on first need, with the project's own tsconfig. tsx finds a tsconfig from the working
 * directory (its CommonJS half takes no other answer), so registering happens inside the project's root. Opening another
 * project replaces the registration: its aliases are not the first one's.
 */
import { dirname, join } from 'node:path';
import { isFile } from './file-system.ts';
import { withinDirectory } from './working-directory.ts';

interface Registration {
  readonly root: string;
  isModuleLoaderOn: boolean;
  readonly unregister: (() => void | Promise<void>)[];
}

let current: Registration | null = null;
let turn: Promise<unknown> = Promise.resolve();

/** True when a file is TypeScript to Node, declarations left out. */
export function isTypeScript(path: string): boolean {
  return /\.(?:[cm]?ts|tsx)$/.test(path) && !/\.d\.[cm]?ts$/.test(path);
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
  const registered = turn.then(() => register(root, forModules));
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
      current = { root, isModuleLoaderOn: false, unregister: [commonJs.register()] };
    }
    if (forModules && !current.isModuleLoaderOn) {
      const modules = await import('tsx/esm/api');
      const tsconfig = nearestTsconfig(root);
      current.unregister.push(modules.register(tsconfig === null ? {} : { tsconfig }));
      current.isModuleLoaderOn = true;
    }
  });
}

function nearestTsconfig(root: string): string | null {
  for (let directory = root; ; directory = dirname(directory)) {
    const path = join(directory, 'tsconfig.json');
    if (isFile(path)) return path;
    if (dirname(directory) === directory) return null;
  }
}
