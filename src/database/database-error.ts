/**
 * Turns what pg and Sequelize reject with into errors a user can mend. Invariant: no password leaves this file.
 */
import { ConsoleError, type ErrorDetails } from '../errors.ts';
import { tellConnectionFailure } from './errors/connection-errors.ts';
import { findFailure, type Failure } from './errors/failure.ts';
import { redactedCause, redactPasswords } from './errors/redact.ts';
import { tellSqlFailure } from './errors/sql-errors.ts';
import { statementPlace } from './errors/statement-place.ts';
import type { ConnectionTarget } from './target.ts';

export interface ErrorContext {
  /** Lets the message name the server, and keeps errors of other servers' ports out. */
  readonly target?: ConnectionTarget | undefined;
  /** The statement as it was sent; without it, the one that Sequelize recorded. */
  readonly statement?: string | undefined;
}

/**
 * A ConsoleError for everything a database or the way to it says; a ConsoleError that comes in, and anything unknown (a
 * bug, or an error of the project's own), goes out as it is.
 */
export function databaseError(error: unknown, context: ErrorContext = {}): Error {
  if (error instanceof ConsoleError) return error;
  const failure = findFailure(error, context.target);
  if (failure === null) return error instanceof Error ? error : new Error(String(error));
  const told =
    failure.type === 'sql'
      ? tellSqlFailure(failure, context.target)
      : tellConnectionFailure(failure, context.target);
  return new ConsoleError(redactPasswords(told.message), {
    code: told.code,
    kind: told.kind ?? 'failed',
    remedy: told.remedy,
    details: detailsOf(failure, context.statement),
    cause: redactedCause(error),
  });
}

function detailsOf(failure: Failure, sent: string | undefined): ErrorDetails {
  if (failure.type === 'connection') return {};
  const statement = sent ?? failure.statement;
  const place =
    statement === undefined || failure.position === undefined
      ? null
      : statementPlace(statement, failure.position);
  return {
    sqlState: failure.sqlState,
    hint: redacted(failure.hint),
    detail: redacted(failure.detail),
    statement: redacted(statement),
    line: place?.line,
    column: place?.column,
    excerpt: redacted(place?.excerpt),
  };
}

function redacted(text: string | undefined): string | undefined {
  return text === undefined ? undefined : redactPasswords(text);
}
