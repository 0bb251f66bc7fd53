/**
 * Listens to what an instance's pg clients send, below Sequelize: the statements as the server gets them, what it answers, and time
 * to look around (at locks) before the answer is handed on.
 */
import type { Sequelize } from 'sequelize';

/** As much of pg's result as is read here, of any of its versions; several statements in one text give several. */
export interface ServerAnswer {
  readonly command?: string | null;
  readonly rowCount?: number | null;
}

export interface WatchedClient {
  /** The server's process; null before it has said so. */
  readonly processId: number | null;
  /** Sends a statement past the watch. */
  readonly send: (sql: string) => Promise<unknown>;
}

/** Sends a statement; may be called again when it failed. Without a callback pg returns a promise of one result, or of an array. */
export type Deliver = () => Promise<ServerAnswer | readonly ServerAnswer[]>;

/** A statement on its way. */
export type ClientWatch = (client: WatchedClient, sql: string, deliver: Deliver) => Promise<unknown>;

interface PgClient {
  query: (...values: unknown[]) => unknown;
  readonly processID?: number | null;
}

type Callback = (error: unknown, answer?: unknown) => void;

/** Every client connected from now on; cursors and streams pass unseen. */
export function watchClients(sequelize: Sequelize, watch: ClientWatch): void {
  sequelize.addHook('afterConnect', (connection: unknown) => {
    if (isClient(connection)) watchClient(connection, watch);
  });
}

function watchClient(client: PgClient, watch: ClientWatch): void {
  const query = client.query.bind(client);
  const watched: WatchedClient = {
    get processId() {
      return client.processID ?? null;
    },
    send: (sql) => Promise.resolve(query(sql)),
  };
  client.query = (...values) => {
    const sql = textOf(values[0]);
    if (sql === null) return query(...values);
    const last = values.at(-1);
    const callback = typeof last === 'function' ? (last as Callback) : null;
    const rest = callback === null ? values : values.slice(0, -1);
    // It has no callback now, and so returns a promise.
    const deliver = () => query(...rest) as ReturnType<Deliver>;
    const answered = watch(watched, sql, deliver);
    if (callback === null) return answered;
    answered.then(
      (answer) => {
        callback(null, answer);
      },
      (error: unknown) => {
        callback(error);
      },
    );
    return undefined;
  };
}

function textOf(query: unknown): string | null {
  if (typeof query === 'string') return query;
  if (typeof query !== 'object' || query === null || 'submit' in query) return null;
  return 'text' in query && typeof query.text === 'string' ? query.text : null;
}

function isClient(value: unknown): value is PgClient {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';
}
