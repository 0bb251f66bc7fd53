/** A connection that waits until somebody allows its host. */
import type { ErrorReport } from '../errors.ts';
import type { State } from './state.ts';

export const unconfirmedHost = 'unconfirmed-host';

/** The report of the connection that waits for a yes; null when none does. */
export function waitingHost({ database }: Pick<State, 'database'>): ErrorReport | null {
  return database.status === 'failed' && database.report.code === unconfirmedHost ? database.report : null;
}
