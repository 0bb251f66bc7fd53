import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { withFanOuts } from '../../../src/schema/graph/fan-out.ts';
import { findPaths } from '../../../src/schema/graph/find-paths.ts';
import type { SchemaGraph } from '../../../src/schema/graph/graph.ts';
import { readKeyStatistics } from '../../../src/schema/graph/key-statistics.ts';
import type { PathRequest, SchemaPath } from '../../../src/schema/graph/paths.ts';
import { schemaGraph } from '../../../src/schema/graph/schema-graph.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { graphOfKeys } from './graph-of-keys.ts';
import { describeRelated, relatedTables } from './related-schema.ts';

let own: TestDatabase;
let graph: SchemaGraph;

beforeAll(async () => {
  own = await createTestDatabase();
  await own.execute(`${relatedTables}
    INSERT INTO users SELECT n, 'u' || n FROM generate_series(1, 100) n;
    INSERT INTO posts SELECT n, 't', 1 + n % 10, CASE WHEN n % 2 = 0 THEN 1 END FROM generate_series(1, 1000) n;
    INSERT INTO comments SELECT n, 1 + n % 50, CASE WHEN n % 2 = 0 THEN 'Post' ELSE 'User' END FROM generate_series(1, 400) n;
    ANALYZE;`);
  graph = schemaGraph(await describeRelated(own));
});
afterAll(() => own.drop());

function wayOf({ steps }: SchemaPath): string {
  return steps.map(({ association, to }) => `${association ?? '·'} ${to}`).join(' > ');
}

function ways(of: SchemaGraph, request: PathRequest): readonly string[] {
  return findPaths(of, request).paths.map(wayOf);
}

describe('the paths between two models', () => {
  test('are all of the shortest, the fewer rows first, then by name', () => {
    expect(ways(graph, { from: 'Post', to: 'User' })).toEqual(['author User', 'reviewer User']);
    expect(ways(graph, { from: 'User', to: 'Tag' })).toEqual(['posts Post > tags Tag']);
    expect(findPaths(graph, { from: 'Comment', to: 'Tag' }).hasMore).toBe(true);
  });

  test('never go in and out by one key that means rows of several tables', () => {
    const byPosts = ways(graph, { from: 'Comment', to: 'User', limit: null });
    expect(byPosts).toContain('Post Post > author User');
    expect(ways(graph, { from: 'Post', to: 'User', limit: null })).toEqual(['author User', 'reviewer User']);
    expect(findPaths(graph, { from: 'Post', to: 'User' }).hasMore).toBe(false);
  });

  test('are as many as are asked for, longer ones without a loop after them', () => {
    expect(ways(graph, { from: 'Post', to: 'User', limit: 1 })).toEqual(['author User']);
    expect(ways(graph, { from: 'Comment', to: 'Tag', limit: null })).toEqual([
      'Post Post > tags Tag',
      'User User > posts Post > tags Tag',
    ]);
    expect(findPaths(graph, { from: 'Comment', to: 'Tag', limit: null }).hasMore).toBe(false);
  });

  test('lead back to the same model around a loop', () => {
    expect(ways(graph, { from: 'User', to: 'User' })).toEqual(['followers User', 'following User']);
    expect(ways(graph, { from: 'Post', to: 'Post' })).toEqual(['original Post', 'copies Post']);
  });

  test('go by foreign keys where no association leads there, and say so', () => {
    const found = findPaths(graph, { from: 'User', to: 'shop.lines' });
    expect(found.isByAssociations).toBe(false);
    expect(found.paths.map(wayOf)).toEqual(['· shop.orders > · shop.lines']);
    expect(findPaths(graph, { from: 'tags', to: 'POST' }).paths.map(wayOf)).toEqual(['posts Post']);
  });

  test('do not exist between islands, which are told', () => {
    expect(findPaths(graph, { from: 'User', to: 'lonely' }).islands).toMatchObject({ to: ['public.lonely'] });
  });

  test('an unknown name is refused with the nearest', () => {
    expect(() => findPaths(graph, { from: 'Usr', to: 'Post' })).toThrow('There is no model or table "Usr".');
  });

  test('are found at once in a dense schema, and no more than a thousand', () => {
    const names = Array.from({ length: 40 }, (_, place) => `M${place}`);
    const all = names.flatMap((from) => names.filter((to) => to < from).map((to) => `${from}>${to}`));
    const found = findPaths(graphOfKeys(all), { from: 'M1', to: 'M39', limit: null });
    expect(found).toMatchObject({ hasMore: true });
    expect(found.paths).toHaveLength(1000);
    expect(found.paths[0]?.steps).toHaveLength(1);
  });
});

test('the SQL of every path between any two models runs', async () => {
  const ids = graph.nodes.filter(({ kind }) => kind !== null).map(({ id }) => id);
  const texts = ids.flatMap((from) =>
    ids.flatMap((to) => findPaths(graph, { from, to, limit: 3 }).paths.map(({ sql }) => sql)),
  );
  const isReal = (sql: string): boolean => !/"(?:drafts|notes|Drafts|Notes)"/.test(sql);
  expect(texts.filter(isReal).length).toBeGreaterThan(80);
  await own.execute(texts.filter(isReal).join('\n'));
});

test('a path is written as joins, with what its associations fix', () => {
  const [path] = findPaths(graph, { from: 'Tag', to: 'Comment' }).paths;
  expect(path?.sql).toBe(
    [
      'SELECT "comments".*',
      'FROM "tags" AS "Tag"',
      'JOIN "post_tags" AS "PostTag" ON "PostTag"."tag_id" = "Tag"."id"',
      'JOIN "posts" AS "posts" ON "posts"."id" = "PostTag"."post_id"',
      `JOIN "comments" AS "comments" ON "comments"."subject_id" = "posts"."id" AND "comments"."subject_type" = 'Post';`,
    ].join('\n'),
  );
});

test('a column that no index begins with is told with the statement that mends it', () => {
  const warningsTo = (to: string): readonly (string | null)[] =>
    findPaths(graph, { from: 'User', to }).paths.flatMap(({ warnings }) => warnings.map(({ fix }) => fix));
  expect(warningsTo('Post')).toEqual([]);
  expect(warningsTo('Comment')).toEqual(['CREATE INDEX CONCURRENTLY ON "public"."comments" ("subject_id");']);
});

test("what a step makes of a row is the planner's estimate", async () => {
  const database = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 5000 });
  try {
    const fanOut = async (from: string, to: string): Promise<SchemaPath['fanOut'] | undefined> => {
      const { paths } = findPaths(graph, { from, to, limit: 1 });
      const statistics = await readKeyStatistics(database, paths, graph);
      return paths.map((path) => withFanOuts(path, graph, statistics).fanOut)[0];
    };
    expect(await fanOut('User', 'Post')).toEqual({ average: 10, most: 100 });
    expect(await fanOut('Post', 'User')).toEqual({ average: 1, most: 1 });
    expect(await fanOut('Post', 'Comment')).toMatchObject({ average: 0.2 });
    expect(await fanOut('User', 'Draft')).toEqual({ average: null, most: null });
  } finally {
    await database.close();
  }
});
