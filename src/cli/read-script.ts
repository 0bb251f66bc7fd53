/** Reads the file that a command runs. */
import { readFile } from 'node:fs/promises';
import { ConsoleError } from '../errors.ts';

/** Rejects with `script-unreadable`; `shown` is how the file was typed, `what` what it is called. */
export async function readScript(
  file: string,
  { shown = file, what, remedy }: { readonly shown?: string; readonly what: string; readonly remedy: string },
): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new ConsoleError(`The ${what} "${shown}" cannot be read.`, {
      code: 'script-unreadable',
      kind: 'usage',
      remedy,
      details: { file },
      cause,
    });
  }
}
