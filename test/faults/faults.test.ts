/** A few rounds of what `npm run faults` counts by the hundred. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testServer } from '../support/postgres.ts';
import { countFaults, measureStepping, seededRandom } from './count-faults.ts';
import { countRaces } from './count-races.ts';
import type { Fault, FaultSetting } from './fault-round.ts';
import { makeProject, stagesOf } from './faulty-project.ts';

let setting: FaultSetting;
let durationMs: number;
beforeAll(async () => {
  const server = testServer();
  const project = await makeProject();
  setting = { tool: 'seqscope', project, stages: await stagesOf(project, server), server };
  durationMs = await measureStepping(setting, 1);
}, 120_000);
afterAll(async () => {
  await setting.project.remove();
});

describe('a migrator that is interrupted', () => {
  it.each<[string, readonly Fault[]]>([
    ['killed', ['kill', 'kill']],
    ['cut off from its server', ['cut', 'terminate']],
  ])(
    'leaves schema and journal in agreement and is finished by a rerun: %s',
    async (_how, faults) => {
      const rounds = faults.length;
      const options = { rounds, durationMs, parallel: 2, random: seededRandom(7) };
      const count = await countFaults(setting, faults, options);
      expect(count).toMatchObject({ rounds, halfMigrated: 0, finishing: rounds, failures: [] });
    },
    180_000,
  );

  it('is finished by one that starts at the same instant', async () => {
    const options = { rounds: 2, durationMs, parallel: 2, random: seededRandom(9) };
    expect(await countFaults(setting, ['restart'], options)).toMatchObject({ finishing: 2, failures: [] });
  }, 180_000);
});

describe('several migrators at once', () => {
  it('run each migration exactly once, and all end well', async () => {
    const count = await countRaces({ tool: 'seqscope', server: testServer(), migrators: 4, rounds: 1 });
    expect(count).toEqual({
      rounds: 1,
      onceEach: 1,
      allWell: 1,
      repeated: 0,
      missing: 0,
      failed: 0,
      failures: [],
    });
  }, 180_000);
});
