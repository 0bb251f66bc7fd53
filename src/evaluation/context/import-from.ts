/**
 * `import` and `require` of typed code: as a file of the project would have them that stands at its root, or where the script is.
 * TypeScript, path aliases and mixed manners are the loader's (project/modules).
 */
import { createRequire, isBuiltin } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { Script, constants } from 'node:vm';
import { importModule } from '../../project/modules/import-module.ts';
import { registerTypeScript } from '../../project/modules/register-typescript.ts';

/** Resolves to a namespace, whatever the module is written for. Rejects as `import()` does, or with a ConsoleError. */
export type ImportFrom = (specifier: unknown) => Promise<unknown>;

/** `folder` is where relative specifiers are taken from. */
export function importFrom(root: string, folder: string): ImportFrom {
  const from = typedIn(folder);
  return async (given) => {
    const specifier = given instanceof URL ? given.href : String(given);
    if (isBuiltin(specifier)) return import(specifier) as Promise<unknown>;
    await registerTypeScript(root, { forModules: false });
    const own = resolvePath(specifier, from);
    // A script may lie anywhere: packages that it has not are the project's.
    const isLent = own === null && !/^(?:\.{0,2}\/|file:)/.test(specifier);
    const home = isLent ? typedIn(root) : from;
    const path = isLent ? resolvePath(specifier, home) : own;
    // What only `import` finds: a package without a way for `require`, a data: URL.
    if (path === null) return importFromFile(from, specifier);
    if (path.includes('/node_modules/')) return importPackage(home, specifier, path);
    return namespaceOf(await importModule(path, { root }));
  };
}

/** `require` as from the project's root. TypeScript works once the project's models or an import needed it. */
export function requireFrom(root: string): NodeJS.Require {
  return createRequire(typedIn(root));
}

/** Named as TypeScript, so that its resolver applies the aliases of the project's tsconfig. */
function typedIn(folder: string): string {
  return join(folder, '[typed].ts');
}

function resolvePath(specifier: string, from: string): string | null {
  if (specifier.startsWith('file:')) return createRequire(from).resolve(new URL(specifier).pathname);
  try {
    const path = createRequire(from).resolve(specifier);
    return isAbsolute(path) ? path : null;
  } catch {
    return null;
  }
}

/** Node finds the names that a CommonJS module writes out; a bundler, by which most code is run, finds them all. */
async function importPackage(from: string, specifier: string, path: string): Promise<unknown> {
  const namespace = await importFromFile(from, specifier);
  const exported: unknown = Reflect.get(namespace, 'default');
  const isCommonJs = exported !== undefined && createRequire(path).cache[path]?.exports === exported;
  return isCommonJs ? { ...namespaceOf(exported), ...namespace } : namespace;
}

/** What only `import` finds from there: Node has no other way of saying from where, and warns of this one. */
async function importFromFile(from: string, specifier: string): Promise<object> {
  const script = new Script('(specifier) => import(specifier)', {
    filename: from,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  // The script is the function above.
  const load = script.runInThisContext() as (specifier: string) => Promise<object>;
  return withoutItsWarning(() => load(specifier));
}

/** Node warns of that loader when `import` is called, once a process: nobody who types an import can do anything about it. */
function withoutItsWarning<Result>(work: () => Result): Result {
  const emit = process.emitWarning.bind(process);
  const heard = (...warning: Parameters<typeof emit>): void => {
    if (!String(warning[0]).includes('vm.USE_MAIN_CONTEXT_DEFAULT_LOADER')) emit(...warning);
  };
  Object.assign(process, { emitWarning: heard });
  try {
    return work();
  } finally {
    Object.assign(process, { emitWarning: emit });
  }
}

/** What `import()` gives for a CommonJS module: its value as `default`, its keys beside it. */
function namespaceOf(module: unknown): object {
  if (typeof module === 'object' && module !== null && Symbol.toStringTag in module) return module;
  const isObject = (typeof module === 'object' && module !== null) || typeof module === 'function';
  if (!isObject) return { default: module };
  const isCompiled = '__esModule' in module && module.__esModule === true;
  const namespace: Record<string, unknown> = {};
  for (const key of Object.keys(module)) if (key !== '__esModule') namespace[key] = Reflect.get(module, key);
  if (!isCompiled || !('default' in namespace)) namespace['default'] = module;
  return namespace;
}
