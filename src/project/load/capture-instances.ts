/**
 * Watches a Sequelize class while project code runs: every instance made is recorded, with the session's overrides laid
 * over its settings. The application's own option objects are put back as they were once the constructor has read them.
 */
import { randomUUID } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import type { KnownInstance } from './choose-instance.ts';
import { placeOf } from '../modules/error-place.ts';
import { type ConnectionOverride, type MutableSettings, overrideConnection } from './connection-override.ts';
import type { SequelizeClass } from '../modules/sequelize-package.ts';

export interface InstanceCapture {
  /** In order of making. */
  readonly instances: readonly Sequelize[];
  /** The instances as the project in `root` made them; the file is the one whose code made it. */
  readonly known: (root: string) => readonly KnownInstance[];
  /**
   * Takes in an instance made before or aside from the watch, overrides included; of one that is known only the name it
   * is exported by is new.
   */
  readonly adopt: (instance: Sequelize, exportedAs: string | null) => void;
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
  const origins = new Map<Sequelize, Origin>();
  let restore: (() => void) | null = null;
  let isOverridden = false;
  let database: string | null = null;

  // Typed by Sequelize as its Config and Options; here both are settings to read and write by name.
  const before = (config: object, options: object) => {
    restore?.();
    restore = null;
    database = databaseOf(config);
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
    const trace = new Error();
    Error.captureStackTrace(trace, after);
    origins.set(instance, { database, trace, exportedAs: null });
    onMade(instance);
  };
  Sequelize.addHook('beforeInit', name, before);
  Sequelize.addHook('afterInit', name, after);

  return {
    instances,
    known: (root) => instances.map((instance) => ({ instance, ...knownOrigin(origins.get(instance), root) })),
    adopt: (instance, exportedAs) => {
      const origin = origins.get(instance);
      if (origin !== undefined) {
        origin.exportedAs ??= exportedAs;
        return;
      }
      origins.set(instance, { database: databaseOf(instance.config), trace: null, exportedAs });
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

interface Origin {
  readonly database: string | null;
  /** Its stack, which is made into text when it is asked for, begins in Sequelize's constructor. */
  readonly trace: Error | null;
  exportedAs: string | null;
}

function knownOrigin(origin: Origin | undefined, root: string): Omit<KnownInstance, 'instance'> {
  const place = origin?.trace == null ? null : placeOf(origin.trace, '', root).file;
  return {
    exportedAs: origin?.exportedAs ?? null,
    database: origin?.database ?? null,
    file: place === '' ? null : place,
  };
}

function databaseOf(config: object): string | null {
  const database: unknown = 'database' in config ? config.database : null;
  return typeof database === 'string' && database !== '' ? database : null;
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
