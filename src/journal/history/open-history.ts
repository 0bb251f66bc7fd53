/** The history of one run: who runs it and from which commit is asked once, and each step adds its row. */
import { hostname, userInfo } from 'node:os';
import type { JournalStorage, Project } from '../../project/project.ts';
import { currentCommit } from '../git/current-commit.ts';
import type { JournalKind } from '../journal.ts';
import type { RowStatement, RunStatement } from '../journal-storage/journal-storage.ts';
import { type HistoryRow, historyTable } from './history-table.ts';

type StepRow = Pick<HistoryRow, 'name' | 'direction' | 'durationMs' | 'checksum' | 'file'>;

export interface RunHistory {
  readonly add: (row: StepRow, run: RunStatement) => Promise<void>;
  /** As HistoryTable has it. */
  readonly remembered: (row: StepRow) => RowStatement | null;
}

/** Null where the project keeps no history. `tool` is what runs the steps, with its version. */
export async function openHistory(
  project: Project,
  kind: JournalKind,
  storage: JournalStorage,
  tool: string | undefined,
): Promise<RunHistory | null> {
  if (project.keepsHistory !== true) return null;
  const table = historyTable(kind, storage);
  const who = {
    osUser: userName(),
    host: hostname(),
    tool: tool ?? null,
    gitCommit: await currentCommit(project.paths[kind] ?? project.root, project.variables),
  };
  return {
    add: (row, run) => table.add({ ...row, ...who }, run),
    remembered: (row) => table.remembered({ ...row, ...who }),
  };
}

function userName(): string | null {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a user of whom its system knows nothing (os.userInfo, Node's documentation).
    return null;
  }
}
