/**
 * Many rounds of one tool, their moments drawn evenly over the time that an undisturbed run takes for its migrations. That time
 * follows what the machine does meanwhile: a moment that came too late is drawn again from the time that the run then took.
 */
import { readState } from './database-state.ts';
import { createDatabase, dropDatabase } from './databases.ts';
import { type Fault, type FaultRound, type FaultSetting, runFaultRound } from './fault-round.ts';
import { runMigrator } from './migrator.ts';

export interface FaultCount {
  readonly rounds: number;
  readonly agreeing: number;
  readonly marked: number;
  readonly halfMigrated: number;
  readonly finishing: number;
  /** Rounds in which the fault came before the first migration was done, or when the last one was. */
  readonly whole: number;
  /** The stories of the first rounds that are neither agreeing, nor marked, nor finished. */
  readonly failures: readonly string[];
}

const shownFailures = 5;

/** The median of undisturbed runs in milliseconds, without the start of the process. Rejects when one is not whole. */
export async function measureStepping(
  { tool, project, server, stages }: FaultSetting,
  runs = 3,
): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const target = await createDatabase(server);
    const { exitCode, output, steppingMs } = await runMigrator(tool, project.folder, target);
    const { schema } = await readState(target);
    await dropDatabase(server, target);
    if (exitCode !== 0 || schema !== stages.at(-1))
      throw new Error(`An undisturbed run of ${tool} failed:\n${output}`);
    times.push(steppingMs ?? 0);
  }
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)] ?? 0;
}

export interface CountOptions {
  readonly rounds: number;
  readonly durationMs: number;
  readonly parallel: number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
  /** Told now and then how it stands. */
  readonly onProgress?: (count: FaultCount) => void;
}

const progressEvery = 25;

/** `faults` take turns. */
export async function countFaults(
  setting: FaultSetting,
  faults: readonly Fault[],
  { rounds, durationMs, parallel, random, onProgress }: CountOptions,
): Promise<FaultCount> {
  const results: FaultRound[] = [];
  let started = 0;
  let currentMs = durationMs;
  const interrupt = async (fault: Fault): Promise<FaultRound> => {
    for (;;) {
      const round = await runFaultRound(setting, fault, random() * currentMs);
      if ('standing' in round) return round;
      currentMs = round.missedAfterMs;
    }
  };
  const work = async () => {
    while (started < rounds) {
      const fault = faults[started % faults.length] ?? 'kill';
      started += 1;
      results.push(await interrupt(fault));
      if (results.length % progressEvery === 0) onProgress?.(sumUp(results, setting));
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return sumUp(results, setting);
}

function sumUp(results: readonly FaultRound[], setting: FaultSetting): FaultCount {
  const standing = (wanted: FaultRound['standing']) =>
    results.filter((round) => round.standing === wanted).length;
  const last = setting.project.migrations.length;
  return {
    rounds: results.length,
    agreeing: standing('agrees'),
    marked: standing('marked'),
    halfMigrated: standing('half-migrated'),
    finishing: results.filter(({ isFinished }) => isFinished).length,
    whole: results.filter(({ executed }) => executed === 0 || executed === last).length,
    failures: results
      .filter(({ standing: stood, isFinished }) => stood === 'half-migrated' || !isFinished)
      .slice(0, shownFailures)
      .map(({ fault, story }) => `${fault} ${story}`),
  };
}

/** The same numbers for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
