/**
 * The one funnel in Sequelize 6 that every statement passes, `Sequelize.prototype.query` (query interface and models included),
 * and its neighbour `transaction`, diverted while a step runs and put back afterwards. Unlike a CLS namespace, this also catches
 * `transaction: null`, leaves the project's own CLS alone, and leaves instances of other databases alone.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Sequelize, Transaction } from 'sequelize';
import { untilAborted } from './until-aborted.ts';

/** What Sequelize's own methods pass to `query`, as far as a step cares. */
export interface StatementOptions {
  readonly transaction?: Transaction | null | undefined;
  /** Set by Sequelize on COMMIT and ROLLBACK. */
  readonly completesTransaction?: boolean | undefined;
  readonly logging?: unknown;
  readonly benchmark?: boolean | undefined;
}

/** A statement on its way. */
export interface PassingStatement {
  readonly sql: string;
  readonly options: StatementOptions;
  /** True on the instance the migration was handed, false on another one of the same database (the application's own). */
  readonly isOwn: boolean;
  /** Lets it go with the options given, or sends another statement past the gate on the same instance. */
  readonly send: (options: StatementOptions, otherSql?: string) => Promise<unknown>;
}

export interface StatementGate {
  readonly pass: (statement: PassingStatement) => Promise<unknown>;
  /** What a transaction opened now becomes a savepoint of; null leaves it a transaction. */
  readonly ambient: Transaction | null;
}

interface RunningWork {
  readonly sequelize: Sequelize;
  readonly gate: StatementGate;
}

/** The two methods as they are called: with `this`, and arguments as loose as JavaScript passes them. */
interface Diverted {
  query: (this: Sequelize, sql: unknown, options?: StatementOptions) => Promise<unknown>;
  transaction: (this: Sequelize, ...values: readonly unknown[]) => Promise<unknown>;
}

interface Diversion {
  users: number;
  readonly restore: () => void;
}

/** Which work an asynchronous call belongs to: tells the application's instances used by a migration from those used elsewhere. */
const currentWork = new AsyncLocalStorage<RunningWork>();
/** The migration's own instance, found without the storage above, which promise libraries may lose. */
const workOfInstance = new WeakMap<Sequelize, RunningWork>();
const diversions = new Map<Diverted, Diversion>();

/**
 * Runs `work` with every statement of `sequelize`, and of other instances of its database, led through `gate`. Aborting rejects
 * at once; what `work` sends after that still meets the gate, until it ends.
 */
export async function interceptStatements(
  sequelize: Sequelize,
  gate: StatementGate,
  work: () => Promise<void>,
  signal?: AbortSignal,
): Promise<void> {
  const running = { sequelize, gate };
  const release = divert(baseOf(sequelize));
  workOfInstance.set(sequelize, running);
  const working = currentWork.run(running, work);
  working.then(release, release);
  try {
    await untilAborted(working, signal);
  } finally {
    workOfInstance.delete(sequelize);
  }
}

export interface Interception {
  /** What `work` sends on other instances of the database is led through the gate as well. */
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  /** Puts everything back. Idempotent. */
  readonly release: () => void;
}

/** The same until it is released, whoever sends the statements of `sequelize`. */
export function interceptInstance(sequelize: Sequelize, gate: StatementGate): Interception {
  const running = { sequelize, gate };
  const release = divert(baseOf(sequelize));
  workOfInstance.set(sequelize, running);
  let isReleased = false;
  return {
    run: (work) => currentWork.run(running, work),
    release() {
      if (isReleased) return;
      isReleased = true;
      release();
      if (workOfInstance.get(sequelize) === running) workOfInstance.delete(sequelize);
    },
  };
}

function divert(base: Diverted): () => void {
  const diversion = diversions.get(base) ?? installDiversion(base);
  diversion.users += 1;
  return () => {
    diversion.users -= 1;
    if (diversion.users > 0) return;
    diversions.delete(base);
    diversion.restore();
  };
}

function installDiversion(base: Diverted): Diversion {
  const { query, transaction } = base;
  const divertedQuery: Diverted['query'] = function (sql, options = {}) {
    const running = workOf(this);
    if (running === undefined) return query.call(this, sql, options);
    return running.gate.pass({
      sql: textOf(sql),
      options,
      isOwn: running.sequelize === this,
      send: (changed, otherSql) => query.call(this, otherSql ?? sql, changed),
    });
  };
  const divertedTransaction: Diverted['transaction'] = function (...values) {
    const ambient = workOf(this)?.gate.ambient ?? null;
    if (ambient === null) return transaction.call(this, ...values);
    const [first, second] = values;
    const [options, callback] = typeof first === 'function' ? [{}, first] : [first, second];
    return transaction.call(this, withParent(options, ambient), callback);
  };
  base.query = divertedQuery;
  base.transaction = divertedTransaction;
  const diversion = {
    users: 0,
    restore() {
      // Who has wrapped ours in the meantime keeps the wrapping: ours is inert once no work runs.
      if (base.query === divertedQuery) base.query = query;
      if (base.transaction === divertedTransaction) base.transaction = transaction;
    },
  };
  diversions.set(base, diversion);
  return diversion;
}

function workOf(instance: Sequelize): RunningWork | undefined {
  const own = workOfInstance.get(instance);
  if (own !== undefined) return own;
  const running = currentWork.getStore();
  return running !== undefined && isSameDatabase(instance, running.sequelize) ? running : undefined;
}

function isSameDatabase(a: Sequelize, b: Sequelize): boolean {
  return a === b || databaseOf(a) === databaseOf(b);
}

/** `Sequelize.config` is what the instance was constructed with; the port may be a number there, whatever the types say. */
function databaseOf({ config }: Sequelize): string {
  const port: unknown = config.port;
  return JSON.stringify([config.host ?? 'localhost', Number(port ?? 5432), config.database]);
}

function textOf(sql: unknown): string {
  if (typeof sql === 'string') return sql;
  return typeof sql === 'object' && sql !== null && 'query' in sql && typeof sql.query === 'string'
    ? sql.query
    : '';
}

function withParent(options: unknown, ambient: Transaction): object {
  const given: { transaction?: unknown } = typeof options === 'object' && options !== null ? options : {};
  return { ...given, transaction: given.transaction ?? ambient };
}

/** The prototype that owns `query`: subclasses (sequelize-typescript) and the application's plain instances share it. */
function baseOf(sequelize: Sequelize): Diverted {
  let prototype: unknown = Object.getPrototypeOf(sequelize);
  while (typeof prototype === 'object' && prototype !== null && !Object.hasOwn(prototype, 'query')) {
    prototype = Object.getPrototypeOf(prototype);
  }
  // Sequelize 6, lib/sequelize.js, declares both methods on its prototype, with exactly these arguments.
  return prototype as Diverted;
}
