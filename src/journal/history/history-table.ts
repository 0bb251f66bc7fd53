/**
 * The side table of a journal: what was executed and reverted, when, how long it took, by whom and from which file. Opt-in, and
 * nothing depends on it: sequelize-cli goes on with the journal alone, and what it does leaves no row here.
 */
import type { JournalStorage } from '../../project/project.ts';
import type { EntryHistory, JournalKind } from '../journal.ts';
import type { RowStatement, RunStatement } from '../journal-storage/journal-storage.ts';
import { quoteIdentifier } from '../../database/quote.ts';

/** `up` and `down` ran the file; the others are `db:migrate:repair`'s, and touched the journal alone. */
export type HistoryDirection = 'up' | 'down' | 'mark-executed' | 'mark-pending' | 'rename' | 'drop';

export interface HistoryRow {
  /** As the journal records it. */
  readonly name: string;
  readonly direction: HistoryDirection;
  readonly durationMs: number;
  readonly osUser: string | null;
  readonly host: string | null;
  readonly tool: string | null;
  readonly checksum: string | null;
  /** As in EntryHistory. */
  readonly file?: string | undefined;
  readonly gitCommit: string | null;
}

export interface HistoryTable {
  /** Of each name that was executed last, by that name; empty when there is no table yet. Writes nothing. */
  readonly read: (run: RunStatement) => Promise<ReadonlyMap<string, EntryHistory>>;
  /** Creates the table when it is missing. The row is part of whatever transaction `run` is in. */
  readonly add: (row: HistoryRow, run: RunStatement) => Promise<void>;
  /** What `add` comes to once it has found or created the table; null before. */
  readonly remembered: (row: HistoryRow) => RowStatement | null;
}

const defaultTables = { migrations: 'SequelizeMeta', seeders: 'SequelizeData' } as const;

/** Beside the journal's own table, its name with `History` behind it; where the journal is no table, as if it were the usual one. */
export function historyTable(kind: JournalKind, storage: JournalStorage): HistoryTable {
  const journal = storage.type === 'sequelize' ? storage : { schema: null, table: defaultTables[kind] };
  const name = quoteIdentifier(`${journal.table}History`);
  const table = journal.schema === null ? name : `${quoteIdentifier(journal.schema)}.${name}`;
  let isSeen = false;

  const insertion = (row: HistoryRow): RowStatement => ({
    sql: `INSERT INTO ${table} (name, direction, started_at, duration_ms, os_user, host, tool, checksum, file, git_commit)
         VALUES ($1, $2, clock_timestamp() - $3::int * interval '1 millisecond', $3::int, $4, $5, $6, $7, $8, $9)`,
    values: [
      row.name,
      row.direction,
      Math.round(row.durationMs),
      row.osUser,
      row.host,
      row.tool,
      row.checksum,
      row.file ?? null,
      row.gitCommit,
    ],
  });

  return {
    async read(run) {
      if (await isMissing(table, run)) return new Map();
      const rows = await run(`
        SELECT name, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS executed_at,
               duration_ms, os_user, pg_user, host, tool, checksum, file, git_commit
          FROM (SELECT DISTINCT ON (name) * FROM ${table} ORDER BY name, id DESC) AS latest
         WHERE direction IN ('up', 'mark-executed', 'rename')`);
      return new Map(rows.map(([recordedName, ...row]) => [String(recordedName), historyOf(row)]));
    },
    async add(row, run) {
      // Asked first: without the privilege to create, IF NOT EXISTS is refused although there is nothing to create.
      if (await isMissing(table, run)) await run(createSql(table));
      const { sql, values } = insertion(row);
      await run(sql, values);
      isSeen = true;
    },
    remembered: (row) => (isSeen ? insertion(row) : null),
  };
}

async function isMissing(table: string, run: RunStatement): Promise<boolean> {
  const [row] = await run('SELECT to_regclass($1) IS NULL', [table]);
  return row?.[0] === true;
}

function createSql(table: string): string {
  return `CREATE TABLE IF NOT EXISTS ${table} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(255) NOT NULL,
    direction text NOT NULL,
    started_at timestamptz NOT NULL,
    duration_ms integer NOT NULL,
    os_user text,
    pg_user text NOT NULL DEFAULT session_user,
    host text,
    tool text,
    checksum text,
    file varchar(255),
    git_commit text
  )`;
}

function historyOf([
  executedAt,
  durationMs,
  osUser,
  pgUser,
  host,
  tool,
  checksum,
  file,
  gitCommit,
]: readonly unknown[]) {
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    executedAt: String(executedAt),
    durationMs: Number(durationMs),
    osUser: text(osUser),
    pgUser: String(pgUser),
    host: text(host),
    tool: text(tool),
    checksum: text(checksum),
    ...(typeof file === 'string' ? { file } : {}),
    gitCommit: text(gitCommit),
  };
}
