/** Conditions with their values written into the text: COPY takes no parameters. */
import { SqlWriter } from '../filter/filter-to-sql.ts';
import { quoteLiteral } from '../../database/quote.ts';

/** A quoted literal has no type of its own until it meets what it is compared with, just as a parameter. */
export class LiteralWriter extends SqlWriter {
  override parameter(value: unknown): string {
    return quoteLiteral(Array.isArray(value) ? arrayText(value) : String(value));
  }
}

/** A list as the input function of arrays reads it (PostgreSQL manual, 8.15.2). */
function arrayText(values: readonly unknown[]): string {
  return `{${values.map((value) => `"${String(value).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
