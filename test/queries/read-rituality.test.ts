/** The application everybody has: what the console reads is what the application's own call returns. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/client.ts';
import { openQueries, type Queries } from '../../src/queries/open-queries.ts';
import {
  includeOf,
  specFor,
  type Page,
  type PagePlace,
  type QuerySpec,
  type ReadSource,
} from '../../src/queries/query-spec.ts';
import type { loadModels } from '../rituality/application.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { openRitualityQueries } from './opened-queries.ts';

let database: TestDatabase;
let client: Database;
let models: ReturnType<typeof loadModels>;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, client, application: models, queries, close } = await openRitualityQueries());
});
afterAll(() => close());

const user: ReadSource = { type: 'model', name: 'User' };
const users: QuerySpec = specFor(user, null);
const scopes = (...names: readonly string[]) => names.map((name) => ({ name, arguments: [] }));

/** The page as the array of objects that --json prints. */
const objects = ({ columns, rows }: Page) =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])));

/** The instance's own `logging`, which Sequelize's types do not show. */
const logTo = (logging: false | ((sql: string) => unknown)) =>
  Object.assign(Reflect.get(models.sequelize, 'options') as object, { logging });

describe('a page of users', () => {
  test('in scopes is what the same Sequelize call returns, to the byte of its JSON', async () => {
    const { User } = models;
    const cases = [
      { spec: users, call: User.findAll() },
      {
        spec: { ...users, scopes: scopes('active', 'verified') },
        call: User.scope(['active', 'verified']).findAll(),
      },
      {
        spec: { ...users, scopes: scopes('defaultScope', 'active') },
        call: User.scope(['defaultScope', 'active']).findAll(),
      },
      { spec: { ...users, scopes: scopes('withPassword') }, call: User.scope('withPassword').findAll() },
      { spec: { ...users, isUnscoped: true }, call: User.unscoped().findAll() },
      { spec: { ...users, softDeleted: 'shown' as const }, call: User.findAll({ paranoid: false }) },
      {
        spec: { ...users, scopes: [{ name: 'registeredSince', arguments: ['2025-06-01'] }] },
        call: User.scope({ method: ['registeredSince', '2025-06-01'] }).findAll(),
      },
    ];
    for (const { spec, call } of cases) {
      const instances = await call;
      expect(instances.length).toBeGreaterThan(100);
      expect(JSON.stringify(objects(await queries.page(spec)))).toBe(JSON.stringify(instances));
    }
  });

  test('hides the password by the default scope, and shows it without', async () => {
    const names = async (spec: QuerySpec) => (await queries.page(spec)).columns.map(({ name }) => name);
    expect(await names(specFor(user, 1))).not.toContain('passwordHash');
    expect(await names({ ...specFor(user, 1), isUnscoped: true })).toContain('passwordHash');
    expect(await names({ ...specFor(user, 1), columns: ['passwordHash', 'email'] })).toEqual([
      'passwordHash',
      'email',
    ]);
  });

  test('reads users along with their devices and roles as their default scope has it, by any statement', async () => {
    const { UserDevice, Role } = models;
    const devices = specFor({ type: 'model', name: 'UserDevice' }, null);
    const own = { ...devices, includes: [includeOf('user')], filter: 'platform = ios' };
    const called = await UserDevice.findAll({ where: { platform: 'ios' }, include: 'user' });
    expect(called.length).toBeGreaterThan(100);
    const byId = (text: readonly string[]) => [...text].sort();
    const texts = (rows: readonly unknown[]) => byId(rows.map((row) => JSON.stringify(row)));
    expect(texts(objects(await queries.page(own)))).toEqual(texts(called));
    for (const clipBytes of [null, 20]) {
      const clipped = await queries.page({ ...own, limit: 3, clipBytes });
      expect(JSON.stringify(clipped.rows)).not.toContain('passwordHash');
    }
    const separate = { ...includeOf('users'), isSeparate: true, includes: [includeOf('devices')] };
    const roles = { ...specFor({ type: 'model', name: 'Role' }, null), includes: [separate] };
    const calledRoles = await Role.findAll({
      include: { association: 'users', separate: true, include: ['devices'] },
    });
    expect(texts(objects(await queries.page(roles)).map(({ id }) => id))).toEqual(
      texts(calledRoles.map(({ id }) => id)),
    );
    expect(JSON.stringify(objects(await queries.page(roles)))).not.toContain('passwordHash');
  });

  test('has typed columns, also when it has no rows', async () => {
    const { columns } = await queries.page(specFor(user, 1));
    expect(columns.slice(0, 6)).toEqual([
      { name: 'id', type: 'uuid', kind: 'uuid', isPrimaryKey: true, isVirtual: false },
      { name: 'roleId', type: 'uuid', kind: 'uuid', isPrimaryKey: false, isVirtual: false },
      { name: 'email', type: 'varchar(255)', kind: 'text', isPrimaryKey: false, isVirtual: false },
      { name: 'name', type: 'varchar(120)', kind: 'text', isPrimaryKey: false, isVirtual: false },
      { name: 'status', type: 'enum', kind: 'enum', isPrimaryKey: false, isVirtual: false },
      { name: 'deleted', type: 'bool', kind: 'boolean', isPrimaryKey: false, isVirtual: false },
    ]);
    const empty = await queries.page({ ...specFor(user, 1), filter: 'email = nobody' });
    expect(empty.rows).toEqual([]);
    expect(empty.columns).toEqual(columns);
  });

  test('adds the filter to the scope instead of taking its place', async () => {
    const spec = { ...users, scopes: scopes('active') };
    expect((await queries.page({ ...spec, filter: 'status = pending' })).rows).toEqual([]);
    const { count } = await queries.count({ ...spec, filter: 'status = active and email ~ %@%' });
    expect(count).toBe(await models.User.scope('active').count());
  });

  test('goes through all rows once, page by page, whatever the ties of its order', async () => {
    const order = [{ attribute: 'status', direction: 'desc' as const }];
    const seen: unknown[] = [];
    let place: PagePlace | null = { type: 'start' };
    while (place !== null) {
      const page: Page = await queries.page({ ...users, columns: ['id'], order, limit: 700, place });
      expect(page.paging).toEqual({ method: 'keys' });
      seen.push(...page.rows.map(([id]) => id));
      const bookmark = page.bookmarks.at(-1);
      place = page.hasAfter && bookmark !== undefined ? { type: 'after', bookmark } : null;
    }
    const { count } = await queries.count(users);
    expect(seen).toHaveLength(count);
    expect(new Set(seen).size).toBe(count);
  });

  test('says the statement that was executed, and compile what an application would execute, without executing it', async () => {
    const said: string[] = [];
    logTo((sql) => said.push(sql));
    const specs: readonly QuerySpec[] = [
      users,
      {
        ...specFor(user, 10),
        place: { type: 'offset', offset: 20 },
        scopes: scopes('active'),
        filter: 'createdAt > 2025-01-01 and id ~ a%',
      },
      { ...specFor(user, 10), columns: ['email'], order: [{ attribute: 'email', direction: 'desc' }] },
    ];
    for (const spec of specs) {
      const { sql } = await queries.compile(spec);
      expect(said).toEqual([]);
      const page = await queries.page(spec);
      expect(withoutPaging(page.sql)).toBe(sql);
      expect(page.durationMs).toBeGreaterThan(0);
      expect(said.splice(0)).toEqual([`Executing (default): ${page.sql}`]);
    }
    logTo(false);
  });

  test('is exactly the call without a limit: nothing is ordered that was not', async () => {
    expect((await queries.compile(users)).sql).not.toContain('ORDER BY');
    expect((await queries.compile(specFor(user, 10))).sql).toMatch(/ORDER BY "User"."id" ASC LIMIT 10;$/);
  });
});

