/**
 * How a project keeps its two journals, from its settings: the keys and defaults of sequelize-cli 6
 * (lib/helpers/umzug-helper.js). Where they say nothing, what the project's own runner says in its source.
 */
import { ConsoleError } from '../../errors.ts';
import { absolutePath } from '../files/file-system.ts';
import { isRecord } from '../modules/module-values.ts';
import { findRunnerStorage } from './find-runner-storage.ts';
import type { TableStorage } from './read-runner.ts';
import type { JournalStorage } from '../project.ts';

const defaults = {
  migration: { storage: 'sequelize', table: 'SequelizeMeta', file: 'sequelize-meta.json' },
  seeder: { storage: 'none', table: 'SequelizeData', file: 'sequelize-data.json' },
} as const;

/** `named` is what seqscope.config says, itself or by the runner. Rejects a storage that sequelize-cli does not know with `storage-unknown`. */
export function journalStorage(
  settings: Readonly<Record<string, unknown>>,
  kind: 'migration' | 'seeder',
  root: string,
  named: TableStorage | null = null,
): JournalStorage {
  if (named !== null) return { ...named, schema: named.schema ?? modelSchema(settings), isNamed: true };
  const preset = defaults[kind];
  const read = (key: string) => {
    const value = settings[`${kind}Storage${key}`];
    return typeof value === 'string' && value !== '' ? value : null;
  };
  if (read('') === null && read('TableName') === null) {
    const ofRunner = findRunnerStorage(root, kind);
    if (ofRunner !== null) return { ...ofRunner, schema: ofRunner.schema ?? modelSchema(settings) };
  }
  const storage = read('') ?? preset.storage;
  if (storage === 'none') return { type: 'none' };
  if (storage === 'json') return { type: 'json', path: absolutePath(read('Path') ?? preset.file, root) };
  if (storage === 'sequelize') {
    const schema = read('TableSchema') ?? modelSchema(settings);
    const timeColumns = settings[`${kind}Timestamps`] ? { timeColumns: timeColumnsOf(settings) } : {};
    return { type: 'sequelize', table: read('TableName') ?? preset.table, schema, ...timeColumns };
  }
  throw new ConsoleError(`"${storage}" is no journal storage.`, {
    code: 'storage-unknown',
    kind: 'usage',
    remedy: `Set \`${kind}Storage\` in the configuration to "sequelize", "json" or "none".`,
  });
}

/** What Sequelize calls the times of a model, which umzug's model of the journal is. */
export function timeColumnsOf({ define }: Readonly<Record<string, unknown>>): readonly string[] {
  const isUnderscored = isRecord(define) && define['underscored'] === true;
  return isUnderscored ? ['created_at', 'updated_at'] : ['createdAt', 'updatedAt'];
}

/**
 * The schema that every model gets, which umzug's model of the journal is: `define.schema`, then `schema` (Sequelize 6,
 * lib/model.js, `init`).
 */
function modelSchema(settings: Readonly<Record<string, unknown>>): string | null {
  const { define, schema } = settings;
  const defined = isRecord(define) ? define['schema'] : undefined;
  return [defined, schema].find((name): name is string => typeof name === 'string' && name !== '') ?? null;
}
