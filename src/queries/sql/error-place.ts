/** Where in the whole text the server found fault, when a statement of it was sent alone. */
import { redactPasswords } from '../../database/errors/redact.ts';
import { statementPlace } from '../../database/errors/statement-place.ts';
import { ConsoleError } from '../../errors.ts';
import type { SqlRequest } from './sql-request.ts';

/** The error with line, column and excerpt of the text; `linesBefore` the statement stood so many lines that are not in it. */
export function placeInText(error: unknown, request: SqlRequest, linesBefore = 0): unknown {
  if (!(error instanceof ConsoleError)) return error;
  const { line, column } = error.details;
  if (line === undefined || column === undefined) return error;
  const { text, start, end } = request;
  const statement = text.slice(start, end);
  const lines = statement.split('\n').slice(0, line - linesBefore - 1);
  // Characters, as the server counts them.
  const before =
    Array.from(text.slice(0, start)).length + lines.reduce((sum, { length }) => sum + length + 1, 0);
  const place = line <= linesBefore ? null : statementPlace(text, before + column);
  const { code, kind, remedy, details, cause } = error;
  return new ConsoleError(error.message, {
    code,
    kind,
    remedy,
    cause,
    details: {
      ...details,
      statement: redactPasswords(statement),
      line: place?.line,
      column: place?.column,
      excerpt: place === null ? undefined : redactPasswords(place.excerpt),
    },
  });
}
