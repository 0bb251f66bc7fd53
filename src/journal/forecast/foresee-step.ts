/**
 * What a step would destroy, looked at without running it: planned as the step is, each entry recorded against nothing in its
 * turn, and what its statements destroy looked up read-only. Where a recording cannot tell, that is said.
 */
import type { Database } from '../../database/client.ts';
import type { Project } from '../../project/project.ts';
import { filesFromGit } from '../git/files-from-git.ts';
import type { JournalKind, StepRequest } from '../journal.ts';
import { recordMigration } from '../lint/record/record-migration.ts';
import { loadSqlParser, type SqlParser } from '../lint/sql/parse-sql.ts';
import { type PlannedEntry, plan } from '../plan.ts';
import { readJournal } from '../read-journal.ts';
import { requireFolder } from '../step-journal.ts';
import { openLossCounter } from './count-losses.ts';
import type { EntryForecast, Loss, StepForecast } from './forecast.ts';
import { openNames } from './names-before.ts';
import { readLosses, type ReadLosses, type RunSoFar } from './read-losses.ts';

export interface ForesightOptions {
  readonly signal?: AbortSignal | undefined;
  /** For recording all entries, and once more for counting; 10 s unless said otherwise. What is not looked at by then is a doubt. */
  readonly timeLimitMs?: number | undefined;
}

const defaultTimeLimitMs = 10_000;
const entryLimitMs = 3_000;

/**
 * `database` is our own connection, read-only, with a short statement timeout. Rejects as the step would before it runs anything:
 * a name that is unknown or in the wrong state, no folder, nothing but orphans.
 */
export async function foreseeStep(
  project: Project,
  request: StepRequest,
  database: Database,
  { signal, timeLimitMs = defaultTimeLimitMs }: ForesightOptions = {},
): Promise<StepForecast> {
  const { kind, direction } = request;
  requireFolder(project, kind);
  const listed = await readJournal(project, kind, database);
  const found = await filesFromGit(project, listed, request);
  try {
    const { entries, passedOver } = plan(found.view, request);
    const walk: readonly Turn[] = [
      ...entries.map((entry) => ({ entry, direction })),
      ...(request.isRedone === true
        ? [...entries].reverse().map((entry) => ({ entry, direction: 'up' as const }))
        : []),
    ];
    if (walk.length === 0) return { entries: [], passedOver };
    const parser = await loadSqlParser();
    const run: RunSoFar = { names: openNames(), changed: new Set() };
    const deadline = performance.now() + timeLimitMs;
    const read: (ReadLosses & Turn)[] = [];
    for (const turn of walk) {
      signal?.throwIfAborted();
      const recorded =
        performance.now() > deadline
          ? { losses: [], doubts: ['looking at those before it took too long'] }
          : await readTurn(project, kind, turn, { parser, database, run });
      read.push({ ...turn, ...recorded });
    }
    const counter = await openLossCounter(database, performance.now() + timeLimitMs, signal);
    const forecasts: EntryForecast[] = [];
    for (const { entry, direction: way, losses, doubts } of read) {
      const counted: Loss[] = [];
      for (const loss of losses) counted.push(...(await counter.count(loss)));
      forecasts.push({ name: entry.name, direction: way, losses: counted, doubts });
    }
    return { entries: forecasts, passedOver };
  } finally {
    await found.remove();
  }
}

interface Turn {
  readonly entry: PlannedEntry;
  readonly direction: 'up' | 'down';
}

interface Tools {
  readonly parser: SqlParser;
  readonly database: Database;
  readonly run: RunSoFar;
}

async function readTurn(
  project: Project,
  kind: JournalKind,
  { entry, direction }: Turn,
  { parser, database, run }: Tools,
): Promise<ReadLosses> {
  const options = { parser, catalog: database, timeLimitMs: entryLimitMs };
  const recorded = await recordMigration(project, kind, entry, direction, options);
  switch (recorded.type) {
    case 'recorded':
      return readLosses(recorded.recording, run);
    case 'missing':
      return { losses: [], doubts: [`it has no \`${direction}\`: the step will fail`] };
    case 'unreadable':
      return { losses: [], doubts: [`it cannot be loaded: ${recorded.reason}`] };
  }
}
