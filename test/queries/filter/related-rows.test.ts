/** Filters that go through associations and foreign keys, against SQL written by hand. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Queries } from '../../../src/queries/open-queries.ts';
import { specFor, type ReadSource } from '../../../src/queries/query-spec.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openCompanyQueries } from '../opened-queries.ts';

let database: TestDatabase;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, queries, close } = await openCompanyQueries());
});
afterAll(() => close());

async function keysOf(source: ReadSource, filter: string, key: string): Promise<readonly unknown[]> {
  const spec = {
    ...specFor(source, 4),
    filter,
    columns: [key],
    softDeleted: 'shown',
    isUnscoped: true,
  } as const;
  const order = [{ attribute: key, direction: 'asc' }] as const;
  const found: unknown[] = [];
  let page = await queries.page({ ...spec, order });
  for (;;) {
    expect(page.paging).toEqual({ method: 'keys' });
    found.push(...page.rows.map(([value]) => value));
    const bookmark = page.bookmarks.at(-1);
    if (!page.hasAfter || bookmark === undefined) break;
    page = await queries.page({ ...spec, order, place: { type: 'after', bookmark } });
  }
  expect((await queries.count(spec)).count).toBe(found.length);
  return found;
}

async function expectRows(
  source: ReadSource,
  filter: string,
  table: string,
  condition: string,
  key = 'id',
): Promise<void> {
  const expected = await database.execute(
    `SELECT ${key} AS key FROM ${table} AS main WHERE ${condition} ORDER BY 1`,
  );
  expect(await keysOf(source, filter, key), filter).toEqual(expected.map((row) => row['key']));
}

/** A person whom filters of models count as related. */
const there = (alias: string): string => `${alias}.gone_at IS NULL AND NOT ${alias}.is_bot`;