describe('a followed association', () => {
  test('finds what the getter of the association finds', async () => {
    const owner = await models.User.findOne({
      include: [{ association: 'devices', required: true }],
      order: [['id', 'ASC']],
    });
    if (owner === null) throw new Error('nobody has a device');
    const follow = (target: string, model: string, association: string, value: string) =>
      queries.page({
        ...specFor({ type: 'model', name: target }, null),
        relatedTo: { model, association, value },
      });

    const devices = await follow('UserDevice', 'User', 'devices', owner.id);
    expect(JSON.stringify(objects(devices))).toBe(JSON.stringify(await owner.getDevices()));
    const permissions = await follow('UserPermission', 'User', 'permissions', owner.id);
    expect(JSON.stringify(objects(permissions))).toBe(JSON.stringify([await owner.getPermissions()]));
    const role = await follow('Role', 'User', 'role', owner.roleId);
    expect(JSON.stringify(objects(role))).toBe(JSON.stringify([await owner.getRole()]));
  });
});

describe('a cancelled query', () => {
  const slow = async () =>
    database.execute(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%pg_sleep%' AND pid <> pg_backend_pid()`,
    );

  test('of a model ends on the server, and the connection serves on', async () => {
    models.User.addScope('slow', { where: models.sequelize.literal('pg_sleep(30) IS NOT NULL') });
    const abort = new AbortController();
    const spec = { ...users, scopes: scopes('slow') };
    const { signal } = abort;
    const calls = Promise.allSettled([queries.page(spec, { signal }), queries.count(spec, { signal })]);
    await expect.poll(slow).toHaveLength(2);
    abort.abort();
    const interrupted = { status: 'rejected', reason: { code: 'interrupted', kind: 'interrupted' } };
    expect(await calls).toMatchObject([interrupted, interrupted]);
    expect(await slow()).toHaveLength(0);
    expect((await queries.page(specFor(user, 1))).rows).toHaveLength(1);
  });

  test('that was cancelled before it began is not sent', async () => {
    await expect(queries.page(users, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      kind: 'interrupted',
    });
  });

  test('of plain SQL ends on the server', async () => {
    const abort = new AbortController();
    const statement = queries.run('SELECT pg_sleep(30)', { signal: abort.signal });
    await expect.poll(slow).toHaveLength(1);
    abort.abort();
    await expect(statement).rejects.toMatchObject({ kind: 'interrupted' });
    expect(await slow()).toHaveLength(0);
  });
});

