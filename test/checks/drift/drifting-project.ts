/** The fixture's project in a folder and a database of its own, where seeds are planted and drift is looked for. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DataTypes, Sequelize } from 'sequelize';
import { onTestFinished } from 'vitest';
import type { DriftProgress, DriftReport, DriftRequest } from '../../../src/checks/drift/drift.ts';
import { openJudge } from '../../../src/checks/drift/judge-schemas.ts';
import { findDrift } from '../../../src/checks/drift/find-drift.ts';
import { draftMigration } from '../../../src/journal/from-models/draft-migration.ts';
import type { MigrationDraft } from '../../../src/journal/from-models/draft.ts';
import type { Project } from '../../../src/project/project.ts';
import { all, fixtureProject, step } from '../../journal/fixture-project.ts';
import { createTestDatabase, testServer, type TestDatabase } from '../../support/postgres.ts';
import type { Seed } from './seeds.ts';

export interface DriftWatch {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: DriftProgress) => void;
}

export interface DriftingProject {
  readonly project: Project;
  readonly database: TestDatabase;
  /** All of them, after the migrations were run. */
  readonly plant: (seeds: readonly Seed[]) => Promise<void>;
  readonly drift: (request?: Partial<DriftRequest>, watch?: DriftWatch) => Promise<DriftReport>;
  /** Drafts the migration from models, of all differences or of some, and runs it for good. */
  readonly migrateFromModels: (differences?: readonly string[]) => Promise<MigrationDraft>;
  readonly remove: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '../../..');
const fixture = join(import.meta.dirname, 'fixture');
const onStatement = (): void => undefined;
const mode = { readOnly: false, statementTimeoutMs: null };

/** One for the test that is running: it is removed when that is over. */
export async function drifting(): Promise<DriftingProject> {
  const project = await driftingProject();
  onTestFinished(() => project.remove());
  return project;
}

export async function driftingProject(template?: string): Promise<DriftingProject> {
  const database = await createTestDatabase(template === undefined ? {} : { template });
  const folder = await mkdtemp(join(tmpdir(), 'seqscope-drift-'));
  await cp(fixture, folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{"type": "commonjs"}');
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const migrations = join(folder, 'migrations');
  const project = { ...fixtureProject({ migrations }), root: folder };
  const { target } = database;
  if (template === undefined) {
    const { results } = await step(project, target, 'up', all);
    const failed = results.find(({ status }) => status === 'failed');
    if (failed !== undefined) throw new Error(JSON.stringify(failed.error));
  }

  async function withModels<T>(work: (sequelize: Sequelize) => Promise<T>): Promise<T> {
    const { host, port, user } = target;
    const sequelize = new Sequelize(target.database, user, '', {
      host,
      port,
      dialect: 'postgres',
      logging: false,
    });
    try {
      const define: unknown = createRequire(join(folder, 'models.js'))('./models.js');
      // What the fixture exports: a function of the instance and its types.
      (define as (own: Sequelize, types: typeof DataTypes) => void)(sequelize, DataTypes);
      return await work(sequelize);
    } finally {
      await sequelize.close();
    }
  }

  return {
    project,
    database,
    async plant(seeds) {
      for (const { to, sql, file, edits, text } of seeds) {
        if (to === 'live') await database.execute(sql ?? '');
        if (file === undefined) continue;
        const path = join(folder, to === 'models' ? file : join('migrations', file));
        await writeFile(path, text ?? replaced(await readFile(path, 'utf8'), edits ?? []));
      }
    },
    drift: (request = {}, { signal, onProgress = () => undefined } = {}) =>
      withModels((sequelize) =>
        findDrift(
          project,
          { sides: null, only: [], ...request },
          {
            target,
            sequelize,
            problems: [],
            elsewhere: () => Promise.resolve(testServer()),
            isNeverHere: false,
            signal,
            onProgress,
            each: { signal },
          },
        ),
      ),
    async migrateFromModels(differences) {
      const draft = await withModels((sequelize) =>
        draftMigration(
          project,
          {
            name: 'from-models',
            keeps: [],
            dropsTables: false,
            renames: [],
            differences: differences ?? null,
            isRehearsed: false,
          },
          {
            sequelize,
            connection: { target, mode, onStatement },
            folder: migrations,
            now: new Date(Date.UTC(2026, 5, 1)),
            scratchServer: () => Promise.resolve(testServer()),
            judge: openJudge({
              target,
              elsewhere: () => Promise.resolve(testServer()),
              isNeverHere: false,
              isIncomplete: false,
              differences: differences ?? null,
            }),
            lint: () => Promise.resolve(null),
          },
        ),
      );
      if (draft.file === null) return draft;
      await writeFile(join(migrations, draft.file.name), draft.file.text);
      const { results } = await step(project, target, 'up', { type: 'only', names: [draft.file.name] });
      const failed = results.find(({ status }) => status === 'failed');
      if (failed !== undefined) throw new Error(`${JSON.stringify(failed.error)}\n${draft.file.text}`);
      return draft;
    },
    async remove() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Each place stands once in the file: a seed that hits nothing would be no seed. */
function replaced(text: string, edits: readonly (readonly [string, string])[]): string {
  return edits.reduce((before, [from, to]) => {
    const parts = before.split(from);
    if (parts.length !== 2) throw new Error(`"${from}" stands ${String(parts.length - 1)} times in the file`);
    return parts.join(to);
  }, text);
}
