/**
 * Whether a file is code at all, without running it. Node's own parser answers for most; what it does not know (ES modules,
 * TypeScript, JSX) is asked of the esbuild that tsx brings along.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { compileFunction } from 'node:vm';
import { isTypeScript } from './register-typescript.ts';

/** The one function of esbuild's that is used (esbuild/lib/main.d.ts). */
export interface Esbuild {
  transformSync(source: string, options: object): unknown;
}

/** Throws a SyntaxError of V8's or an error of esbuild's, both of which name the place. */
export function checkSyntax(path: string): void {
  const source = readFileSync(path, 'utf8');
  if (!isTypeScript(path) && isPlainScript(source)) return;
  const loader = isTypeScript(path) ? (extname(path) === '.tsx' ? 'tsx' : 'ts') : 'jsx';
  findEsbuild()?.transformSync(source, { sourcefile: path, loader, logLevel: 'silent' });
}

function isPlainScript(source: string): boolean {
  try {
    compileFunction(source.replace(/^#!.*/, ''));
    return true;
  } catch {
    return false;
  }
}

/** Null where an installation has put it out of sight: then nothing is said. */
export function findEsbuild(): Esbuild | null {
  try {
    const fromTsx = createRequire(createRequire(import.meta.url).resolve('tsx'));
    return fromTsx('esbuild') as Esbuild;
  } catch {
    return null;
  }
}
