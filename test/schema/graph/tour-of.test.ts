import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SchemaTour } from '../../../src/schema/graph/tour.ts';
import { tourOf } from '../../../src/schema/graph/tour-of.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { describeRelated, relatedTables, type RelatedSchema } from './related-schema.ts';

let own: TestDatabase;
let schema: RelatedSchema;
let tour: SchemaTour;

beforeAll(async () => {
  own = await createTestDatabase();
  await own.execute(`${relatedTables}
    INSERT INTO users SELECT n, 'u' || n FROM generate_series(1, 1200) n;
    COMMENT ON TABLE posts IS 'What people write';
    ANALYZE;`);
  schema = await describeRelated(own);
  tour = tourOf(schema);
});
afterAll(() => own.drop());

test('it counts what there is and names the hubs', () => {
  expect(tour.counts).toEqual({ models: 9, otherTables: 3, relations: 14, rows: 1200 });
  expect(tour.hubs).toEqual(['User', 'Post']);
});

test('a chapter is a cluster, read from its hub outwards', () => {
  expect(tour.chapters.map(({ title, stops }) => [title, ...stops.map(({ node }) => node)]))
    .toMatchInlineSnapshot(`
    [
      [
        "Around User",
        "User",
        "Post",
        "Comment",
        "Follow",
        "Profile",
      ],
      [
        "Around Draft",
        "Draft",
        "Note",
      ],
      [
        "Around Tag",
        "Tag",
        "PostTag",
      ],
      [
        "Around shop.orders",
        "shop.orders",
        "shop.lines",
      ],
      [
        "On their own",
        "public.lonely",
      ],
    ]
  `);
});

test('a stop says what it is, what it is related to and what to look at', () => {
  const stops = tour.chapters.flatMap((chapter) => chapter.stops);
  expect(stops.find(({ node }) => node === 'Post')).toMatchInlineSnapshot(`
    {
      "hints": [
        {
          "kind": "tree",
          "name": "originalId",
          "text": "refers to the same table: rows form trees or chains",
        },
      ],
      "model": "Post",
      "node": "Post",
      "relations": [
        {
          "association": "comments",
          "columns": [
            "subjectId",
          ],
          "edge": "Comment(subject_id) -> Post(id)",
          "isKnown": false,
          "node": "Comment",
          "through": null,
          "verb": "has many",
        },
        {
          "association": "tags",
          "columns": [],
          "edge": "Post <-> Tag via PostTag(post_id, tag_id)",
          "isKnown": false,
          "node": "Tag",
          "through": "PostTag",
          "verb": "has many",
        },
        {
          "association": "author",
          "columns": [
            "authorId",
          ],
          "edge": "Post(author_id) -> User(id)",
          "isKnown": true,
          "node": "User",
          "through": null,
          "verb": "belongs to one",
        },
        {
          "association": "original",
          "columns": [
            "originalId",
          ],
          "edge": "Post(original_id) -> Post(id)",
          "isKnown": true,
          "node": "Post",
          "through": null,
          "verb": "may belong to one",
        },
        {
          "association": "copies",
          "columns": [
            "originalId",
          ],
          "edge": "Post(original_id) -> Post(id)",
          "isKnown": true,
          "node": "Post",
          "through": null,
          "verb": "has many",
        },
        {
          "association": "reviewer",
          "columns": [
            "reviewerId",
          ],
          "edge": "Post(reviewer_id) -> User(id)",
          "isKnown": true,
          "node": "User",
          "through": null,
          "verb": "may belong to one",
        },
      ],
      "rowEstimate": 0,
      "summary": "Post (table posts) has 5 columns and no rows. What people write. A row holds title. Comment and PostTag refer to it.",
      "table": "posts",
    }
  `);
  expect(
    stops
      .find(({ node }) => node === 'User')
      ?.relations.map(({ verb, association, node }) => `${verb} ${node} ${association}`),
  ).toMatchInlineSnapshot(`
    [
      "has many Comment comments",
      "has at most one Draft draft",
      "has many Post posts",
      "has many Post null",
      "has at most one Profile profile",
      "has many User following",
      "has many User followers",
      "has many shop.orders null",
    ]
  `);
});

test('a join table names what it joins, and a relation without a name its key', () => {
  const stops = tour.chapters.flatMap((chapter) => chapter.stops);
  const summaryOf = (id: string): string | undefined => stops.find(({ node }) => node === id)?.summary;
  expect(summaryOf('PostTag')).toBe('PostTag (table post_tags) only joins Post and Tag and has no rows.');
  const unnamed = stops
    .find(({ node }) => node === 'User')
    ?.relations.filter(({ association }) => association === null);
  expect(unnamed?.map(({ node, columns }) => [node, ...columns])).toEqual([
    ['Post', 'reviewerId'],
    ['shop.orders', 'user_id'],
  ]);
});

test('every node is one stop, and the same description gives the same tour', () => {
  const stops = tour.chapters.flatMap((chapter) => chapter.stops);
  expect(stops).toHaveLength(12);
  expect(new Set(stops.map(({ node }) => node)).size).toBe(12);
  expect(tourOf({ models: [...schema.models].reverse(), tables: [...schema.tables].reverse() })).toEqual(
    tour,
  );
});

test('rows of heirs are counted once, though the table they inherit from has them too', async () => {
  const other = await createTestDatabase();
  try {
    await other.execute(`${relatedTables}
      CREATE TABLE papers (id int); CREATE TABLE letters () INHERITS (papers); CREATE TABLE bills () INHERITS (letters);
      INSERT INTO papers SELECT generate_series(1, 3); INSERT INTO letters SELECT generate_series(1, 20);
      INSERT INTO bills SELECT generate_series(1, 100);
      ANALYZE;`);
    expect(tourOf(await describeRelated(other)).counts.rows).toBe(123);
  } finally {
    await other.drop();
  }
});
