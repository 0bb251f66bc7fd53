/** Each seed alone in a copy of the clean fixture; then its fix, where that is SQL, statement by statement, and what takes it back. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckFinding } from '../../../src/checks/doctor/finding.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { cleanDraft, cleanFiles, cleanSql, examine } from './clinic-fixture.ts';
import { seeds, statementsIn } from './seeds.ts';
import type { Seed } from './seeds/seed.ts';

let clean: TestDatabase;
let golden: readonly CheckFinding[] = [];

beforeAll(async () => {
  clean = await createTestDatabase();
  for (const statement of statementsIn(cleanSql)) await clean.execute(statement);
  const text = await readFile(new URL('golden/seeded.json', import.meta.url), 'utf8');
  // Written by seeds.test.ts.
  golden = JSON.parse(text) as readonly CheckFinding[];
});
afterAll(async () => {
  await clean.drop();
});

/** What a model without a table says depends on the migrations that another seed leaves pending. */
function comparable(finding: CheckFinding): CheckFinding {
  return finding.check === 'table-missing' ? { ...finding, evidence: [], fix: null } : finding;
}

async function seeded(seed: Seed): Promise<void> {
  const database = await createTestDatabase({ template: clean.target.database });
  try {
    const draft = cleanDraft();
    seed.models?.(draft);
    const files = seed.files?.(cleanFiles) ?? cleanFiles;
    for (const statement of statementsIn(seed.sql ?? '')) await database.execute(statement);
    const live = await seed.live?.(database.target);
    const clinic = { target: database.target, draft, files };
    const findings = await examine(clinic);
    await live?.end();
    expect(findings.map(comparable)).toEqual(
      golden.filter(({ id }) => seed.finds.includes(id)).map(comparable),
    );
    expect(findings.map(({ id }) => id)).toEqual(seed.finds);
    for (const { id, fix } of findings) {
      if (fix?.type !== 'sql') continue;
      for (const statement of statementsIn(fix.code)) await database.execute(statement);
      const left = await examine(clinic);
      expect(left.map((finding) => finding.id)).not.toContain(id);
      const { down = [] } = fix.migration ?? {};
      for (const statement of down) await database.execute(statement);
      const again = (await examine(clinic)).map((finding) => finding.id);
      expect(again.includes(id)).toBe(down.length > 0);
      if (down.length > 0) for (const up of fix.migration?.up ?? []) await database.execute(up);
    }
  } finally {
    await database.drop();
  }
}

describe('a seed alone', () => {
  it.each(seeds.map((seed) => [seed.title, seed] as const))(
    'is found as it is among all, its SQL mends it, and can be taken back: %s',
    (_title, seed) => seeded(seed),
  );
});
