/**
 * Chooses the directory of the server's unix socket: one a data directory, and short enough for the kernel's limit.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { socketPath } from './postmaster.ts';

/** sockaddr_un.sun_path less its final zero byte: 108 on Linux, 104 on macOS and the BSDs. */
const longestPathBytes = { linux: 107, others: 103 } as const;

/**
 * Below `runtimeDirectory` where that is short enough, else directly in /tmp, whose sticky bit keeps others from renaming
 * it. The name is the same every time for the same data directory.
 */
export function socketDirectoryFor(runtimeDirectory: string, dataDirectory: string, major: number): string {
  const key = createHash('sha256').update(dataDirectory).digest('hex').slice(0, 8);
  const wanted = join(runtimeDirectory, `pg${major}-${key}`);
  const limit = process.platform === 'linux' ? longestPathBytes.linux : longestPathBytes.others;
  const byteLength = Buffer.byteLength(socketPath({ socketDirectory: wanted, port: 5432 }));
  return byteLength <= limit ? wanted : `/tmp/seqscope-pg${major}-${key}`;
}
