/**
 * Where a session connects, as data: one value for our own pg clients, for the overrides laid over the project's Sequelize
 * instance, and for what the faces show. The password never leaves this value except into a client.
 */

/** One PostgreSQL database to connect to. */
export interface ConnectionTarget {
  /** A host name, an address, or the absolute path of the directory that holds the server's unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | null;
  /** As pg takes it: false for none, true or an object of TLS options otherwise. */
  readonly ssl: boolean | Readonly<Record<string, unknown>>;
}

/** How sessions on a target behave. `--read-only` and timeouts are enforced by the server, not by reading text. */
export interface ConnectionMode {
  /** Sends `default_transaction_read_only=on` with the connection (PostgreSQL manual, 20.11). */
  readonly readOnly: boolean;
  /** Milliseconds, null for the server's own setting. */
  readonly statementTimeoutMs: number | null;
}
