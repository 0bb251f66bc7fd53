/**
 * Runs a file as CommonJS although its package says `"type": "module"`: the rc files and migrations that sequelize-cli
 * itself loaded on older versions of Node. Only the file itself; what it requires is loaded by Node's own rules.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';

/** The file's `module.exports`. Throws what the file throws. */
export function compileCommonJs(path: string): unknown {
  const module: { exports: unknown } = { exports: {} };
  const source = readFileSync(path, 'utf8').replace(/^#!.*/, '');
  const names = ['exports', 'require', 'module', '__filename', '__dirname'];
  // vm types every function `Function`; this one has exactly the parameters just named and is called with them.
  const run = compileFunction(source, names, { filename: path }) as (...values: unknown[]) => void;
  run.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}
