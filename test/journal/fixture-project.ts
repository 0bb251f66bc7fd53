/** A project made of one folder of migrations, and the calls of a session on it. */
import { join } from 'node:path';
import { openDatabase } from '../../src/database/client.ts';
import type { ConnectionMode, ConnectionTarget } from '../../src/database/target.ts';
import type { JournalKind, JournalView, StepOutcome, StepSelection } from '../../src/journal/journal.ts';
import { readJournal } from '../../src/journal/read-journal.ts';
import { stepJournal, type StepOptions } from '../../src/journal/step-journal.ts';
import type { JournalStorage, Project } from '../../src/project/project.ts';

const fixtures = join(import.meta.dirname, 'fixtures');
const mode: ConnectionMode = { readOnly: false, statementTimeoutMs: null };

export interface FixtureOptions {
  readonly migrations?: string | null;
  readonly seeders?: string | null;
  readonly migrationStorage?: JournalStorage;
  readonly seederStorage?: JournalStorage;
  readonly settings?: Project['settings'];
  readonly keepsHistory?: boolean;
}

/** Folders are absolute, or named within `fixtures`. */
export function fixtureProject({
  migrations = null,
  seeders = null,
  migrationStorage = { type: 'sequelize', table: 'SequelizeMeta', schema: null },
  seederStorage = { type: 'none' },
  settings = {},
  keepsHistory = false,
}: FixtureOptions): Project {
  const absolute = (path: string | null) =>
    path === null || path.startsWith('/') ? path : join(fixtures, path);
  return {
    root: fixtures,
    name: 'fixtures',
    environment: 'test',
    paths: {
      rc: null,
      config: null,
      models: null,
      migrations: absolute(migrations),
      seeders: absolute(seeders),
    },
    settings,
    target: null,
    targetProblem: null,
    notices: [],
    isTargetNamed: false,
    storage: { migrations: migrationStorage, seeders: seederStorage },
    choices: [],
    keepsHistory,
    variables: { PATH: process.env['PATH'] },
  };
}

export interface StepCall extends StepOptions {
  readonly kind?: JournalKind;
  readonly readOnly?: boolean;
}

export const all: StepSelection = { type: 'all' };
export const next = (count: number): StepSelection => ({ type: 'next', count });
export const only = (...names: string[]): StepSelection => ({ type: 'only', names });

export function step(
  project: Project,
  target: ConnectionTarget,
  direction: 'up' | 'down',
  selection: StepSelection,
  { kind = 'migrations', readOnly = false, ...options }: StepCall = {},
): Promise<StepOutcome> {
  const connection = { target, mode: { ...mode, readOnly }, onStatement: () => undefined };
  return stepJournal(project, { kind, direction, selection }, connection, options);
}

export async function view(
  project: Project,
  target: ConnectionTarget,
  kind: JournalKind = 'migrations',
): Promise<JournalView> {
  const database = openDatabase(target, mode);
  try {
    return await readJournal(project, kind, database);
  } finally {
    await database.close();
  }
}

/** `name: state` of each entry. */
export function states({ entries }: JournalView): readonly string[] {
  return entries.map((entry) => `${entry.name}: ${entry.state}`);
}
