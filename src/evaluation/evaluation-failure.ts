/** What typed code threw → a report that points at the line of what was typed, or says what the database said. */
import { databaseError } from '../database/database-error.ts';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError, type ErrorDetails, type ErrorReport, reportError } from '../errors.ts';
import { codeFrame } from '../project/modules/code-frame.ts';
import type { CodePlace } from './syntax/strip-types.ts';
import { inspectedParts } from './readable/inspected-text.ts';
import type { CodeMistake } from './syntax/parse-code.ts';

export interface FailureContext {
  /** What was typed. */
  readonly code: string;
  /** The path of a script; null for a line. */
  readonly file: string | null;
  /** What the stack calls it. */
  readonly filename: string;
  readonly target: ConnectionTarget | undefined;
  /** Where a place of the script that ran was typed. */
  readonly typedPlace: (place: CodePlace) => CodePlace;
}

export function mistakeReport(mistake: CodeMistake, code: string, file: string | null): ErrorReport {
  return {
    code: 'code-mistake',
    kind: 'failed',
    message: `SyntaxError: ${mistake.message}`,
    remedy: '',
    details: placed(code, file, mistake),
  };
}

/** Never throws, whatever was thrown. */
export function failureReport(error: unknown, context: FailureContext): ErrorReport {
  const known = error instanceof Error ? databaseError(error, { target: context.target }) : error;
  const place = placeIn(error, context);
  const details = place === null ? {} : placed(context.code, context.file, place);
  if (known instanceof ConsoleError) {
    const report = reportError(known);
    // A statement's own place is the nearer one.
    return report.details.excerpt === undefined
      ? { ...report, details: { ...details, ...report.details } }
      : report;
  }
  return {
    code: 'code-failed',
    kind: 'failed',
    message: messageOf(error),
    remedy: remedyOf(error),
    details,
    stack: stackOf(error, context),
  };
}

function placed(code: string, file: string | null, { line, column }: CodePlace): ErrorDetails {
  const excerpt = codeFrame(code, line, column) ?? undefined;
  return { line, column, excerpt, ...(file === null ? {} : { file }) };
}

/** The first frame of the stack that is what was typed. */
function placeIn(error: unknown, { filename, typedPlace }: FailureContext): CodePlace | null {
  const stack = stackText(error);
  for (const line of stack.split('\n')) {
    const at = line.lastIndexOf(`${filename}:`);
    if (at < 0) continue;
    const match = /^(\d+):(\d+)/.exec(line.slice(at + filename.length + 1));
    if (match !== null) return typedPlace({ line: Number(match[1]), column: Number(match[2]) });
  }
  return null;
}

function stackText(error: unknown): string {
  try {
    return error instanceof Error && typeof error.stack === 'string' ? error.stack : '';
  } catch {
    return '';
  }
}

/** The frames of the project's own code, and none of ours. */
function stackOf(error: unknown, { filename }: FailureContext): string | undefined {
  const frames = stackText(error)
    .split('\n')
    .filter((line) => /^\s+at /.test(line) && !/[\\/]node_modules[\\/]|\(?node:/.test(line));
  const own = frames.findIndex((line) => line.includes(filename));
  const shown = frames.slice(0, own < 0 ? 10 : own);
  return shown.length === 0 ? undefined : shown.join('\n');
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) {
    const shown = inspectedParts(error).map(({ text }) => text);
    return `Uncaught ${shown.join('')}`;
  }
  try {
    const { name, message } = error;
    const said = validationMessages(error);
    return `${name}: ${said.length > 0 ? said.join('; ') : message}`;
  } catch {
    return 'an error whose message cannot be read';
  }
}

/** Sequelize's ValidationError and AggregateError hold one error for each thing (lib/errors). */
function validationMessages(error: Error): readonly string[] {
  const inner: unknown = Reflect.get(error, 'errors');
  if (!Array.isArray(inner)) return [];
  return inner.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('message' in item)) return [];
    const path = 'path' in item && typeof item.path === 'string' ? `${item.path}: ` : '';
    return [`${path}${String(item.message)}`];
  });
}

function remedyOf(error: unknown): string {
  if (!(error instanceof ReferenceError)) return '';
  return error.message.endsWith('is not defined') ? 'Names that are there: `.models`, `.help`, and Tab.' : '';
}
