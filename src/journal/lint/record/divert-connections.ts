/**
 * While a migration is recorded, no instance that it uses gets a connection: each is handed a stand-in for the driver's client
 * that passes statements to the recording. Sequelize itself does the rest, so that the text is what it would send.
 */
import type { Sequelize } from 'sequelize';
import { currentPlace, currentRecording, type PgAnswer, type RecordingContext } from './recording-context.ts';

/** The parts of Sequelize's connection manager (lib/dialects/abstract/connection-manager.js) that hand out connections. */
interface ConnectionOwner {
  getConnection: (this: object, options?: unknown) => Promise<unknown>;
  releaseConnection: (this: object, connection: unknown) => unknown;
  destroyConnection?: (this: object, connection: unknown) => unknown;
}

const diverted = new WeakSet<ConnectionOwner>();
const standIns = new WeakSet<object>();
/** The recording of an instance, found without the asynchronous context, which promise libraries may lose. */
const recordingOfManager = new WeakMap<object, RecordingContext>();

/** From now on `sequelize` has no other connections, and the other instances of its class none within a recording. */
export function divertConnections(sequelize: Sequelize, context: RecordingContext): void {
  // The typings leave the connection manager's methods out.
  const manager = sequelize.connectionManager as unknown as ConnectionOwner;
  recordingOfManager.set(manager, context);
  const owner = ownerOf(manager);
  if (diverted.has(owner)) return;
  diverted.add(owner);
  const { getConnection, releaseConnection, destroyConnection } = owner;
  owner.getConnection = function (options) {
    const recording = recordingOfManager.get(this) ?? currentRecording();
    return recording === null ? getConnection.call(this, options) : Promise.resolve(standIn(recording));
  };
  owner.releaseConnection = function (connection) {
    return isStandIn(connection) ? Promise.resolve() : releaseConnection.call(this, connection);
  };
  if (destroyConnection === undefined) return;
  owner.destroyConnection = function (connection) {
    return isStandIn(connection) ? Promise.resolve() : destroyConnection.call(this, connection);
  };
}

function isStandIn(connection: unknown): boolean {
  return typeof connection === 'object' && connection !== null && standIns.has(connection);
}

type Callback = (error: unknown, result?: PgAnswer) => void;

/** As much of pg's Client as lib/dialects/postgres/query.js uses. */
function standIn(recording: RecordingContext): object {
  let isInTransaction = false;
  const client = {
    query(sql: string, ...rest: unknown[]): void {
      const callback = rest.at(-1) as Callback;
      const answer = recording.answer({
        sql,
        values: Array.isArray(rest[0]) ? rest[0] : [],
        isInTransaction,
        place: currentPlace(),
      });
      if (/^\s*(?:START\s+TRANSACTION|BEGIN)\b/i.test(sql)) isInTransaction = true;
      if (/^\s*(?:COMMIT|END|ABORT|ROLLBACK(?!\s+TO\b))/i.test(sql)) isInTransaction = false;
      answer.then(
        (result) => callback(null, result),
        (error: unknown) => callback(error),
      );
    },
    on: () => client,
    removeListener: () => client,
  };
  standIns.add(client);
  return client;
}

/** The prototype that has the methods, or the manager itself. */
function ownerOf(manager: ConnectionOwner): ConnectionOwner {
  let owner: unknown = manager;
  while (typeof owner === 'object' && owner !== null && !Object.hasOwn(owner, 'getConnection')) {
    owner = Object.getPrototypeOf(owner);
  }
  return (owner ?? manager) as ConnectionOwner;
}
