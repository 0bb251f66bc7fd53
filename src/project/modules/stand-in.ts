/**
 * Inert stand-ins for packages that do not load and have nothing to do with models: an object that can be called,
 * constructed, read and extended, and does nothing. Only what was asked for is replaced, and only when it fails.
 */
import Module, { isBuiltin } from 'node:module';
import { isAbsolute } from 'node:path';
import { ConsoleError } from '../../errors.ts';
import { installedPackage, isOwnFile } from '../files/file-system.ts';
import { isClass } from './module-values.ts';
import { hookImports, releaseImports } from './stand-in-modules.ts';

/** Of what the models themselves are made. */
const neverReplaced = [
  'sequelize',
  'sequelize-typescript',
  '@sequelize/core',
  'pg',
  'pg-hstore',
  'reflect-metadata',
  'typescript',
  'tslib',
];

interface StandIns {
  readonly root: string;
  readonly names: ReadonlySet<string>;
  readonly used: Set<string>;
}

type Load = (
  request: string,
  parent: { readonly filename?: string | null } | undefined,
  isMain: boolean,
) => unknown;

let current: StandIns | null = null;
let isInstalled = false;

/** From now on, for `require` and `import` in the project at `root`; returns the packages replaced so far. */
export async function allowStandIns(
  root: string,
  names: readonly string[],
): Promise<() => readonly string[]> {
  const standIns: StandIns = { root, names: new Set(names), used: new Set() };
  current = names.length === 0 ? null : standIns;
  if (current === null) {
    releaseImports();
  } else {
    if (!isInstalled) install();
    const standIn = (name: string): object => {
      standIns.used.add(name);
      return inert(name);
    };
    await hookImports({ root, names, neverReplaced, standIn });
  }
  return () => [...standIns.used];
}

/** One notice a package, for people to know what is not the real thing. */
export function standInNotices(names: readonly string[]): readonly ConsoleError[] {
  return names.map(
    (name) =>
      new ConsoleError(`"${name}" did not load, and an inert stand-in took its place.`, {
        code: 'stood-in',
        kind: 'usage',
        isNotice: true,
        remedy: `Run \`npm install ${name}\` where the real one is wanted.`,
      }),
  );
}

function install(): void {
  isInstalled = true;
  // Node's own entry to `require`, absent from its typings (lib/internal/modules/cjs/loader.js).
  const loader = Module as unknown as {
    _load: Load;
    readonly _cache: Readonly<Record<string, NodeJS.Module | undefined>>;
  };
  const load = loader._load;
  loader._load = function loadOrStandIn(request, parent, isMain) {
    // The `import` of a CommonJS package comes by its path, and reads the exports off the module in Node's cache.
    const imported = parent === undefined ? loader._cache[request] : undefined;
    try {
      return load.call(this, request, parent, isMain);
    } catch (error) {
      const name = imported === undefined ? packageName(request) : installedPackage(request);
      if (name === null || current === null || !mayReplace(current, name, request, parent?.filename, error))
        throw error;
      current.used.add(name);
      const value = inert(name);
      if (imported !== undefined) Object.assign(imported, { exports: value, loaded: true });
      return value;
    }
  };
}

function mayReplace(
  { names, root }: StandIns,
  name: string,
  request: string,
  from: string | null | undefined,
  error: unknown,
): boolean {
  if (neverReplaced.includes(name)) return false;
  // Asked for by name: whatever it failed of, a native part that is not built as well.
  if (names.has(name)) return true;
  if (!names.has('all')) return false;
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (isAbsolute(request)) return code === 'ERR_DLOPEN_FAILED';
  if (from == null || !isOwnFile(from, root)) return false;
  if (code === 'ERR_DLOPEN_FAILED') return true;
  return code === 'MODULE_NOT_FOUND' && String(error).includes(`'${request}'`);
}

/** `@scope/name` or `name`, null for a path, an alias or a builtin. */
function packageName(request: string): string | null {
  if (isBuiltin(request)) return null;
  return /^(@[a-z0-9~][\w.~-]*\/[\w.~-]+|[a-z0-9~][\w.~-]*)(?:\/|$)/i.exec(request)?.[1] ?? null;
}

/** One object for everything a package could have: each property, result and instance is inert in turn. */
export function inert(name: string): object {
  const target = function standIn(): void {
    // Does nothing: that is what it is for.
  };
  const read = (key: string | symbol): unknown => {
    if (key === 'then') return undefined;
    if (key === '__esModule') return true;
    if (key === 'prototype') return target.prototype as unknown;
    if (key === Symbol.iterator) return () => [][Symbol.iterator]();
    if (key === Symbol.toPrimitive || key === 'toString') return () => `[stand-in ${name}]`;
    return typeof key === 'symbol' ? undefined : value;
  };
  // What compilers make of a namespace inherits from the module (esbuild's __toESM): names are found there.
  const parent: object = new Proxy({}, { get: (_target, key) => read(key) });
  const value: object = new Proxy(target, {
    get: (_target, key) => read(key),
    // Of a CommonJS module that is imported, Node takes the exports that it has of its own.
    getOwnPropertyDescriptor: (_target, key) =>
      Reflect.getOwnPropertyDescriptor(target, key) ?? { value: read(key), configurable: true },
    getPrototypeOf: () => parent,
    apply: (_target, _self, values: readonly unknown[]) => (isDecoration(values) ? undefined : value),
    construct: (_target, values: unknown[], maker: new () => object) =>
      maker === value ? value : (Reflect.construct(target, values, maker) as object),
  });
  return value;
}

/** A decorator that returned something would replace the class or the property it stands on. */
function isDecoration(values: readonly unknown[]): boolean {
  const [first, second] = values;
  if (values.length === 1) return isClass(first);
  return values.length === 3 && typeof first === 'object' && typeof second === 'string';
}
