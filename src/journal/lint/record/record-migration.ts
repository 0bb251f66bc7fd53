/**
 * Runs one direction of a migration on an instance of the project's own Sequelize that has no connection, and notes what it
 * would have sent. Nothing is written anywhere; what it asks of the schema is read from the real catalog.
 */
import { realpathSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Sequelize } from 'sequelize';
import type { Database } from '../../../database/client.ts';
import { nowhere } from '../../../project/load/nowhere.ts';
import { openSequelize } from '../../../project/load/open-sequelize.ts';
import type { Project } from '../../../project/project.ts';
import { ConsoleError } from '../../../errors.ts';
import { instanceOptions } from '../../instance-options.ts';
import { loadMigration } from '../../load-migration.ts';
import type { JournalKind } from '../../journal.ts';
import type { PlannedEntry } from '../../plan.ts';
import { oneLine } from '../sql/one-line.ts';
import type { SqlParser } from '../sql/parse-sql.ts';
import { answerStatement } from './answer.ts';
import { notePlaces } from './call-place.ts';
import { divertConnections } from './divert-connections.ts';
import { guardEffects } from './guard-effects.ts';
import type { RecordedStatement, Recording } from './recording.ts';
import { type RecordingContext, runRecording } from './recording-context.ts';
import { applyChange, type ReplayedTables } from './replayed-tables.ts';

export interface RecordOptions {
  readonly parser: SqlParser;
  /** Where questions about the schema are asked, read-only; null to answer them as an empty database would. */
  readonly catalog: Database | null;
  /** What the migrations before it have made of the tables; moved along with it. */
  readonly tables: TablesSoFar;
  /** 5 s unless said otherwise. */
  readonly timeLimitMs?: number | undefined;
}

/** Holds the tables as they are after each recorded statement. */
export interface TablesSoFar {
  current: ReplayedTables;
}

/** `missing` when the file has no such function. */
export type RecordedDirection =
  | { readonly type: 'recorded'; readonly recording: Recording; readonly mayRunInTransaction: boolean }
  | { readonly type: 'missing' }
  /** The file could not be executed at all. */
  | { readonly type: 'unreadable'; readonly reason: string };

const defaultTimeLimitMs = 5_000;
/** A loop that waits for rows to be gone would never end. */
const mostStatements = 5_000;

/** Never rejects for what the migration does; rejects when the project has no Sequelize that can be run. */
export async function recordMigration(
  project: Project,
  kind: JournalKind,
  entry: PlannedEntry,
  direction: 'up' | 'down',
  options: RecordOptions,
): Promise<RecordedDirection> {
  guardEffects();
  const sequelize = await openRecordingInstance(project);
  const notes = openNotes(entry, options);
  divertConnections(sequelize, notes.context);
  notePlaces(sequelize);
  return runRecording(notes.context, async () => {
    let migration;
    try {
      migration = await loadMigration(project, kind, entry, direction);
    } catch (error) {
      const isMissing = error instanceof ConsoleError && /-irreversible$|-without-up$/.test(error.code);
      return isMissing ? { type: 'missing' } : { type: 'unreadable', reason: messageOf(error) };
    }
    const stop = new AbortController();
    let isMistake = false;
    const running = migration.run(sequelize).then(
      () => null,
      (error: unknown) => {
        isMistake = error instanceof ReferenceError;
        return messageOf(error);
      },
    );
    const tooLong = delay(options.timeLimitMs ?? defaultTimeLimitMs, 'it did not come to an end', {
      signal: stop.signal,
    }).catch(() => null);
    const brokenOff = await Promise.race([running, tooLong]);
    stop.abort();
    notes.close();
    const recording = { ...notes.taken(), brokenOff, isMistake };
    return { type: 'recorded', recording, mayRunInTransaction: migration.whyOutside === null };
  });
}

async function openRecordingInstance(project: Project): Promise<Sequelize> {
  const mode = { readOnly: true, statementTimeoutMs: null };
  const sequelize = await openSequelize(project, { target: nowhere, mode, onStatement: () => undefined });
  // Asked of the server on the first connection, which never comes; 0 makes Sequelize ask.
  const options = instanceOptions(sequelize);
  if (options.databaseVersion === 0) options.databaseVersion = '15.0.0';
  return sequelize;
}

interface Notes {
  readonly context: RecordingContext;
  /** From now on every statement is refused. */
  readonly close: () => void;
  readonly taken: () => Omit<Recording, 'brokenOff' | 'isMistake'>;
}

function openNotes(entry: PlannedEntry, { parser, catalog, tables }: RecordOptions): Notes {
  const statements: RecordedStatement[] = [];
  const guessed = new Set<string>();
  const blocked = new Set<string>();
  let isClosed = false;
  const context: RecordingContext = {
    files: [entry.path, realPath(entry.path)],
    block: (what) => blocked.add(what),
    async answer({ sql, values, isInTransaction, place }) {
      if (isClosed || statements.length >= mostStatements) throw new Error('it sent statements without end');
      const parsed = parser.parse(sql);
      const problem = parsed === null ? parser.problemOf(sql) : null;
      const bound = values.filter((value) => typeof value === 'string');
      statements.push({ sql, parsed, problem, bound, isInTransaction, place });
      const { answer, isGuess } = await answerStatement(sql, parsed, catalog, tables.current);
      const changes = parsed?.flatMap((statement) => statement.changes) ?? [];
      tables.current = changes.reduce(applyChange, tables.current);
      if (isGuess && !isOfSequelize(sql)) guessed.add(oneLine(sql));
      return answer;
    },
  };
  return {
    context,
    close: () => (isClosed = true),
    taken: () => ({ statements: [...statements], guessed: [...guessed], blocked: [...blocked] }),
  };
}

/**
 * Sequelize looks for an enum type before it makes one, and reads all types once it has (lib/dialects/postgres/query-interface.js,
 * ensureEnums; connection-manager.js, _refreshDynamicOIDs).
 */
export function isOfSequelize(sql: string): boolean {
  return (
    sql.startsWith('SELECT t.typname enum_name, array_agg(e.enumlabel ORDER BY enumsortorder)') ||
    sql.startsWith('WITH ranges AS (  SELECT pg_range.rngtypid')
  );
}

function messageOf(error: unknown): string {
  return oneLine(error instanceof Error ? error.message : String(error));
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
