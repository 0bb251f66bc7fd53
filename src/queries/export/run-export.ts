/**
 * An export from its request to its last byte: the way that suits the spec, its progress, and what is said when it ends
 * early. Memory does not grow with the rows.
 */
import type { Database } from '../../database/client.ts';
import { ConsoleError, reportError } from '../../errors.ts';
import { compileModelGroups } from '../grouping/group-model.ts';
import { isGrouped } from '../grouping/grouped-columns.ts';
import type { ModelReader } from '../model-reader.ts';
import { compileModelStatement } from '../read-model.ts';
import type {
  ExportOutcome,
  ExportProgress,
  ExportRequest,
  ExportWriter,
  RowFormat,
} from './export-request.ts';
import { readApplicationRows } from './model-rows.ts';
import { isPlainModel, storedModelRows } from './model-source.ts';
import { copyStoredRows, type StoredStart } from './stored-rows.ts';
import { groupRows, tableRows } from './table-rows.ts';

export interface ExportOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called a few times a second, and once at the end. */
  readonly onProgress?: ((progress: ExportProgress) => void) | undefined;
}

const progressIntervalMs = 100;

/**
 * `readerOf` gives what reads a model, or throws. Rejects with a ConsoleError; one that comes after the first byte says how
 * many rows had been written, and what `write` rejects with is passed on.
 */
export async function runExport(
  database: Database,
  readerOf: (model: string) => ModelReader,
  request: ExportRequest,
  write: ExportWriter,
  { signal, onProgress }: ExportOptions = {},
): Promise<ExportOutcome> {
  const startedAt = performance.now();
  const meter = progressMeter(onProgress);
  const made: { format: RowFormat | null } = { format: null };
  const put = async (part: Buffer | string): Promise<void> => {
    if (part.length === 0) return;
    const bytes = typeof part === 'string' ? Buffer.from(part) : part;
    await write(bytes);
    meter.byteLength += bytes.length;
  };
  const start = async (told: StoredStart): Promise<void> => {
    made.format = told.format;
    meter.rowEstimate = told.rowEstimate;
    meter.tell();
    await put(told.format.begin());
  };
  const receive = async (bytes: Buffer, rowCount: number): Promise<void> => {
    await put(made.format?.rows(bytes) ?? '');
    meter.rowCount += rowCount;
    meter.tell();
  };
  try {
    const method = await transfer(database, readerOf, request, start, receive, signal);
    await put(made.format?.end() ?? '');
    meter.tell(true);
    const { rowCount, byteLength } = meter;
    return { rowCount, byteLength, durationMs: performance.now() - startedAt, method };
  } catch (error) {
    throw meter.byteLength === 0 && meter.rowCount === 0 ? error : endedEarly(error, meter.rowCount);
  }
}

async function transfer(
  database: Database,
  readerOf: (model: string) => ModelReader,
  request: ExportRequest,
  start: (start: StoredStart) => Promise<void>,
  receive: (bytes: Buffer, rowCount: number) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<ExportOutcome['method']> {
  const { spec, format, isRaw } = request;
  const { source } = spec;
  if (source.type !== 'model') {
    await copyStoredRows(database, await tableRows(database, source, spec), request, start, receive, signal);
    return 'copy';
  }
  const reader = readerOf(source.name);
  if (isGrouped(spec)) {
    const groups = groupRows(await compileModelGroups(reader, spec));
    await copyStoredRows(database, groups, request, start, receive, signal);
    return 'copy';
  }
  const statement = await compileModelStatement(reader, { ...spec, clipBytes: null });
  if (format === 'insert' || isRaw || isPlainModel(statement, reader.sequelize)) {
    await copyStoredRows(database, storedModelRows(statement), request, start, receive, signal);
    return 'copy';
  }
  await readApplicationRows(reader, statement, { ...request, format }, start, receive, signal);
  return 'model';
}

interface ProgressMeter {
  rowCount: number;
  byteLength: number;
  rowEstimate: number | null;
  tell(isLast?: boolean): void;
}

function progressMeter(onProgress: ExportOptions['onProgress']): ProgressMeter {
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    rowCount: 0,
    byteLength: 0,
    rowEstimate: null,
    tell(isLast = false) {
      const now = performance.now();
      if (onProgress === undefined || (!isLast && now - toldAt < progressIntervalMs)) return;
      toldAt = now;
      const { rowCount, byteLength, rowEstimate } = this;
      onProgress({ rowCount, byteLength, rowEstimate });
    },
  };
}

/** What failed half-way failed, even where the connection did: how far it came is what matters. */
function endedEarly(error: unknown, rowCount: number): unknown {
  if (!(error instanceof ConsoleError) || error.kind === 'interrupted') return error;
  const { code, remedy, details } = error;
  const rows = `${rowCount.toLocaleString('en')} ${rowCount === 1 ? 'row' : 'rows'}`;
  return new ConsoleError(`The export ended after ${rows}: ${reportError(error).message}`, {
    code,
    remedy,
    details,
    cause: error,
  });
}
