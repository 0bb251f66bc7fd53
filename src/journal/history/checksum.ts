/** One number for what a file says: the same on every system that checks it out. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** SHA-256 in hexadecimal, of the text with every line ending as `\n` and without a byte order mark. */
export function checksumOf(text: string): string {
  return createHash('sha256')
    .update(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))
    .digest('hex');
}

/** Null when the file cannot be read. */
export async function checksumOfFile(path: string): Promise<string | null> {
  try {
    return checksumOf(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}
