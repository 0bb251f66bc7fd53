import { chmodSync, mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findProject } from '../../src/project/find-project.ts';
import { projectOptions } from '../project/support/options.ts';
import { temporaryProject } from '../project/support/temporary-project.ts';
import { runSeqscope } from './run-seqscope.ts';
import { isOpenToAll } from '../support/open-to-all.ts';

const packageFile = '{ "name": "shop", "dependencies": { "sequelize": "6" } }';
const config = '{ "development": { "dialect": "postgres", "database": "shop", "username": "u" } }';
const model = (name: string) =>
  `module.exports = (sequelize, DataTypes) => sequelize.define('${name}', { name: DataTypes.STRING });\n`;

interface BadInput {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly words: readonly string[];
  /** Of the error: the file it names, and its remedy. */
  readonly file: string;
  readonly remedy: string;
}

const inputs: readonly BadInput[] = [
  {
    what: 'a syntax error in one model',
    files: {
      'config/config.json': config,
      'models/a.js': model('A'),
      'models/b.js': model('B').replace('{', '{;'),
    },
    words: ['models'],
    file: 'models/b.js',
    remedy: 'Mend "models/b.js"',
  },
  {
    what: 'a missing package',
    files: {
      'config/config.json': config,
      'models/a.js': model('A'),
      'models/b.js': `const { DataTypes } = require('sequelize');\nrequire('no-such-package');\n${model('B')}`,
    },
    words: ['models'],
    file: 'models/b.js',
    remedy: '`npm install no-such-package`',
  },
  {
    what: 'a circular import',
    files: {
      'config/config.json': config,
      'models/a.js': `const b = require('./b');\n${model('A')}`,
      'models/b.js': `const { Model } = require('sequelize');\nclass B extends require('./a').Base {}\nmodule.exports = B;\n`,
    },
    words: ['models'],
    file: 'models/b.js',
    remedy: 'Mend "models/b.js" at line 2',
  },
  {
    what: 'an rc file that throws',
    files: { '.sequelizerc': "throw new Error('not today');\n" },
    words: ['status'],
    file: '.sequelizerc',
    remedy: 'Mend ".sequelizerc" at line 1',
  },
  {
    what: 'a config for another dialect',
    files: { 'config/config.json': '{ "development": { "dialect": "mysql", "database": "shop" } }' },
    words: ['status'],
    file: 'config/config.json',
    remedy: '`--url postgres://…`',
  },
  {
    what: 'a config file that does not parse',
    files: { 'config/config.json': '{ "development": }' },
    words: ['project'],
    file: 'config/config.json',
    remedy: 'Mend "config/config.json" at line 1',
  },
];

describe.each(inputs)('$what', ({ files, words, file, remedy }) => {
  const text = (stderr: string) => stderr.match(/^(?:error|warning): /gm) ?? [];

  test('is one error that names the file and the remedy, exit 2, nothing written', async () => {
    const root = temporaryProject({ 'package.json': packageFile, ...files }, ['sequelize', 'pg']);
    const before = await readdir(root, { recursive: true });
    const { exitCode, stderr } = await runSeqscope(words, { directory: root });
    expect(stderr).toContain(file);
    expect(stderr).toContain(`→ `);
    expect(stderr).toContain(remedy);
    expect(text(stderr)).toHaveLength(1);
    expect(exitCode).toBe(2);
    expect(await readdir(root, { recursive: true })).toEqual(before);
  });

  test('is one of the problems of project --json, exit 2', async () => {
    const root = temporaryProject({ 'package.json': packageFile, ...files }, ['sequelize', 'pg']);
    const { exitCode, stdout } = await runSeqscope(['project', '--json'], { directory: root });
    const { problems } = JSON.parse(stdout) as {
      readonly problems: readonly { readonly message: string; readonly remedy: string; severity: string }[];
    };
    const problem = problems.find(({ message }) => message.includes(`"${file}"`));
    expect(problem).toMatchObject({ severity: 'error' });
    expect(problem?.remedy).toContain(remedy.replace(/`/g, ''));
    expect(exitCode).toBe(2);
  });
});

const isRoot = process.geteuid?.() === 0;
test.runIf(!isRoot || isOpenToAll(import.meta.dirname))(
  'a folder that cannot be read is an error that names it',
  async () => {
    const root = temporaryProject({ 'package.json': packageFile, 'config/config.json': config }, [
      'sequelize',
      'pg',
    ]);
    const models = join(root, 'models');
    mkdirSync(models);
    chmodSync(root, 0o755);
    chmodSync(models, 0o000);
    const refusal = { code: 'folder-unreadable', kind: 'usage', details: { file: models } };
    // Root may read everything: be somebody else for a moment.
    if (isRoot) process.seteuid?.(65_534);
    try {
      await expect(findProject(projectOptions(root), {})).rejects.toMatchObject(refusal);
    } finally {
      if (isRoot) process.seteuid?.(0);
      chmodSync(models, 0o755);
    }
  },
);
