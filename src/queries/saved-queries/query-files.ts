/** The files of saved queries: scripts below a folder, named by their path in it. */
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface QueryFile {
  readonly name: string;
  /** Absolute. */
  readonly path: string;
}

const script = /(?<!\.d|\.test|\.spec)\.[cm]?[jt]s$/;

/** By name; empty where the folder is not there. Names that begin with a dot or an underscore are no queries. */
export function queryFiles(folder: string): readonly QueryFile[] {
  const files: QueryFile[] = [];
  for (const path of scriptsBelow(folder)) {
    const name = relative(folder, path).split(sep).join('/').replace(script, '');
    // Of a query and what it was compiled to, the first is taken.
    if (!files.some((known) => known.name === name)) files.push({ name, path });
  }
  return files.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function scriptsBelow(folder: string): readonly string[] {
  const entries = entriesOf(folder).filter(({ name }) => !/^[._]/.test(name) && name !== 'node_modules');
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return scriptsBelow(path);
    return script.test(entry.name) ? [path] : [];
  });
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
