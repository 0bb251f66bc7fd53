/** Every kind of relation, followed from records as they are read, against a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QuerySpec, ReadSource, Value } from '../../../src/queries/query-spec.ts';
import { specFor, type Session } from '../../../src/session.ts';
import {
  destinationOf,
  relationKind,
  relationName,
  relationsOf,
  relationText,
  type Destination,
} from '../../../src/ui/screens/rows/relations.ts';
import { tableOfModel } from '../../../src/ui/screens/rows/model-links.ts';
import { modelNamed, type State } from '../../../src/ui/state.ts';
import { testSession } from '../../session/test-session.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { TestConsole } from '../support/console.ts';
import { createStaffDatabase, staffFolder } from './staff-project.ts';

let database: TestDatabase;
let directory: string;
beforeAll(async () => {
  database = await createStaffDatabase();
  directory = await staffFolder(database.url);
});
afterAll(async () => {
  await database.drop();
});

/** The state of a console in which the source's rows are open and its keys known. */
async function stateWith(session: Session, source: ReadSource): Promise<State> {
  const console = new TestConsole();
  console.send({ type: 'models-loaded', models: await session.models() });
  console.send({ type: 'tables-read', tables: await session.tables() });
  const model = source.type === 'model' ? modelNamed(console.state, source.name) : null;
  const table = source.type === 'table' ? source : model && tableOfModel(console.state, model);
  if (table === null) throw new Error('The source has no table.');
  console.send({
    type: 'table-described',
    table: await session.describeTable(table.schema, table.name),
  });
  return console.state;
}

interface Followed {
  readonly destination: Destination;
  readonly ids: readonly Value[] | null;
  readonly columns: readonly string[];
}

async function follow(source: ReadSource, filter: string, name: string): Promise<Followed> {
  const { session } = testSession({ directory, url: database.url });
  const state = await stateWith(session, source);
  const record = await session.page({ ...specFor(source), filter, softDeleted: 'shown' });
  const relation = relationsOf(state, source).find((candidate) => relationName(candidate) === name);
  if (relation === undefined) throw new Error(`There is no relation "${name}".`);
  const destination = destinationOf(state, source, relation, (column) => {
    const index = record.columns.findIndex((candidate) => candidate.name === column);
    return index < 0 ? undefined : record.rows[0]?.[index];
  });
  if (destination.status === 'nowhere') return { destination, ids: null, columns: [] };
  const page = await session.page(destination.spec);
  return {
    destination,
    ids: page.rows.map(([id]) => id ?? null),
    columns: page.columns.map((column) => column.name),
  };
}

function specOf({ destination }: Followed): Partial<QuerySpec> {
  return destination.status === 'ready' ? destination.spec : {};
}

const model = (name: string): ReadSource => ({ type: 'model', name });
const table = (name: string): ReadSource => ({ type: 'table', schema: 'public', name });

describe('what a record offers', () => {
  it('is its associations, then the foreign keys that none of them covers, by model where there is one', async () => {
    const { session } = testSession({ directory, url: database.url });
    const source = model('Person');
    const relations = relationsOf(await stateWith(session, source), source);
    expect(
      relations.map(
        (relation) => `${relationName(relation)}: ${relationKind(relation)} ${relationText(relation)}`,
      ),
    ).toEqual([
      'boss: belongsTo → Person  by bossId',
      'reports: hasMany → Person  by bossId',
      'badge: hasOne → Badge  by personId',
      'skills: belongsToMany → Skill  through PersonSkill',
      'posts: hasMany → Post  by authorId',
      'audits: referred by id ← person_id',
      'Desk: referred by id ← person_id',
      'Photo: referred by id ← author_id',
    ]);
  });

  it('is only the associations while the catalog has not answered', async () => {
    const { session } = testSession({ directory, url: database.url });
    const console = new TestConsole();
    console.send({ type: 'models-loaded', models: await session.models() });
    expect(relationsOf(console.state, model('Person')).map(relationName)).toEqual([
      'boss',
      'reports',
      'badge',
      'skills',
      'posts',
    ]);
  });
});

