/**
 * The server's own output, in a file beside its data: the only place that says why a start failed.
 */
import { open, readFile, stat, type FileHandle } from 'node:fs/promises';

const keptBytes = 1_000_000;

/** The log of one start: an open file for the server, and what it has said since. */
export interface ServerLog {
  readonly path: string;
  /** Given to the server as its stdout and stderr. */
  readonly file: FileHandle;
  /** What was written since this log was opened. */
  text(): Promise<string>;
}

/** Starts the file afresh once it has grown beyond a megabyte. */
export async function openServerLog(path: string): Promise<ServerLog> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  const isFresh = size > keptBytes;
  const file = await open(path, isFresh ? 'w' : 'a', 0o600);
  const offset = isFresh ? 0 : size;
  return {
    path,
    file,
    async text() {
      return (await readFile(path)).subarray(offset).toString('utf8');
    },
  };
}

/** The last lines, the time and process id that PostgreSQL puts before each left out. */
export function lastLogLines(text: string, count = 8): string {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/^\d{4}-\d\d-\d\d [\d:.]+ \S+ \[\d+\] /, '').trimEnd())
    .filter((line) => line !== '');
  return lines.slice(-count).join('\n');
}
