/**
 * What a package.json says that matters here: the name, the module format, the packages it asks for. Anything
 * malformed reads as absent here, and is told once by `refuseMalformedPackage`.
 */
import { dirname, join } from 'node:path';
import { readText } from './file-system.ts';
import { isRecord } from '../modules/module-values.ts';

export interface PackageFile {
  readonly path: string;
  readonly name: string | null;
  readonly isModule: boolean;
  readonly hasWorkspaces: boolean;
  /** Names out of all the kinds of dependencies. */
  readonly dependencies: readonly string[];
}

/** The package.json in `directory`, null without one. */
export function readPackageFile(directory: string): PackageFile | null {
  const path = join(directory, 'package.json');
  const text = readText(path);
  if (text === null) return null;
  const content = parseObject(text);
  const kinds = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'];
  return {
    path,
    name: typeof content.name === 'string' && content.name !== '' ? content.name : null,
    isModule: content.type === 'module',
    hasWorkspaces: Array.isArray(content.workspaces) || isRecord(content.workspaces),
    dependencies: kinds.flatMap((kind) => (isRecord(content[kind]) ? Object.keys(content[kind]) : [])),
  };
}

/** The package.json that governs a file: the nearest one upwards (Node manual, "Determining module system"). */
export function governingPackage(path: string): PackageFile | null {
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const found = readPackageFile(directory);
    if (found !== null) return found;
    if (dirname(directory) === directory) return null;
  }
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isRecord(content) ? content : {};
  } catch {
    return {};
  }
}
