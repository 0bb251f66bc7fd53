/**
 * The compiler options a tsconfig.json amounts to, `extends` followed, without any TypeScript installed. What cannot be
 * read counts as empty: a broken tsconfig is the compiler's to report.
 */
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { isFile, readText } from '../files/file-system.ts';
import { isRecord } from './module-values.ts';

export interface Tsconfig {
  /** Absolute. */
  readonly path: string;
  /** As written, the nearest file winning; paths in it are relative to whichever file says them. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
  /** Absolute; where the build goes, null when the tsconfig does not say. */
  readonly outDir: string | null;
  /** Absolute; what the build mirrors, null when the tsconfig does not say. */
  readonly rootDir: string | null;
}

/** The tsconfig that governs a folder: the nearest one upwards, null without one. */
export function nearestTsconfig(directory: string): Tsconfig | null {
  for (let folder = directory; ; folder = dirname(folder)) {
    const path = join(folder, 'tsconfig.json');
    if (isFile(path)) return { path, ...readOptions(path, new Set()) };
    if (dirname(folder) === folder) return null;
  }
}

type Options = Omit<Tsconfig, 'path'>;

const nothing: Options = { compilerOptions: {}, outDir: null, rootDir: null };

function readOptions(path: string, seen: Set<string>): Options {
  if (seen.has(path)) return nothing;
  seen.add(path);
  const content = parseWithComments(readText(path) ?? '');
  const own = isRecord(content.compilerOptions) ? content.compilerOptions : {};
  const bases = (Array.isArray(content.extends) ? content.extends : [content.extends])
    .filter((base) => typeof base === 'string')
    .map((base) => locateBase(base, path))
    .filter((base) => base !== null);
  // A later base wins over an earlier one, the file itself over all of them (TypeScript manual, "extends").
  const inherited = bases
    .map((base) => readOptions(base, seen))
    .reduce(
      (merged, base) => ({
        compilerOptions: { ...merged.compilerOptions, ...base.compilerOptions },
        outDir: base.outDir ?? merged.outDir,
        rootDir: base.rootDir ?? merged.rootDir,
      }),
      nothing,
    );
  const folder = (value: unknown) => (typeof value === 'string' ? resolve(dirname(path), value) : null);
  return {
    compilerOptions: { ...inherited.compilerOptions, ...own },
    outDir: folder(own.outDir) ?? inherited.outDir,
    rootDir: folder(own.rootDir) ?? inherited.rootDir,
  };
}

function locateBase(base: string, from: string): string | null {
  if (/^[./]/.test(base)) {
    const path = resolve(dirname(from), base);
    return [path, `${path}.json`, join(path, 'tsconfig.json')].find(isFile) ?? null;
  }
  const find = createRequire(from);
  for (const name of [base, `${base}.json`, `${base}/tsconfig.json`]) {
    try {
      const path = find.resolve(name);
      if (path.endsWith('.json')) return path;
    } catch {
      // The next spelling may be the one.
    }
  }
  return null;
}

/** JSON with comments and trailing commas, as tsconfig files are written. */
function parseWithComments(text: string): Record<string, unknown> {
  const strings = '"(?:\\\\.|[^"\\\\])*"';
  const withoutComments = text
    .replace(/^\uFEFF/, '')
    .replace(new RegExp(`(${strings})|/\\*[\\s\\S]*?\\*/|//[^\\n]*`, 'g'), '$1');
  const plain = withoutComments.replace(new RegExp(`(${strings})|,(?=\\s*[}\\]])`, 'g'), '$1');
  try {
    const content: unknown = JSON.parse(plain);
    return isRecord(content) ? content : {};
  } catch {
    return {};
  }
}
