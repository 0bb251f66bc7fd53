/**
 * Cancels what a connection is running, on the server: pg_cancel_backend() over a connection of its own, because the
 * pool's may all be busy.
 */
import type pg from 'pg';
import { ClosingClient } from './closing-client.ts';
import { processIdOf } from './own-backends.ts';

/** How long an interrupted statement is waited for before its connection is given up. */
export const cancelLimitMs = 2000;

/** Resolves when the server has been told; never rejects, because the caller gives the connection up after a time anyway. */
export async function cancelOnServer(client: pg.ClientBase, config: pg.ClientConfig): Promise<void> {
  const processId = processIdOf(client);
  if (processId !== null) await cancelBackend(processId, config);
}

/** The same for a connection of somebody else's pool. */
export async function cancelBackend(processId: number, config: pg.ClientConfig): Promise<void> {
  const messenger = new ClosingClient({ ...config, connectionTimeoutMillis: cancelLimitMs });
  messenger.on('error', () => undefined);
  try {
    await messenger.connect();
    await messenger.query('SELECT pg_catalog.pg_cancel_backend($1)', [processId]);
  } catch {
    // The server is away, or full.
  } finally {
    messenger.hangUp();
  }
}
