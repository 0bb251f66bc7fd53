/**
 * How the text of a value becomes a JavaScript value: as pg does by default, except where that default loses something.
 */
import pg from 'pg';

type Parser = (text: string) => unknown;

/** pg's own choice. Its types say `any`. */
const standardParser: (typeId: number, format?: 'text' | 'binary') => Parser = pg.types.getTypeParser;

const textArray = standardParser(1009);
const asText = (text: string): string => text;

/**
 * - `date` and `timestamp` have no time zone. pg makes them a Date at this machine's local time, which shows another day
 *   east or west of the server; they stay text. `timestamptz` is an instant and becomes a Date (milliseconds).
 * - `numeric[]` becomes floats in pg although a single `numeric` stays exact text: text here too.
 * - `interval`, `point` and `circle` become objects of pg's own: the server's text says it shorter.
 */
const ownParsers: ReadonlyMap<number, Parser> = new Map([
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
]);

/**
 * For a query's `types`. Built-in types have fixed oids (pg_type.dat); what has none here and none in pg, enums and
 * domains among them, stays text.
 */
export const valueParsers: pg.CustomTypesConfig = {
  getTypeParser: (typeId: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : ownParsers.get(typeId)) ?? standardParser(typeId, format),
};
