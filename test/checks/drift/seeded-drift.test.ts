/** Sixty drifts planted at once, and what is left when the migration from the models has run. */
import { describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/checks/drift/drift.ts';
import { drifting } from './drifting-project.ts';
import alone from './golden/alone.json' with { type: 'json' };
import { seeds } from './seeds.ts';

describe('sixty seeded drifts', () => {
  it('are none before they are planted', async () => {
    const { drift } = await drifting();
    const report = await drift();
    expect(report).toMatchObject({ differences: [], remarks: [], pendingMigrations: [] });
    expect(report.sides).toEqual(['models', 'database', 'migrations']);
    expect([report.tableCount, report.modelCount]).toEqual([12, 11]);
  });

  it('are reported exactly, all together', async () => {
    const { plant, drift } = await drifting();
    await plant(seeds);
    const report = await drift();
    await expect(`${JSON.stringify(report, null, 2)}\n`).toMatchFileSnapshot('golden/together.json');
    expect(report.remarks).toEqual([]);
    // What each is alone (every-seed.deep.ts), it is among the others.
    const golden = Object.values(alone as unknown as Readonly<Record<string, readonly Difference[]>>);
    const ids = golden.flat().map(({ id }) => id);
    expect(report.differences.map(({ id }) => id).sort()).toEqual(ids.sort());
  });

  it('leave nothing between models and database once the migration from the models has run', async () => {
    const { plant, drift, migrateFromModels } = await drifting();
    const changed = seeds.filter(({ to }) => to !== 'migrations');
    await plant(changed);
    const before = await drift({ sides: ['models', 'database'] });
    expect(before.differences.length).toBeGreaterThan(30);
    await migrateFromModels();
    const after = await drift({ sides: ['models', 'database'] });
    expect(after.differences).toEqual([]);
  });
});
