/** Parameters of a saved query: what was given, checked by what the query says of them. */
import { ConsoleError, nearestNames } from '../../errors.ts';
import { alternatives } from '../caret.ts';
import { readInstant } from '../filter/read-instant.ts';
import type { Value } from '../query-spec.ts';
import type { ParamType, ParamValues, SavedParam } from './saved-query.ts';

/** A parameter with a value, as the caller writes it. */
type Example = (param: string, value: string) => string;

const asFlag: Example = (param, value) => `--param ${param}=${value}`;

/** Every parameter by its name, defaults filled in. Throws `unknown-param`, `param-missing` or `param-invalid`. */
export function readParams(
  query: string,
  params: readonly SavedParam[],
  given: ParamValues,
  example: Example = asFlag,
): Readonly<Record<string, Value>> {
  for (const name of Object.keys(given)) {
    if (params.some((param) => param.name === name)) continue;
    const known = params.map((param) => param.name);
    const near = alternatives(nearestNames(name, known));
    throw wrong(
      'unknown-param',
      `Saved query "${query}" has no parameter "${name}".`,
      near !== null
        ? `Did you mean ${near}?`
        : known.length === 0
          ? 'It has none.'
          : `It has ${known.join(', ')}.`,
    );
  }
  return Object.fromEntries(
    params.map((param) => {
      const value = given[param.name];
      if (value !== undefined) return [param.name, typedValue(param, value, { example })];
      if (param.default !== undefined) return [param.name, param.default];
      throw wrong(
        'param-missing',
        `Saved query "${query}" needs the parameter "${param.name}".`,
        `Give it, as in \`${example(param.name, examples[param.type])}\`.`,
      );
    }),
  );
}

const examples: Readonly<Record<ParamType, string>> = {
  text: 'abc',
  integer: '30',
  number: '0.5',
  boolean: 'true',
  date: '2026-01-31T12:00:00Z',
  day: '2026-01-31',
};

/** A value of the parameter's type, out of typed text as well. Throws `param-invalid`. */
export function typedValue(
  param: SavedParam,
  value: Value,
  { now = new Date(), example = asFlag }: { readonly now?: Date; readonly example?: Example } = {},
): Value {
  const { name, type, choices } = param;
  const read = valueOf(type, value, now);
  if (read === null) {
    throw wrong(
      'param-invalid',
      `Parameter "${name}" is ${kinds[type]}, and ${shownValue(value)} is not.`,
      `Give it as in \`${example(name, examples[type])}\`.`,
    );
  }
  if (choices === null || choices.includes(read)) return read;
  throw wrong(
    'param-invalid',
    `Parameter "${name}" is one of ${choices.map(shownValue).join(', ')}, and not ${shownValue(value)}.`,
    'Give one of them.',
  );
}

function shownValue(value: Value): string {
  return JSON.stringify(typeof value === 'bigint' ? String(value) : value);
}

const kinds: Readonly<Record<ParamType, string>> = {
  text: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  date: 'a time',
  day: 'a day',
};

/** Null for what is not of the type. */
function valueOf(type: ParamType, value: Value, now: Date): Value {
  const text = typeof value === 'string' ? value.trim() : null;
  switch (type) {
    case 'text':
      return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null;
    case 'integer':
    case 'number': {
      const number =
        text === null ? value : /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
      if (typeof number !== 'number' || !Number.isFinite(number)) return null;
      return type === 'number' || Number.isSafeInteger(number) ? number : null;
    }
    case 'boolean':
      if (typeof value === 'boolean') return value;
      return text === 'true' ? true : text === 'false' ? false : null;
    case 'date':
      return value instanceof Date ? value : text === null ? null : (readInstant(text, now)?.time ?? null);
    case 'day': {
      const instant = text === null ? null : readInstant(text, now);
      return instant === null || instant.hasTime ? null : instant.time.toISOString().slice(0, 10);
    }
  }
}

function wrong(code: string, message: string, remedy: string): ConsoleError {
  return new ConsoleError(message, { code, kind: 'usage', remedy });
}
