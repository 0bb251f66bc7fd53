/** What a file of tests runs the built command on: a copy of the Rituality database, and a folder of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { TestDatabase } from './postgres.ts';
import { ritualityDatabase } from './rituality.ts';

export interface RitualityWithFolder {
  readonly database: TestDatabase;
  /** Absolute, and empty at first. */
  readonly folder: string;
}

/** To be called at the top of a file: both are there while its tests run, and gone after them. */
export function ritualityWithFolder(): RitualityWithFolder {
  let made: RitualityWithFolder | undefined;
  beforeAll(async () => {
    made = {
      database: await ritualityDatabase(),
      folder: await mkdtemp(join(tmpdir(), 'seqscope-rituality-')),
    };
  });
  afterAll(async () => {
    if (made === undefined) return;
    await rm(made.folder, { recursive: true, force: true });
    await made.database.drop();
  });
  const own = (): RitualityWithFolder => {
    if (made === undefined) throw new Error('It is there while tests run.');
    return made;
  };
  return {
    get database() {
      return own().database;
    },
    get folder() {
      return own().folder;
    },
  };
}
