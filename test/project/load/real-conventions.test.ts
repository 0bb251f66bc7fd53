/** Conventions met in public projects, a fixture each: where the instance is made, who associates, where models lie. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProject } from '../../../src/project/find-project.ts';
import { buildReporter, loadInNode, type ProjectReport, removeReporter } from '../support/load-in-node.ts';
import { fixture, projectOptions } from '../support/options.ts';

beforeAll(buildReporter);
afterAll(removeReporter);

/** `Model: alias:type:target …`, one a model. */
function outline({ models }: ProjectReport): readonly string[] {
  return models.map(({ name, associations }) =>
    [`${name}:`, ...associations.map(({ name: alias, type, target }) => `${alias}:${type}:${target}`)].join(
      ' ',
    ),
  );
}

function load(name: string): ReturnType<typeof loadInNode> {
  return loadInNode(projectOptions(fixture(name)));
}

test('an instance made outside the models folder is found in the sources, a migration runner is passed over', async () => {
  const report = await load('instance-elsewhere');
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report)).toEqual([
    'Hall: next:belongsTo:Hall Paintings:hasMany:Painting',
    'Painting: formerHalls:hasMany:Hall Hall:belongsTo:Hall',
  ]);
  expect(report.models.map(({ schema }) => schema)).toEqual(['museum', 'museum']);
  expect(report.target).toMatchObject({ database: 'museum', user: 'keeper' });
});

test('helpers and hooks among factories are not called, a model that fails is listed, associations of another file are made', async () => {
  const report = await load('factories-helped');
  expect(report.error).toBeNull();
  expect(outline(report)).toEqual(['Berth: ships:hasMany:Ship', 'Ship: berth:belongsTo:Berth']);
  expect(report.problems.map(({ details }) => details.file)).toEqual([
    join(fixture('factories-helped'), 'models/buoy.js'),
  ]);
});

test('associations that the index leaves to a file beside its folder are made', async () => {
  const report = await load('associations-apart');
  expect(report.problems).toEqual([]);
  expect(outline(report)).toEqual([
    'Ingredient: recipes:belongsToMany:Recipe',
    'Recipe: ingredients:belongsToMany:Ingredient',
    'RecipeIngredient:',
  ]);
});

test('models of feature folders are found by their names, and nothing else of the features is run', async () => {
  const report = await load('feature-folders');
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report)).toEqual(['Desk: owner:belongsTo:Employee', 'Employee: desk:hasOne:Desk']);
  const project = await findProject(projectOptions(fixture('feature-folders')), {});
  expect(project.choices.find(({ what }) => what === 'models')).toEqual({
    what: 'models',
    value: join('src', 'features'),
    why: 'models lie in 2 places below it',
  });
});

test('models that a plugin makes on its application are made on a stand-in for it', async () => {
  const report = await loadInNode(
    projectOptions(fixture('plugin-models'), { url: 'postgres://x@localhost/flows' }),
  );
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report)).toEqual([
    'Flow: Owner:belongsTo:Owner',
    'Invoice: Owner:belongsTo:Owner',
    'Owner: Flows:hasMany:Flow',
  ]);
});

test('the model in which a migration runner of its own keeps the journal is there, and nothing is migrated', async () => {
  const report = await loadInNode(
    projectOptions(fixture('migration-runner'), { url: 'postgres://x@localhost/ships' }),
  );
  expect(report.error).toBeNull();
  expect(outline(report)).toEqual(['Applied:', 'Port:', 'Ship: Port:belongsTo:Port']);
  expect(report.problems).toMatchObject([
    { isNotice: true, message: 'blocked: `Applied.sync()` while loading' },
  ]);
});

test('a migrations folder below the usual places is found by its numbered files', async () => {
  const { paths } = await findProject(projectOptions(fixture('plugin-models')), {});
  expect(paths.migrations).toBe(join(fixture('plugin-models'), 'core', 'db', 'migrations'));
  expect(paths.seeders).toBeNull();
});

test('models generated while the index loads are there, ES syntax in a CommonJS package included', async () => {
  const report = await load('generated-models');
  expect(report.error).toBeNull();
  expect(outline(report)).toEqual(['Account: balance:hasOne:Balance', 'AccountAudit:', 'Balance:']);
  expect(report.models.at(-1)?.attributes[0]).toMatchObject({ name: 'accountId', type: 'BIGINT' });
});

test('init functions in ES module TypeScript open by the rc file that sequelize-cli reads, their CommonJS migrations too', async () => {
  const migration = join(fixture('init-functions'), 'src/db/migrations/20240101000000-create-heroes.js');
  const report = await loadInNode(projectOptions(fixture('init-functions')), [migration]);
  expect(report.error).toBeNull();
  expect(report.problems).toEqual([]);
  expect(outline(report)).toEqual(['Hero: songs:hasMany:Song', 'Song: hero:belongsTo:Hero']);
  expect(report.target).toMatchObject({ database: 'tavern', user: 'bard' });
  expect(report.keys[migration]).toEqual(['up', 'down']);
});

test('of several instances the one with the most models is taken', async () => {
  const report = await load('two-instances');
  expect(outline(report)).toEqual(['Buyer:', 'Order: Buyer:belongsTo:Buyer']);
  expect(report.target).toMatchObject({ database: 'shop' });
});
