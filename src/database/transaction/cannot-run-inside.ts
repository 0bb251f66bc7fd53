/** What the server answers when a statement cannot run inside the transaction that holds the step. */

/**
 * SQLSTATEs (PostgreSQL manual, appendix A) after which a step is worth running outside:
 * 25001 a statement that refuses any transaction (CREATE INDEX CONCURRENTLY, VACUUM) · 2D000 a procedure that commits ·
 * 55P04 an enum value used in the transaction that added it · 55006 a table altered after rows whose deferred checks are due.
 */
const states: ReadonlySet<string> = new Set(['25001', '2D000', '55P04', '55006']);

export function cannotRunInside(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== null && states.has(state);
}

/** The SQLSTATE of pg's error, or of the one that Sequelize wrapped; null when the server did not raise it. */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const original: unknown = 'original' in error ? error.original : error;
  const code = typeof original === 'object' && original !== null && 'code' in original ? original.code : null;
  return typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : null;
}
