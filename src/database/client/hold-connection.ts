/**
 * One connection for what a person types: transactions, SET and temporary tables last from one statement to the next, until
 * it is closed. Statements are sent one after the other.
 */
import type pg from 'pg';
import { databaseError } from '../database-error.ts';
import { cancelLimitMs, cancelOnServer } from './cancel.ts';
import { ClosingClient } from './closing-client.ts';
import { copyOut, type CopyReceiver } from './copy-out.ts';
import {
  QueryInterrupted,
  runQuery,
  type QueryOptions,
  type QueryOutcome,
  type QuerySurroundings,
} from './run-query.ts';

/** Whether a transaction is open on a connection, and whether a statement has failed in it. */
export type TransactionStatus = 'none' | 'open' | 'failed';

export interface HeldConnection {
  query(sql: string, values?: readonly unknown[], options?: QueryOptions): Promise<QueryOutcome>;
  copyOut(sql: string, receive: CopyReceiver, options?: QueryOptions): Promise<number>;
  /** As of the last statement. */
  readonly transaction: () => TransactionStatus;
  /** False once it was closed or lost: what was open on it was rolled back. */
  readonly isAlive: () => boolean;
  /** The server's messages since this was called last: notices, warnings. */
  readonly takeNotices: () => readonly string[];
  /** Cancels what is running, then hangs up. Never rejects. */
  close(): Promise<void>;
}

const mostNotices = 200;

/** Connects at once. Rejects with a ConsoleError. */
export async function holdConnection(surroundings: QuerySurroundings): Promise<HeldConnection> {
  const { target, clientConfig } = surroundings;
  const client = new ClosingClient(clientConfig);
  let isAlive = true;
  let isBusy = false;
  let notices: string[] = [];
  const lose = (): void => {
    isAlive = false;
  };
  client.on('error', lose);
  client.on('end', lose);
  client.on('notice', ({ severity = 'NOTICE', message = '' }) => {
    if (notices.length < mostNotices) notices.push(`${severity}: ${message}`);
  });
  try {
    await client.connect();
  } catch (error) {
    throw databaseError(error, { target });
  }

  async function busily<T>(work: () => Promise<T>): Promise<T> {
    isBusy = true;
    try {
      return await work();
    } catch (error) {
      // A statement that may still be running would be in the way of the next one.
      if (error instanceof QueryInterrupted && !error.isConnectionClean) hangUp();
      throw error;
    } finally {
      isBusy = false;
    }
  }

  function hangUp(): void {
    isAlive = false;
    client.hangUp();
  }

  return {
    query: (sql, values, options = {}) => busily(() => runQuery(client, sql, values, options, surroundings)),
    copyOut: (sql, receive, options = {}) =>
      busily(() => copyOut(client, sql, receive, options.signal, surroundings)),
    transaction: () => statusOf(client),
    isAlive: () => isAlive,
    takeNotices() {
      const taken = notices;
      notices = [];
      return taken;
    },
    async close() {
      if (!isAlive) return;
      if (isBusy) await Promise.race([cancelOnServer(client, clientConfig), waitAtMost(cancelLimitMs)]);
      hangUp();
    },
  };
}

function statusOf(client: pg.Client): TransactionStatus {
  const status = client.getTransactionStatus();
  if (status === 'T') return 'open';
  return status === 'E' ? 'failed' : 'none';
}

function waitAtMost(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
}
