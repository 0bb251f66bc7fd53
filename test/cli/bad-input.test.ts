import { chmodSync, mkdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFiles } from '../../src/journal/list-files.ts';
import { findProject } from '../../src/project/find-project.ts';
import { loadApplication } from '../../src/project/load-application.ts';
import { asTheProjectSays, projectOptions } from '../project/support/options.ts';
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
    what: 'a circular import of ES modules',
    files: {
      'package.json': '{ "name": "shop", "type": "module", "dependencies": { "sequelize": "6" } }',
      'config/config.json': config,
      'models/a.js': "import { Base } from './b.js';\nexport class A extends Base {}\n",
      'models/b.js':
        "import { A } from './a.js';\nimport { Model } from 'sequelize';\nexport class Base extends Model {}\nexport const first = A;\n",
      'models/c.js': "export default (sequelize, DataTypes) => sequelize.define('C', {});\n",
    },
    words: ['models'],
    file: 'models/a.js',
    remedy: 'files that import each other',
  },
  {
    what: 'an rc file that does not parse',
    files: { '.sequelizerc': "module.exports = {\n  'models-path': 'models'\n  config: 'config.json' };\n" },
    words: ['status'],
    file: '.sequelizerc',
    remedy: 'Mend ".sequelizerc" at line 3',
  },
  {
    what: 'a config that exports a function that throws',
    files: {
      'config/config.js': "module.exports = () => {\n  throw new Error('no secrets');\n};\n",
      'models/a.js': model('A'),
    },
    words: ['project'],
    file: 'config/config.js',
    remedy: 'Mend "config/config.js" at line 2',
  },
  {
    what: 'an empty models folder',
    files: { 'config/config.json': config, 'models/README.md': '' },
    words: ['models'],
    file: 'models',
    remedy: '`--models-path PATH`',
  },
  {
    what: 'a package.json that is no JSON',
    files: { 'package.json': '{ "name": "shop", ', 'config/config.json': config, 'models/a.js': model('A') },
    words: ['status'],
    file: 'package.json',
    remedy: 'Mend "package.json" at line 1',
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

test.each([
  ['by itself', {}],
  [
    'for an index that requires it',
    {
      'models/index.js': `const { Sequelize, DataTypes } = require('sequelize');
        const sequelize = new Sequelize('postgres://u@localhost/shop');
        for (const name of ['a', 'b']) require('./' + name)(sequelize, DataTypes);
        module.exports = { sequelize };\n`,
    },
  ],
])('a model that fails %s does not hide the others', async (_what, files) => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'config/config.json': config,
      'models/a.js': model('A'),
      'models/b.js': 'module.exports = (sequelize) => sequelize.define(nothing, {});\n',
      ...files,
    },
    ['sequelize', 'pg'],
  );
  const { exitCode, stdout, stderr } = await runSeqscope(['models', '--json'], { directory: root });
  expect(JSON.parse(stdout)).toMatchObject([{ name: 'A' }]);
  expect(stderr).toContain(
    'warning: "models/b.js" could not be loaded: ReferenceError: nothing is not defined.',
  );
  expect(exitCode).toBe(2);
});

const isRoot = process.geteuid?.() === 0;
/** Does `work` as somebody who may not read everything: root is somebody else for a moment. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  if (isRoot) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

test.runIf(!isRoot || isOpenToAll(import.meta.dirname))(
  'a file or a folder of migrations that cannot be read is an error that names it',
  async () => {
    const files = {
      'package.json': packageFile,
      'config/config.json': config,
      'models/a.js': model('A'),
      'models/b.js': model('B'),
      'migrations/1.js': '',
    };
    const root = temporaryProject(files, ['sequelize', 'pg']);
    chmodSync(root, 0o755);
    chmodSync(join(root, 'models/b.js'), 0o000);
    chmodSync(join(root, 'migrations'), 0o000);
    await asOrdinaryUser(async () => {
      const project = await findProject(projectOptions(root), {});
      const { sequelize, problems } = await loadApplication(project, asTheProjectSays);
      expect(Object.keys(sequelize.models)).toEqual(['A']);
      expect(problems).toMatchObject([
        {
          code: 'file-unreadable',
          message: '"models/b.js" cannot be read: you have no permission.',
          remedy: `Let yourself read it with \`chmod u+r "${join(root, 'models/b.js')}"\`.`,
        },
      ]);
      await expect(listFiles(join(root, 'migrations'), 'migrations')).rejects.toMatchObject({
        code: 'folder-unreadable',
        details: { file: join(root, 'migrations') },
      });
      await sequelize.close();
    });
    chmodSync(join(root, 'migrations'), 0o755);
  },
);

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
    await asOrdinaryUser(() => expect(findProject(projectOptions(root), {})).rejects.toMatchObject(refusal));
    chmodSync(models, 0o755);
  },
);
