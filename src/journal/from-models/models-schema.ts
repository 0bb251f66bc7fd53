/** The schema that the models ask for: read off a scratch database in which Sequelize made it. The real one is only read. */
import type { Sequelize } from 'sequelize';
import { openDatabase } from '../../database/client.ts';
import { type ScratchWays, withScratchCopy } from '../../database/scratch/scratch-database.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import { modelsOf, ownEnumNames } from './model-facts.ts';
import type { AnyModel } from './model-instance.ts';
import { schemaState, type SchemaState } from './schema-state.ts';
import { createSchemas, type SyncedModels, syncModels } from './sync-models.ts';

export interface ModelsSchema extends SyncedModels {
  readonly models: readonly AnyModel[];
  readonly state: SchemaState;
  readonly snapshot: Snapshot;
  /** True when it was made on another server, the embedded one. */
  readonly isElsewhere: boolean;
}

export interface ModelsScratch extends ScratchWays {
  /** The source, where it has been read already. */
  readonly live?: Snapshot | undefined;
}

export const scratchMode = { readOnly: false, statementTimeoutMs: null } as const;

/** `isSkipped` says which models are not looked at: those of a journal's table, or of a view. */
export async function readModelsSchema(
  sequelize: Sequelize,
  source: ConnectionTarget,
  isSkipped: (model: AnyModel) => boolean,
  { live, ...scratch }: ModelsScratch,
): Promise<ModelsSchema> {
  const models = modelsOf(sequelize).filter((model) => !isSkipped(model));
  const isOwn = ownEnumNames(models);
  const select = ({ objects }: Snapshot): Snapshot => ({
    objects: objects.filter(
      ({ type, name, properties }) =>
        surroundings.has(type) ||
        (type === 'enum' && !isOwn({ name })) ||
        (type === 'sequence' && properties['ownedBy'] === undefined),
    ),
  });
  const wanted = live === undefined ? undefined : select(live);
  return withScratchCopy(source, { largestCopyBytes: 0, ...scratch, select, wanted }, async (copy) => {
    const database = openDatabase(copy.target, scratchMode, { maxConnections: 1 });
    try {
      await database.withConnection((connection) => createSchemas(connection, models));
      const synced = await syncModels(sequelize, models, copy.target, scratch.signal);
      const snapshot = await database.withConnection(readSnapshot);
      return { models, state: schemaState(snapshot), snapshot, ...synced, isElsewhere: copy.isElsewhere };
    } finally {
      await database.close();
    }
  });
}

/** What models may count on, and do not make. */
const surroundings = new Set([
  'schema',
  'extension',
  'domain',
  'composite-type',
  'range-type',
  'collation',
  'function',
]);
