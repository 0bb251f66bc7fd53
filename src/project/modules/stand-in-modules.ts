/**
 * Stand-ins for the `import` of ES modules. Node asks hooks in a thread of their own where a name leads, so the code of the
 * hooks is kept as text: it takes over what could not be resolved, and answers with a module that fetches its one value
 * from this thread. A module must name its exports before it runs: it exports every word of the file that imports it.
 */
import Module, { register } from 'node:module';

export interface ModuleStandIns {
  /** Absolute; under `all` only what its own files import is replaced. */
  readonly root: string;
  /** Names of packages, or `all`. */
  readonly names: readonly string[];
  readonly neverReplaced: readonly string[];
  /** The value behind every export of the package; called when a stand-in is evaluated. */
  readonly standIn: (name: string) => unknown;
}

interface HooksModule {
  readonly initialize: (settings: object) => void;
  readonly resolve: unknown;
  readonly load: unknown;
}

const exchange = Symbol.for('seqscope.stand-in');
let registrations = 0;
let current: { readonly key: string; readonly isOn: Int32Array } | null = null;

/** From now on, for this process, in place of what was asked for before. */
export async function hookImports({ standIn, ...settings }: ModuleStandIns): Promise<void> {
  Object.assign(globalThis, { [exchange]: standIn });
  const key = JSON.stringify(settings);
  if (current?.key === key) return;
  releaseImports();
  const isOn = new Int32Array(new SharedArrayBuffer(4)).fill(1);
  current = { key, isOn };
  registrations += 1;
  // The fragment makes it a module of its own, with settings of its own.
  const url = `data:text/javascript,${encodeURIComponent(hooksSource)}#${registrations}`;
  const data = { ...settings, isOn };
  // Since Node 22.15 and 23.5, absent from the typings of 20; the older function is on its way out there.
  const { registerHooks } = Module as unknown as { registerHooks?: (hooks: object) => void };
  if (registerHooks === undefined) {
    register(url, { data });
    return;
  }
  // A module by the text below: these are its exports.
  const { initialize, resolve, load } = (await import(url)) as HooksModule;
  initialize(data);
  registerHooks({ resolve, load });
}

/** Hooks cannot be taken away: they let everything pass. */
export function releaseImports(): void {
  if (current !== null) current.isOn[0] = 0;
  current = null;
}

/** Synchronous where Node's own step is, for both kinds of hooks. */
const hooksSource = String.raw`
import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { isAbsolute, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const scheme = 'seqscope-stand-in:';
let settings;

export function initialize(data) {
  settings = { ...data, names: new Set(data.names) };
}

export function resolve(specifier, context, next) {
  const replace = (error) => {
    const name = nameToReplace(specifier, context, error);
    if (name === null) throw error;
    const url = scheme + encodeURIComponent(name) + '?' + encodeURIComponent(context.parentURL);
    return { url, format: 'module', shortCircuit: true };
  };
  try {
    const found = next(specifier, context);
    return typeof found.then === 'function' ? found.then(undefined, replace) : found;
  } catch (error) {
    return replace(error);
  }
}

export function load(url, context, next) {
  if (!url.startsWith(scheme)) return next(url, context);
  const [name, from] = url.slice(scheme.length).split('?').map(decodeURIComponent);
  const words = readFileSync(fileURLToPath(from), 'utf8').match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? [];
  const exported = [...new Set(words)].filter((word) => word !== 'default' && word !== 'then');
  const source =
    'const value = globalThis[Symbol.for("seqscope.stand-in")](' + JSON.stringify(name) + ');\n' +
    'export default value;\n' +
    'export { ' + exported.map((word) => 'value as ' + word).join(', ') + ' };\n';
  return { format: 'module', source, shortCircuit: true };
}

function nameToReplace(specifier, { conditions, parentURL }, error) {
  const { root, names, neverReplaced, isOn } = settings;
  if (Atomics.load(isOn, 0) === 0 || isBuiltin(specifier)) return null;
  if (!conditions.includes('import') || !parentURL?.startsWith('file:')) return null;
  const name = /^(@[a-z0-9~][\w.~-]*\/[\w.~-]+|[a-z0-9~][\w.~-]*)(?:\/|$)/i.exec(specifier)?.[1];
  if (name === undefined || neverReplaced.includes(name)) return null;
  if (names.has(name)) return name;
  const inside = relative(root, fileURLToPath(parentURL));
  const isOwn = !isAbsolute(inside) && !inside.split(sep).some((part) => part === '..' || part === 'node_modules');
  if (!names.has('all') || !isOwn || error?.code !== 'ERR_MODULE_NOT_FOUND') return null;
  // A folder of the project by that name makes it an alias that leads nowhere.
  if (existsSync(join(root, name.split('/')[0]))) return null;
  return String(error.message).startsWith("Cannot find package '" + name + "'") ? name : null;
}
`;
