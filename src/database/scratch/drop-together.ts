/**
 * Scratch databases dropped at one moment, once the last of them is done with. A drop waits for a checkpoint, which writes to the disk
 * what is new in every database but those that are being dropped (dbcommands.c, dropdb): one after the other, the first drop has the
 * others' tables written, a second and more for a hundred of them, for nothing.
 */
import { setImmediate } from 'node:timers/promises';
import { onMaintenanceDatabase } from '../create-database.ts';
import type { ConnectionTarget } from '../target.ts';
import { drop } from './drop-scratch.ts';

export interface DoneScratch {
  readonly target: ConnectionTarget;
  /** Closes the connection that has kept it from being swept. */
  readonly letGo: () => Promise<void>;
}

export interface ScratchDrops {
  /** Takes one over: nothing but `begin` and `end` drops it. */
  readonly add: (scratch: DoneScratch) => void;
  /** Resolves once the server has been told to, so that it works while we do; never rejects. */
  readonly begin: () => Promise<void>;
  /** Begins, where that is not so yet; resolves when all are gone, and rejects where one is not. */
  readonly end: () => Promise<void>;
}

export function scratchDrops(): ScratchDrops {
  const taken: DoneScratch[] = [];
  let dropping: Dropping | null = null;
  const start = () => (dropping ??= dropAll(taken));
  return {
    add: (scratch) => void taken.push(scratch),
    begin: () => start().isUnderWay,
    async end() {
      for (const outcome of await start().outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    },
  };
}

interface Dropping {
  readonly isUnderWay: Promise<void>;
  readonly outcomes: Promise<readonly PromiseSettledResult<void>[]>;
}

function dropAll(scratches: readonly DoneScratch[]): Dropping {
  const awaited = new Set(scratches);
  let meet = (): void => undefined;
  const met = new Promise<void>((resolve) => {
    meet = resolve;
  });
  const arrive = (scratch: DoneScratch): Promise<void> => {
    awaited.delete(scratch);
    if (awaited.size === 0) meet();
    return met;
  };
  if (awaited.size === 0) meet();
  const dropOne = async (scratch: DoneScratch): Promise<void> => {
    try {
      await scratch.letGo();
      const { target } = scratch;
      await onMaintenanceDatabase(target, { readOnly: false, statementTimeoutMs: null }, (maintenance) =>
        drop(maintenance, target.database, () => arrive(scratch)),
      );
    } finally {
      void arrive(scratch);
    }
  };
  const outcomes = Promise.allSettled(scratches.map(dropOne));
  // By then what was asked after the meeting has been sent.
  return { isUnderWay: met.then(() => setImmediate()), outcomes };
}
