/**
 * `:name` in a statement: which names there are, and the statement as the server takes it, with `$1` for each name and its
 * values beside. The server infers the types.
 */
import { quoteLiteral } from '../../database/quote.ts';
import { ConsoleError } from '../../errors.ts';
import { scanSql } from './scan.ts';

/** Values by name; null is NULL. */
export type SqlParameters = Readonly<Record<string, string | null>>;

export interface BoundSql {
  readonly sql: string;
  readonly values: readonly (string | null)[];
  /** The offset in the text that was written for one in `sql`. */
  readonly originalOffset: (offset: number) => number;
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
  return { values, ...replaceNames(statement, (name) => `$${names.indexOf(name) + 1}`) };
}

/** The statement with its values written into it, for what takes no parameters (COPY) and for people. */
export function inlineParameters(statement: string, parameters: SqlParameters): string {
  const literal = (name: string): string => {
    const value = valueOf(name, parameters);
    return value === null ? 'NULL' : quoteLiteral(value);
  };
  return replaceNames(statement, literal).sql;
}

function replaceNames(
  statement: string,
  textOf: (name: string) => string,
): Pick<BoundSql, 'sql' | 'originalOffset'> {
  let sql = '';
  const shifts: { readonly at: number; readonly by: number }[] = [];
  for (const token of scanSql(statement)) {
    sql += token.type === 'named' ? textOf(token.text.slice(1)) : token.text;
    if (token.type === 'named') shifts.push({ at: sql.length, by: token.to - sql.length });
  }
  return {
    sql,
    originalOffset: (offset) => offset + (shifts.findLast(({ at }) => at <= offset)?.by ?? 0),
  };
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
