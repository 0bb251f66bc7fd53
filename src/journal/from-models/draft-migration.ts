/**
 * From models to a migration that was proved: the models' schema and the database's are read, compared, written down as a file, and the
 * file is rehearsed. Writes nothing into the project and nothing that stays into the database.
 */
import { rm } from 'node:fs/promises';
import type { Sequelize } from 'sequelize';
import { openDatabase } from '../../database/client.ts';
import { readSnapshot } from '../../database/snapshot/read-snapshot.ts';
import { rebuildSql } from '../../database/snapshot/rebuild-sql.ts';
import type { Snapshot } from '../../database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../database/target.ts';
import type { Project } from '../../project/project.ts';
import { timedName } from '../generate/timed-name.ts';
import { journalTables } from '../journal-tables.ts';
import type { JournalView } from '../journal.ts';
import type { LintedEntry } from '../lint/finding.ts';
import type { PlannedEntry } from '../plan.ts';
import { readJournal } from '../read-journal.ts';
import type { StepConnection } from '../step-journal.ts';
import { writeAside } from '../write-aside.ts';
import { type Change, forwards } from './change.ts';
import { readManner } from './code/migration-manner.ts';
import { migrationText } from './code/migration-text.ts';
import { compareSchemas } from './compare.ts';
import type { CompareOptions } from './comparison.ts';
import type { DraftRequest, MigrationDraft, Proof } from './draft.ts';
import { effectsOf, nameAfter } from './effects.ts';
import type { Judge } from './judgement.ts';
import { countLosses } from './losses.ts';
import { filledColumns, tablesOf } from './model-facts.ts';
import type { AnyModel } from './model-instance.ts';
import { type ModelsSchema, readModelsSchema } from './models-schema.ts';
import { type DraftRehearsalOptions, rehearseDraft } from './rehearse-draft.ts';
import { possibleRenames, type Rename, readRenames, renamedSnapshot } from './renames.ts';
import { schemaState, type SchemaState, type TableName } from './schema-state.ts';
import { isUnread, nameOf } from './sync-models.ts';
import { readDependents, readViewRights } from './views/read-dependents.ts';
import { aroundViews, type Standing, standingOnEnums, standingViews } from './views/standing-views.ts';

export interface DraftSurroundings extends DraftRehearsalOptions {
  readonly sequelize: Sequelize;
  readonly connection: StepConnection;
  /** Where the file is to be, there or not. */
  readonly folder: string;
  /** Another server, where a scratch database can be made when the real one lets us create none. */
  readonly scratchServer: () => Promise<ConnectionTarget>;
  /** What counts as a difference. */
  readonly judge: Judge;
  /** The lint of the file, which lies aside. */
  readonly lint: (entry: PlannedEntry) => Promise<LintedEntry | null>;
  /** What the file is named after, in UTC. */
  readonly now?: Date | undefined;
}

interface LiveSchema {
  readonly snapshot: Snapshot;
  readonly state: SchemaState;
  readonly renames: readonly Rename[];
  readonly journals: readonly JournalView[];
  readonly standing: Standing;
}

/** Rejects with `rename-invalid`, and when no scratch database can be made anywhere. */
export async function draftMigration(
  project: Project,
  request: DraftRequest,
  surroundings: DraftSurroundings,
): Promise<MigrationDraft> {
  const { sequelize, connection, scratchServer, signal, judge, now = new Date() } = surroundings;
  const { target } = connection;
  const scratch = { elsewhere: scratchServer, signal };
  const live = await readLive(project, request, surroundings);
  const isJournal = journalTables(project, live.journals);
  const isView = (name: string) => live.state.views.some(({ table }) => table === name);
  const isSkipped = (model: AnyModel) => isJournal(nameOf(model)) || isView(nameOf(model));
  const models = await readModelsSchema(sequelize, target, isSkipped, scratch);
  const options = compareOptions(request, live, models, isJournal);
  const compare = async (whole: Snapshot) => {
    const judgement = await judge(whole, models, options.isSpared);
    return compareSchemas(schemaState(whole), models.state, { ...options, judgement });
  };
  const { changes: compared, kept } = await compare(live.snapshot);
  const changes = forwards([...live.renames, ...compared]);
  const { snapshot, renames, standing } = live;
  const views = standingViews(changes, renames, snapshot, standing, request.isRehearsed);
  const losses = await countLosses(changes, live.renames, target);
  const draft = {
    database: target.database,
    effects: effectsOf(aroundViews(changes, views.up), losses),
    kept,
    possibleRenames: possibleRenames(changes),
    problems: models.problems,
    unmadeKeys: models.unmadeKeys,
    isElsewhere: models.isElsewhere,
  };
  if (changes.length === 0) return { ...draft, file: null, proof: null, lint: null };
  const paths = live.journals.flatMap(({ kind, entries }) =>
    kind === 'migrations' ? entries.flatMap(({ path }) => path ?? []) : [],
  );
  const manner = await readManner(paths, project.root);
  const text = migrationText(changes, { up: models.state.enums, down: live.state.enums }, manner, views);
  const name = timedName(request.name ?? nameAfter(changes), now, manner.extension);
  const file = { name, folder: surroundings.folder, text };
  if (!request.isRehearsed) return { ...draft, file, proof: null, lint: null };
  const aside = await writeAside(project.root, surroundings.folder, name, text);
  try {
    const entry = { name, path: aside.path };
    const proof = await prove(project, entry, surroundings, async (after) =>
      forwards((await compare(after)).changes),
    );
    const told = naming(proof, standingOnEnums(changes, standing));
    return { ...draft, file, proof: told, lint: await surroundings.lint(entry) };
  } finally {
    await rm(aside.folder, { recursive: true, force: true });
  }
}

