/**
 * What a read-only session refuses before anything is sent. Everything else is the server's to refuse
 * (`default_transaction_read_only`).
 */
import { ConsoleError } from '../errors.ts';

/** `deed` completes "… is refused". */
export function refuseWhenReadOnly(isReadOnly: boolean, deed: string): void {
  if (!isReadOnly) return;
  throw new ConsoleError(`${deed} is refused: this session is read-only.`, {
    code: 'read-only',
    kind: 'usage',
    remedy: 'Start again without "--read-only".',
  });
}
