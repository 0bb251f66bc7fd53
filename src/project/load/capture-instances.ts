/**
 * Watches a Sequelize class while project code runs: every instance made is recorded, with the session's overrides laid
 * over its settings. The application's own option objects are put back as they were once the constructor has read them.
 */
import { randomUUID } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import { type ConnectionOverride, type MutableSettings, overrideConnection } from './connection-override.ts';
import type { SequelizeClass } from '../modules/sequelize-package.ts';

export interface InstanceCapture {
  /** In order of making. */
  readonly instances: readonly Sequelize[];
  /** Takes in an instance made before or aside from the watch, overrides included; one that is known stays as it is. */
  readonly adopt: (instance: Sequelize) => void;
  /** Ends the watch; what was captured keeps its overrides. */
  readonly stop: () => void;
}

/**
 * Hooks are Sequelize's own: `beforeInit(config, options)` and `afterInit(instance)`, both synchronous. `onMade` is told
 * each instance made while watching.
 */
export function captureInstances(
  Sequelize: SequelizeClass,
  override: ConnectionOverride,
  onMade: (instance: Sequelize) => void = () => undefined,
): InstanceCapture {
  const name = `seqscope-${randomUUID()}`;
  const instances: Sequelize[] = [];
  let restore: (() => void) | null = null;
  let isOverridden = false;

  // Typed by Sequelize as its Config and Options; here both are settings to read and write by name.
  const before = (config: object, options: object) => {
    restore?.();
    restore = null;
    isOverridden = Object.isExtensible(options) && !Object.isFrozen(options);
    if (!isOverridden) return;
    restore = keepCopy(options);
    overrideConnection(config as MutableSettings, options as MutableSettings, override);
  };
  const after = (instance: Sequelize) => {
    restore?.();
    restore = null;
    if (!isOverridden) overrideMade(instance, override);
    instances.push(instance);
    onMade(instance);
  };
  Sequelize.addHook('beforeInit', name, before);
  Sequelize.addHook('afterInit', name, after);

  return {
    instances,
    adopt: (instance) => {
      if (instances.includes(instance)) return;
      overrideMade(instance, override);
      instances.push(instance);
    },
    stop: () => {
      restore?.();
      Sequelize.removeHook('beforeInit', name);
      Sequelize.removeHook('afterInit', name);
    },
  };
}

/** Returns a function that makes `object` hold what it held, key by key. */
function keepCopy(object: object): () => void {
  const copy = { ...object };
  return () => {
    for (const key of Object.keys(object)) {
      if (!Object.hasOwn(copy, key)) Reflect.deleteProperty(object, key);
    }
    Object.assign(object, copy);
  };
}

/** The parts of an instance and of its connection manager (sequelize/lib/dialects/abstract/connection-manager.js) set here. */
interface InstanceParts {
  readonly options: MutableSettings;
  readonly config: MutableSettings;
  readonly connectionManager: { config: MutableSettings; initPools(): void };
}

/** Overrides an instance that exists: a frozen options object could not be written to, or nobody was watching. */
function overrideMade(instance: Sequelize, override: ConnectionOverride): void {
  // The typings hide the connection manager's config and pools, which both supported versions have.
  const { options, config, connectionManager } = instance as unknown as InstanceParts;
  overrideConnection(config, options, override);
  for (const key of ['pool', 'ssl', 'replication', 'dialectOptions'] as const) config[key] = options[key];
  connectionManager.config = {
    ...connectionManager.config,
    ...config,
    pool: { ...(connectionManager.config.pool as MutableSettings), ...(options.pool as MutableSettings) },
  };
  connectionManager.initPools();
}