describe('a name that is not there', () => {
  test.each<[string, Partial<QuerySpec>, string, string]>([
    ['model', { source: { type: 'model', name: 'Users' } }, 'unknown-model', 'Did you mean "User"?'],
    [
      'table',
      { source: { type: 'table', schema: 'public', name: 'user' } },
      'unknown-table',
      'Did you mean "users", "user_devices" or "user_permissions"?',
    ],
    ['scope', { scopes: scopes('activ') }, 'unknown-scope', 'Did you mean "active"?'],
    ['column', { columns: ['emial_'] }, 'unknown-attribute', 'Did you mean "email"?'],
    [
      'order',
      { order: [{ attribute: 'nam', direction: 'asc' }] },
      'unknown-attribute',
      'Did you mean "name"?',
    ],
    [
      'association',
      { relatedTo: { model: 'Role', association: 'user', value: 1 } },
      'unknown-association',
      'Did you mean "users"?',
    ],
    [
      'target',
      { relatedTo: { model: 'User', association: 'devices', value: 1 } },
      'unknown-association',
      'Read "UserDevice" instead.',
    ],
  ])('is answered with the nearest: %s', async (_what, part, code, remedy) => {
    await expect(queries.page({ ...users, ...part })).rejects.toMatchObject({ code, remedy });
  });

  test('of any model says that models did not load, when they did not', async () => {
    const bare = openQueries({ sequelize: null, database: client });
    await expect(bare.page(users)).rejects.toMatchObject({ code: 'models-not-loaded' });
    const table = await bare.page(specFor({ type: 'table', schema: 'public', name: 'roles' }));
    expect(table.rows.length).toBeGreaterThanOrEqual(2);
  });
});

/** A page selects the keys of its rows as well, and asks for one row more. */
function withoutPaging(sql: string): string {
  return sql.replace(/, [^,]* AS "seqscope_key_\d+"/g, '').replace('LIMIT 11', 'LIMIT 10');
}
