/** Keys that mean rows of several tables: a path by one leads to the rows of its own table, whichever way it is gone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProjectPath } from '../../src/schema/graph/paths.ts';
import { projectFolder } from '../cli/project-folder.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { testSession } from './test-session.ts';

/** As Sequelize's documentation has them ("Polymorphic Associations"): the side of the tags fixes nothing. */
const models = `
  const { Sequelize, DataTypes } = require('sequelize');
  const sequelize = new Sequelize('postgres://nobody@127.0.0.1:1/nowhere', { logging: false });
  const options = { timestamps: false, underscored: true };
  const User = sequelize.define('User', {}, options);
  const Image = sequelize.define('Image', {}, options);
  const Video = sequelize.define('Video', {}, options);
  const Tag = sequelize.define('Tag', {}, options);
  const typed = (name) => ({ [name + 'Id']: DataTypes.INTEGER, [name + 'Type']: DataTypes.STRING });
  const Comment = sequelize.define('Comment', typed('subject'), options);
  const Tagging = sequelize.define('Tagging', typed('taggable'), options);
  User.hasMany(Comment, { as: 'comments', foreignKey: 'writerId' });
  Comment.belongsTo(User, { as: 'writer', foreignKey: 'writerId' });
  for (const [model, name] of [[Image, 'image'], [Video, 'video']]) {
    const key = { foreignKey: 'subjectId', constraints: false };
    model.hasMany(Comment, { ...key, as: 'comments', scope: { subjectType: name } });
    Comment.belongsTo(model, { ...key, as: name });
    const through = { model: Tagging, unique: false };
    const keys = { foreignKey: 'taggableId', otherKey: 'tagId', constraints: false };
    model.belongsToMany(Tag, { ...keys, as: 'tags', through: { ...through, scope: { taggableType: name } } });
    const back = { foreignKey: 'tagId', otherKey: 'taggableId', constraints: false };
    Tag.belongsToMany(model, { ...back, as: name + 's', through });
  }
  module.exports = { sequelize };`;

const tables = `
  CREATE TABLE users (id int PRIMARY KEY);
  CREATE TABLE images (id int PRIMARY KEY);
  CREATE TABLE videos (id int PRIMARY KEY);
  CREATE TABLE tags (id int PRIMARY KEY);
  CREATE TABLE comments (id int PRIMARY KEY, subject_id int, subject_type text, writer_id int REFERENCES users);
  CREATE TABLE taggings (taggable_id int, taggable_type text, tag_id int);
  INSERT INTO users VALUES (1);
  INSERT INTO images SELECT n FROM generate_series(1, 3) n;
  INSERT INTO videos SELECT n FROM generate_series(1, 3) n;
  INSERT INTO tags VALUES (1);
  INSERT INTO comments VALUES (1, 1, 'image', 1), (2, 2, 'video', 1), (3, 3, 'video', 1);
  INSERT INTO taggings VALUES (1, 'image', 1), (2, 'video', 1), (3, 'video', 1);
  ANALYZE;`;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(tables);
  folder = await projectFolder({ 'models/index.js': models });
});
afterAll(() => database.drop());

async function pathBetween(from: string, to: string): Promise<ProjectPath> {
  const { session } = testSession({ directory: folder, url: database.url });
  const { paths } = await session.paths({ from, to });
  const [path, ...others] = paths;
  expect(others).toEqual([]);
  if (path === undefined) throw new Error(`no path from ${from} to ${to}`);
  return path;
}

test.each([
  ['Comment', 'Image', [1]],
  ['Comment', 'Video', [2, 3]],
  ['User', 'Video', [2, 3]],
  ['Video', 'Comment', [2, 3]],
  ['Tag', 'Image', [1]],
  ['Tag', 'Video', [2, 3]],
  ['Video', 'Tag', [1, 1]],
])('the joins from %s to %s find the rows of that table alone', async (from, to, ids) => {
  const { sql, fanOut } = await pathBetween(from, to);
  const rows = await database.execute(sql);
  expect(rows.map(({ id }) => id).sort()).toEqual(ids);
  expect(fanOut.average).not.toBeNull();
});

test('the code asks for the type where a belongsTo does not', async () => {
  expect((await pathBetween('Comment', 'Image')).code).toContain(
    "Comment.findAll({ where: { subjectType: 'image' }, include: ['image'] })",
  );
  expect((await pathBetween('User', 'Video')).code).toContain(
    "include: [{ association: 'comments', where: { subjectType: 'video' }, include: ['video'] }]",
  );
  expect((await pathBetween('Video', 'Comment')).code).toContain("Video.findAll({ include: ['comments'] })");
});
