/** What drift lists between models and database, and what the migration from models changes, are one and the same. */
import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { readSnapshot } from '../../../src/database/snapshot/read-snapshot.ts';
import type { SnapshotObject } from '../../../src/database/snapshot/snapshot.ts';
import { drifting, type DriftingProject } from './drifting-project.ts';
import { seeds } from './seeds.ts';

const sides = ['models', 'database'] as const;
const live = (sql: string) => ({ name: 'by hand', to: 'live', sql }) as const;

async function snapshotOf({ database }: DriftingProject): Promise<readonly SnapshotObject[]> {
  const client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  try {
    return (await client.withConnection(readSnapshot)).objects;
  } finally {
    await client.close();
  }
}

describe('what no difference is made of', { timeout: 120_000 }, () => {
  it('is not migrated: indexes of expressions, partial ones, other words for one default, NULL as a default', async () => {
    const project = await drifting();
    await project.plant([
      live(`CREATE INDEX by_hand ON users (lower(full_name));
            CREATE INDEX partial ON users (rank) WHERE rank > 1;
            CREATE UNIQUE INDEX again ON users (id);
            CREATE INDEX descending ON "Orders" (state DESC NULLS LAST);
            ALTER TABLE "Categories" ALTER depth SET DEFAULT '0'::numeric;
            ALTER TABLE profiles ALTER about SET DEFAULT NULL::character varying`),
    ]);
    expect((await project.drift({ sides })).differences).toEqual([]);
    expect(await project.migrateFromModels()).toMatchObject({ file: null, effects: [] });
  });

  it('is left alone by a migration: views, functions, triggers, policies, checks are what they were', async () => {
    const project = await drifting();
    await project.plant(seeds.filter(({ to }) => to !== 'migrations'));
    const unsayable = (objects: readonly SnapshotObject[]) =>
      objects.filter(
        ({ type, properties }) =>
          ['view', 'materialized-view', 'function', 'trigger', 'policy', 'rule', 'domain'].includes(type) ||
          properties['kind'] === 'check',
      );
    const before = unsayable(await snapshotOf(project));
    expect(before.length).toBeGreaterThan(4);
    await project.migrateFromModels();
    expect(unsayable(await snapshotOf(project))).toEqual(before);
  });
});

describe('a difference that is asked for', { timeout: 120_000 }, () => {
  it('is migrated alone, by its id', async () => {
    const project = await drifting();
    await project.plant(seeds.filter(({ to }) => to !== 'migrations'));
    const all = (await project.drift({ sides })).differences.map(({ id }) => id);
    const asked = all.filter((_, at) => at % 3 === 0);
    const { effects } = await project.migrateFromModels(asked);
    expect(effects.length).toBeGreaterThan(0);
    const left = (await project.drift({ sides })).differences.map(({ id }) => id);
    expect(left).toEqual(all.filter((id) => !asked.includes(id)));
  });

  it('is an invalid index, made anew', async () => {
    const project = await drifting();
    await project.plant([
      live(`UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'order_items_product'::regclass`),
    ]);
    const { differences } = await project.drift({ sides });
    expect(differences.map(({ subject }) => subject)).toEqual(['index', 'index']);
    await project.migrateFromModels();
    expect((await project.drift({ sides })).differences).toEqual([]);
  });
});
