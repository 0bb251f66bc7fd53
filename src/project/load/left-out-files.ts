/**
 * Files of models that the project's own code asks for and that leave nothing behind, because what they throw is
 * swallowed there: `try { require(file) } catch {}`. Watched as far as `require` goes; of `import()` the source tells.
 */
import Module from 'node:module';
import { readText } from '../files/file-system.ts';

export interface RequireWatch {
  /** True for a file whose `require` threw and that no later one loaded. Absolute paths, links resolved. */
  readonly hasFailed: (path: string) => boolean;
  readonly stop: () => void;
}

// Node's own entry to `require`, absent from its typings (lib/internal/modules/cjs/loader.js).
const loader = Module as unknown as {
  _load: (...asked: Asked) => unknown;
  readonly _resolveFilename: (...asked: Asked) => string;
  readonly _cache: Readonly<Record<string, NodeJS.Module | undefined>>;
};
type Asked = readonly [request: string, parent: unknown, isMain: boolean];

let current: Set<string> | null = null;
let isInstalled = false;

/** From now on, one watch at a time. */
export function watchRequires(): RequireWatch {
  const failed = new Set<string>();
  current = failed;
  if (!isInstalled) install();
  return {
    hasFailed: (path) => failed.has(path) && !isRequired(path),
    stop: () => {
      current = null;
    },
  };
}

function install(): void {
  isInstalled = true;
  const load = loader._load;
  loader._load = function loadWatched(...asked) {
    try {
      return load.apply(this, asked);
    } catch (error) {
      if (current !== null) noteFailed(current, asked);
      throw error;
    }
  };
}

function noteFailed(failed: Set<string>, asked: Asked): void {
  try {
    failed.add(loader._resolveFilename(...asked));
  } catch {
    // Not there at all: no file has failed.
  }
}

function isRequired(path: string): boolean {
  return loader._cache[path] !== undefined;
}

export interface AskedFiles {
  /** What defined the models: the index, or the file that makes the instance. */
  readonly by: string;
  readonly files: readonly string[];
  readonly requires: RequireWatch;
  /** True for the name of a model that is there. */
  readonly isDefined: (name: string) => boolean;
}

const swallows = /\btry\s*\{|\ballSettled\b|\bimport\([^;]*\.catch\(/;

/**
 * Of `files` those that `by` asked for in vain. A file that nobody asked for is left out on purpose; one whose models are
 * not there although it was run failed later, in its factory.
 */
export function filesLeftOut({ by, files, requires, isDefined }: AskedFiles): readonly string[] {
  const text = readText(by) ?? '';
  const mayHide = swallows.test(text);
  const imports = /\bimport\(/.test(text);
  return files.filter((file) => {
    if (file === by) return false;
    if (requires.hasFailed(file)) return true;
    if (!mayHide || !(imports || isRequired(file))) return false;
    const names = definedNames(readText(file) ?? '');
    return names.length > 0 && !names.some(isDefined);
  });
}

const defined =
  /(?:\bclass\s+(?=\w+\s+extends\b)|\bdefine(?:<[^>]*>)?\(\s*['"`]|\bmodelName:\s*['"`])([\w$-]+)/g;

/** Names under which a source defines models, as far as it spells them. */
function definedNames(source: string): readonly string[] {
  return [...source.matchAll(defined)].map(([, name = '']) => name);
}
