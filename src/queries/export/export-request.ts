/**
 * What an export is asked for, how far it is and what came of it: plain data, the same for the command and the console.
 */
import type { QuerySpec } from '../query-spec.ts';

export type ExportFormat = 'csv' | 'tsv' | 'json' | 'jsonl' | 'insert' | 'markdown';

export interface ExportRequest {
  /** Its `limit` is a limit of the export; `clipBytes` is not heeded: values are whole. */
  readonly spec: QuerySpec;
  readonly format: ExportFormat;
  /**
   * True for what the database has, whatever getters, virtual attributes and included records the model puts before it.
   * `insert` is always that, and so is a model that has none of them.
   */
  readonly isRaw: boolean;
  /** Whether csv and tsv begin with the names. */
  readonly hasHeader: boolean;
}

/** A file that is there under its name only when all rows are in it. */
export interface ExportFile {
  /** Absolute, or from the working directory of the process that exports. */
  readonly path: string;
  /** Whether a file of that name is replaced; else it is an error, and left alone. */
  readonly overwrites: boolean;
}

export interface ExportProgress {
  readonly rowCount: number;
  readonly byteLength: number;
  /** The planner's estimate of the rows in all; null where there is none. */
  readonly rowEstimate: number | null;
}

export interface ExportOutcome {
  readonly rowCount: number;
  readonly byteLength: number;
  readonly durationMs: number;
  /** `copy`: the server wrote the values. `model`: the application's own code did. */
  readonly method: 'copy' | 'model';
  /** Names of unfinished files that killed exports to the same place had left, and that were removed. */
  readonly removedDrafts?: readonly string[];
}

/** Takes the bytes in order, one call at a time. Its rejection ends the export. */
export type ExportWriter = (bytes: Uint8Array) => Promise<void>;

/** A column of an export. */
export interface ExportColumn {
  readonly name: string;
  /** As format_type() gives it; of values that no column holds, the type the model says. */
  readonly type: string;
}

/** Rows of text in the format of COPY (PostgreSQL manual, COPY, Text Format), or bytes ready to be written. */
export interface RowFormat {
  readonly begin: () => string;
  /** `bytes` holds whole lines. */
  readonly rows: (bytes: Buffer) => Buffer | string;
  readonly end: () => string;
}
