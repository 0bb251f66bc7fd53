import { cp, readdir, rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ProjectInspection } from '../../src/session-shapes.ts';
import { fixture } from '../project/support/options.ts';
import { temporaryProject } from '../project/support/temporary-project.ts';
import { runSeqscope } from './run-seqscope.ts';

interface Inspected {
  readonly exitCode: number | null;
  readonly inspection: ProjectInspection;
  readonly stderr: string;
}

async function inspect(directory: string, ...words: string[]): Promise<Inspected> {
  const { exitCode, stdout, stderr } = await runSeqscope(['project', '--json', ...words], { directory });
  return { exitCode, stderr, inspection: JSON.parse(stdout) as ProjectInspection };
}

test('project --json counts models, associations, scopes, migrations and seeders', async () => {
  const { exitCode, inspection, stderr } = await inspect(fixture('db-object'));
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect(inspection).toMatchObject({
    root: fixture('db-object'),
    environment: 'development',
    paths: { rc: join(fixture('db-object'), '.sequelizerc') },
    database: { host: '127.0.0.1', port: 5432, database: 'blog_development', user: 'blogger' },
    counts: { models: 5, migrations: 1, seeders: 1 },
    problems: [],
  });
  const instance = inspection.choices.find(({ what }) => what === 'instance');
  expect(instance).toMatchObject({ why: 'the only Sequelize instance the project makes' });
  expect(inspection.instance?.sequelize).toMatch(/^6\./);
});

test('project --json says what was settled before something failed, and exits with 2', async () => {
  const root = temporaryProject({ '.sequelizerc': 'throw new Error("not today");' });
  const { exitCode, inspection, stderr } = await inspect(root);
  expect(exitCode).toBe(2);
  expect(inspection).toMatchObject({
    root,
    counts: { models: null, migrations: null },
    problems: [
      { code: 'rc-failed', severity: 'error', remedy: 'Mend ".sequelizerc" at line 1, then try again.' },
    ],
  });
  expect(stderr).toContain('".sequelizerc" could not be loaded: not today.');
});

test('project --json looks at the models of a project whose target alone is wrong', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'seqscope-inspect-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const root = join(folder, 'app');
  await cp(fixture('factories'), root, { recursive: true });
  await rm(join(root, 'node_modules'), { recursive: true, force: true });
  const packages = temporaryProject({}, ['sequelize', 'pg']);
  await cp(join(packages, 'node_modules'), join(root, 'node_modules'), { recursive: true });
  await writeFile(
    join(root, 'config/config.js'),
    "module.exports = { development: { dialect: 'mysql', database: 'd' } };",
  );
  const before = await readdir(root, { recursive: true });
  const { exitCode, inspection } = await inspect(root);
  expect(exitCode).toBe(2);
  expect(inspection.problems).toMatchObject([{ code: 'dialect-unsupported' }]);
  expect(inspection.counts.models).toBeGreaterThan(0);
  expect(await readdir(root, { recursive: true })).toEqual(before);
});

test('project --json counts models that wait for an instance nobody says anything of', async () => {
  const root = temporaryProject(
    {
      'package.json': '{ "dependencies": { "sequelize": "6" } }',
      'models/ship.js':
        "module.exports = (sequelize, DataTypes) => sequelize.define('Ship', { name: DataTypes.STRING });\n",
    },
    ['sequelize', 'pg'],
  );
  const { exitCode, inspection } = await inspect(root);
  expect(exitCode).toBe(0);
  expect(inspection.counts).toMatchObject({ models: 1, migrations: 0, seeders: 0 });
  expect(inspection.problems).toMatchObject([{ code: 'no-target', severity: 'warning' }]);
});