describe('following', () => {
  it.each([
    ['belongsTo', model('Badge'), 'id = 7', 'person', [2]],
    ['hasOne', model('Person'), 'name = Ben', 'badge', [7]],
    ['hasMany', model('Person'), 'name = Ada', 'posts', [1]],
    ['a key to itself, upwards', model('Person'), 'name = Ben', 'boss', [1]],
    ['a key to itself, downwards', model('Person'), 'name = Ada', 'reports', [2, 3]],
    ['belongsToMany', model('Skill'), 'name = chess', 'people', [1, 2]],
    ['a polymorphic hasMany, within its scope', model('Post'), 'id = 1', 'comments', [1, 3]],
    ['a polymorphic belongsTo that the record is in', model('Comment'), 'id = 2', 'photo', [1]],
    ['a table that refers to the model', model('Person'), 'name = Ada', 'audits', [1, 2]],
    ['a model whose key has no association back', model('Person'), 'name = Ben', 'Photo', [1]],
    ['a key of a table without a model', table('audits'), 'id = 3', 'people', [2]],
  ] as const)('%s', async (_what, source, filter, name, ids) => {
    expect((await follow(source, filter, name)).ids).toEqual(ids);
  });

  it('a belongsToMany shows the columns of its join table with each row', async () => {
    const { columns } = await follow(model('Person'), 'name = Ada', 'skills');
    expect(columns).toContain('person_skills.level');
  });

  it('a composite key, both ways, with digits that no double holds and quotes', async () => {
    expect(specOf(await follow(model('Desk'), 'id = 1', 'Office'))).toMatchObject({
      source: { type: 'model', name: 'Office' },
      filter: 'country = "de \\"x\\"" and code = "9007199254740993"',
    });
    expect((await follow(model('Desk'), 'id = 1', 'Office')).ids).toEqual(['de "x"']);
    expect((await follow(model('Office'), 'country ~ "de%"', 'Desk')).ids).toEqual([1]);
  });

  it('a foreign key finds the row it refers to, soft-deleted or not', async () => {
    const followed = await follow(model('Desk'), 'id = 2', 'Person');
    expect(followed.ids).toEqual([4]);
    expect(specOf(followed)).toMatchObject({ softDeleted: 'shown', isUnscoped: true });
  });

  it('a polymorphic belongsTo of another owner says whose the record is', async () => {
    const { destination } = await follow(model('Comment'), 'id = 2', 'post');
    expect(destination).toEqual({
      status: 'nowhere',
      aside: 'about is photo',
      why: 'post: nothing to follow, about is photo.',
      isProblem: false,
    });
  });

  it('a key of which one value is missing leads nowhere, and says so', async () => {
    const { destination } = await follow(model('Desk'), 'id = 3', 'Office');
    expect(destination).toMatchObject({
      status: 'nowhere',
      why: 'Office: nothing to follow, country, officeCode has no value here.',
    });
  });
});

describe('counting', () => {
  it.each([
    ['all of them below the limit', 10, 2],
    ['no more than the limit', 1, 1],
  ])('counts %s, through scopes and join tables', async (_what, most, expected) => {
    const { session } = testSession({ directory, url: database.url });
    for (const [source, filter, name] of [
      [model('Person'), 'name = Ada', 'reports'],
      [model('Skill'), 'name = chess', 'people'],
      [model('Post'), 'id = 1', 'comments'],
      [table('people'), 'id = 1', 'audits'],
    ] as const) {
      const { destination } = await follow(source, filter, name);
      if (destination.status === 'nowhere') throw new Error(destination.why);
      const { count, sql } = await session.countUpTo(destination.spec, most);
      expect([name, count]).toEqual([name, expected]);
      expect(sql).toContain(`LIMIT ${String(most)}`);
      expect(sql).not.toContain('ORDER BY');
    }
  });

  it('counts a record once where a scope joins several rows to it', async () => {
    const { session } = testSession({ directory, url: database.url });
    const scoped = { ...specFor(model('Person')), scopes: [{ name: 'withReports', arguments: [] }] };
    const { count } = await session.countUpTo(scoped, 10);
    expect(count).toBe((await session.count(scoped)).count);
    expect(count).toBe(3);
  });
});
