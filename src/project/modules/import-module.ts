/**
 * Loads one file of a project, whatever it is written in: JSON, CommonJS, ES modules, TypeScript, and the mixtures that
 * compilers accept and Node does not. Native loading is tried first, so that plain projects pay nothing for tsx.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileCommonJs } from './compile-commonjs.ts';
import { missingModule } from './error-place.ts';
import { isOwnFile } from '../files/file-system.ts';
import { parseJsonText } from '../files/json-text.ts';
import { loadError } from './load-error.ts';
import { governingPackage } from '../files/package-file.ts';
import {
  compilesDecorators,
  isTypeScript,
  isTypeScriptOn,
  registerTypeScript,
} from './register-typescript.ts';

/** The project a module belongs to: its tsconfig applies, its folder is named in errors. */
export interface ModuleOwner {
  readonly root: string;
  /** The code of an error in the file, `module-failed` unless said otherwise. */
  readonly code?: string;
}

/**
 * The exports of the file at `path`: a CommonJS value or an ES namespace. Rejects with a ConsoleError (`module-failed`,
 * `package-missing`, `import-missing`) that names the file, line and column. Loading again returns the same module.
 */
export async function importModule(
  path: string,
  { root, code = 'module-failed' }: ModuleOwner,
): Promise<unknown> {
  try {
    if (extname(path) === '.json') return parseJsonText(readFileSync(path, 'utf8'));
    return await importCode(path, root);
  } catch (error) {
    throw loadError(error, { path, root, code });
  }
}

/**
 * Lets the CommonJS modules of a project be loaded afresh, so that a second attempt sees what was mended and makes its
 * own Sequelize instance. ES modules and installed packages stay.
 */
export function forgetModules(root: string): void {
  const { cache } = createRequire(join(root, 'package.json'));
  for (const path of Object.keys(cache)) {
    if (isOwnFile(path, root)) Reflect.deleteProperty(cache, path);
  }
}

async function importCode(path: string, root: string): Promise<unknown> {
  const isModule = isModuleFile(path);
  if (isTypeScript(path)) {
    await registerTypeScript(root, { forModules: false });
    if (isModule && compilesDecorators(root)) {
      try {
        return createRequire(path)(path) as unknown;
      } catch (error) {
        // What only ES modules can do is left to them, without metadata.
        if (!/top-level await|import\.meta/i.test(String(error))) throw error;
      }
    }
    if (isModule) await registerTypeScript(root, { forModules: true });
  }
  try {
    return await loadNatively(path, isModule);
  } catch (error) {
    if (isCommonJsInModule(error)) return compileCommonJs(path);
    if (!wantsCompiler(error) || (isTypeScriptOn(root) && isTypeScript(path))) throw error;
    return loadCompiled(path, root, error);
  }
}

async function loadNatively(path: string, isModule: boolean): Promise<unknown> {
  // A dynamic import of a path is typed `any`; nothing is known of a stranger's module.
  if (isModule) return (await import(pathToFileURL(path).href)) as unknown;
  try {
    return createRequire(path)(path) as unknown;
  } catch (error) {
    if (codeOf(error) !== 'ERR_REQUIRE_ASYNC_MODULE') throw error;
    return (await import(pathToFileURL(path).href)) as unknown;
  }
}

/** ES syntax with CommonJS manners (or the reverse): what Babel, webpack and tsc let people write. */
async function loadCompiled(path: string, root: string, nativeError: unknown): Promise<unknown> {
  await registerTypeScript(root, { forModules: false });
  try {
    return createRequire(path)(path) as unknown;
  } catch (error) {
    // The compiler's view is better when it knows a place that the native loader did not, and its own limits otherwise
    // (top-level await) are no news to the user.
    throw codeOf(error) === 'ERR_REQUIRE_ASYNC_MODULE' ? nativeError : error;
  }
}

/** Node's rule: by extension, else by the `type` of the governing package.json; extensionless files are read as CommonJS. */
function isModuleFile(path: string): boolean {
  const extension = extname(path);
  if (extension === '.mjs' || extension === '.mts') return true;
  if (extension === '.cjs' || extension === '.cts' || extension === '') return false;
  return governingPackage(path)?.isModule ?? false;
}

function isCommonJsInModule(error: unknown): boolean {
  return (
    error instanceof ReferenceError &&
    /^(?:module|require|exports|__dirname|__filename) is not defined in ES module scope/.test(error.message)
  );
}

/** True for failures of the native loader that tsx may not share. */
function wantsCompiler(error: unknown): boolean {
  const code = codeOf(error);
  if (code === 'ERR_UNSUPPORTED_DIR_IMPORT' || code === 'ERR_UNKNOWN_FILE_EXTENSION') return true;
  if (code === 'ERR_REQUIRE_ESM' || code === 'ERR_REQUIRE_CYCLE_MODULE') return true;
  if (error instanceof SyntaxError) {
    // With a place it is CommonJS and plainly wrong; without, the ES loader refused it for one of many reasons.
    return (
      !/^\S.*:\d+\n/.test(error.stack ?? '') ||
      /import statement|Unexpected token 'export'/.test(error.message)
    );
  }
  const missing = missingModule(error);
  return missing !== null && /^(?:[./#~]|@\/|file:)/.test(missing.specifier);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
