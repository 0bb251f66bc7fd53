/** What `\watch` runs again and again: reads alone. A change that repeats itself is nothing that anybody wants by a slip. */
import { ConsoleError } from '../../errors.ts';
import { classifyStatement } from './classify.ts';
import { parseCommand } from './commands/command.ts';
import type { SqlPiece } from './split.ts';

/**
 * Throws where `\watch` stands behind a statement that does more than read; what the functions do that it calls, the server
 * refuses. `before` is the statement that ran before these.
 */
export function refuseToWatch(pieces: readonly SqlPiece[], before: string | null = null): void {
  let last = before;
  for (const { type, text } of pieces) {
    if (type === 'statement') last = text;
    else if (/^\\watch\b/.test(text) && parseCommand(text).type === 'watch' && last !== null) refuse(last);
  }
}

function refuse(statement: string): void {
  const { type, verb, locksRows } = classifyStatement(statement);
  if (type === 'read' && !locksRows) return;
  const what = locksRows ? 'locks rows' : type === 'write' ? 'changes rows' : 'does more than read';
  throw notWatched(`${verb === '' ? 'The statement' : verb} ${what}`);
}

/** For a read that turned out to change something when it ran. */
export function watchedChange(): ConsoleError {
  return notWatched('The statement would change something, through a function that it calls');
}

function notWatched(why: string): ConsoleError {
  return new ConsoleError(`${why}: it is not run again and again.`, {
    code: 'not-watchable',
    kind: 'usage',
    remedy: 'Put `\\watch` behind a statement that reads, as in `select count(*) from users \\watch 2`.',
  });
}
