/** One number for what a file says: the same on every system that checks it out. */
import { hash } from 'node:crypto';
import { readText } from '../../project/files/file-system.ts';

/** SHA-256 in hexadecimal, of the text with every line ending as `\n` and without a byte order mark. */
export function checksumOf(text: string): string {
  return hash('sha256', text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'), 'hex');
}

/** Null when the file cannot be read. Synchronous: a thousand small files are read in a tenth of the time that promises take. */
export function checksumOfFile(path: string): string | null {
  const text = readText(path);
  return text === null ? null : checksumOf(text);
}
