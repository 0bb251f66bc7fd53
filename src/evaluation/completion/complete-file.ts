/** File names for commands that take one, relative to the working directory. */
import { readdirSync } from 'node:fs';
import type { CodeCompletion } from './code-completion.ts';

/** Folders end in a slash. What cannot be read completes to nothing. */
export function completeFile(typed: string, cursor: number): CodeCompletion {
  const slash = typed.lastIndexOf('/') + 1;
  const folder = typed.slice(0, slash);
  const begun = typed.slice(slash);
  const from = cursor - begun.length;
  try {
    const options = readdirSync(folder === '' ? '.' : folder, { withFileTypes: true })
      .filter(({ name }) => name.startsWith(begun) && (begun.startsWith('.') || !name.startsWith('.')))
      .map((entry) => ({
        text: entry.isDirectory() ? `${entry.name}/` : entry.name,
        kind: 'file' as const,
        detail: '',
      }));
    return { from, to: cursor, options };
  } catch {
    return { from, to: cursor, options: [] };
  }
}