const ofPeople: readonly (readonly [filter: string, sql: string])[] = [
  [
    'team.name = "team 1"',
    `EXISTS (SELECT FROM teams t WHERE t.id = main.team_id AND t.team_name = 'team 1')`,
  ],
  [
    'team.team_name = "team 1"',
    `EXISTS (SELECT FROM teams t WHERE t.id = main.team_id AND t.team_name = 'team 1')`,
  ],
  [
    'team.name != "team 1"',
    `EXISTS (SELECT FROM teams t WHERE t.id = main.team_id AND t.team_name <> 'team 1')`,
  ],
  [
    'not team.name = "team 1"',
    `NOT EXISTS (SELECT FROM teams t WHERE t.id = main.team_id AND t.team_name = 'team 1')`,
  ],
  ['team.name is null', `EXISTS (SELECT FROM teams t WHERE t.id = main.team_id AND t.team_name IS NULL)`],
  ['team is null', `main.team_id IS NULL`],
  ['team is not null', `main.team_id IS NOT NULL`],
  ['boss is null', `NOT EXISTS (SELECT FROM people b WHERE b.id = main.boss_id AND ${there('b')})`],
  [
    'boss.name ~ %1',
    `EXISTS (SELECT FROM people b WHERE b.id = main.boss_id AND b.full_name ILIKE '%1' AND ${there('b')})`,
  ],
  [
    'boss.boss.team.parent.name = "team 1"',
    `EXISTS (SELECT FROM people b JOIN people c ON c.id = b.boss_id JOIN teams t ON t.id = c.team_id JOIN teams p ON p.id = t.parent_id
       WHERE b.id = main.boss_id AND p.team_name = 'team 1' AND ${there('b')} AND ${there('c')})`,
  ],
  [
    'reports.boss.id = 2',
    `EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND main.id = 2 AND ${there('r')} AND ${there('main')})`,
  ],
  ['reports is not null', `EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND ${there('r')})`],
  [
    `reports.name = "O'Neil 2"`,
    `EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND r.full_name = 'O''Neil 2' AND ${there('r')})`,
  ],
  [
    'reports.traits.shoe > 9',
    `EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND (r.traits->>'shoe')::float > 9 AND ${there('r')})`,
  ],
  [
    'reports.traits.likes."tea time"',
    `EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND (r.traits#>>'{likes,tea time}')::boolean AND ${there('r')})`,
  ],
  [
    'not reports.isBot',
    `NOT EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND r.is_bot AND ${there('r')})`,
  ],
  [
    'reports.id in (7, 9, 11)',
    `EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND r.id IN (7, 9, 11) AND ${there('r')})`,
  ],
  [
    'reports.id ~ 1%',
    `EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND r.id::text LIKE '1%' AND ${there('r')})`,
  ],
  [
    'badges.label = "label 1"',
    `EXISTS (SELECT FROM people_badges j JOIN badges b ON b.code = j.badge_ref WHERE j.person_ref = main.id AND b.label = 'label 1')`,
  ],
  ['badges is null', `NOT EXISTS (SELECT FROM people_badges j WHERE j.person_ref = main.id)`],
  [
    'topBadges is not null',
    `EXISTS (SELECT FROM people_badges j WHERE j.person_ref = main.id AND j.level = 2)`,
  ],
  [
    'topBadges.rank between 2 and 3',
    `EXISTS (SELECT FROM people_badges j JOIN badges b ON b.code = j.badge_ref WHERE j.person_ref = main.id AND j.level = 2 AND b.rank BETWEEN 2 AND 3)`,
  ],
  [
    'badges.people.name ~ %3',
    `EXISTS (SELECT FROM people_badges j JOIN people_badges k USING (badge_ref) JOIN people p ON p.id = k.person_ref
       WHERE j.person_ref = main.id AND p.full_name LIKE '%3' AND ${there('p')})`,
  ],
  [
    String.raw`"no\"te".body = "note 1"`,
    `EXISTS (SELECT FROM notes n WHERE n.reader_id = main.id AND n.body = 'note 1')`,
  ],
  [
    '"sent mail".body ~ "%4"',
    `EXISTS (SELECT FROM notes n WHERE n.sender_id = main.id AND n.body LIKE '%4')`,
  ],
  [
    '"sent mail".address = 10.0.0.7',
    `EXISTS (SELECT FROM notes n WHERE n.sender_id = main.id AND n.address = '10.0.0.7')`,
  ],
  ['"and".id > 30', `EXISTS (SELECT FROM notes n WHERE n.sender_id = main.id AND n.id > 30)`],
  [
    '"to.Team".id > 30',
    `EXISTS (SELECT FROM notes n WHERE n.sender_id = main.id AND n.id > 30 AND n.kind = 'letter')`,
  ],
  [
    '"sent mail".id > 30 and "sent mail".body = "note 1"',
    `EXISTS (SELECT FROM notes n WHERE n.sender_id = main.id AND n.id > 30) AND EXISTS (SELECT FROM notes n WHERE n.sender_id = main.id AND n.body = 'note 1')`,
  ],
  [
    '"sent mail"(id > 30 and body = "note 1")',
    `EXISTS (SELECT FROM notes n WHERE n.sender_id = main.id AND n.id > 30 AND n.body = 'note 1')`,
  ],
  [
    'reports(not badges.rank > 3 and (team is null or team.parent(id = 1 or name is null)))',
    `EXISTS (SELECT FROM people r WHERE r.boss_id = main.id AND ${there('r')}
       AND NOT EXISTS (SELECT FROM people_badges j JOIN badges b ON b.code = j.badge_ref WHERE j.person_ref = r.id AND b.rank > 3)
       AND (r.team_id IS NULL OR EXISTS (SELECT FROM teams t JOIN teams p ON p.id = t.parent_id WHERE t.id = r.team_id AND (p.id = 1 OR p.team_name IS NULL))))`,
  ],
];

