/** Questions about a schema, and what they wait for: the server writes no expression of a table that somebody holds exclusively. */
import type { QueryOptions } from '../database/client.ts';
import type { CallOptions } from '../session-shapes.ts';
import type { SessionParts } from './parts.ts';

/** Options of queries whose waiting for a lock whoever listens to the session is told of. */
export function telling({ emit }: Pick<SessionParts, 'emit'>, { signal }: CallOptions = {}): QueryOptions {
  return { signal, onLockWait: (wait) => emit({ type: 'lock-awaited', wait }) };
}
