/**
 * The project's own sources as text: which files there are, and what they speak of. Reading only; nothing is executed.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { isScript } from './conventions.ts';
import { entryNames, isDirectory, readText } from '../files/file-system.ts';

/** Build output, browsers' code and tests: copies of models, or none. */
const passedOver =
  /^(?:\..*|node_modules|dist|build|out|lib-cov|coverage|public|static|assets|docs|frontend|client|web|www|e2e|cypress|playwright|tests?|specs?|__tests__|__mocks__|mocks|fixtures|migrations?|seeders?|seeds|vendor|tmp|temp)$/i;
/** True for a folder in which no source of the application is looked for. */
export function isPassedOver(name: string): boolean {
  return passedOver.test(name);
}

const deepest = 8;
const mostFiles = 5_000;
/** Larger files are bundles, not sources. */
const largestBytes = 300_000;

/** Absolute paths of scripts in `folder` and below it, in JS string order; tests, builds and migrations are passed over. */
export function sourceFiles(folder: string): readonly string[] {
  const found: string[] = [];
  collect(folder, 0, found);
  return found;
}

function collect(folder: string, depth: number, found: string[]): void {
  for (const name of entryNames(folder)) {
    if (found.length >= mostFiles) return;
    const path = join(folder, name);
    if (isScript(name)) found.push(path);
    else if (depth < deepest && !isPassedOver(name) && isDirectory(path)) collect(path, depth + 1, found);
  }
}

/** The text of a source file, null for what is none or too large to be one. */
export function sourceText(path: string): string | null {
  const entry = statSync(path, { throwIfNoEntry: false });
  return entry?.isFile() === true && entry.size <= largestBytes ? readText(path) : null;
}

/**
 * False for a file that cannot define a model or an association: it never speaks of Sequelize in any form, and does not
 * stand for another file (`module.exports = require('../lib/user')`).
 */
export function mayHoldModels(text: string): boolean {
  return (
    /\bexports(?:\.\w+)?\s*=\s*require\(|^\s*export\s+(?:\*|\{[^}]*\})[\w\s]*\bfrom\b/m.test(text) ||
    /sequelize|DataTypes|\bModel\b|\.define\(|@Table\b|associat|relation|(?:has|belongsTo)(?:One|Many)\b|\bmodels\b/i.test(
      text,
    )
  );
}
