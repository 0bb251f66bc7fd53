import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GraphEdge, SchemaGraph } from '../../../src/schema/graph/graph.ts';
import { schemaGraph } from '../../../src/schema/graph/schema-graph.ts';
import { detailModels } from '../../../src/schema/describe-details.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { describeRelated, relatedModels, relatedTables } from './related-schema.ts';

let own: TestDatabase;
let graph: SchemaGraph;

beforeAll(async () => {
  own = await createTestDatabase();
  await own.execute(relatedTables);
  graph = schemaGraph(await describeRelated(own));
});
afterAll(() => own.drop());

/** `from 0..n → to 1..1, said by …` */
function edgeText({ id, from, to, associations, foreignKey }: GraphEdge): string {
  const count = ({ cardinality: { least, most } }: GraphEdge['from']): string => `${least}..${most}`;
  const said = associations.map(({ source, name }) => `${source}.${name}`).join(' ');
  return `${id} ${count(from)} ${count(to)} [${said}] ${foreignKey?.name ?? '-'}`;
}

test('every relation is one edge, whoever says it, with the rows at each end', () => {
  expect(graph.edges.map(edgeText)).toEqual([
    'Comment(subject_id) -> Post(id) 0..many 0..1 [Comment.Post Post.comments] -',
    'Comment(subject_id) -> User(id) 0..many 0..1 [Comment.User User.comments] -',
    'Draft(owner_id) -> User(id) 0..1 1..1 [User.draft] -',
    'Follow(by_id) -> User(id) 0..many 1..1 [User.followers User.following] follows_by_id_fkey',
    'Follow(whom_id) -> User(id) 0..many 1..1 [User.followers User.following] follows_whom_id_fkey',
    'Note(draft_id) -> Draft(id) 0..many 0..1 [Draft.notes] -',
    'Post <-> Tag via PostTag(post_id, tag_id) 0..many 0..many [Post.tags Tag.posts] -',
    'Post(author_id) -> User(id) 0..many 1..1 [Post.author User.posts] posts_author',
    'Post(original_id) -> Post(id) 0..many 0..1 [Post.copies Post.original] posts_original_id_fkey',
    'Post(reviewer_id) -> User(id) 0..many 0..1 [Post.reviewer] posts_reviewer',
    'PostTag(post_id) -> Post(id) 0..many 1..1 [Post.tags Tag.posts] post_tags_post_id_fkey',
    'PostTag(tag_id) -> Tag(id) 0..many 1..1 [Post.tags Tag.posts] post_tags_tag_id_fkey',
    'Profile(user_id) -> User(id) 0..1 1..1 [Profile.user User.profile] profiles_user_id_fkey',
    'User <-> User via Follow(by_id, whom_id) 0..many 0..many [User.followers User.following] -',
    'shop.lines(order_region, order_number) -> shop.orders(region, number) 0..1 1..1 [] lines_order_region_order_number_fkey',
    'shop.orders(user_id) -> User(id) 0..many 0..1 [] orders_user_id_fkey',
  ]);
});

describe('the nodes', () => {
  test('they are the models, and the tables without one by their whole names', () => {
    expect(graph.nodes.map(({ id, kind }) => `${id} ${kind}`)).toEqual([
      'Comment table',
      'Draft null',
      'Follow table',
      'Note null',
      'Post table',
      'PostTag table',
      'Profile table',
      'Tag table',
      'User table',
      'public.lonely table',
      'shop.lines table',
      'shop.orders table',
    ]);
  });

  test('they leave out what an extension brought along, but what the application refers to', async () => {
    await own.execute(`
      CREATE TABLE brought (id int PRIMARY KEY); CREATE TABLE brought_parts (id int REFERENCES brought);
      CREATE TABLE referred (id int PRIMARY KEY); CREATE TABLE referring (id int REFERENCES referred);
      ALTER EXTENSION plpgsql ADD TABLE brought; ALTER EXTENSION plpgsql ADD TABLE brought_parts;
      ALTER EXTENSION plpgsql ADD TABLE referred`);
    const { nodes } = schemaGraph(await describeRelated(own));
    expect(
      nodes.filter(({ model, schema }) => model === null && schema === 'public').map(({ id }) => id),
    ).toEqual(['public.lonely', 'public.referred', 'public.referring']);
  });

  test('a join table is one that holds nothing but its keys', () => {
    expect(graph.nodes.filter(({ isJoinTable }) => isJoinTable).map(({ id }) => id)).toEqual(['PostTag']);
  });

  test('a column has its attribute, its type of the database and what it is', () => {
    const post = graph.nodes.find(({ id }) => id === 'Post');
    expect(post?.columns.find(({ name }) => name === 'author_id')).toEqual({
      name: 'author_id',
      attribute: 'authorId',
      type: 'integer',
      isNullable: false,
      isPrimaryKey: false,
      isForeignKey: true,
      isUnique: false,
      comment: null,
    });
    expect(post?.columns.filter(({ isUnique }) => isUnique).map(({ name }) => name)).toEqual(['id']);
  });
});

test('without a database the models say what they know', () => {
  const alone = schemaGraph(joinSchema(detailModels(relatedModels()), []));
  expect(alone.edges.map(edgeText)).toContain(
    'Profile(user_id) -> User(id) 0..1 0..1 [Profile.user User.profile] -',
  );
  expect(alone.edges.map(edgeText)).toContain(
    'Post(author_id) -> User(id) 0..many 1..1 [Post.author User.posts] -',
  );
  expect(alone.edges.map(edgeText)).toContain(
    'Comment(subject_id) -> Post(id) 0..many 0..1 [Comment.Post Post.comments] -',
  );
});
