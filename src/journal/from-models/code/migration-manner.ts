/** How the project writes its migrations, read off the newest one: its extension, its modules, what `up` is handed. */
import { readFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';

export interface MigrationManner {
  readonly extension: string;
  readonly module: 'commonjs' | 'esm' | 'typescript';
  /** `default`: one exported object; `named`: two exported functions. */
  readonly exports: 'default' | 'named';
  /** The parameter of `up` where it is one object, as it is written: `{ context: queryInterface }`; null for sequelize-cli's two. */
  readonly parameter: string | null;
}

/** `paths` are the project's migrations, oldest first. */
export async function readManner(paths: readonly string[], root: string): Promise<MigrationManner> {
  const path = paths.at(-1);
  if (path === undefined) return { ...plainManner, extension: (await isModule(root)) ? '.cjs' : '.js' };
  const source = await readFile(path, 'utf8').catch(() => '');
  const extension = extname(path);
  const isEsm = /^\s*export\s/m.test(source) && !/^\s*(?:module\.)?exports\b/m.test(source);
  const isTypeScript = /^\.[cm]?ts$/.test(extension);
  return {
    extension,
    module: isEsm && isTypeScript ? 'typescript' : isEsm ? 'esm' : 'commonjs',
    exports: isEsm && !/^\s*export\s+default\s/m.test(source) ? 'named' : 'default',
    parameter: objectParameter(source),
  };
}

const plainManner: MigrationManner = {
  extension: '.js',
  module: 'commonjs',
  exports: 'default',
  parameter: null,
};

/** Only where what it takes out is the query interface, by its name. */
function objectParameter(source: string): string | null {
  const found = /\bup\b[^(\n]*\(\s*(\{[^}]*\})/.exec(source)?.[1]?.replace(/\s+/g, ' ');
  return found !== undefined && /^\{ ?(?:context: ?)?queryInterface ?\}$/.test(found) ? found : null;
}

/** Whether a `.js` file there is an ES module: the nearest package.json says it (Node.js manual, "Modules: Packages"). */
async function isModule(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const text = await readFile(join(at, 'package.json'), 'utf8').catch(() => null);
    if (text !== null) return /"type"\s*:\s*"module"/.test(text);
    if (at === dirname(at)) return false;
  }
}
