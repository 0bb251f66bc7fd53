/**
 * `npm run faults`: counts what interrupted and simultaneous migrators leave behind, sequelize-cli beside seqscope.
 * `--rounds n` of each fault, `--tool`, `--only kill,cut,restart,race`, `--race-rounds n`, `--seed n`, `--parallel n`.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbedded } from '../../src/database/embedded/start-embedded.ts';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { countFaults, type FaultCount, measureStepping, seededRandom } from './count-faults.ts';
import { countRaces } from './count-races.ts';
import type { Fault } from './fault-round.ts';
import { type FaultyProject, makeProject, stagesOf } from './faulty-project.ts';
import type { Tool } from './migrator.ts';

const { values: given } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    'race-rounds': { type: 'string', default: '100' },
    tool: { type: 'string', multiple: true, default: ['seqscope', 'sequelize-cli'] },
    only: { type: 'string', default: 'kill,cut,restart,race' },
    seed: { type: 'string', default: '5' },
    parallel: { type: 'string', default: '2' },
  },
});
const parts = new Set(given.only.split(','));
const tools = given.tool.filter((name): name is Tool => name === 'seqscope' || name === 'sequelize-cli');
const rounds = Number(given.rounds);
const parallel = Number(given.parallel);
const random = seededRandom(Number(given.seed));
const interruptions: readonly (readonly [part: string, title: string, faults: readonly Fault[]])[] = [
  ['kill', 'kill -9', ['kill']],
  ['cut', 'connection cut', ['cut', 'terminate']],
  ['restart', 'kill -9 and started again at once', ['restart']],
];

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'seqscope-faults-server-'));
  // As root the server runs as another user, who must be able to pass.
  await chmod(folder, 0o711);
  const server = await startEmbedded({
    stateDirectory: join(folder, 'state'),
    cacheDirectory: join(folder, 'cache'),
    runtimeDirectory: join(folder, 'run'),
    searchPath: (process.env['PATH'] ?? '').split(':'),
    settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' },
  });
  const project = await makeProject();
  try {
    if (interruptions.some(([part]) => parts.has(part))) await faults(project, server.target('postgres'));
    if (parts.has('race')) await races(server.target('postgres'));
  } finally {
    await project.remove();
    await server.release();
    await rm(folder, { recursive: true, force: true });
  }
}

async function faults(project: FaultyProject, place: ConnectionTarget): Promise<void> {
  const stages = await stagesOf(project, place);
  for (const tool of tools) {
    const setting = { tool, project, stages, server: place };
    const durationMs = await measureStepping(setting);
    say(
      `\n${tool}: ${String(project.migrations.length)} migrations in ${durationMs.toFixed(0)} ms, moments drawn evenly over them`,
    );
    for (const [part, title, kinds] of interruptions) {
      if (!parts.has(part)) continue;
      const onProgress = (count: FaultCount) => {
        process.stderr.write(`… ${inWords(title, count)}\n`);
      };
      const options = { rounds, durationMs, parallel, random, onProgress };
      const count = await countFaults(setting, kinds, options);
      say(inWords(title, count));
      if (tool === 'seqscope') for (const failure of count.failures) say(`--- ${failure}`);
    }
  }
}

function inWords(title: string, count: FaultCount): string {
  const looked = count.agreeing + count.marked + count.halfMigrated;
  const left =
    looked === 0
      ? ''
      : `${String(count.agreeing)} agree, ${String(count.marked)} inside a step marked as not atomic, ` +
        `${String(count.halfMigrated)} half-migrated (${String(count.whole)} before the first or after the last); `;
  return `${title}, ${String(count.rounds)} times: ${left}a rerun finishes ${String(count.finishing)}`;
}

async function races(place: ConnectionTarget): Promise<void> {
  for (const migrators of [2, 10]) {
    for (const tool of tools) {
      const raceRounds = Number(given['race-rounds']);
      const count = await countRaces({ tool, server: place, migrators, rounds: raceRounds });
      say(
        `\n${tool}, ${String(migrators)} migrators at once, ${String(count.rounds)} rounds: each migration exactly once in ` +
          `${String(count.onceEach)}, all exit 0 in ${String(count.allWell)}; migrations run twice or more ${String(count.repeated)}, ` +
          `missing ${String(count.missing)}, processes that failed ${String(count.failed)}`,
      );
      if (tool === 'seqscope') for (const failure of count.failures) say(`--- ${failure}`);
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
