/** The activity screen, every text of the server's in it hostile. */
import type { ErrorReport } from '../../../src/errors.ts';
import type { SessionRow } from '../../../src/database/activity/activity.ts';
import { activityTabs, type ActivityScreen } from '../../../src/ui/screens/activity/state.ts';

interface Source {
  readonly text: () => string;
  readonly random: (limit: number) => number;
  readonly report: () => ErrorReport;
}

/** One of its tabs, under way, failed or with a tree of sessions. */
export function hostileActivity({ text, random, report }: Source): ActivityScreen {
  const session = (pid: number): SessionRow => ({
    pid,
    backendStart: text(),
    kind: random(2) === 0 ? 'client backend' : text(),
    user: random(4) === 0 ? null : text(),
    application: random(4) === 0 ? null : text(),
    clientAddress: text(),
    state: random(2) === 0 ? text() : 'active',
    stateAgeMs: random(100_000),
    statementAgeMs: random(100_000),
    transactionAgeMs: random(2) === 0 ? null : 5,
    wait: text(),
    statement: `${text()}\n${text()}`,
    blockedBy: random(2) === 0 ? [] : [1, 2],
    isHidden: random(8) === 0,
    isOwn: random(8) === 0,
    isAsking: random(8) === 0,
    depth: random(12),
    keepsWaiting: random(3),
  });
  const several = <T>(make: (index: number) => T): readonly T[] =>
    Array.from({ length: 12 }, (_, index) => make(index));
  return {
    type: 'activity',
    id: 2,
    tab: activityTabs[random(activityTabs.length)] ?? 'sessions',
    requestId: null,
    view:
      random(6) === 0
        ? null
        : {
            database: text(),
            byteLength: 1,
            connections: { used: 1, most: 2 },
            cacheHit: 0.5,
            sessions: several(session),
            locks: several((pid) => ({ pid, target: text(), mode: text(), isGranted: random(2) === 0 })),
            tables: several(() => ({
              schema: text(),
              name: text(),
              byteLength: 1,
              rowEstimate: 1,
              sequentialScans: 1,
              indexScans: 1,
              deadRows: 1,
              cacheHit: null,
            })),
            indexes: several(() => ({
              schema: text(),
              table: text(),
              name: text(),
              byteLength: 1,
              scans: 0,
              isUnused: true,
            })),
            statements: several(() => ({ statement: text(), calls: 1, totalMs: 1, meanMs: 1, rows: 1 })),
            vacuums: [{ pid: 1, table: text(), phase: text(), share: 0.5, isAutomatic: true }],
            remarks: [text()],
          },
    error: random(4) === 0 ? report() : null,
    isWatched: random(2) === 0,
    cursor: random(12),
    top: random(4),
  };
}
