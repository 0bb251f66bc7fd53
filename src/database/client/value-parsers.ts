/**
 * How the text of a value becomes a JavaScript value: as pg does by default, except where that default loses something.
 */
import pg from 'pg';
import { parseHstore } from './parse-hstore.ts';
import { parseInstant } from './parse-instant.ts';
import { parseJson } from './parse-json.ts';

type Parser = (text: string) => unknown;

/** pg's own choice. Its types say `any`. */
const standardParser: (typeId: number, format?: 'text' | 'binary') => Parser = pg.types.getTypeParser;

const textArray = standardParser(1009);
const asText = (text: string): string => text;

/** JSON has no NaN and no infinity: they stay text, as to_json() writes them. */
const asFloat = (text: string): number | string =>
  Number.isFinite(Number(text)) ? Number.parseFloat(text) : text;

/**
 * - `date` and `timestamp` have no time zone. pg makes them a Date at this machine's local time, which shows another day
 *   east or west of the server; they stay text. `timestamptz` is an instant and becomes a Date where that loses nothing.
 * - `numeric[]` becomes floats in pg although a single `numeric` stays exact text: text here too.
 * - JSON keeps the digits of its numbers, and its own null.
 * - `interval`, `point` and `circle` become objects of pg's own: the server's text says it shorter.
 */
const ownParsers: ReadonlyMap<number, Parser> = new Map<number, Parser>([
  [1082, asText],
  [1114, asText],
  [1186, asText],
  [600, asText],
  [718, asText],
  [1182, textArray],
  [1115, textArray],
  [1187, textArray],
  [1231, textArray],
  [1017, textArray],
  [114, parseJson],
  [3802, parseJson],
  [199, arrayOf(parseJson)],
  [3807, arrayOf(parseJson)],
  [1184, parseInstant],
  [1185, arrayOf(parseInstant)],
  [700, asFloat],
  [701, asFloat],
  [1021, arrayOf(asFloat)],
  [1022, arrayOf(asFloat)],
]);

/**
 * For a query's `types`. Built-in types have fixed oids (pg_type.dat); what has none here and none in pg, enums and
 * domains among them, stays text.
 */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser: (typeId: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : ownParsers.get(typeId)) ?? standardParser(typeId, format),
};

/**
 * For values that stayed text because their type's oid is not known beforehand, by the name format_type() gives it: arrays
 * of any type, and hstore wherever its extension lives. Null where text is what there is.
 */
export function parserOfTypeName(name: string): Parser | null {
  if (/(?:^|\.)hstore$/.test(name)) return parseHstore;
  if (/(?:^|\.)hstore\[\]$/.test(name)) return arrayOf(parseHstore);
  // The only type whose array is not delimited by commas (pg_type.typdelim).
  return name.endsWith('[]') && name !== 'box[]' ? textArray : null;
}

/** Nested as the array is, NULL left as it is. */
function arrayOf(parse: Parser): Parser {
  const parseItem = (item: unknown): unknown =>
    Array.isArray(item) ? item.map(parseItem) : typeof item === 'string' ? parse(item) : item;
  return (text) => parseItem(textArray(text));
}