async function readLive(
  project: Project,
  { renames: written }: DraftRequest,
  { connection: { target }, scratchServer, signal }: DraftSurroundings,
): Promise<LiveSchema> {
  const mode = { readOnly: true, statementTimeoutMs: null };
  const database = openDatabase(target, mode, { maxConnections: 1 });
  try {
    const snapshot = await database.withConnection(readSnapshot);
    const journals = await Promise.all(
      (['migrations', 'seeders'] as const).map((kind) => readJournal(project, kind, database)),
    );
    const standing = await database.withConnection(async (connection) => ({
      dependents: await readDependents(connection),
      rights: await readViewRights(connection),
    }));
    const state = schemaState(snapshot);
    const renames = readRenames(written, state);
    if (renames.length === 0) return { snapshot, state, renames, journals, standing };
    const renamed = await renamedSnapshot(target, renames, { elsewhere: scratchServer, signal });
    return { snapshot: renamed, state: schemaState(renamed), renames, journals, standing };
  } finally {
    await database.close();
  }
}

function compareOptions(
  { keeps, dropsTables }: DraftRequest,
  { snapshot }: LiveSchema,
  { models, state, problems }: ModelsSchema,
  isJournal: (table: string) => boolean,
): Omit<CompareOptions, 'judgement'> {
  return {
    keeps: new Set(keeps),
    dropsTables,
    isFilled: filledColumns(tablesOf(models, state)),
    isSpared: (place) => isJournal(place.table) || isUnread(problems, place),
    rebuild: (place) => rebuildSql(tableAlone(snapshot, place)),
  };
}

/** With its sequences, without the keys that refer to other tables: those are changes of their own. */
function tableAlone({ objects }: Snapshot, { schema, table }: TableName): Snapshot {
  return {
    objects: objects.filter((object) => {
      const owner = object.properties['ownedBy'];
      if (object.type === 'sequence')
        return Array.isArray(owner) && owner[0] === schema && owner[1] === table;
      if (object.schema !== schema || object.properties['kind'] === 'foreign key') return false;
      return object.table === table || (object.type === 'table' && object.name === table);
    }),
  };
}

/** The server only says that the new type and the old one cannot be compared. */
function naming(proof: Proof, standing: readonly string[]): Proof {
  if (proof.error?.details.sqlState !== noSuchOperator || standing.length === 0) return proof;
  const remedy = `Drop what names labels of the enum in a migration of its own first, and make it again in one afterwards: ${standing.join(', ')}.`;
  return { ...proof, error: { ...proof.error, remedy } };
}

/** undefined_function (manual, appendix A). */
const noSuchOperator = '42883';

async function prove(
  project: Project,
  entry: PlannedEntry,
  { connection, signal, onEvent }: DraftSurroundings,
  leftOf: (after: Snapshot) => Promise<readonly Change[]>,
): Promise<Proof> {
  const rehearsal = await rehearseDraft(project, entry, connection, { signal, onEvent });
  const { entry: rehearsed, afterUp, error, catalogHash } = rehearsal;
  const failed = rehearsed?.passes.find(({ status }) => status === 'failed');
  const trip = rehearsed?.roundTrip ?? null;
  const left = afterUp === null ? [] : effectsOf(await leftOf(afterUp));
  return {
    verdict:
      error !== null || failed !== undefined
        ? 'failed'
        : left.length > 0
          ? 'left'
          : trip?.isRestored === true
            ? 'proved'
            : 'not-restored',
    left,
    afterBack: trip?.afterBack ?? null,
    afterAgain: trip?.afterAgain ?? null,
    failedDirection: failed?.direction ?? (error === null ? null : 'up'),
    error,
    catalogHash,
  };
}