const ofTables: readonly (readonly [table: string, filter: string, sql: string])[] = [
  ['people', 'team_id.team_name = "team 1"', `team_id IN (SELECT id FROM teams WHERE team_name = 'team 1')`],
  ['people', 'teams.team_name = "team 1"', `team_id IN (SELECT id FROM teams WHERE team_name = 'team 1')`],
  [
    'people',
    'not teams.parent_id.id = 1',
    `NOT EXISTS (SELECT FROM teams t WHERE t.id = main.team_id AND t.parent_id = 1)`,
  ],
  ['people', 'team_id is null', 'team_id IS NULL'],
  ['people', 'teams is null', 'team_id IS NULL'],
  [
    'people',
    'boss_id.boss_id.gone_at is not null',
    `EXISTS (SELECT FROM people b JOIN people c ON c.id = b.boss_id WHERE b.id = main.boss_id AND c.gone_at IS NOT NULL)`,
  ],
  [
    'people',
    'boss_id.traits.shoe > 5',
    `EXISTS (SELECT FROM people b WHERE b.id = main.boss_id AND (b.traits->>'shoe')::float > 5)`,
  ],
  [
    'people',
    'people_badges.level = 2',
    `EXISTS (SELECT FROM people_badges j WHERE j.person_ref = main.id AND j.level = 2)`,
  ],
  [
    'people',
    'people_badges(level = 2 and badge_ref.rank > 3)',
    `EXISTS (SELECT FROM people_badges j JOIN badges b ON b.code = j.badge_ref WHERE j.person_ref = main.id AND j.level = 2 AND b.rank > 3)`,
  ],
  [
    'people',
    'bookings.rooms.seats > 20',
    `EXISTS (SELECT FROM bookings b JOIN rooms r USING (building, number) WHERE b.person_id = main.id AND r.seats > 20)`,
  ],
  [
    'people',
    'bookings is not null and not is_bot',
    `EXISTS (SELECT FROM bookings b WHERE b.person_id = main.id) AND NOT is_bot`,
  ],
  ['bookings', 'rooms(building = north and seats in (10, 20))', `building = 'north' AND number IN (1, 2)`],
  [
    'notes',
    'sender_id.teams.team_name ~ "TEAM 2"',
    `EXISTS (SELECT FROM people p JOIN teams t ON t.id = p.team_id WHERE p.id = main.sender_id AND t.team_name = 'team 2')`,
  ],
];

describe('a filter through associations', () => {
  test.each(ofPeople)('%s means the rows of its SQL, each once', async (filter, sql) => {
    await expectRows({ type: 'model', name: 'Person' }, filter, 'people', sql);
  });

  test('starts from any model', async () => {
    const team: ReadSource = { type: 'model', name: 'Team' };
    await expectRows(
      team,
      'children.members.badges.rank = 5',
      'teams',
      `EXISTS (SELECT FROM teams c JOIN people p ON p.team_id = c.id JOIN people_badges j ON j.person_ref = p.id
         WHERE c.parent_id = main.id AND j.badge_ref = 'b5' AND ${there('p')})`,
    );
    await expectRows(
      { type: 'model', name: 'Badge' },
      'not people.team.id = 3',
      'badges',
      `NOT EXISTS (SELECT FROM people_badges j JOIN people p ON p.id = j.person_ref WHERE j.badge_ref = main.code AND p.team_id = 3 AND ${there('p')})`,
      'code',
    );
  });

  test('goes with a scope that joins several rows to one, page by page and in the count', async () => {
    const spec = {
      ...specFor({ type: 'model', name: 'Team' }, 2),
      scopes: [{ name: 'withMembers', arguments: [] }],
      filter: 'members.name ~ "%2" or members.badges.rank < 3',
    };
    const expected = await database.execute(
      `SELECT id FROM teams main WHERE EXISTS (SELECT FROM people p WHERE p.team_id = main.id AND ${there('p')}
         AND (p.full_name LIKE '%2' OR EXISTS (SELECT FROM people_badges j WHERE j.person_ref = p.id AND j.badge_ref IN ('b1', 'b2')))) ORDER BY id`,
    );
    const first = await queries.page(spec);
    expect(first.paging).toEqual({ method: 'keys' });
    const [, bookmark] = first.bookmarks;
    if (bookmark === undefined) throw new Error('no second team was found');
    const rest = await queries.page({ ...spec, limit: 50, place: { type: 'after', bookmark } });
    expect([...first.rows, ...rest.rows].map(([id]) => id)).toEqual(expected.map(({ id }) => id));
    expect((await queries.count(spec)).count).toBe(expected.length);
  });

  test('goes with a followed association', async () => {
    const spec = {
      ...specFor({ type: 'model', name: 'Badge' }),
      relatedTo: { model: 'Person', association: 'badges', value: 4 },
      filter: 'people.id = 5',
    };
    const expected = await database.execute(
      `SELECT badge_ref AS code FROM people_badges a JOIN people_badges b USING (badge_ref)
        WHERE a.person_ref = 4 AND b.person_ref = 5 AND EXISTS (SELECT FROM people p WHERE p.id = 5 AND ${there('p')}) ORDER BY 1`,
    );
    const page = await queries.page(spec);
    expect(page.rows.map(([code]) => code)).toEqual(expected.map(({ code }) => code));
  });

  test('writes one statement, in which what was typed is escaped', async () => {
    const { sql } = await queries.compile({
      ...specFor({ type: 'model', name: 'Note' }),
      filter: String.raw`sender.team.name = "x'; --\\"`,
    });
    expect(sql).toContain(
      `EXISTS (SELECT 1 FROM "people" AS "seqscope_1" WHERE ("seqscope_1"."id" = "Note"."sender_id" AND ("seqscope_1"."gone_at" IS NULL)`,
    );
    expect(sql).toContain(String.raw`"seqscope_2"."team_name" = 'x''; --\'`);
  });
});

