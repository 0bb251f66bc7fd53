/** A statement as a remark quotes it: in one line, and no longer than that. */

const longest = 80;

export function oneLine(sql: string): string {
  const text = sql.replace(/\s+/g, ' ').trim();
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
