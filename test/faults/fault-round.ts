/**
 * One round: a migrator is interrupted at a moment, the database is looked at, the migrator is run again. What it left behind is
 * judged by the stages of the project's schema, never by what the migrator says.
 */
import type { ConnectionTarget } from '../../src/database/target.ts';
import { CuttableProxy } from '../support/cuttable-proxy.ts';
import { readState, type DatabaseState } from './database-state.ts';
import { createDatabase, dropDatabase, terminateBackends } from './databases.ts';
import { type FaultyProject, notAtomic } from './faulty-project.ts';
import { momentOf, runMigrator, startMigrator, type Tool } from './migrator.ts';

/**
 * `kill`: SIGKILL for the process. `cut`: its connections end on the way. `terminate`: the server ends their backends.
 * `restart`: SIGKILL, and the next migrator starts at once, when the server may still be at work for the first.
 */
export type Fault = 'kill' | 'cut' | 'terminate' | 'restart';

/**
 * `agrees`: the schema is that of exactly the migrations in the journal. `marked`: it is between two, of which the migrator had
 * said, before it ran the second one, that no transaction would hold it. `half-migrated`: anything else.
 */
export type Standing = 'agrees' | 'marked' | 'half-migrated';

export interface FaultRound {
  readonly fault: Fault;
  /** Null where the database was not looked at before the migrator was started again. */
  readonly standing: Standing | null;
  /** How many migrations the journal had; null likewise. */
  readonly executed: number | null;
  readonly isFinished: boolean;
  /** For a round that is worth a look: what both runs printed and how the journal stood. */
  readonly story: string;
}

export interface FaultSetting {
  readonly tool: Tool;
  readonly project: FaultyProject;
  readonly stages: readonly string[];
  readonly server: ConnectionTarget;
}

/** When the migrator had come to its end before the moment: how long it took. */
export interface MissedRound {
  readonly missedAfterMs: number;
}

export async function runFaultRound(
  setting: FaultSetting,
  fault: Fault,
  afterMs: number,
): Promise<FaultRound | MissedRound> {
  const { tool, project, stages, server } = setting;
  const target = await createDatabase(server);
  const proxy = fault === 'cut' ? await CuttableProxy.open(target) : null;
  try {
    const migrator = startMigrator(tool, project.folder, proxy?.target ?? target);
    const missedAfterMs = await momentOf(migrator, afterMs);
    if (missedAfterMs !== null) return { missedAfterMs };
    if (fault === 'cut') proxy?.sever();
    else if (fault === 'terminate') await terminateBackends(target);
    else migrator.kill();
    const first = await migrator.ended;
    const left = fault === 'restart' ? null : await readState(target);
    const standing = left === null ? null : standingOf(left, setting, first.output);
    const second = await runMigrator(tool, project.folder, target);
    const final = await readState(target);
    const isWhole = final.schema === stages.at(-1) && final.journal?.join() === project.migrations.join();
    return {
      fault,
      standing,
      executed: left === null ? null : (left.journal?.length ?? 0),
      isFinished: second.exitCode === 0 && isWhole,
      story: [
        `after ${String(Math.round(afterMs))} ms; journal: ${String(left?.journal?.at(-1))}`,
        left === null || standing === 'agrees' ? '' : differenceOf(left, setting),
        first.output,
        second.output,
        isWhole ? '' : differenceOf(final, setting),
      ].join('\n'),
    };
  } finally {
    await proxy?.close();
    await dropDatabase(server, target);
  }
}

function standingOf(
  { schema, journal }: DatabaseState,
  { project, stages }: FaultSetting,
  output: string,
): Standing {
  const executed = journal ?? [];
  const isPrefix = executed.join() === project.migrations.slice(0, executed.length).join();
  if (!isPrefix) return 'half-migrated';
  if (schema === stages[executed.length]) return 'agrees';
  const next = project.migrations[executed.length] ?? '';
  return notAtomic.has(next) && isMarked(next, output) ? 'marked' : 'half-migrated';
}

/** Said by seqscope before the first statement that commits by itself. */
function isMarked(name: string, output: string): boolean {
  return output.includes(`"${name}" runs outside a transaction`);
}

/** The lines that the schema has too many (+) or too few (-), compared with what its journal says. */
function differenceOf({ schema, journal }: DatabaseState, { stages }: FaultSetting): string {
  const expected = new Set((stages[journal?.length ?? 0] ?? '').split('\n'));
  const actual = new Set(schema.split('\n'));
  return [
    ...[...actual].filter((line) => !expected.has(line)).map((line) => `+ ${line}`),
    ...[...expected].filter((line) => !actual.has(line)).map((line) => `- ${line}`),
  ]
    .slice(0, 12)
    .join('\n');
}
