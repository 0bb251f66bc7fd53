import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { DataTypes, Op, Sequelize } from 'sequelize';
import { expect, test } from 'vitest';
import { findProject } from '../../src/project/find-project.ts';
import { loadApplication } from '../../src/project/load-application.ts';
import { describeModels } from '../../src/schema/describe-models.ts';
import type { AttributeSummary, ModelSummary } from '../../src/schema/description.ts';
import { asTheProjectSays, fixture, projectOptions } from '../project/support/options.ts';

async function modelsOf(directory: string): Promise<Readonly<Record<string, ModelSummary>>> {
  const project = await findProject(projectOptions(directory), {});
  const { sequelize } = await loadApplication(project, asTheProjectSays);
  await sequelize.close();
  return Object.fromEntries(describeModels(sequelize).map((model) => [model.name, model]));
}

/** An instance that never connects. */
function instance(): Sequelize {
  return new Sequelize({ dialect: 'postgres', logging: false });
}

function describeOne(sequelize: Sequelize): ModelSummary {
  const [model] = describeModels(sequelize);
  if (model === undefined) throw new Error('the test defines no model');
  return model;
}

function attribute(model: ModelSummary | undefined, name: string): AttributeSummary | undefined {
  return model?.attributes.find((candidate) => candidate.name === name);
}

test('associations name their keys as attributes of the model that has them', async () => {
  const { User, Post, Profile } = await modelsOf(fixture('db-object'));
  expect(User?.associations).toEqual([
    {
      name: 'posts',
      type: 'hasMany',
      target: 'Post',
      foreignKey: 'authorId',
      sourceKey: 'id',
      targetKey: 'authorId',
      through: null,
      otherKey: null,
      isSingular: false,
    },
    {
      name: 'profile',
      type: 'hasOne',
      target: 'Profile',
      foreignKey: 'userEmail',
      sourceKey: 'email',
      targetKey: 'userEmail',
      through: null,
      otherKey: null,
      isSingular: true,
    },
  ]);
  expect(Profile?.associations).toEqual([
    {
      name: 'user',
      type: 'belongsTo',
      target: 'User',
      foreignKey: 'userEmail',
      sourceKey: 'userEmail',
      targetKey: 'email',
      through: null,
      otherKey: null,
      isSingular: true,
    },
  ]);
  expect(Post?.associations[1]).toEqual({
    name: 'tags',
    type: 'belongsToMany',
    target: 'Tag',
    foreignKey: 'postId',
    sourceKey: 'id',
    targetKey: 'id',
    through: 'PostTag',
    otherKey: 'tagId',
    isSingular: false,
  });
});

test('tables, schemas, keys and soft deletion are told', async () => {
  const { User, Profile, PostTag } = await modelsOf(fixture('db-object'));
  expect(User).toMatchObject({ table: 'users', schema: null, primaryKey: ['id'], isParanoid: true });
  expect(Profile).toMatchObject({
    table: 'profiles',
    schema: 'people',
    primaryKey: ['userEmail'],
    isParanoid: false,
  });
  expect(PostTag?.primaryKey).toEqual(['postId', 'tagId']);
  expect(attribute(PostTag, 'tagId')?.references).toBe('tags.id');
});

test('an attribute has its column, type, default, validators and comment', async () => {
  const { User, Post } = await modelsOf(fixture('db-object'));
  expect(attribute(User, 'email')).toEqual({
    name: 'email',
    column: 'email',
    type: 'VARCHAR(255)',
    isNullable: false,
    isPrimaryKey: false,
    isUnique: true,
    defaultValue: null,
    enumValues: null,
    references: null,
    comment: 'How they sign in',
    validations: ['isEmail', 'len'],
  });
  expect(attribute(User, 'status')).toMatchObject({
    type: 'ENUM',
    defaultValue: "'active'",
    enumValues: ['active', 'banned'],
  });
  expect(attribute(User, 'label')).toMatchObject({ type: 'VIRTUAL', column: null });
  expect(attribute(User, 'id')).toMatchObject({ type: 'INTEGER', isPrimaryKey: true, isNullable: false });
  expect(attribute(Post, 'authorId')).toMatchObject({ column: 'author_id', references: 'users.id' });
});

test('scopes are told apart: plain ones with their condition, functions with their parameters', async () => {
  const { User, Post } = await modelsOf(fixture('db-object'));
  expect(User?.scopes).toEqual([
    { name: 'active', isFunction: false, parameters: [], condition: "{ status: 'active' }" },
    { name: 'adults', isFunction: false, parameters: [], condition: '{ age: { [Op.gte]: 18 } }' },
    { name: 'newest', isFunction: false, parameters: [], condition: null },
    { name: 'olderThan', isFunction: true, parameters: ['years', 'strict'], condition: null },
  ]);
  expect(User).toMatchObject({
    hasDefaultScope: true,
    defaultScope: "{ attributes: { exclude: ['secret'] } }",
  });
  expect(Post).toMatchObject({ hasDefaultScope: false, defaultScope: null, scopes: [] });
});

test('scopes added later and default scopes of symbols alone are seen', () => {
  const sequelize = instance();
  const model = sequelize.define('Late', {});
  model.addScope('defaultScope', { where: { [Op.and]: [] } }, { override: true });
  model.addScope('since', (date: Date) => ({ where: { at: date } }));
  expect(describeOne(sequelize)).toMatchObject({
    hasDefaultScope: true,
    defaultScope: '{ where: { [Op.and]: [] } }',
    scopes: [{ name: 'since', isFunction: true, parameters: ['date'] }],
  });
});

