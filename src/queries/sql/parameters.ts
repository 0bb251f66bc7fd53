/**
 * `:name` in a statement: which names there are, and the statement as the server takes it, with `$1` for each name and its
 * values beside. The server infers the types.
 */
import { quoteLiteral } from '../../database/quote.ts';
import { ConsoleError } from '../../errors.ts';
import type { SqlSource } from '../query-spec.ts';
import { scanSql } from './scan.ts';

/** Values by name; null is NULL. */
export type SqlParameters = SqlSource['parameters'];

export interface BoundSql {
  /** As long as what was written, line by line, where the names have two letters or more: places in it hold for both. */
  readonly sql: string;
  readonly values: readonly (string | null)[];
}

/** The names in the order of their first use. */
export function parameterNames(statement: string): readonly string[] {
  const named = scanSql(statement).filter(({ type }) => type === 'named');
  return [...new Set(named.map(({ text }) => text.slice(1)))];
}

/** Rejects a statement with a name that has no value, or with both `:name` and `$1`. */
export function bindParameters(statement: string, parameters: SqlParameters): BoundSql {
  const names = parameterNames(statement);
  const values = names.map((name) => valueOf(name, parameters));
  if (names.length > 0 && scanSql(statement).some(({ type }) => type === 'positional')) throw mixed();
  const sql = replaceNames(statement, (name) => `$${names.indexOf(name) + 1}`.padEnd(name.length + 1));
  return { sql, values };
}

/** The statement with its values written into it, for what takes no parameters (COPY) and for people. */
export function inlineParameters(statement: string, parameters: SqlParameters): string {
  return writeParameters(statement, parameters, (value) => quoteLiteral(value));
}

/** The statement with what `write` makes of each value; NULL stands as it is. */
export function writeParameters(
  statement: string,
  parameters: SqlParameters,
  write: (value: string, name: string) => string,
): string {
  return replaceNames(statement, (name) => {
    const value = valueOf(name, parameters);
    return value === null ? 'NULL' : write(value, name);
  });
}

function replaceNames(statement: string, textOf: (name: string) => string): string {
  return scanSql(statement)
    .map((token) => (token.type === 'named' ? textOf(token.text.slice(1)) : token.text))
    .join('');
}

function valueOf(name: string, parameters: SqlParameters): string | null {
  const value = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (value !== undefined) return value;
  throw new ConsoleError(`The parameter ":${name}" has no value.`, {
    code: 'parameter-missing',
    kind: 'usage',
    remedy: `Give it one with \`--param ${name}=value\`; \`NULL\` is NULL.`,
  });
}

function mixed(): ConsoleError {
  return new ConsoleError('The statement has parameters of both kinds, ":name" and "$1".', {
    code: 'parameters-mixed',
    kind: 'usage',
    remedy: 'Write all of them as `:name`.',
  });
}
