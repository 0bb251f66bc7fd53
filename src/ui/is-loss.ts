/** Which failures are a loss of the connection: what was under way is to be asked for again, not given up. */
import type { ErrorReport } from '../errors.ts';

/** What passes by itself, or with the server's start; a wrong password or a missing database does not. */
const passing: ReadonlySet<string> = new Set([
  'connection-lost',
  'connection-timeout',
  'server-not-running',
  'server-stopping',
  'server-starting',
  'too-many-connections',
  'host-exited',
]);

export function isLoss(report: ErrorReport): boolean {
  return passing.has(report.code);
}
