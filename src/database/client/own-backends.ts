/**
 * The server's processes behind this process's own connections, by which they are told from another seqscope's. A pid is one server's:
 * port and database stand beside it, for a host has many spellings.
 */
import type pg from 'pg';

type Place = Pick<pg.Client, 'port' | 'database'>;

const own = new Set<string>();

/** Of a client of any pg, once it is connected, until it ends. */
export function rememberBackend(client: pg.Client): void {
  const pid = processIdOf(client);
  if (pid === null) return;
  const key = keyOf(client, pid);
  own.add(key);
  client.once('end', () => own.delete(key));
}

export function isOwnBackend(place: Place, pid: number): boolean {
  return own.has(keyOf(place, pid));
}

/** Null before the server has said it. Not among pg's types; set from BackendKeyData when the connection is made. */
export function processIdOf(client: pg.ClientBase): number | null {
  const processId: unknown = Reflect.get(client, 'processID');
  return typeof processId === 'number' ? processId : null;
}

function keyOf({ port, database }: Place, pid: number): string {
  return `${String(port)} ${String(pid)} ${database ?? ''}`;
}
