/** A small application with one of each kind of relation, some of them known to the database only. */
import { projectFolder } from '../../cli/project-folder.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

export async function createStaffDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE people (id int PRIMARY KEY, name text, boss_id int REFERENCES people, deleted_at timestamptz);
    CREATE TABLE badges (id int PRIMARY KEY, person_id int REFERENCES people);
    CREATE TABLE skills (id int PRIMARY KEY, name text);
    CREATE TABLE person_skills (person_id int REFERENCES people, skill_id int REFERENCES skills, level text,
      PRIMARY KEY (person_id, skill_id));
    CREATE TABLE posts (id int PRIMARY KEY, title text, author_id int REFERENCES people);
    CREATE TABLE photos (id int PRIMARY KEY, author_id int REFERENCES people);
    CREATE TABLE comments (id int PRIMARY KEY, about text, about_id int);
    CREATE TABLE offices (country text, code bigint, PRIMARY KEY (country, code));
    CREATE TABLE desks (id int PRIMARY KEY, country text, office_code bigint, person_id int REFERENCES people,
      FOREIGN KEY (country, office_code) REFERENCES offices);
    CREATE TABLE audits (id int PRIMARY KEY, person_id int REFERENCES people);
    INSERT INTO people VALUES (1, 'Ada', NULL, NULL), (2, 'Ben', 1, NULL), (3, 'Cleo', 1, NULL), (4, 'Dan', 2, now());
    INSERT INTO badges VALUES (7, 2);
    INSERT INTO skills VALUES (1, 'chess'), (2, 'sums');
    INSERT INTO person_skills VALUES (1, 1, 'high'), (1, 2, 'low'), (2, 1, 'low');
    INSERT INTO posts VALUES (1, 'On engines', 1), (2, 'By a ghost', 4);
    INSERT INTO photos VALUES (1, 2);
    INSERT INTO comments VALUES (1, 'post', 1), (2, 'photo', 1), (3, 'post', 1);
    INSERT INTO offices VALUES ('de "x"', 9007199254740993), ('fr', 2);
    INSERT INTO desks VALUES (1, 'de "x"', 9007199254740993, 1), (2, 'fr', 2, 4), (3, NULL, 2, NULL);
    INSERT INTO audits VALUES (1, 1), (2, 1), (3, 2);
    ANALYZE;
  `);
  return database;
}

/** `audits` has no model; a desk's office, a desk's person and a photo's author no association. */
export async function staffFolder(url: string): Promise<string> {
  return projectFolder({
    'models/index.js': `
      const { Sequelize, DataTypes } = require('sequelize');
      const sequelize = new Sequelize(${JSON.stringify(url)}, { logging: false, define: { timestamps: false, underscored: true } });
      const { INTEGER, BIGINT, TEXT } = DataTypes;
      const key = { type: INTEGER, primaryKey: true };
      const Person = sequelize.define('Person', { id: key, name: TEXT, bossId: INTEGER },
        { tableName: 'people', paranoid: true, timestamps: true, createdAt: false, updatedAt: false,
          scopes: { withReports: () => ({ include: 'reports' }) } });
      const Badge = sequelize.define('Badge', { id: key, personId: INTEGER }, { tableName: 'badges' });
      const Skill = sequelize.define('Skill', { id: key, name: TEXT }, { tableName: 'skills' });
      const PersonSkill = sequelize.define('PersonSkill', { level: TEXT }, { tableName: 'person_skills' });
      const Post = sequelize.define('Post', { id: key, title: TEXT, authorId: INTEGER }, { tableName: 'posts' });
      const Photo = sequelize.define('Photo', { id: key, authorId: INTEGER }, { tableName: 'photos' });
      const Comment = sequelize.define('Comment', { id: key, about: TEXT, aboutId: INTEGER }, { tableName: 'comments' });
      const Office = sequelize.define('Office',
        { country: { type: TEXT, primaryKey: true }, code: { type: BIGINT, primaryKey: true } }, { tableName: 'offices' });
      const Desk = sequelize.define('Desk',
        { id: key, country: TEXT, officeCode: BIGINT, personId: INTEGER }, { tableName: 'desks' });
      Person.belongsTo(Person, { as: 'boss', foreignKey: 'bossId' });
      Person.hasMany(Person, { as: 'reports', foreignKey: 'bossId' });
      Person.hasOne(Badge, { as: 'badge', foreignKey: 'personId' });
      Badge.belongsTo(Person, { as: 'person', foreignKey: 'personId' });
      Person.belongsToMany(Skill, { as: 'skills', through: PersonSkill, foreignKey: 'personId', otherKey: 'skillId' });
      Skill.belongsToMany(Person, { as: 'people', through: PersonSkill, foreignKey: 'skillId', otherKey: 'personId' });
      Person.hasMany(Post, { as: 'posts', foreignKey: 'authorId' });
      Post.belongsTo(Person, { as: 'author', foreignKey: 'authorId' });
      for (const [Model, about] of [[Post, 'post'], [Photo, 'photo']]) {
        Model.hasMany(Comment, { as: 'comments', foreignKey: 'aboutId', constraints: false, scope: { about } });
        Comment.belongsTo(Model, { as: about, foreignKey: 'aboutId', constraints: false });
      }
      module.exports = { sequelize, Person, Badge, Skill, PersonSkill, Post, Photo, Comment, Office, Desk };
    `,
  });
}
