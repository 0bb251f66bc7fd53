/** Each of the sixty drifts alone: what is reported of it, and that the migration from the models takes it away. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Difference } from '../../../src/checks/drift/drift.ts';
import { type DriftingProject, driftingProject } from './drifting-project.ts';
import { seeds } from './seeds.ts';

const found: Record<string, readonly Difference[]> = {};
let clean: DriftingProject;
beforeAll(async () => {
  clean = await driftingProject();
});
afterAll(async () => {
  await clean.remove();
});

describe('a seeded drift alone', () => {
  it.each(seeds)('$name is reported exactly', async (seed) => {
    const project = await driftingProject(clean.database.target.database);
    try {
      await project.plant([seed]);
      const { differences, remarks } = await project.drift();
      expect(remarks).toEqual([]);
      expect(differences.length).toBeGreaterThan(0);
      found[seed.name] = differences;
    } finally {
      await project.remove();
    }
  });

  it('is what the golden file says', async () => {
    await expect(`${JSON.stringify(found, null, 2)}\n`).toMatchFileSnapshot('golden/alone.json');
  });

  it.each(seeds.filter(({ to }) => to !== 'migrations'))(
    '$name is gone once the migration from the models has run',
    async (seed) => {
      const project = await driftingProject(clean.database.target.database);
      try {
        await project.plant([seed]);
        await project.migrateFromModels();
        expect((await project.drift({ sides: ['models', 'database'] })).differences).toEqual([]);
      } finally {
        await project.remove();
      }
    },
  );
});
