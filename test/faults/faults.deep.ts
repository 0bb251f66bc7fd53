/** What `npm run faults` counts, asserted: three hundred of each interruption, a hundred races of two and of ten. */
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
  durationMs = await measureStepping(setting);
}, 120_000);
afterAll(async () => {
  await setting.project.remove();
});

describe('a migrator that is interrupted three hundred times', () => {
  it.each<[string, readonly Fault[]]>([
    ['killed', ['kill']],
    ['cut off from its server', ['cut', 'terminate']],
  ])('leaves schema and journal in agreement every time, and a rerun finishes: %s', async (_how, faults) => {
    const options = { rounds: 300, durationMs, parallel: 2, random: seededRandom(5) };
    const count = await countFaults(setting, faults, options);
    expect(count).toMatchObject({ rounds: 300, halfMigrated: 0, finishing: 300, failures: [] });
  });

  it('is finished every time by one that starts at the same instant', async () => {
    const options = { rounds: 300, durationMs, parallel: 2, random: seededRandom(6) };
    expect(await countFaults(setting, ['restart'], options)).toMatchObject({ finishing: 300, failures: [] });
  });
});

describe('migrators at once, over a hundred rounds', () => {
  it.each([2, 10])('run each migration exactly once, and all end well: %i', async (migrators) => {
    const count = await countRaces({ tool: 'seqscope', server: testServer(), migrators, rounds: 100 });
    expect(count).toMatchObject({ onceEach: 100, allWell: 100, failures: [] });
  });
});
