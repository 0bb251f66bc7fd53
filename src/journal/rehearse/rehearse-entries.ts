/** The passes of a rehearsal, one after the other, and what each made of the schema. Knows not where they run. */
import { difference, isEmptyDifference, withoutColumnOrder } from '../../database/snapshot/difference.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ErrorReport } from '../../errors.ts';
import type { PlannedEntry } from '../plan.ts';
import type { RehearsalEvent, RehearsedEntry, RehearsedPass } from './rehearsal.ts';
import type { Stage } from './stage.ts';

export interface RehearsedEntries {
  readonly entries: readonly PlannedEntry[];
  readonly direction: 'up' | 'down';
  readonly isRoundTrip: boolean;
  readonly emit: (event: RehearsalEvent) => void;
  readonly report: (error: unknown, entry: PlannedEntry, direction: 'up' | 'down') => ErrorReport;
}

interface Walked {
  readonly entry: RehearsedEntry;
  /** False when there is nothing to go on from. */
  readonly canGoOn: boolean;
}

/**
 * Stops where an entry fails in its own direction. One whose way back fails is put back to where it was before, and the next one
 * follows, as long as the stage can do that.
 */
export async function rehearseEntries(
  stage: Stage,
  { entries, direction, isRoundTrip, emit, report }: RehearsedEntries,
): Promise<readonly RehearsedEntry[]> {
  const back = direction === 'up' ? 'down' : 'up';
  let now = await stage.snapshot();

  async function runPass(entry: PlannedEntry, to: 'up' | 'down', passes: RehearsedPass[]): Promise<boolean> {
    const before = now;
    emit({ type: 'pass-started', name: entry.name, direction: to });
    const { status, isAtomic, durationMs, record, error, canGoOn } = await stage.run(entry, to);
    if (status === 'done') now = await stage.snapshot();
    const pass: RehearsedPass = {
      name: entry.name,
      direction: to,
      status,
      durationMs,
      isAtomic,
      statements: record.statements,
      locks: record.locks,
      difference: difference(before, now),
      error: status === 'done' ? null : report(error, entry, to),
    };
    passes.push(pass);
    emit({ type: 'pass-finished', pass });
    return canGoOn;
  }

  async function walk(entry: PlannedEntry): Promise<Walked> {
    const passes: RehearsedPass[] = [];
    const before = now;
    await runPass(entry, direction, passes);
    const isFailed = () => passes.at(-1)?.status === 'failed';
    if (isFailed() || !isRoundTrip)
      return { entry: { name: entry.name, passes, roundTrip: null }, canGoOn: !isFailed() };
    const there = now;
    const putBack = await stage.mark();
    const failed = async (): Promise<Walked> => {
      const canGoOn = !isInterrupted(passes) && (await putBack());
      now = there;
      return { entry: { name: entry.name, passes, roundTrip: null }, canGoOn };
    };
    await runPass(entry, back, passes);
    if (isFailed()) return failed();
    const afterBack = now;
    await runPass(entry, direction, passes);
    if (isFailed()) {
      const { canGoOn } = await failed();
      return { entry: { name: entry.name, passes, roundTrip: tripOf(before, afterBack, null) }, canGoOn };
    }
    const again = difference(there, now);
    return {
      entry: { name: entry.name, passes, roundTrip: tripOf(before, afterBack, again) },
      canGoOn: true,
    };
  }

  const rehearsed: RehearsedEntry[] = [];
  for (const entry of entries) {
    const { entry: result, canGoOn } = await walk(entry);
    rehearsed.push(result);
    if (!canGoOn) break;
  }
  return rehearsed;
}

function tripOf(
  before: Snapshot,
  afterBack: Snapshot,
  afterAgain: ReturnType<typeof difference> | null,
): RehearsedEntry['roundTrip'] {
  const left = difference(before, afterBack);
  const isRestored =
    isEmptyDifference(withoutColumnOrder(left)) &&
    (afterAgain === null || isEmptyDifference(withoutColumnOrder(afterAgain)));
  return { afterBack: left, afterAgain, isRestored };
}

function isInterrupted(passes: readonly RehearsedPass[]): boolean {
  return passes.at(-1)?.error?.kind === 'interrupted';
}
