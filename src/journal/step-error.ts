/** What made a step fail, as a report that names the migration, its line, and the remedy. */
import { databaseError } from '../database/database-error.ts';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError, reportError, type ErrorDetails, type ErrorReport } from '../errors.ts';
import { codeFrame } from '../project/modules/code-frame.ts';
import { placeOf } from '../project/modules/error-place.ts';
import { readText } from '../project/files/file-system.ts';
import { entryNoun } from './entry-errors.ts';
import type { JournalKind } from './journal.ts';
import type { PlannedEntry } from './plan.ts';

export interface StepContext {
  readonly kind: JournalKind;
  readonly entry: PlannedEntry;
  readonly direction: 'up' | 'down';
  readonly target: ConnectionTarget;
  /** The project's folder. */
  readonly root: string;
}

/** Whatever project code throws is the user's to mend, so the report is never of kind `bug`. */
export function reportStepError(error: unknown, context: StepContext): ErrorReport {
  if (error instanceof Error && error.name === 'AbortError') return reportError(error);
  const known = databaseError(error, { target: context.target, ...statementOf(error) });
  const place = placeInProject(error, context.entry.path, context.root);
  if (!(known instanceof ConsoleError)) return reportError(projectError(error, context, place));
  return reportError(
    new ConsoleError(known.message, {
      code: known.code,
      kind: known.kind,
      remedy: known.remedy,
      // A place within the statement says more than the line that sent it; the two must not be mixed.
      details: known.details.excerpt === undefined ? { ...known.details, ...place } : known.details,
      cause: known.cause,
    }),
  );
}

function projectError(
  error: unknown,
  { kind, entry, direction }: StepContext,
  place: ErrorDetails,
): ConsoleError {
  const noun = entryNoun(kind);
  const message = error instanceof Error ? error.message : String(error);
  const line = place.line === undefined ? '' : ` at line ${String(place.line)}`;
  return new ConsoleError(
    `The ${noun} "${entry.name}" threw in "${direction}": ${message || 'an error without a message'}`,
    {
      code: `${noun}-failed`,
      remedy: `Mend "${place.file ?? entry.path}"${line} and run it again.`,
      details: place,
      cause: error,
    },
  );
}

function statementOf(error: unknown): { readonly statement?: string } {
  return error instanceof Error && 'sql' in error && typeof error.sql === 'string'
    ? { statement: error.sql }
    : {};
}

/** Where in the project it came from: the first frame there, with the lines around it. */
function placeInProject(error: unknown, path: string, root: string): ErrorDetails {
  const { file, line, column } = placeOf(error, path, root);
  const text = line === undefined ? null : readText(file);
  const excerpt = text === null || line === undefined ? null : codeFrame(text, line, column);
  return { file, line, column, excerpt: excerpt ?? undefined };
}
