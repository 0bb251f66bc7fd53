/**
 * What a session does with the journals of migrations and seeders: steps, rehearsals, repairs. One at a time, since project code runs
 * in each. A room of the engine is loaded only when it is needed.
 */
import { version } from '../../package.json';
import type { Database } from '../database/client.ts';
import type { ConnectionMode, ConnectionTarget } from '../database/target.ts';
import type {
  EntryCheck,
  ExecutedStatement,
  JournalEvent,
  JournalKind,
  StepOutcome,
  StepRequest,
} from '../journal/journal.ts';
import type { RehearsalEvent, RehearsalOutcome, RehearsalRequest } from '../journal/rehearse/rehearsal.ts';
import type { DraftRequest, MigrationDraft } from '../journal/from-models/draft.ts';
import type { DraftSurroundings } from '../journal/from-models/draft-migration.ts';
import type { RepairPlan } from '../journal/repair/repair.ts';
import type { Project } from '../project/project.ts';
import type { SessionEnvironment } from './environment.ts';
import type { Remembered } from './remember.ts';
import type { TakeTurn } from './take-turns.ts';

export interface StepRunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: ((event: JournalEvent) => void) | undefined;
}

export interface RehearsalRunOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onRehearsal?: ((event: RehearsalEvent) => void) | undefined;
}

export interface JournalParts {
  readonly step: (request: StepRequest, options: StepRunOptions) => Promise<StepOutcome>;
  readonly rehearse: (request: RehearsalRequest, options: RehearsalRunOptions) => Promise<RehearsalOutcome>;
  readonly addJournalTimes: (options: StepRunOptions) => Promise<{ readonly added: boolean }>;
  /** Loads the files of entries: those that `names` mean, or all. */
  readonly checkEntries: (
    kind: JournalKind,
    names: readonly string[] | null,
  ) => Promise<readonly EntryCheck[]>;
  readonly repair: (plan: RepairPlan, options: StepRunOptions) => Promise<void>;
  /** Drafts the migration that makes the database match models that are loaded. */
  readonly draft: (
    request: DraftRequest,
    models: Pick<DraftSurroundings, 'sequelize' | 'folder' | 'lint' | 'judge'>,
    options: RehearsalRunOptions,
  ) => Promise<MigrationDraft>;
}

export interface JournalPlace {
  readonly project: Remembered<Project>;
  readonly database: Remembered<Database>;
  /** Where the journals are, the database there. */
  readonly readyTarget: () => Promise<ConnectionTarget>;
  /** The embedded server, where a copy can be made when the real one lets us create no database. */
  readonly embeddedTarget: () => Promise<ConnectionTarget>;
  readonly mode: ConnectionMode;
  readonly onStatement: (statement: ExecutedStatement) => void;
  readonly inTurn: TakeTurn;
  readonly loadingProcess: SessionEnvironment['loadingProcess'];
}

export interface OpenedJournalParts extends JournalParts {
  /** Steps in a database of the caller's choice, in a mode of its own. */
  readonly stepIn: (
    request: StepRequest,
    target: ConnectionTarget,
    mode: ConnectionMode,
    options: StepRunOptions,
  ) => Promise<StepOutcome>;
}

/** Who steps, for the history of a journal. */
const tool = `seqscope ${version}`;

export function openJournalParts(place: JournalPlace): OpenedJournalParts {
  const { project, database, readyTarget, embeddedTarget, mode, onStatement, inTurn } = place;

  const stepIn: OpenedJournalParts['stepIn'] = async (request, target, ownMode, { signal, onEvent }) => {
    const found = await project.get();
    return inTurn(async () => {
      signal?.throwIfAborted();
      const { stepJournal } = await import('../journal/step-journal.ts');
      const connection = { target, mode: ownMode, onStatement, tool };
      return stepJournal(found, request, connection, { signal, onEvent });
    });
  };

  return {
    stepIn,
    async step(request, stepOptions) {
      return stepIn(request, await readyTarget(), mode, stepOptions);
    },
    async rehearse(request, { signal, onRehearsal }) {
      const target = await readyTarget();
      const found = await project.get();
      return inTurn(async () => {
        signal?.throwIfAborted();
        const { rehearseJournal } = await import('../journal/rehearse/rehearse-journal.ts');
        const scratchServer = async () => ({ ...(await embeddedTarget()), database: 'postgres' });
        const options = { signal, onEvent: onRehearsal, scratchServer };
        return rehearseJournal(found, request, { target, mode, onStatement }, options);
      });
    },
    async draft(request, models, { signal, onRehearsal: onEvent }) {
      const connection = { target: await readyTarget(), mode, onStatement };
      const found = await project.get();
      return inTurn(async () => {
        signal?.throwIfAborted();
        const { draftMigration } = await import('../journal/from-models/draft-migration.ts');
        const scratchServer = async () => ({ ...(await embeddedTarget()), database: 'postgres' });
        return draftMigration(found, request, { ...models, connection, scratchServer, signal, onEvent });
      });
    },
    async addJournalTimes(stepOptions) {
      const found = await project.get();
      const connection = { target: await readyTarget(), mode };
      const { addJournalTimes } = await import('../journal/add-times.ts');
      return inTurn(() => addJournalTimes(found, connection, stepOptions));
    },
    async checkEntries(kind, names) {
      const found = await project.get();
      const own = await database.get();
      const connection = { target: await readyTarget(), mode, onStatement };
      return inTurn(async () => {
        const { readJournal } = await import('../journal/read-journal.ts');
        const { checkEntries } = await import('../journal/check-entries.ts');
        const view = await readJournal(found, kind, own);
        return checkEntries(found, view, names, connection, place.loadingProcess);
      });
    },
    async repair(plan, repairOptions) {
      const found = await project.get();
      const connection = { target: await readyTarget(), mode, onStatement, tool };
      return inTurn(async () => {
        const { applyRepair } = await import('../journal/repair/repair-journal.ts');
        return applyRepair(found, plan, connection, repairOptions);
      });
    },
  };
}
