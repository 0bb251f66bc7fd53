/** The doctor with what it can be told: models, live catalog, journal. What is missing becomes a remark, and its checks are not made. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { DoctorFacts, OpenMigration } from '../checks/doctor/doctor-check.ts';
import type { ModelFacts } from '../checks/doctor/facts/model-facts.ts';
import type { BaselineRequest, CheckSummary, DoctorReport, DoctorRequest } from '../checks/doctor/finding.ts';
import type { Database } from '../database/client.ts';
import { ConsoleError } from '../errors.ts';
import type { Session } from '../session.ts';
import type { CallOptions } from '../session-shapes.ts';
import type { SessionParts } from './parts.ts';

export type DoctorCalls = Pick<Session, 'doctor' | 'doctorChecks' | 'writeDoctorBaseline'>;

export function doctorCalls(parts: SessionParts): DoctorCalls {
  return {
    doctor: (request, options) => examine(parts, request, options),
    doctorChecks: () => listed(parts),
    writeDoctorBaseline: (request) => writeBaseline(parts, request),
  };
}

/** Longer than any question about a catalog takes. */
const questionLimitMs = 5_000;

type Facts = Pick<DoctorFacts, 'tables' | 'sequences' | 'sessions' | 'migrations'>;

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
  const missing = request.only.length > 0 ? throwing : remarking(remarks);
  const models = needs.has('models')
    ? await readModels(parts, remarks).catch(missing('The models were not looked at'))
    : null;
  const found = needs.has('database')
    ? await readDatabase(parts, models !== null, remarks, signal).catch(
        missing('The database was not looked at'),
      )
    : null;
  signal?.throwIfAborted();
  const has = { models: models !== null, database: found !== null, migrations: found !== null };
  const checks = chosen.filter((check) => check.needs.every((need) => has[need]));
  const facts: DoctorFacts = { ...(found ?? nothing), models: models ?? [], limits: doctorLimits };
  const findings = makeChecks(checks, facts, levels);
  const made = checks.map(({ id }) => id);
  if (baseline === null) return { findings, checks: made, remarks, baseline: null };
  const { staleEntries } = await import('../checks/doctor/baseline.ts');
  const known = new Set(baseline.ids);
  return {
    findings: findings.map((finding) => ({ ...finding, isKnown: known.has(finding.id) })),
    checks: made,
    remarks,
    baseline: { path: baseline.path, stale: staleEntries(baseline.ids, findings, made) },
  };
}

const nothing: Facts = { tables: [], sequences: [], sessions: [], migrations: [] };

async function listed(parts: SessionParts): Promise<readonly CheckSummary[]> {
  const { chosenChecks, listChecks } = await import('../checks/doctor/run-doctor.ts');
  const levels = (await parts.project.get()).doctor ?? {};
  chosenChecks({ only: [], except: [] }, levels);
  return listChecks(levels);
}

async function readModels(parts: SessionParts, remarks: string[]): Promise<readonly ModelFacts[] | null> {
  if ((await parts.project.get()).paths.models === null) {
    remarks.push('The models were not looked at: the project has none.');
    return null;
  }
  const { readModelFacts } = await import('../checks/doctor/facts/read-models.ts');
  const { application, problems } = await parts.application.get();
  remarks.push(...problems.filter(({ isNotice }) => isNotice !== true).map(({ message }) => message));
  return readModelFacts(application.sequelize);
}

/** Where the models connect, if there are models: what they say is held against their own tables. */
async function readDatabase(
  parts: SessionParts,
  hasModels: boolean,
  remarks: string[],
  signal: AbortSignal | undefined,
): Promise<Facts> {
  const { readSequenceFacts, readTableFacts } = await import('../checks/doctor/facts/read-tables.ts');
  const { readSessions } = await import('../database/activity/read-sessions.ts');
  const database = await openReadOnlyOn(await (hasModels ? parts.modelDatabase() : parts.database.get()));
  try {
    const tables = await readTableFacts(database, { signal });
    const { sequences, unread } = await readSequenceFacts(database, { signal });
    if (unread.length > 0)
      remarks.push(`Sequences and their columns could not be read: ${unread.join(', ')}.`);
    const sessions = await readSessions(database, { signal });
    if (sessions.some(({ isHidden }) => isHidden))
      remarks.push('This role may not see what other roles run: grant it pg_read_all_stats.');
    return { tables, sequences, sessions, migrations: await readMigrations(parts) };
  } finally {
    await database.close();
  }
}

async function openReadOnlyOn({ target }: Database): Promise<Database> {
  const { openDatabase } = await import('../database/client.ts');
  const mode = { readOnly: true, statementTimeoutMs: questionLimitMs };
  return openDatabase(target, mode, { maxConnections: 1 });
}

async function readMigrations(parts: SessionParts): Promise<readonly OpenMigration[]> {
  const project = await parts.project.get();
  if (project.paths.migrations === null) return [];
  const { readJournal } = await import('../journal/read-journal.ts');
  const { entries } = await readJournal(project, 'migrations', await parts.database.get());
  return entries.flatMap(({ name, state }) => (state === 'executed' ? [] : [{ name, state }]));
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

type Missing = (what: string) => (error: unknown) => null;

/** A remark instead of what a user could mend; anything else is thrown on. */
function remarking(remarks: string[]): Missing {
  return (what) => (error) => {
    if (!(error instanceof ConsoleError) || error.kind === 'interrupted') throw error;
    remarks.push(`${what}: ${error.message}`);
    return null;
  };
}

const throwing: Missing = () => (error) => {
  throw error;
};
