/** Scratch databases of one piece of work, dropped at one moment: kept until then, and gone afterwards, whoever is connected. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scratchDrops } from '../../../src/database/scratch/drop-together.ts';
import { withScratchCopy } from '../../../src/database/scratch/scratch-database.ts';
import type { ConnectionTarget } from '../../../src/database/target.ts';
import { executeOn } from '../../support/execute.ts';
import { createTestDatabase, testServer, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const options = { largestCopyBytes: 0, elsewhere: null, wanted: { objects: [] } };

async function existing(names: readonly string[]): Promise<readonly string[]> {
  const rows = await executeOn(testServer(), 'SELECT datname FROM pg_database ORDER BY datname');
  return rows.map(({ datname }) => String(datname)).filter((name) => names.includes(name));
}

describe('scratch databases that are dropped later', () => {
  it('are there until then, whatever other calls sweep away, and gone together', async () => {
    const drops = scratchDrops();
    const made: ConnectionTarget[] = [];
    const make = () =>
      withScratchCopy(database.target, { ...options, dropLater: drops.add }, ({ target }) => {
        made.push(target);
        return Promise.resolve();
      });
    await Promise.all([make(), make()]);
    await withScratchCopy(database.target, options, () => Promise.resolve());
    const names = made.map((target) => target.database).sort();
    expect(await existing(names)).toEqual(names);
    await drops.begin();
    await drops.end();
    expect(await existing(names)).toEqual([]);
  });

  it('are dropped where the work of one has failed', async () => {
    const drops = scratchDrops();
    const names: string[] = [];
    const failing = withScratchCopy(database.target, { ...options, dropLater: drops.add }, ({ target }) => {
      names.push(target.database);
      return Promise.reject(new Error('the work failed'));
    });
    await expect(failing).rejects.toThrow('the work failed');
    expect(await existing(names)).toEqual(names);
    await drops.end();
    expect(await existing(names)).toEqual([]);
  });

  it('are no reason to fail where there are none, and are one where the server cannot be reached', async () => {
    await scratchDrops().end();
    const drops = scratchDrops();
    const gone = { ...testServer(), host: '/nowhere', database: 'seqscope_rehearsal_0123456789abcdef' };
    drops.add({ target: gone, letGo: () => Promise.resolve() });
    await drops.begin();
    await expect(drops.end()).rejects.toMatchObject({ name: 'ConsoleError' });
  });
});
