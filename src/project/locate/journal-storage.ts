/**
 * How a project keeps its two journals, from its settings: the keys and defaults of sequelize-cli 6
 * (lib/helpers/umzug-helper.js). Where they say nothing, what the project's own runner says in its source.
 */
import { ConsoleError } from '../../errors.ts';
import { absolutePath } from '../files/file-system.ts';
import { findRunnerStorage } from './find-runner-storage.ts';
import type { JournalStorage } from '../project.ts';

const defaults = {
  migration: { storage: 'sequelize', table: 'SequelizeMeta', file: 'sequelize-meta.json' },
  seeder: { storage: 'none', table: 'SequelizeData', file: 'sequelize-data.json' },
} as const;

/** Rejects a storage that sequelize-cli does not know with `storage-unknown`. */
export function journalStorage(
  settings: Readonly<Record<string, unknown>>,
  kind: 'migration' | 'seeder',
  root: string,
): JournalStorage {
  const preset = defaults[kind];
  const read = (key: string) => {
    const value = settings[`${kind}Storage${key}`];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  if (read('') === null && read('TableName') === null) {
    const ofRunner = findRunnerStorage(root, kind);
    if (ofRunner !== null) return ofRunner;
  }
  const storage = read('') ?? preset.storage;
  if (storage === 'none') return { type: 'none' };
  if (storage === 'json') return { type: 'json', path: absolutePath(read('Path') ?? preset.file, root) };
  if (storage === 'sequelize') {
    return { type: 'sequelize', table: read('TableName') ?? preset.table, schema: read('TableSchema') };
  }
  throw new ConsoleError(`"${storage}" is no journal storage.`, {
    code: 'storage-unknown',
    kind: 'usage',
    remedy: `Set \`${kind}Storage\` in the configuration to "sequelize", "json" or "none".`,
  });
}
