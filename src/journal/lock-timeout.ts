/** How long a migrator waits for another one: as the request says it, read in one place. */
import { timeoutOfFlag } from '../project/settings/statement-timeout.ts';
import type { StepRequest } from './journal.ts';

export const defaultLockTimeoutMs = 60_000;

/** Milliseconds; `otherwiseMs` where nothing is said. Throws `invalid-option` for what is no time. */
export function lockTimeoutOf(
  { lockTimeout }: Pick<StepRequest, 'lockTimeout'>,
  otherwiseMs = defaultLockTimeoutMs,
): number {
  return lockTimeout == null ? otherwiseMs : timeoutOfFlag(lockTimeout, '--lock-timeout');
}
