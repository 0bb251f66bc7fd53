/**
 * A pg client that hangs up when it could not log in. pg's own leaves the connection open when it has no password to send:
 * for a minute it then holds a slot of the server, a DROP DATABASE, and this process.
 */
import pg from 'pg';
import { rememberBackend } from './own-backends.ts';

/** The two shapes that pg's types give the callback; pg-pool passes the first. */
type ConnectCallback = ((error: Error) => void) | ((error: null, client: pg.Client) => void);

export class ClosingClient extends pg.Client {
  override connect(): Promise<pg.Client>;
  override connect(callback: ConnectCallback): void;
  override connect(callback?: ConnectCallback): Promise<pg.Client> | undefined {
    const connected = super.connect().then(
      (client) => {
        rememberBackend(this);
        return client;
      },
      (error: unknown) => {
        this.hangUp();
        throw error;
      },
    );
    if (callback === undefined) return connected;
    // pg calls back with an error, or with null: one function that takes either stands behind both shapes.
    const done = callback as (error: unknown, client?: pg.Client) => void;
    connected.then(
      () => done(null, this),
      (error: unknown) => done(error),
    );
    return undefined;
  }

  /** Ends the connection without waiting for the other side; what is running on it rejects. */
  hangUp(): void {
    this.end().catch(() => undefined);
  }
}
