/** One file that fails is one problem: what was to be associated with its models is left out, and the rest is made. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Application } from '../../../src/project/load-application.ts';
import { load } from '../support/load.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const packageFile = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';
const settings = '{ "dialect": "postgres", "database": "d" }';

function model(name: string, associations: string): string {
  return `module.exports = (sequelize, DataTypes) => {
    const ${name} = sequelize.define('${name}', {});
    ${name}.associate = (models) => {
      ${associations}
    };
    return ${name};
  };`;
}

/** `Model.association`, of all models of the instance. */
async function associations({ sequelize }: Application): Promise<readonly string[]> {
  await sequelize.close();
  return Object.values(sequelize.models).flatMap(({ name, associations: own }) =>
    Object.keys(own).map((association) => `${name}.${association}`),
  );
}

const shop = {
  'package.json': packageFile,
  'config/config.json': settings,
  'models/user.js': "module.exports = (sequelize) => sequelize.define('User', {);\n",
  'models/post.js': model(
    'Post',
    `Post.belongsTo(models.User, { as: 'author' });
     Post.belongsToMany(models.Tag, { through: 'PostTags' });
     models.User.hasMany(Post);
     Post.belongsToMany(models.Tag, { as: 'readers', through: models.User });
     Post.hasMany(models.Comment);`,
  ),
  'models/comment.js': model(
    'Comment',
    'const { User, Post } = models; Comment.belongsTo(User); Comment.belongsTo(Post);',
  ),
  'models/tag.js': model('Tag', "Tag.belongsToMany(models.Post, { through: 'PostTags' });"),
};

test('associations with a model whose file failed are folded into its problem, and all others are made', async () => {
  const root = temporaryProject(shop, ['sequelize', 'pg']);
  const application = await load(root);
  expect(await associations(application)).toEqual([
    'Comment.Post',
    'Post.Tags',
    'Post.Comments',
    'Tag.Posts',
  ]);
  expect(application.problems).toMatchObject([
    {
      code: 'module-failed',
      message:
        '"models/user.js" could not be loaded: SyntaxError: Unexpected token \')\'. 3 associations of Comment and Post that need it were left out.',
      details: { file: join(root, 'models/user.js'), line: 1 },
    },
  ]);
});

test('a file that fails only for the one it imports is named beside it', async () => {
  const root = temporaryProject(
    {
      ...shop,
      'models/session.js': `require('./user');\n${model('Session', '')}`,
      'models/tag.js': model('Tag', 'Tag.hasMany(models.Session);'),
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root);
  expect(Object.keys(application.sequelize.models).sort()).toEqual(['Comment', 'Post', 'PostTags', 'Tag']);
  expect(application.problems).toMatchObject([
    {
      message:
        '"models/user.js" could not be loaded: SyntaxError: Unexpected token \')\'. "session.js" needs it. 4 associations of Comment, Post and Tag that need it were left out.',
    },
  ]);
  await application.sequelize.close();
});

test('a model that no failed file accounts for is a mistake of its own', async () => {
  const root = temporaryProject({ ...shop, 'models/tag.js': model('Tag', 'Tag.belongsTo(models.Shelf);') }, [
    'sequelize',
    'pg',
  ]);
  const { problems, sequelize } = await load(root);
  await sequelize.close();
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining('models/user.js'),
    expect.stringContaining("Tag.belongsTo called with something that's not a subclass of Sequelize.Model"),
  ]);
});

test('associations that one function makes for all models go on past the one that is missing', async () => {
  const root = temporaryProject(
    {
      ...shop,
      'models/post.js': "module.exports = (sequelize) => sequelize.define('Post', {});",
      'models/comment.js': "module.exports = (sequelize) => sequelize.define('Comment', {});",
      'models/tag.js': "module.exports = (sequelize) => sequelize.define('Tag', {});",
      'associations.js': `module.exports = function associate(sequelize) {
        const { User, Post, Comment } = sequelize.models;
        User.hasMany(Post);
        Post.belongsTo(User);
        Post.hasMany(Comment);
      };`,
    },
    ['sequelize', 'pg'],
  );
  const application = await load(root);
  expect(await associations(application)).toEqual(['Post.Comments']);
  expect(application.problems).toMatchObject([
    { message: expect.stringContaining('One association of Post that needs it was left out.') as string },
  ]);
});

test('a broken file among the models that speaks of none is a notice, whatever it is written in', async () => {
  const root = temporaryProject(
    {
      'package.json': packageFile,
      'config/config.json': settings,
      'models/tag.js': "module.exports = (sequelize) => sequelize.define('Tag', {});",
      'models/half.js': 'module.exports = {\n  name: ',
      'models/kept.js': 'export const kept = await 1;\nexport default <p>kept</p>;\n',
      'models/kinds.ts': 'export type Kind = "a" | "b";\nexport const kind: = 1;\n',
      'models/sound.ts': 'export type Sound = { kind?: string };\n',
    },
    ['sequelize', 'pg'],
  );
  const { problems, sequelize } = await load(root);
  await sequelize.close();
  expect(problems).toMatchObject([
    {
      code: 'file-broken',
      isNotice: true,
      message: '"models/half.js" could not be loaded: Unexpected end of file.',
      details: { line: 2 },
    },
    {
      code: 'file-broken',
      isNotice: true,
      details: { file: join(root, 'models/kinds.ts'), line: 2, column: 20 },
    },
  ]);
});
