/**
 * JSON that an application read through JavaScript's own parser, given back the digits that one rounded, from the text that was
 * selected beside it.
 */
import { parseJson } from '../database/client/parse-json.ts';
import { plainValue } from './plain-value.ts';
import type { Value } from './query-spec.ts';

/** `text` is null where nothing was lost. A value that code of the application changed since it was read stays as it is. */
export function exactJson(value: Value, text: string | null): Value {
  if (text === null || JSON.stringify(JSON.parse(text)) !== jsonOf(value)) return value;
  return plainValue(parseJson(text));
}

function jsonOf(value: Value): string {
  // JSON.parse() makes no bigint: written as text, it is another value.
  return JSON.stringify(value, (_key, nested: unknown) =>
    typeof nested === 'bigint' ? String(nested) : nested,
  );
}
