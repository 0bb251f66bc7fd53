/** What is read and set of a Sequelize instance's own options. */
import type { Sequelize } from 'sequelize';

export interface InstanceOptions {
  /** 0 until it is known: then Sequelize asks the server, over a connection of its own. */
  databaseVersion?: string | number;
  readonly isolationLevel?: unknown;
  /** The session's own ear (overrideConnection): a statement and its milliseconds. */
  readonly logging?: (message: unknown, durationMs: unknown) => void;
}

/** Sequelize 6, lib/sequelize.js; its typings leave the options out. */
export function instanceOptions(sequelize: Sequelize): InstanceOptions {
  return (sequelize as unknown as { readonly options: InstanceOptions }).options;
}
