/**
 * The journal that a runner of the project's own names in its source: `new SequelizeStorage({ tableName: 'migrations' })` of
 * umzug. Looked for only where umzug is asked for; reads sources and executes nothing.
 */
import { readPackageFile } from '../files/package-file.ts';
import { sourceFiles, sourceText } from './source-files.ts';
import type { JournalStorage } from '../project.ts';

type TableStorage = Extract<JournalStorage, { type: 'sequelize' }>;

/**
 * Null when no source names a table by a literal, or when several do and none is plainly the one of `kind`. A table whose
 * name speaks of seeds is the seeders'.
 */
export function findRunnerStorage(root: string, kind: 'migration' | 'seeder'): TableStorage | null {
  if (readPackageFile(root)?.dependencies.includes('umzug') !== true) return null;
  const found = new Map<string, TableStorage>();
  for (const path of sourceFiles(root)) {
    for (const [, options = ''] of (sourceText(path) ?? '').matchAll(constructorCall)) {
      const storage = storageOf(options);
      const isSeeders = storage !== null && /seed/i.test(storage.table);
      if (storage !== null && isSeeders === (kind === 'seeder')) found.set(JSON.stringify(storage), storage);
    }
  }
  const [only, ...others] = found.values();
  return only === undefined || others.length > 0 ? null : only;
}

const constructorCall = /\bnew\s+SequelizeStorage\s*\(\s*\{([^}]*)\}/g;

function storageOf(options: string): TableStorage | null {
  const read = (key: string) =>
    new RegExp(`\\b${key}\\s*:\\s*(['"\`])([^'"\`$]+)\\1`).exec(options)?.[2] ?? null;
  const table = read('tableName');
  if (table === null) return null;
  const column = read('columnName');
  return { type: 'sequelize', table, schema: read('schema'), ...(column === null ? {} : { column }) };
}
