/**
 * What a migration runner of the project's own, written around umzug, says in its source: where its journal is, which files
 * it takes, what it hands to them. The source is read, never executed; what is not plain there is left out.
 */
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import { splitTopLevel } from '../modules/function-parameters.ts';
import type { ContextPart, JournalStorage } from '../project.ts';

export type TableStorage = Extract<JournalStorage, { type: 'sequelize' }>;

export interface RunnerFolder {
  /** Absolute. */
  readonly path: string;
  /** True when its glob goes into the folders below. */
  readonly isRecursive: boolean;
}

export interface RunnerStorage extends TableStorage {
  /** False for umzug's own default. */
  readonly isTableSaid: boolean;
}

export interface Runner {
  /** What is for `kind`: a table or a folder whose name speaks of seeds is the seeders'. Null when nothing plain is said. */
  readonly storage: (kind: 'migration' | 'seeder') => TableStorage | null;
  readonly folder: (kind: 'migration' | 'seeder') => RunnerFolder | null;
  /** The properties of the context, when it is an object. */
  readonly context: Readonly<Record<string, ContextPart>>;
}

/** `path` is absolute; relative globs are relative to `root`, where the runner is started. */
export function readRunner(text: string, path: string, root: string): Runner {
  const storages = storagesIn(text);
  const folders = foldersIn(text, { here: dirname(path), root, text });
  return {
    storage(kind) {
      const found = storages.find(({ table }) => isOf(kind, table));
      if (found === undefined) return null;
      const { isTableSaid: _, ...storage } = found;
      return storage;
    },
    folder: (kind) => folders.find((folder) => isOf(kind, folder.path.slice(root.length))) ?? null,
    context: contextIn(text),
  };
}

function isOf(kind: 'migration' | 'seeder', name: string): boolean {
  return /seed/i.test(name) === (kind === 'seeder');
}

/** Every `new SequelizeStorage({ … })` whose table is a literal, or left to umzug. */
export function storagesIn(text: string): readonly RunnerStorage[] {
  return [...text.matchAll(/\bnew\s+SequelizeStorage\s*\(\s*\{/g)].flatMap((call) => {
    const said = propertiesAt(text, call.index + call[0].length);
    const isReadable = !['model', 'modelName', '...'].some((key) => said.has(key));
    const table = said.has('tableName') ? literal(said.get('tableName')) : 'SequelizeMeta';
    if (!isReadable || table === null) return [];
    const column = literal(said.get('columnName'));
    const storage = { type: 'sequelize' as const, table, schema: literal(said.get('schema')) };
    const isTableSaid = said.has('tableName');
    return [{ ...storage, ...(column === null ? {} : { column }), isTableSaid }];
  });
}

interface Scope {
  /** The folder of the runner. */
  readonly here: string;
  readonly root: string;
  readonly text: string;
}

/** `glob: …` of umzug 3, `path: …` of umzug 2. */
function foldersIn(text: string, scope: Scope): readonly RunnerFolder[] {
  return [...text.matchAll(/(?<![\w$.])(?:glob|path)\s*:\s*(?=\S)/g)].flatMap((key) => {
    const [value = ''] = splitTopLevel(text.slice(key.index + key[0].length));
    const list = /^\s*\[/.test(value) ? splitTopLevel(value.slice(value.indexOf('[') + 1)) : null;
    const [glob = value, options = ''] = list ?? [];
    const cwd = propertiesAt(options, options.indexOf('{') + 1).get('cwd');
    const base = cwd === undefined ? scope.root : pathOf(cwd, scope);
    const pattern = pathOf(glob, scope);
    return pattern === null || base === null
      ? []
      : [folderOf(isAbsolute(pattern) ? pattern : join(base, pattern))];
  });
}

/** The folder above the first part with a wildcard. */
function folderOf(pattern: string): RunnerFolder {
  const parts = pattern.split(sep);
  const wild = parts.findIndex((part) => /[*?{[(!]/.test(part));
  if (wild < 0) return { path: resolve(pattern), isRecursive: false };
  return { path: resolve(parts.slice(0, wild).join(sep)), isRecursive: wild < parts.length - 1 };
}

/** The path that an expression of literals, `__dirname`, `process.cwd()`, `path.join` and constants of the file gives. */
function pathOf(expression: string, scope: Scope, depth = 0): string | null {
  const text = expression.trim();
  if (depth > 8) return null;
  const inner = (part: string) => pathOf(part, scope, depth + 1);
  if (/^(?:__dirname|import\.meta\.dirname)$/.test(text)) return scope.here;
  if (
    /^(?:path\.)?dirname\(\s*(?:__filename|(?:url\.)?fileURLToPath\(\s*import\.meta\.url\s*\))\s*\)$/.test(
      text,
    )
  ) {
    return scope.here;
  }
  if (text === 'process.cwd()') return scope.root;
  const template = /^`\$\{([^}]+)\}([^`$]*)`$/.exec(text);
  if (template !== null) {
    const [, start = '', rest = ''] = template;
    const folder = inner(start);
    return folder === null ? null : folder + rest;
  }
  const call = /^(?:path\.)?(join|resolve)\(/.exec(text);
  if (call !== null && text.endsWith(')')) {
    const parts = splitTopLevel(text.slice(call[0].length)).map(inner);
    const known = parts.filter((part) => part !== null);
    if (known.length < parts.length) return null;
    return call[1] === 'join' ? join(...known) : resolve(scope.root, ...known);
  }
  if (!/^[\w$]+$/.test(text)) return literal(text);
  const constant = new RegExp(
    `\\bconst\\s+${text.replaceAll('$', '\\$')}\\s*(?::\\s*string\\s*)?=\\s*([^;\\n]+)`,
  );
  const value = constant.exec(scope.text)?.[1];
  return value === undefined ? null : inner(value);
}

function contextIn(text: string): Readonly<Record<string, ContextPart>> {
  const start = /\bcontext\s*:\s*(?:(?:async\s*)?\(\)\s*=>\s*\(\s*)?\{/.exec(text);
  if (start === null) return {};
  const parts: Record<string, ContextPart> = {};
  for (const [key, value] of propertiesAt(text, start.index + start[0].length)) {
    const part = partOf(value);
    if (part !== null) parts[key] = part;
  }
  return parts;
}

function partOf(expression: string): ContextPart | null {
  const text = expression.replace(/\s+as\s+[\s\S]*$/, '').trim();
  if (/getQueryInterface\(\)$|queryInterface$/i.test(text)) return 'queryInterface';
  if (/\.constructor$|(?:^|\.)Sequelize$/.test(text)) return 'Sequelize';
  if (/(?:^|\.)DataTypes$/.test(text)) return 'DataTypes';
  return text.endsWith('sequelize') ? 'sequelize' : null;
}

/** The properties of the object literal whose brace ends at `start`, each as written; `...` stands for a spread. */
function propertiesAt(text: string, start: number): ReadonlyMap<string, string> {
  const properties = new Map<string, string>();
  for (const part of splitTopLevel(text.slice(start))) {
    const [, , key, value] = /^\s*(['"`]?)([\w$]+)\1\s*(?::\s*([\s\S]+?))?\s*$/.exec(part) ?? [];
    if (key !== undefined) properties.set(key, value ?? key);
    else if (part.trim().startsWith('...')) properties.set('...', part);
  }
  return properties;
}

function literal(expression: string | undefined): string | null {
  return /^\s*(['"`])([^'"`$]+)\1\s*(?:as\s+const\s*)?$/.exec(expression ?? '')?.[2] ?? null;
}
