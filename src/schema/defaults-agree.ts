/**
 * Whether a model's default and a column's are the same value. Only constants, and the time of writing, can be compared: what a
 * function or an expression gives is not known here.
 */

/** Both as text: readable JavaScript, and SQL as pg_get_expr() writes it. Null where that cannot be told. */
export function defaultsAgree(ofModel: string | null, ofColumn: string | null): boolean | null {
  if (ofModel === null || ofColumn === null) return null;
  if (ofModel === 'NOW') return isNow(ofColumn) ? true : null;
  const wanted = scriptConstant(ofModel);
  const found = sqlConstant(ofColumn);
  if (wanted === null || found === null) return null;
  if (wanted === found) return true;
  return wanted !== '' && found !== '' && Number(wanted) === Number(found);
}

function isNow(expression: string): boolean {
  return /^(now\(\)|current_timestamp(\(\d\))?|transaction_timestamp\(\)|\('now'::text\)::date|current_date)$/i.test(
    expression,
  );
}

/** As valueText() writes strings, numbers and booleans. */
function scriptConstant(text: string): string | null {
  const quoted = /^'((?:[^'\\]|\\.)*)'$/s.exec(text)?.[1];
  if (quoted !== undefined) return quoted.replace(/\\(.)/gs, '$1');
  return /^(-?\d+(\.\d+)?|true|false)$/.test(text) ? text : null;
}

/** A literal with or without casts: `'active'::enum_users_status`, `'-1'::integer`, `0`, `(0)::numeric`. */
function sqlConstant(text: string): string | null {
  const bare = text.replace(/(::[\w\s".]+(\([\d, ]+\))?(\[\])*)+$/, '').replace(/^\((.*)\)$/s, '$1');
  const quoted = /^E?'((?:[^']|'')*)'$/s.exec(bare)?.[1];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  return /^(-?\d+(\.\d+)?|true|false)$/.test(bare) ? bare : null;
}
