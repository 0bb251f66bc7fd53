/** A Sequelize project in a folder of its own, with this package's modules, removed at the end of the test file. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { packageRoot } from './run-seqscope.ts';

const folders: string[] = [];

// Registered while the test file is collected: a hook that is asked for inside a test never runs.
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** `files` by their path in the project. Returns the project's folder. */
export async function projectFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'seqscope-project-'));
  folders.push(folder);
  await symlink(join(packageRoot, 'node_modules'), join(folder, 'node_modules'));
  const contents = { 'package.json': '{"name": "shop", "dependencies": {"sequelize": "6"}}', ...files };
  for (const [path, text] of Object.entries(contents)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** A models/index.js that defines `Product`, after whatever `before` does. */
export function modelsIndex(url: string, before = ''): string {
  return `${before}
    const { Sequelize, DataTypes } = require('sequelize');
    const sequelize = new Sequelize(${JSON.stringify(url)}, { logging: false });
    sequelize.define('Product', { name: DataTypes.STRING }, { tableName: 'products', timestamps: false });
    module.exports = { sequelize };
  `;
}
