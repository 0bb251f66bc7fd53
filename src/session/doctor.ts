/** The doctor with what it can be told: models, live catalog, journal. What is missing becomes a remark, and its checks are not made. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DoctorCheck, DoctorFacts, OpenMigration } from '../checks/doctor/doctor-check.ts';
import type { ModelFacts } from '../checks/doctor/facts/model-facts.ts';
import type { BaselineRequest, CheckSummary, DoctorReport, DoctorRequest } from '../checks/doctor/finding.ts';
import type { Database, QueryOptions } from '../database/client.ts';
import { ConsoleError } from '../errors.ts';
import type { Session } from '../session.ts';
import type { CallOptions, SessionOptions } from '../session-shapes.ts';
import type { SessionEnvironment } from './environment.ts';
import type { SessionParts } from './parts.ts';
import { telling } from './telling.ts';

export type DoctorCalls = Pick<Session, 'doctor' | 'doctorChecks' | 'writeDoctorBaseline' | 'draftMending'>;

export function doctorCalls(
  parts: SessionParts,
  options: SessionOptions,
  environment: SessionEnvironment,
): DoctorCalls {
  return {
    async draftMending(request) {
      const { draftMending } = await import('./draft-mending.ts');
      return draftMending(parts, options, environment, request);
    },
    doctor: (request, callOptions) => examine(parts, request, callOptions),
    doctorChecks: () => listed(parts),
    writeDoctorBaseline: (request) => writeBaseline(parts, request),
  };
}

/** Longer than any question about a catalog takes. */
const questionLimitMs = 5_000;

interface Facts extends Pick<DoctorFacts, 'tables' | 'sequences' | 'sessions'> {
  /** Null where the journal could not be read. */
  readonly migrations: DoctorFacts['migrations'] | null;
}

async function examine(
  parts: SessionParts,
  request: DoctorRequest,
  { signal }: CallOptions = {},
): Promise<DoctorReport> {
  const { chosenChecks, makeChecks, needsOf } = await import('../checks/doctor/run-doctor.ts');
  const { doctorLimits } = await import('../checks/doctor/doctor-check.ts');
  const project = await parts.project.get();
  const levels = project.doctor ?? {};
  const chosen = chosenChecks(request, levels);
  const baseline = await readBaseline(project.root, request.baseline);
  const needs = needsOf(chosen);
  const remarks: string[] = [];
  // What was asked for by name must not be left out quietly.
  const incomplete: DoctorSide[] = [];
  const missing = request.only.length > 0 ? throwing : remarking(remarks, incomplete);
  const areNeeded = needs.has('models');
  const loaded = areNeeded
    ? await readModels(parts, remarks).catch(missing('models'))
    : chosen.some(({ usesModels }) => usesModels === true)
      ? await readModels(parts, []).catch(() => null)
      : null;
  const models = loaded?.models ?? null;
  const found = needs.has('database')
    ? await readDatabase(parts, chosen, models !== null, remarks, signal, missing).catch(missing('database'))
    : null;
  signal?.throwIfAborted();
  const has = { models: models !== null, database: found !== null, migrations: found?.migrations != null };
  const isWhole = !areNeeded || loaded?.isWhole !== false;
  if (!isWhole) incomplete.push('models');
  const guesses = chosen.filter(({ needsAllModels }) => !isWhole && needsAllModels === true);
  if (guesses.length > 0)
    remarks.push(
      `Not all models and associations were loaded, so left out: ${guesses.map(({ id }) => id).join(', ')}.`,
    );
  const areTablesRead = found?.areTablesRead !== false;
  const checks = chosen.filter(
    (check) =>
      check.needs.every((need) => has[need]) &&
      !guesses.includes(check) &&
      (areTablesRead || !readsTables(check)),
  );
  const facts: DoctorFacts = {
    ...(found ?? nothing),
    migrations: found?.migrations ?? [],
    models: models ?? [],
    limits: doctorLimits,
  };
  const findings = makeChecks(checks, facts, levels);
  const made = checks.map(({ id }) => id);
  if (baseline === null) return { findings, checks: made, incomplete, remarks, baseline: null };
  const { staleEntries } = await import('../checks/doctor/baseline.ts');
  const known = new Set(baseline.ids);
  return {
    findings: findings.map((finding) => ({ ...finding, isKnown: known.has(finding.id) })),
    checks: made,
    incomplete,
    remarks,
    baseline: { path: baseline.path, stale: staleEntries(baseline.ids, findings, made) },
  };
}

/** Not what is told of sessions and of the journal, nor of the models alone. */
function readsTables({ isMomentary, needs }: DoctorCheck): boolean {
  return needs.includes('database') && isMomentary !== true && !needs.includes('migrations');
}

const nothing: Facts = { tables: [], sequences: [], sessions: [], migrations: [] };

async function listed(parts: SessionParts): Promise<readonly CheckSummary[]> {
  const { chosenChecks, listChecks } = await import('../checks/doctor/run-doctor.ts');
  const levels = (await parts.project.get()).doctor ?? {};
  chosenChecks({ only: [], except: [] }, levels);
  return listChecks(levels);
}

interface LoadedModels {
  readonly models: readonly ModelFacts[];
  /** False where a model or an association did not load. */
  readonly isWhole: boolean;
}

