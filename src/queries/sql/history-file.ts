/**
 * What was run as SQL in one project: a file of JSON lines in the user's own state folder, readable by nobody else. It is
 * never a reason for a statement to fail.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { redactPasswords } from '../../database/errors/redact.ts';

/** Texts that are kept; the file may hold twice as many before it is cut. */
const mostKept = 1000;
/** A longer text is not kept: it was pasted, not typed. */
const longestKept = 20_000;

/** The file of the project at `root`, an absolute path; `kind` keeps `sql` from others. */
export function historyFile(stateDirectory: string, root: string, kind: string): string {
  const name = createHash('sha256').update(root).digest('hex').slice(0, 16);
  return join(stateDirectory, 'history', `${name}.${kind}.jsonl`);
}

/** The oldest first; nothing where there is no file. A line that is none of ours is passed over. */
export function readHistory(file: string): readonly string[] {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  const texts = content.split('\n').flatMap((line) => {
    try {
      const entry: unknown = JSON.parse(line);
      return typeof entry === 'string' ? [entry] : [];
    } catch {
      return [];
    }
  });
  // Of the same text the last one.
  return texts.filter((text, index) => text !== texts[index + 1]).slice(-mostKept);
}

/** Adds a text without its passwords. What cannot be written is left. */
export function appendHistory(file: string, text: string): void {
  const kept = redactPasswords(text.trim());
  if (kept === '' || kept.length > longestKept) return;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    appendFileSync(file, `${JSON.stringify(kept)}\n`, { mode: 0o600 });
    chmodSync(file, 0o600);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    if (lines.length <= 2 * mostKept) return;
    writeFileSync(`${file}.${process.pid}`, `${lines.slice(-mostKept).join('\n')}\n`, { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
  } catch {
    // A full disk, or a folder of somebody else: the statement has run all the same.
  }
}
