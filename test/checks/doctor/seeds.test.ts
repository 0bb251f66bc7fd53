import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctorChecks } from '../../../src/checks/doctor/checks.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { cleanDraft, cleanFiles, cleanSql, examine } from './clinic-fixture.ts';
import { seeds, statementsIn } from './seeds.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  for (const statement of statementsIn(cleanSql)) await database.execute(statement);
});
afterAll(async () => {
  await database.drop();
});

describe('the doctor', () => {
  it('finds nothing in a clean fixture', async () => {
    expect(await examine({ target: database.target, draft: cleanDraft(), files: cleanFiles })).toEqual([]);
  });

  it('finds all that was seeded, and nothing else', async () => {
    const { target } = database;
    const draft = cleanDraft();
    for (const { sql = '', models } of seeds) {
      for (const statement of statementsIn(sql)) await database.execute(statement);
      models?.(draft);
    }
    const files = seeds.reduce((names, seed) => seed.files?.(names) ?? names, cleanFiles);
    const live = [];
    for (const seed of seeds) if (seed.live !== undefined) live.push(await seed.live(target));
    const findings = await examine({ target, draft, files });
    for (const { end } of live) await end();
    expect(findings.map(({ id }) => id).sort()).toEqual(seeds.flatMap(({ finds }) => finds).sort());
    await expect(`${JSON.stringify(findings, null, 2)}\n`).toMatchFileSnapshot('golden/seeded.json');
  });

  it('has a seed for every check', () => {
    const seeded = new Set(seeds.flatMap(({ finds }) => finds).map((id) => id.split(':')[0]));
    expect([...seeded].sort()).toEqual(doctorChecks.map(({ id }) => id).sort());
    expect(seeds.length).toBeGreaterThanOrEqual(40);
  });
});
