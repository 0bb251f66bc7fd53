/**
 * What a process that ends without waiting leaves behind: dropped by another one, which outlives it for as long as that takes. It is told
 * over its standard input, since arguments are everybody's to read and what says where the database is may hold a password.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ScratchPlace } from '../database/scratch/scratch-place.ts';
import type { SessionOptions } from '../session-shapes.ts';

/** The argument that makes a host process one that only drops. */
export const dropWord = 'drop-left-behind';

export interface LeftBehind {
  readonly options: SessionOptions;
  readonly left: readonly ScratchPlace[];
}

/** To be called while this process exits, too: nothing of it waits. */
export function dropBehind(hostFile: string | URL, { options, left }: LeftBehind): void {
  if (left.length === 0) return;
  const file = typeof hostFile === 'string' ? hostFile : fileURLToPath(hostFile);
  const child = spawn(process.execPath, [file, dropWord], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
    windowsHide: true,
  });
  child.on('error', () => undefined);
  child.stdin.on('error', () => undefined);
  const isEmbedded = options.embedded || options.prepare || options.reset;
  const told: LeftBehind = {
    options: { ...options, embedded: isEmbedded, prepare: false, reset: false },
    left,
  };
  child.stdin.end(JSON.stringify(told));
  child.unref();
}
