/** Creates and drops the project's database, wherever the session's target is; nothing is created on the way there. */
import type { NewDatabase } from '../session-shapes.ts';
import type { SessionParts } from './parts.ts';

/** Rejects with `database-exists`. */
export async function createProjectDatabase(
  parts: SessionParts,
  options: NewDatabase,
): Promise<{ readonly database: string }> {
  const { createDatabase } = await import('../database/create-database.ts');
  const target = await parts.target();
  await createDatabase(target, options);
  return { database: target.database };
}

/** Our own connections are closed first; those of others are the server's to speak of. */
export async function dropProjectDatabase(
  parts: SessionParts,
): Promise<{ readonly database: string; readonly dropped: boolean }> {
  const { dropDatabase } = await import('../database/create-database.ts');
  const target = await parts.target();
  await parts.disconnect();
  const { dropped } = await dropDatabase(target);
  return { database: target.database, dropped };
}
