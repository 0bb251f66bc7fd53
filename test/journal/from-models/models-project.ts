/** Models defined in the test itself, a database of their own, and the migrations drafted from them, run for good. */
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Sequelize } from 'sequelize';
import { openDatabase } from '../../../src/database/client.ts';
import { catalogHash } from '../../../src/database/snapshot/catalog-hash.ts';
import { readSnapshot } from '../../../src/database/snapshot/read-snapshot.ts';
import { type Snapshot, withoutTable } from '../../../src/database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../../src/database/target.ts';
import { openJudge } from '../../../src/checks/drift/judge-schemas.ts';
import { draftMigration } from '../../../src/journal/from-models/draft-migration.ts';
import type { DraftRequest, MigrationDraft } from '../../../src/journal/from-models/draft.ts';
import type { Project } from '../../../src/project/project.ts';
import { createTestDatabase, testServer, type TestDatabase } from '../../support/postgres.ts';
import { all, fixtureProject, step } from '../fixture-project.ts';

export type Define = (sequelize: Sequelize) => void;

export const usual: DraftRequest = {
  name: 'from-models',
  keeps: [],
  dropsTables: false,
  renames: [],
  differences: null,
  isRehearsed: true,
};

export interface ModelsProject {
  readonly database: TestDatabase;
  readonly folder: string;
  readonly project: Project;
  /** Lets Sequelize make the tables, as an application would. */
  readonly sync: (define: Define) => Promise<void>;
  readonly draft: (define: Define, request?: Partial<DraftRequest>) => Promise<MigrationDraft>;
  /** Puts the draft's file among the migrations. */
  readonly write: (draft: MigrationDraft) => Promise<void>;
  readonly step: (direction: 'up' | 'down') => Promise<void>;
  /** Of all but the journal. */
  readonly snapshot: () => Promise<Snapshot>;
  readonly remove: () => Promise<void>;
}

const root = resolve(import.meta.dirname, '../../..');
/** Later drafts come after earlier ones. */
let drafts = 0;

export async function modelsProject(): Promise<ModelsProject> {
  const database = await createTestDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'seqscope-models-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  const { target } = database;
  const project = { ...fixtureProject({ migrations: folder }), root: folder };
  return {
    database,
    folder,
    project,
    async sync(define) {
      await withModels(target, define, (sequelize) => sequelize.sync());
    },
    async draft(define, request = {}) {
      drafts += 1;
      const now = new Date(Date.UTC(2026, 0, 1, 0, 0, drafts));
      const connection = {
        target,
        mode: { readOnly: false, statementTimeoutMs: null },
        onStatement: () => undefined,
      };
      return withModels(target, define, (sequelize) =>
        draftMigration(
          project,
          { ...usual, ...request },
          {
            sequelize,
            connection,
            folder,
            now,
            scratchServer: () => Promise.resolve(testServer()),
            judge: openJudge({
              target,
              elsewhere: () => Promise.resolve(testServer()),
              isNeverHere: false,
              isIncomplete: false,
              differences: request.differences ?? null,
            }),
            lint: () => Promise.resolve(null),
          },
        ),
      );
    },
    async write({ file }) {
      if (file === null) throw new Error('there is nothing to write');
      await writeFile(join(file.folder, file.name), file.text);
    },
    async step(direction) {
      const selection = direction === 'up' ? all : ({ type: 'next', count: 1 } as const);
      const outcome = await step(project, target, direction, selection);
      const failed = outcome.results.find(({ status }) => status === 'failed');
      if (failed !== undefined) throw new Error(JSON.stringify(failed));
    },
    async snapshot() {
      const opened = openDatabase(target, { readOnly: true, statementTimeoutMs: null });
      try {
        const snapshot = await opened.withConnection(readSnapshot);
        return withoutTable(snapshot, { schema: null, table: 'SequelizeMeta' });
      } finally {
        await opened.close();
      }
    },
    async remove() {
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function withModels<T>(
  { host, port, database, user }: ConnectionTarget,
  define: Define,
  work: (sequelize: Sequelize) => Promise<T>,
): Promise<T> {
  const sequelize = new Sequelize(database, user, '', { host, port, dialect: 'postgres', logging: false });
  try {
    define(sequelize);
    return await work(sequelize);
  } finally {
    await sequelize.close();
  }
}

export interface Round {
  readonly draft: MigrationDraft;
  /** `+ column users.age integer`, in order. */
  readonly effects: readonly string[];
  /** What a second draft finds once the first was migrated. */
  readonly leftAfterUp: readonly string[];
  readonly isRestored: boolean;
}

interface RoundOptions {
  /** SQL before the tables are there, and when they are. */
  readonly first?: string;
  readonly prepare?: string;
  /** The first tables come by a drafted migration, too. */
  readonly isDrafted?: boolean;
  /** Nothing to change is no failure. */
  readonly isOptional?: boolean;
}

/** From the tables of one set of models to those of another and back, for good. */
export async function round(
  before: Define | string,
  after: Define,
  request: Partial<DraftRequest> & RoundOptions = {},
): Promise<Round> {
  const { prepare = '', first = '', isOptional = false, isDrafted = false, ...asked } = request;
  const models = await modelsProject();
  try {
    if (first !== '') await models.database.execute(first);
    if (typeof before === 'string') await models.database.execute(before);
    else if (isDrafted) {
      await models.write(await models.draft(before));
      await models.step('up');
    } else await models.sync(before);
    if (prepare !== '') await models.database.execute(prepare);
    const start = orderless(await models.snapshot());
    const draft = await models.draft(after, asked);
    if (isOptional && draft.file === null) return { draft, effects: [], leftAfterUp: [], isRestored: true };
    await models.write(draft);
    await models.step('up');
    const again = await models.draft(after, { ...asked, renames: [] });
    await models.step('down');
    const end = orderless(await models.snapshot());
    return {
      draft,
      effects: inWords(draft),
      leftAfterUp: inWords(again),
      isRestored: catalogHash(start) === catalogHash(end),
    };
  } finally {
    await models.remove();
  }
}

export function inWords({ effects }: MigrationDraft): readonly string[] {
  return effects.map(({ sign, text }) => `${sign} ${text}`);
}

/** A column that was dropped and came back stands last: no migration can help that. */
function orderless({ objects }: Snapshot): Snapshot {
  return {
    objects: objects.map((object) => {
      const { columnOrder: _order, ...properties } = object.properties;
      return { ...object, properties };
    }),
  };
}
