/** A package.json that is no JSON: nothing can be resolved beside it, and what fails for it says everything but that. */
import { join } from 'node:path';
import { readText } from '../files/file-system.ts';
import { parseJsonText } from '../files/json-text.ts';
import { loadError } from './load-error.ts';

/** Throws `package-file-invalid`, with the place, when the package.json in `folder` does not parse. */
export function refuseMalformedPackage(folder: string): void {
  const path = join(folder, 'package.json');
  const text = readText(path);
  if (text === null) return;
  try {
    JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    try {
      parseJsonText(text);
    } catch (error) {
      throw loadError(error, { path, root: folder, code: 'package-file-invalid' });
    }
  }
}