test('project --json says beforehand that a connection would be refused', async () => {
  const root = temporaryProject(
    {
      'package.json': '{ "dependencies": { "sequelize": "6" } }',
      'config/config.json':
        '{ "dialect": "postgres", "host": "db.example.test", "database": "d", "username": "u" }',
      'models/ship.js':
        "module.exports = (sequelize, DataTypes) => sequelize.define('Ship', { name: DataTypes.STRING });\n",
    },
    ['sequelize', 'pg'],
  );
  const refused = await inspect(root);
  expect(refused.exitCode).toBe(0);
  expect(refused.inspection.problems).toMatchObject([{ code: 'unconfirmed-host', severity: 'warning' }]);
  const allowed = await inspect(root, '--allow-host', 'db.example.test');
  expect(allowed.inspection.problems).toEqual([]);
});

const ship =
  "module.exports = (sequelize, DataTypes) => sequelize.define('Ship', { name: DataTypes.STRING });\n";
const usesSequelize = '{ "name": "fleet", "dependencies": { "sequelize": "6" } }';

test.each([
  ['of another dialect', { 'config/config.json': '{ "dialect": "mysql", "database": "d" }' }, 'mysql'],
  [
    'out of a variable that is not set',
    { 'config/config.json': '{ "dialect": "postgres", "use_env_variable": "FLEET_DB" }' },
    '"FLEET_DB" is not set',
  ],
  [
    'of an environment that is not there',
    { 'config/config.json': '{ "production": { "dialect": "postgres", "database": "d" } }' },
    'has no environment "development"',
  ],
  ['that nothing names', {}, 'no settings say of which database'],
])(
  'a target %s is a warning to models and describe, and an error to what connects',
  async (_what, files, said) => {
    const root = temporaryProject({ 'package.json': usesSequelize, 'models/ship.js': ship, ...files }, [
      'sequelize',
      'pg',
    ]);
    const models = await runSeqscope(['models', '--json'], { directory: root });
    expect(models.exitCode).toBe(0);
    expect(JSON.parse(models.stdout)).toMatchObject([{ name: 'Ship' }]);
    expect(models.stderr).toMatch(/^warning: /);
    expect(models.stderr).toContain(said);
    const described = await runSeqscope(['describe', 'Ship', '--json'], { directory: root });
    expect(described.exitCode).toBe(0);
    expect(JSON.parse(described.stdout)).toMatchObject({ name: 'Ship', database: null });
    expect(described.stderr).toMatch(/^warning: /);
    const status = await runSeqscope(['status'], { directory: root });
    expect(status.exitCode).toBe(2);
    expect(status.stderr.match(/^error: /gm)).toHaveLength(1);
  },
);

test('project shows what it chose and what it counted beside what is wrong', async () => {
  const root = temporaryProject(
    {
      'package.json': usesSequelize,
      'models/ship.js': ship,
      'config/config.json': '{ "dialect": "mysql", "database": "d" }',
    },
    ['sequelize', 'pg'],
  );
  const { exitCode, stdout, stderr } = await runSeqscope(['project'], { directory: root });
  expect(exitCode).toBe(2);
  expect(stdout).toMatch(/models +│ models +│ found in a usual place/);
  expect(stderr).toContain('1 model, 0 associations, 0 scopes, 0 migrations, 0 seeders\n');
  expect(stderr).toContain('error: "config/config.json" asks for the dialect "mysql"');
});

test('project lists the Sequelize instances beside the one it took, and --instance takes another', async () => {
  const root = fixture('two-instances');
  const { inspection } = await inspect(root);
  expect(inspection.instance).toMatchObject({
    name: 'shop',
    database: { database: 'shop' },
    others: [{ name: 'warehouse', models: 1 }],
  });
  expect(inspection.choices.at(-1)).toMatchObject({
    what: 'instance',
    alternatives: [{ value: 'warehouse', why: '1 model' }],
  });
  const text = await runSeqscope(['project', '--instance', 'warehouse'], { directory: root });
  expect(text.stdout).toContain('named by --instance');
  expect(text.stderr).toMatch(/^instance "warehouse: .*" rather than "shop" \(2 models\)$/m);
  const models = await runSeqscope(['models'], { directory: root });
  expect(models.stderr).toBe(
    '2 models of the instance "shop"; `--instance` chooses another: "warehouse" with 1 model\n',
  );
});
