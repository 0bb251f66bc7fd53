/**
 * The application's own instance connected to another database for a while: a migration that imports the application's models must not
 * reach the real one when it is replayed. Nobody else may use the instance meanwhile.
 */
import type { Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../../database/target.ts';
import type { InnerSequelize } from '../../journal/from-models/model-instance.ts';
import { overrideConnection } from '../../project/load/connection-override.ts';

type Constructor = new (...values: readonly unknown[]) => InnerSequelize['connectionManager'];

/** Resolves when the instance is as it was before. */
export function leadElsewhere(instance: Sequelize, target: ConnectionTarget): () => Promise<void> {
  // The parts of Sequelize 6 that its typings leave out (lib/sequelize.js).
  const inner = instance as unknown as InnerSequelize;
  const { config, options, connectionManager } = inner;
  const dialect = inner.dialect as { connectionManager: InnerSequelize['connectionManager'] };
  const own = { config: { ...config }, options: { ...options } };
  const mode = { readOnly: false, statementTimeoutMs: null };
  overrideConnection(own.config, own.options, { target, mode, onStatement: () => undefined });
  Object.assign(own.config, {
    dialectOptions: own.options['dialectOptions'],
    pool: own.options['pool'],
    replication: false,
    ssl: undefined,
  });
  const Manager = connectionManager.constructor as unknown as Constructor;
  inner.config = own.config;
  inner.options = own.options;
  const manager = new Manager(inner.dialect, inner);
  inner.connectionManager = manager;
  dialect.connectionManager = manager;
  return async () => {
    inner.config = config;
    inner.options = options;
    inner.connectionManager = connectionManager;
    dialect.connectionManager = connectionManager;
    await manager.close();
  };
}
