/** `export`: all rows of a spec into a file, or onto standard output, in a format for other programs. */
import { resolve } from 'node:path';
import { exitCodes } from '../errors.ts';
import { byteText } from '../output/byte-text.ts';
import { counted, milliseconds } from '../output/measures.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type {
  ExportFormat,
  ExportOutcome,
  ExportProgress,
  ExportRequest,
} from '../queries/export/export-request.ts';
import type { Session } from '../session.ts';
import type { Invocation, OptionValues } from './command.ts';
import { exportedText, progressLine, type ProgressLine } from './progress-line.ts';
import { resolveSpec } from './resolve-spec.ts';
import { typedSpec } from './typed-spec.ts';
import { usageError } from './usage-errors.ts';

/** Rows and how long on `notes`, when they went into a file; standard output gets the rows alone. */
export async function exportRows(invocation: Invocation): Promise<number> {
  const { options, notes } = invocation;
  const typed = typedSpec(options, null);
  const output = options.text('output');
  const path = output === null || output === '-' ? null : output;
  const format = chosenFormat(options, path);
  // The session works in the project's folder; what was typed is meant from here.
  const file = path === null ? null : resolve(path);
  const session = await invocation.openSession();
  const request: ExportRequest = {
    spec: await resolveSpec(session, invocation, typed),
    format,
    isRaw: options.flag('raw'),
    hasHeader: !options.flag('no-header'),
  };
  const progress = progressLine(notes, exportedText);
  try {
    if (file === null) return await exportToOutput(session, request, invocation, progress);
    const outcome = await session.export(
      { ...request, file: { path: file, overwrites: options.flag('force') } },
      { signal: invocation.signal, onProgress: progress.show },
    );
    await progress.clear();
    await notes.write(`${outcomeText(outcome)} to ${sanitiseLine(path ?? '')}\n`);
    for (const name of outcome.removedDrafts ?? []) {
      await notes.write(`Removed ${sanitiseLine(name)}, which an export that was killed had left there.\n`);
    }
    return exitCodes.ok;
  } finally {
    await progress.clear();
  }
}

/** A reader that goes away has what it wanted: the export ends, and not as a failure. */
async function exportToOutput(
  session: Session,
  request: ExportRequest,
  { out, signal }: Invocation,
  progress: ProgressLine<ExportProgress>,
): Promise<number> {
  const gone = new AbortController();
  const write = async (bytes: Uint8Array): Promise<void> => {
    await out.write(bytes);
    if (!out.hasReader()) gone.abort();
    gone.signal.throwIfAborted();
  };
  try {
    await session.exportTo(request, write, {
      signal: AbortSignal.any([signal, gone.signal]),
      // A terminal that shows the rows cannot show a bar as well.
      ...(out.isTerminal ? {} : { onProgress: progress.show }),
    });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
  return exitCodes.ok;
}

const formats: ReadonlyMap<string, ExportFormat> = new Map([
  ['csv', 'csv'],
  ['tsv', 'tsv'],
  ['json', 'json'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['insert', 'insert'],
  ['sql', 'insert'],
  ['markdown', 'markdown'],
  ['md', 'markdown'],
]);

/** What was asked for, else what the file's ending means; throws where that means nothing. */
function chosenFormat(options: OptionValues, path: string | null): ExportFormat {
  const asked = formats.get(options.text('format') ?? '');
  if (asked !== undefined) return asked;
  if (path === null) return 'csv';
  const ending = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase();
  const format = formats.get(ending ?? '');
  if (format !== undefined) return format;
  throw usageError(
    'unknown-format',
    `The name "${path}" does not say which format is meant.`,
    'export',
    'Add `--format csv`, tsv, json, jsonl, insert or markdown; or end the name in .csv, .tsv, .json, .jsonl, .sql or .md.',
  );
}

/** `Wrote 1,000,000 rows (98.2 MB) in 1.3 s`. */
function outcomeText({ rowCount, byteLength, durationMs }: ExportOutcome): string {
  const time = durationMs < 1000 ? milliseconds(durationMs) : `${(durationMs / 1000).toFixed(1)} s`;
  return `Wrote ${counted(rowCount, 'row')} (${byteText(byteLength)}) in ${time}`;
}
