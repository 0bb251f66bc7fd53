/**
 * What was typed into a project's REPL, in a file of the user's own state directory that nobody else may read, a line an entry.
 * Passwords in connection strings are left out; a file that cannot be read or written remembers nothing.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { redactPasswords } from '../session.ts';

/** Older lines are dropped when the file is read. */
const keptLines = 2_000;

/** XDG Base Directory Specification 0.8: state that persists between starts; a relative path in the variable is ignored. */
export function stateDirectory(
  { XDG_STATE_HOME: xdg, HOME: home }: Readonly<Record<string, string | undefined>>,
  homeDirectory: string,
): string {
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'seqscope');
  return join(home !== undefined && isAbsolute(home) ? home : homeDirectory, '.local/state/seqscope');
}

/** Of a project by its root: two of one name have two files. */
export function historyPath(stateFolder: string, root: string): string {
  const digest = createHash('sha256').update(root).digest('hex').slice(0, 12);
  return join(stateFolder, 'repl', `${basename(root)}-${digest}.history`);
}

export interface HistoryFile {
  /** Newest first. */
  readonly read: () => readonly string[];
  /** Of any number of lines. What begins with a blank is not remembered. */
  readonly add: (entry: string) => void;
}

export function historyFile(path: string): HistoryFile {
  let last: string | null = null;
  return {
    read() {
      try {
        const lines = readFileSync(path, 'utf8')
          .split('\n')
          .filter((line) => line !== '');
        chmodSync(path, 0o600);
        if (lines.length > 2 * keptLines) replaceFile(path, lines.slice(-keptLines));
        last = lines.at(-1) ?? null;
        return lines.slice(-keptLines).toReversed().map(readEntry);
      } catch {
        return [];
      }
    },
    add(entry) {
      const redacted = redactPasswords(entry);
      if (/^\s|^$/.test(redacted)) return;
      const kept = writtenEntry(redacted);
      if (kept === last) return;
      last = kept;
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        appendFileSync(path, `${kept}\n`, { mode: 0o600 });
      } catch {
        // A line that is not remembered is no reason to stop.
      }
    },
  };
}

/** Several lines as JSON behind a blank, with which no other entry begins. */
function writtenEntry(entry: string): string {
  return /[\n\r]/.test(entry) ? ` ${JSON.stringify(entry)}` : entry;
}

function readEntry(line: string): string {
  if (!line.startsWith(' "')) return line;
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === 'string' ? entry : line;
  } catch {
    return line;
  }
}

function replaceFile(path: string, lines: readonly string[]): void {
  const draft = `${path}.new`;
  writeFileSync(draft, lines.map((line) => `${line}\n`).join(''), { mode: 0o600 });
  renameSync(draft, path);
}