test.each([
  [DataTypes.ARRAY(DataTypes.STRING), 'VARCHAR(255)[]'],
  [DataTypes.ARRAY(DataTypes.ARRAY(DataTypes.INTEGER)), 'INTEGER[][]'],
  [DataTypes.ARRAY(DataTypes.ENUM('a', 'b')), 'ENUM[]'],
  ['TEXT[]', 'TEXT[]'],
  [DataTypes.GEOMETRY('POINT', 4326), 'GEOMETRY(POINT,4326)'],
  [DataTypes.RANGE(DataTypes.DATE), 'tstzrange'],
  [DataTypes.DECIMAL(10, 2), 'DECIMAL(10,2)'],
  [DataTypes.JSONB, 'JSONB'],
  [DataTypes.DATE, 'TIMESTAMP WITH TIME ZONE'],
  [DataTypes.UUIDV4, 'UUIDV4'],
  [new DataTypes.VIRTUAL(DataTypes.STRING, ['a']), 'VIRTUAL'],
])('%o is described as %s', (type, text) => {
  const sequelize = instance();
  sequelize.define('Typed', { value: type });
  expect(attribute(describeOne(sequelize), 'value')?.type).toBe(text);
});

test('values of an array of enums are listed', () => {
  const sequelize = instance();
  sequelize.define('Typed', { value: DataTypes.ARRAY(DataTypes.ENUM('a', 'b')) });
  expect(attribute(describeOne(sequelize), 'value')?.enumValues).toEqual(['a', 'b']);
});

test.each([
  [{ type: DataTypes.UUID, defaultValue: DataTypes.UUIDV4 }, 'UUIDV4'],
  [{ type: DataTypes.DATE, defaultValue: DataTypes.NOW }, 'NOW'],
  [{ type: DataTypes.DATE, defaultValue: Sequelize.literal('now()') }, "literal('now()')"],
  [{ type: DataTypes.UUID, defaultValue: Sequelize.fn('gen_random_uuid') }, "fn('gen_random_uuid')"],
  [{ type: DataTypes.BOOLEAN, defaultValue: false }, 'false'],
  [{ type: DataTypes.JSONB, defaultValue: { tags: [] } }, '{ tags: [] }'],
  [{ type: DataTypes.INTEGER, defaultValue: 0 }, '0'],
  [{ type: DataTypes.INTEGER }, null],
])('the default of %o is readable', (definition, text) => {
  const sequelize = instance();
  sequelize.define('Defaulted', { value: definition });
  expect(attribute(describeOne(sequelize), 'value')?.defaultValue).toBe(text);
});

test('a model without a primary key and a column with an odd name are described', () => {
  const sequelize = instance();
  const model = sequelize.define(
    'View',
    { 'odd "name"': { type: DataTypes.TEXT, field: 'odd "column"' } },
    { timestamps: false },
  );
  model.removeAttribute('id');
  expect(describeOne(sequelize)).toMatchObject({
    primaryKey: [],
    attributes: [{ name: 'odd "name"', column: 'odd "column"' }],
  });
});

test('an attribute that a unique index holds alone is unique, one that shares it is not', () => {
  const sequelize = instance();
  sequelize.define(
    'Indexed',
    { a: DataTypes.TEXT, b: { type: DataTypes.TEXT, field: 'b_column' }, c: DataTypes.TEXT },
    {
      indexes: [
        { unique: true, fields: ['b_column'] },
        { unique: true, fields: ['a', 'c'] },
      ],
    },
  );
  const model = describeOne(sequelize);
  expect(['a', 'b', 'c'].map((name) => attribute(model, name)?.isUnique)).toEqual([false, true, false]);
});

test('the models are in the order of their names', () => {
  const sequelize = instance();
  for (const name of ['b', 'C', 'a']) sequelize.define(name, {});
  expect(describeModels(sequelize).map(({ name }) => name)).toEqual(['C', 'a', 'b']);
});

test.runIf(existsSync(resolve(import.meta.dirname, '../../src/models/index.ts')))(
  'the Rituality models are described as they are meant',
  async () => {
    const models = await modelsOf(resolve(import.meta.dirname, '../..'));
    expect(Object.keys(models)).toEqual(['Role', 'User', 'UserDevice', 'UserPermission']);
    expect(models.User?.associations.map(({ name, type, target }) => `${name}:${type}:${target}`)).toEqual([
      'role:belongsTo:Role',
      'permissions:hasOne:UserPermission',
      'devices:hasMany:UserDevice',
    ]);
    expect(models.User?.isParanoid).toBe(true);
    expect(models.User?.hasDefaultScope).toBe(true);
    expect(models.User?.scopes.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['active', 'verified']),
    );
    expect(attribute(models.User, 'passwordHash')?.column).toBe('password_hash');
  },
);

test('a key of several attributes makes none of them unique, as the two of a join table', () => {
  const sequelize = instance();
  const Post = sequelize.define('Post', {});
  const Tag = sequelize.define('Tag', {});
  const Tagged = sequelize.define('Tagged', { id: { type: DataTypes.INTEGER, primaryKey: true } });
  Post.belongsToMany(Tag, { through: Tagged });
  Tag.belongsToMany(Post, { through: Tagged });
  sequelize.define('Seat', {
    row: { type: DataTypes.INTEGER, unique: 'place' },
    number: { type: DataTypes.INTEGER, unique: { name: 'place', msg: 'taken' } },
    code: { type: DataTypes.STRING, unique: 'code' },
  });
  const models = describeModels(sequelize);
  const unique = models.flatMap(({ name, attributes }) =>
    attributes.filter(({ isUnique }) => isUnique).map((one) => `${name}.${one.name}`),
  );
  expect(unique).toEqual(['Seat.code']);
});
