/** Writes a name as a quoted SQL identifier (PostgreSQL manual 4.1.1), whatever characters it has. */

export function quoteIdentifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