async function readModels(parts: SessionParts, remarks: string[]): Promise<LoadedModels | null> {
  if ((await parts.project.get()).paths.models === null) {
    remarks.push('The models were not looked at: the project has none.');
    return null;
  }
  const { readModelFacts } = await import('../checks/doctor/facts/read-models.ts');
  const { application, problems } = await parts.application.get();
  const lost = problems.filter(({ isNotice }) => isNotice !== true);
  remarks.push(...lost.map(({ message }) => message));
  return { models: readModelFacts(application.sequelize), isWhole: lost.length === 0 };
}

/** Where the models connect, if there are models; only what the chosen checks ask: a session is found whatever tables it holds. */
async function readDatabase(
  parts: SessionParts,
  chosen: readonly DoctorCheck[],
  hasModels: boolean,
  remarks: string[],
  signal: AbortSignal | undefined,
  missing: Missing,
): Promise<Facts & { readonly areTablesRead: boolean }> {
  const { readSequenceFacts, readTableFacts } = await import('../checks/doctor/facts/read-tables.ts');
  const { readSessions } = await import('../database/activity/read-sessions.ts');
  const each = telling(parts, { signal });
  const main = await parts.database.get();
  const database = await openReadOnlyOn(hasModels ? await parts.modelDatabase() : main, each);
  const journals = database.target === main.target ? database : await openReadOnlyOn(main, each);
  try {
    // First: who holds a table that the next question waits for is what the doctor is to tell.
    const sessions = await readSessions(database);
    if (chosen.some(({ isMomentary }) => isMomentary) && sessions.some(({ isHidden }) => isHidden))
      remarks.push('This role may not see what other roles run: grant it pg_read_all_stats.');
    const isJournalAsked = chosen.some(({ needs }) => needs.includes('migrations'));
    const migrations = await readMigrations(parts, journals).catch(
      isJournalAsked ? missing('database', 'The journal was not looked at') : () => null,
    );
    if (!chosen.some(readsTables)) return { ...nothing, sessions, migrations, areTablesRead: false };
    const tables = await readTableFacts(database).catch(
      missing(
        'database',
        'The tables were not looked at, for somebody holds one (`seqscope activity` shows who)',
      ),
    );
    if (tables === null) return { ...nothing, sessions, migrations, areTablesRead: false };
    const { sequences, unread } = await readSequenceFacts(database);
    if (unread.length > 0)
      remarks.push(`Sequences and their columns could not be read: ${unread.join(', ')}.`);
    return { tables, sequences, sessions, migrations, areTablesRead: true };
  } finally {
    await Promise.all([database.close(), journals.close()]);
  }
}

async function openReadOnlyOn({ target }: Database, each: QueryOptions): Promise<Database> {
  const { openDatabase } = await import('../database/client.ts');
  const mode = { readOnly: true, statementTimeoutMs: questionLimitMs };
  return openDatabase(target, mode, { maxConnections: 1, each });
}

async function readMigrations(parts: SessionParts, database: Database): Promise<readonly OpenMigration[]> {
  const project = await parts.project.get();
  if (project.paths.migrations === null) return [];
  const { readJournal } = await import('../journal/read-journal.ts');
  const { isRunner } = await import('../journal/plan.ts');
  const view = await readJournal(project, 'migrations', database);
  return view.entries.flatMap((entry) =>
    entry.state === 'executed' || isRunner(entry, view) ? [] : [{ name: entry.name, state: entry.state }],
  );
}

interface ReadBaseline {
  readonly path: string;
  readonly ids: readonly string[];
}

/** Null where none is named and none is there. */
async function readBaseline(root: string, named: string | null): Promise<ReadBaseline | null> {
  const { baselineName, parseBaseline } = await import('../checks/doctor/baseline.ts');
  const path = named ?? baselineName;
  const text = await readFile(resolve(root, path), 'utf8').catch((cause: unknown) => {
    if (named === null) return null;
    throw new ConsoleError(`The baseline "${path}" cannot be read.`, {
      code: 'baseline-unreadable',
      kind: 'usage',
      remedy: `Write it with \`seqscope doctor --write-baseline --baseline ${path}\`.`,
      details: { file: resolve(root, path) },
      cause,
    });
  });
  return text === null ? null : { path, ids: parseBaseline(text, path) };
}

async function writeBaseline(
  parts: SessionParts,
  { path: named, report }: BaselineRequest,
): Promise<{ readonly path: string; readonly count: number }> {
  const { baselineName, baselineText, keptEntries } = await import('../checks/doctor/baseline.ts');
  const { doctorChecks } = await import('../checks/doctor/checks.ts');
  const { root } = await parts.project.get();
  const path = named ?? baselineName;
  const momentary = doctorChecks.filter(({ isMomentary }) => isMomentary === true).map(({ id }) => id);
  const before = await readFile(resolve(root, path), 'utf8').catch(() => null);
  const entries = [
    ...report.findings.filter(({ check }) => !momentary.includes(check)),
    ...(before === null ? [] : keptEntries(before, path, report.checks)),
  ];
  await writeFile(resolve(root, path), baselineText(entries));
  return { path, count: entries.length };
}

type DoctorSide = DoctorReport['incomplete'][number];

type Missing = (side: DoctorSide, what?: string) => (error: unknown) => null;

/** A remark instead of what a user could mend; anything else is thrown on. */
function remarking(remarks: string[], incomplete: DoctorSide[]): Missing {
  return (side, what = `The ${side} ${side === 'models' ? 'were' : 'was'} not looked at`) =>
    (error) => {
      if (!(error instanceof ConsoleError) || error.kind === 'interrupted') throw error;
      incomplete.push(side);
      remarks.push(`${what}: ${error.message}`);
      return null;
    };
}

const throwing: Missing = () => (error) => {
  throw error;
};
