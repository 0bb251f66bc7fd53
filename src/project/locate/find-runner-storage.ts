/**
 * The journal that a runner of the project's own names in its source: `new SequelizeStorage({ tableName: 'migrations' })` of
 * umzug. Looked for only where umzug is asked for; reads sources and executes nothing.
 */
import { readPackageFile } from '../files/package-file.ts';
import { storagesIn, type TableStorage } from './read-runner.ts';
import { sourceFiles, sourceText } from './source-files.ts';

/**
 * Null when no source names a table by a literal, or when several do and none is plainly the one of `kind`. A table whose
 * name speaks of seeds is the seeders'.
 */
export function findRunnerStorage(root: string, kind: 'migration' | 'seeder'): TableStorage | null {
  if (readPackageFile(root)?.dependencies.includes('umzug') !== true) return null;
  const found = new Map<string, TableStorage>();
  for (const path of sourceFiles(root)) {
    for (const { isTableSaid, ...storage } of storagesIn(sourceText(path) ?? '')) {
      const isSeeders = /seed/i.test(storage.table);
      if (isTableSaid && isSeeders === (kind === 'seeder')) found.set(JSON.stringify(storage), storage);
    }
  }
  const [only, ...others] = found.values();
  return only === undefined || others.length > 0 ? null : only;
}
