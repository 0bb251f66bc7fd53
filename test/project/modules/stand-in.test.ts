import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReporter, loadInNode, type ProjectReport, removeReporter } from '../support/load-in-node.ts';
import { projectOptions } from '../support/options.ts';
import { outline } from '../support/outline.ts';
import { temporaryProject } from '../support/temporary-project.ts';

beforeAll(buildReporter, 60_000);
afterAll(removeReporter);

const modulePackage = '{ "name": "sample", "type": "module", "dependencies": { "sequelize": "^6.0.0" } }';

function open(files: Readonly<Record<string, string>>, standIns: readonly string[]): Promise<ProjectReport> {
  const root = temporaryProject({ 'package.json': modulePackage, ...files }, ['sequelize', 'pg']);
  return loadInNode(projectOptions(root, { standIns }));
}

const shop = `
  import { Sequelize } from 'sequelize';
  import main, { Queue, connect as open } from '@shop/queue';
  import * as mail from 'absent-mail/smtp';
  export { Tracer } from 'absent-tracing';
  class Jobs extends Queue { run() { return 1; } }
  open({ host: 'x' }).on('ready', () => undefined);
  mail.send(main.deep.deeper, new Jobs().run());
  const { default: late, lookUp } = await import('absent-late');
  lookUp(late.thing);
  const sequelize = new Sequelize('postgres://127.0.0.1:1/d');`;

test('imports of an ES module take a stand-in whatever their form, each listed as a notice', async () => {
  const report = await open({ 'models/index.js': `${shop} sequelize.define('Thing', {});` }, ['all']);
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Thing:']);
  expect(
    report.problems.map(({ code, isNotice, message }) => [code, isNotice, message.split('"')[1]]),
  ).toEqual(
    ['@shop/queue', 'absent-mail', 'absent-tracing', 'absent-late'].map((name) => ['stood-in', true, name]),
  );
});

test('TypeScript of an ES module package takes stand-ins behind its aliases and `.js` specifiers', async () => {
  const report = await open(
    {
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "paths": { "~lib/*": ["./lib/*"] } } }',
      'lib/label.ts':
        "import { prefix } from 'absent-label';\nexport const label: string = `T${typeof prefix}`;",
      'models/thing.ts': `
        import type { Kind } from 'absent-types';
        import { label } from '~lib/label';
        export const name: Kind | string = label;`,
      'models/index.ts': `${shop}
        import { name } from './thing.js';
        sequelize.define(name, {});`,
    },
    ['all'],
  );
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Tfunction:']);
});

test('only what was named is replaced, and what models are made of never', async () => {
  const report = await open({ 'models/index.js': "import { a } from 'absent-a';\nimport 'absent-b';\n" }, [
    'absent-a',
  ]);
  expect(report.error).toMatchObject({
    code: 'package-missing',
    message: expect.stringContaining('absent-b') as string,
  });
  const decorators = await open(
    { 'models/index.js': "import { Model } from 'sequelize-typescript';\nexport class A extends Model {}\n" },
    ['all', 'sequelize-typescript'],
  );
  expect(decorators.error).toMatchObject({ code: 'package-missing' });
});

test('a file of the project that is not there is no package to stand in for', async () => {
  const report = await open({ 'models/index.js': "import './absent.js';\nimport 'models/absent.js';\n" }, [
    'all',
  ]);
  expect(report.error).toMatchObject({ code: 'import-missing' });
});

test('an installed CommonJS package that fails when it runs gives way to a stand-in asked for by name', async () => {
  const files = {
    'node_modules/native-hash/package.json': '{ "main": "index.js" }',
    'node_modules/native-hash/index.js': "exports.hash = 1;\nrequire('./build/hash.node');\n",
    'models/index.js': `
      import native, { hash } from 'native-hash';
      import { Sequelize } from 'sequelize';
      hash(native.rounds);
      new Sequelize('postgres://127.0.0.1:1/d').define('Thing', {});`,
  };
  expect((await open(files, ['all'])).error).toMatchObject({
    code: 'package-broken',
    message: 'The package "native-hash" is installed and does not load: a part of it was not built.',
    remedy: expect.stringMatching(/`npm rebuild native-hash`.*`--stand-in native-hash`/) as string,
  });
  const report = await open(files, ['native-hash']);
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Thing:']);
  expect(report.problems).toMatchObject([{ code: 'stood-in' }]);
});
