/** A rehearsal on a copy of the database: made, rehearsed on, dropped. */
import { openDatabase } from '../../database/client.ts';
import { type ScratchOptions, withScratchCopy } from '../../database/scratch/scratch-database.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import type { PlannedEntry } from '../plan.ts';
import { copyStage } from './copy-stage.ts';
import { rehearseEntries } from './rehearse-entries.ts';
import type { RehearsalPlace, RehearsedEntry } from './rehearsal.ts';
import { entriesOf, type Rehearsal, withInstance } from './with-instance.ts';

export interface CopyOptions extends Omit<ScratchOptions, 'signal'> {
  readonly why: string;
}

export async function rehearseOnCopy(
  rehearsal: Rehearsal,
  planned: readonly PlannedEntry[],
  { why, ...options }: CopyOptions,
): Promise<{ readonly place: RehearsalPlace; readonly entries: readonly RehearsedEntry[] }> {
  const { project, request, signal } = rehearsal;
  return withScratchCopy(rehearsal.connection.target, { ...options, signal }, async (copy) => {
    const { target, how, isElsewhere: isEmbedded, missing } = copy;
    const connection = { ...rehearsal.connection, target };
    const database = openDatabase(target, connection.mode, { maxConnections: 2 });
    try {
      const before = await database.withConnection(readSnapshot);
      const entries = await withInstance(
        rehearsal,
        { connection, database, before, joinStatement: null },
        (sequelize, recorder) => {
          const stage = copyStage({ project, kind: request.kind, signal, sequelize, database, recorder });
          return rehearseEntries(stage, entriesOf(rehearsal, planned, target));
        },
      );
      return { place: { type: 'copy', why, how, isEmbedded, missing }, entries };
    } finally {
      await database.close();
    }
  });
}
