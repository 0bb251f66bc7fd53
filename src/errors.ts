/**
 * Errors a user can meet, and the one table of exit codes.
 * Anything that is not a ConsoleError is a bug in seqscope and exits with 70, stack shown.
 */

/** What ended the program, by kind of end. The only list of exit codes in the house. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  connection: 3,
  bug: 70,
  interrupted: 130,
} as const;

/** Which exit code an error leads to: `usage` covers wrong arguments and wrong configuration. */
export type ErrorKind = 'failed' | 'usage' | 'connection' | 'interrupted';

/** Evidence beside the message. Every field is plain data, so that a report can cross a process. */
export interface ErrorDetails {
  readonly file?: string | undefined;
  /** 1-based. */
  readonly line?: number | undefined;
  /** 1-based. */
  readonly column?: number | undefined;
  /** Five characters, PostgreSQL manual, appendix A. */
  readonly sqlState?: string | undefined;
  /** The server's own HINT. */
  readonly hint?: string | undefined;
  /** The server's own DETAIL. */
  readonly detail?: string | undefined;
  /** The statement that failed, passwords redacted. */
  readonly statement?: string | undefined;
  /** Text with a caret under the place, several lines, for a parse error. */
  readonly excerpt?: string | undefined;
  /** What would have been connected to, and in words what names it. */
  readonly connection?: RefusedConnection | undefined;
  /** What else failed where one error stands for several. */
  readonly others?: readonly ErrorReport[] | undefined;
}

/** A place somebody has to agree to before it is connected to. */
export interface RefusedConnection {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly source: string;
}

export interface ConsoleErrorOptions {
  readonly code: string;
  readonly kind?: ErrorKind;
  readonly remedy: string;
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
  readonly isNotice?: boolean;
}

/**
 * An error with a way out. `code` is a stable kebab-case name, `message` one sentence that quotes the thing,
 * `remedy` an imperative sentence that quotes the command or key.
 */
export class ConsoleError extends Error {
  override readonly name: string = 'ConsoleError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly remedy: string;
  readonly details: ErrorDetails;
  /** True for what was done differently than asked, and broke nothing: it is told, and fails no command. */
  readonly isNotice: boolean;

  constructor(message: string, options: ConsoleErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.kind = options.kind ?? 'failed';
    this.remedy = options.remedy;
    this.details = options.details ?? {};
    this.isNotice = options.isNotice ?? false;
  }
}

/** A ConsoleError, or a bug, as plain data. `kind: 'bug'` carries the stack and no remedy. */
export interface ErrorReport {
  readonly code: string;
  readonly kind: ErrorKind | 'bug';
  readonly message: string;
  readonly remedy: string;
  readonly details: ErrorDetails;
  readonly stack?: string | undefined;
  /** Set for a notice alone: see ConsoleError. */
  readonly isNotice?: true | undefined;
}

/** Never throws, whatever was thrown. */
export function reportError(error: unknown): ErrorReport {
  if (error instanceof ConsoleError) {
    const { code, kind, message, remedy, details, isNotice } = error;
    return { code, kind, message, remedy, details, ...(isNotice ? { isNotice } : {}) };
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: 'interrupted', kind: 'interrupted', message: 'Interrupted.', remedy: '', details: {} };
  }
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? error.stack : undefined;
  return { code: 'bug', kind: 'bug', message, remedy: '', details: {}, stack };
}

/** One report for each thing that failed. */
export function reportsIn(report: ErrorReport): readonly ErrorReport[] {
  const { others = [], ...details } = report.details;
  return others.length === 0 ? [report] : [{ ...report, details }, ...others];
}

/** The error a report was made from, on the other side of a process boundary. */
export function errorFromReport(report: ErrorReport): Error {
  if (report.kind === 'bug') {
    const bug = new Error(report.message);
    if (report.stack !== undefined) bug.stack = report.stack;
    return bug;
  }
  const { code, kind, remedy, details, isNotice = false } = report;
  return new ConsoleError(report.message, { code, kind, remedy, details, isNotice });
}

/**
 * The known names closest to a mistyped one, best first, at most `limit`: case-insensitive edit distance (swapped letters are one edit) of at most a
 * third of the length, or one name contained in the other.
 */
export function nearestNames(name: string, known: readonly string[], limit = 3): readonly string[] {
  const wanted = name.toLowerCase();
  return known
    .map((candidate) => ({ candidate, distance: distanceBetween(wanted, candidate.toLowerCase()) }))
    .filter(
      ({ candidate, distance }) =>
        distance <= Math.max(1, Math.floor(wanted.length / 3)) ||
        (wanted.length >= 3 && candidate.toLowerCase().includes(wanted)),
    )
    .sort((a, b) => a.distance - b.distance)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** Levenshtein distance in UTF-16 code units, two neighbours that changed places counting as one (optimal string alignment). */
function distanceBetween(a: string, b: string): number {
  let beforePrevious: readonly number[] = [];
  let previous: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwapped ? (beforePrevious[j - 2] ?? 0) + 1 : substitution;
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, substitution, swap));
    }
    [beforePrevious, previous] = [previous, current];
  }
  return previous[b.length] ?? 0;
}