describe('a filter through foreign keys', () => {
  test.each(ofTables)('of %s: %s', async (table, filter, sql) => {
    await expectRows({ type: 'table', schema: 'public', name: table }, filter, table, sql);
  });

  test('keeps what was typed in parameters', async () => {
    const { sql } = await queries.page({
      ...specFor({ type: 'table', schema: 'public', name: 'notes' }),
      filter: `sender_id.full_name = "x'; --" and body = y`,
    });
    expect(sql).toContain(
      `WHERE (EXISTS (SELECT 1 FROM "public"."people" AS "seqscope_1" WHERE "seqscope_1"."id" = "notes"."sender_id" AND "seqscope_1"."full_name" = $1) AND "body" = $2)`,
    );
  });
});

describe('a name that does not lead on', () => {
  const people: ReadSource = { type: 'model', name: 'Person' };
  const table = (name: string): ReadSource => ({ type: 'table', schema: 'public', name });
  test.each([
    [people, 'tem.name = x', 1, 'model "Person" has no attribute "tem"', 'Did you mean "team"?'],
    [people, 'name = x and team.nme = x', 19, 'model "Team" has no attribute "nme"', 'Did you mean "name"?'],
    [people, 'team.parent.zzz is null', 13, 'model "Team" has no attribute "zzz"', /^Known are "id", "name"/],
    [people, 'team = x', 1, '"team" leads to other rows', /`team\.name …`.*`team is null`/],
    [people, 'boss.team', 6, '"team" leads to other rows', /team is not null/],
    [people, 'name.x = 1', 1, 'a path leads into JSON only', /without the path/],
    [people, 'name(x = 1)', 1, '"name" is a value, and leads to no other rows', /brackets/],
    [people, 'tem(x = 1)', 1, 'model "Person" has no attribute "tem"', 'Did you mean "team"?'],
    [people, 'team(name = x and rank = 3)', 19, 'model "Team" has no attribute "rank"', /^Known are/],
    [people, `${'boss.'.repeat(13)}id = 1`, 61, 'more than 12 associations', /nearer/],
    [table('people'), 'notes.body = x', 1, '2 foreign keys join table "people" to "notes"', /seqscope sql/],
    [table('people'), 'people.id = 1', 1, '2 foreign keys join table "people" to "people"', /"boss_id"/],
    [
      table('notes'),
      'people.id = 1',
      1,
      '2 foreign keys join',
      'Name the column instead: "reader_id" or "sender_id".',
    ],
    [table('people'), 'tems.id = 1', 1, 'has no column "tems"', 'Did you mean "teams"?'],
    [table('people'), 'full_name.x = 1', 1, 'a path leads into JSON only', /without the path/],
  ])('is explained: %j %s', async (source, filter, column, explanation, remedy) => {
    const failed = queries.page({ ...specFor(source), filter });
    await expect(failed).rejects.toMatchObject({ kind: 'usage', details: { column } });
    await expect(failed).rejects.toMatchObject({
      message: expect.stringContaining(explanation) as string,
      remedy: typeof remedy === 'string' ? remedy : (expect.stringMatching(remedy) as string),
    });
  });
});
