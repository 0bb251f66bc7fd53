/** A schema with every kind of relation there is: models and tables, described as the session describes them. */
import { DataTypes, Sequelize } from 'sequelize';
import { readAllTables } from '../../../src/database/catalog.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { detailModels } from '../../../src/schema/describe-details.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import type { TestDatabase } from '../../support/postgres.ts';

export type RelatedSchema = ReturnType<typeof joinSchema>;

/** Models that need no database: `Draft` and `Note` have no table in `relatedTables`. */
export function relatedModels(): Sequelize {
  const sequelize = new Sequelize({ dialect: 'postgres', logging: false });
  const options = { underscored: true, timestamps: false };
  const User = sequelize.define('User', { email: DataTypes.STRING }, { ...options, tableName: 'users' });
  const Profile = sequelize.define('Profile', {}, { ...options, tableName: 'profiles' });
  const Post = sequelize.define('Post', { title: DataTypes.STRING }, { ...options, tableName: 'posts' });
  const Tag = sequelize.define('Tag', { name: DataTypes.STRING }, { ...options, tableName: 'tags' });
  const PostTag = sequelize.define('PostTag', {}, { ...options, tableName: 'post_tags' });
  const Comment = sequelize.define(
    'Comment',
    { subjectId: DataTypes.INTEGER, subjectType: DataTypes.STRING },
    { ...options, tableName: 'comments' },
  );
  const Follow = sequelize.define('Follow', { since: DataTypes.DATE }, { ...options, tableName: 'follows' });
  const Draft = sequelize.define('Draft', {}, options);
  const Note = sequelize.define('Note', { text: DataTypes.TEXT }, options);
  User.hasOne(Profile, { as: 'profile', foreignKey: 'userId' });
  Profile.belongsTo(User, { as: 'user', foreignKey: 'userId' });
  User.hasMany(Post, { as: 'posts', foreignKey: { name: 'authorId', allowNull: false } });
  Post.belongsTo(User, { as: 'author', foreignKey: 'authorId' });
  Post.belongsTo(User, { as: 'reviewer', foreignKey: 'reviewerId' });
  Post.belongsTo(Post, { as: 'original', foreignKey: 'originalId' });
  Post.hasMany(Post, { as: 'copies', foreignKey: 'originalId' });
  Post.belongsToMany(Tag, { as: 'tags', through: PostTag, foreignKey: 'postId', otherKey: 'tagId' });
  Tag.belongsToMany(Post, { as: 'posts', through: PostTag, foreignKey: 'tagId', otherKey: 'postId' });
  for (const subject of [Post, User]) {
    subject.hasMany(Comment, {
      as: 'comments',
      foreignKey: 'subjectId',
      constraints: false,
      scope: { subjectType: subject.name },
    });
    Comment.belongsTo(subject, { as: subject.name, foreignKey: 'subjectId', constraints: false });
  }
  User.belongsToMany(User, { as: 'following', through: Follow, foreignKey: 'byId', otherKey: 'whomId' });
  User.belongsToMany(User, { as: 'followers', through: Follow, foreignKey: 'whomId', otherKey: 'byId' });
  User.hasOne(Draft, { as: 'draft', foreignKey: { name: 'ownerId', allowNull: false } });
  Draft.hasMany(Note, { as: 'notes', foreignKey: { name: 'draftId', allowNull: true } });
  return sequelize;
}

export const relatedTables = `
  CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE);
  CREATE TABLE profiles (id int PRIMARY KEY, user_id int NOT NULL UNIQUE REFERENCES users ON DELETE CASCADE);
  CREATE TABLE posts (
    id int PRIMARY KEY, title text, author_id int NOT NULL CONSTRAINT posts_author REFERENCES users,
    reviewer_id int CONSTRAINT posts_reviewer REFERENCES users ON DELETE SET NULL, original_id int REFERENCES posts);
  CREATE INDEX posts_by_author ON posts (author_id, title);
  CREATE UNIQUE INDEX posts_one_review ON posts (reviewer_id) WHERE title IS NULL;
  CREATE TABLE tags (id int PRIMARY KEY, name text);
  CREATE TABLE post_tags (post_id int REFERENCES posts, tag_id int REFERENCES tags, PRIMARY KEY (post_id, tag_id));
  CREATE TABLE comments (id int PRIMARY KEY, subject_id int NOT NULL, subject_type text NOT NULL);
  CREATE TABLE follows (by_id int REFERENCES users, whom_id int REFERENCES users, since date, PRIMARY KEY (by_id, whom_id));
  CREATE SCHEMA shop;
  CREATE TABLE shop.orders (region text, number int, user_id int REFERENCES users, PRIMARY KEY (region, number));
  CREATE TABLE shop.lines (
    id int PRIMARY KEY, order_number int NOT NULL, order_region text NOT NULL,
    FOREIGN KEY (order_region, order_number) REFERENCES shop.orders (region, number));
  CREATE UNIQUE INDEX one_line ON shop.lines (order_region, order_number);
  CREATE TABLE lonely (id int);
`;

/** Describes what is in the database, the models above with it. */
export async function describeRelated(own: TestDatabase): Promise<RelatedSchema> {
  const database = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 5000 });
  try {
    return joinSchema(detailModels(relatedModels()), await readAllTables(database));
  } finally {
    await database.close();
  }
}
