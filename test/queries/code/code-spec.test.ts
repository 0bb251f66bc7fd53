import { describe, expect, it } from 'vitest';
import { includeOf, specFor, type QuerySpec } from '../../../src/queries/query-spec.ts';
import { bookSpec as book, useBoth, userSpec as user } from './opened-both.ts';

const both = useBoth();

describe('code read as a spec', () => {
  it.each<[string, Partial<QuerySpec>]>([
    ['User.findAll()', {}],
    [
      'const users = await db.User.findAll({ limit: 10, offset: 5 });',
      { limit: 10, place: { type: 'offset', offset: 5 } },
    ],
    [
      "await User.findAll({ where: { emailVerified: true, status: ['active', 'pending'] } })",
      { filter: 'emailVerified and status in (active, pending)' },
    ],
    [
      "User.scope('active', { method: ['registeredSince', '2026-01-01'] }).findAll()",
      {
        scopes: [
          { name: 'active', arguments: [] },
          { name: 'registeredSince', arguments: ['2026-01-01'] },
        ],
      },
    ],
    ['User.unscoped().findOne({ paranoid: false })', { isUnscoped: true, softDeleted: 'shown', limit: 1 }],
    [
      "async function main() {\n  const since = new Date('2026-01-01');\n  return User.findAll({ where: { createdAt: { [Op.gte]: since, [Op.lt]: new Date('2026-02-01') } } });\n}",
      { filter: 'createdAt >= 2026-01-01T00:00:00.000Z and createdAt < 2026-02-01T00:00:00.000Z' },
    ],
    [
      "const { rows } = await User.findAndCountAll({ where: { [Op.or]: [{ bio: null }, { name: { [Op.iLike]: 'a%' } }] } })",
      { filter: 'bio is null or name ~ a%' },
    ],
    [
      'User.findAll({ where: { [Op.not]: { emailVerified: true, bio: { [Op.ne]: null } } } })',
      { filter: 'not (emailVerified = true and bio is not null)' },
    ],
    [
      "User.findAll({ where: { '$role.name$': 'admin' }, include: 'role' })",
      {
        filter: 'role.name = admin',
        includes: [
          {
            association: 'role',
            required: null,
            isSeparate: null,
            filter: '',
            columns: null,
            softDeleted: 'hidden',
            includes: [],
          },
        ],
      },
    ],
    [
      "User.findAll({ include: [{ model: models.UserDevice, as: 'devices', required: true, where: { isActive: true }, attributes: ['id'] }] })",
      {
        includes: [
          {
            association: 'devices',
            required: true,
            isSeparate: null,
            filter: 'isActive',
            columns: ['id'],
            softDeleted: 'hidden',
            includes: [],
          },
        ],
      },
    ],
    [
      "User.findAll({ order: [['createdAt', 'DESC NULLS LAST'], 'name'], attributes: ['id', 'name'] })",
      {
        order: [
          { attribute: 'createdAt', direction: 'desc', nulls: 'last' },
          { attribute: 'name', direction: 'asc' },
        ],
        columns: ['id', 'name'],
      },
    ],
    [
      "User.findAll({ attributes: ['status', [sequelize.fn('COUNT', sequelize.col('*')), 'count']], group: 'status' })",
      {
        grouping: { by: ['status'], aggregates: [{ function: 'count', attribute: null, isDistinct: false }] },
      },
    ],
    [
      "User.findByPk('550e8400-e29b-41d4-a716-446655440001')",
      { filter: 'id = 550e8400-e29b-41d4-a716-446655440001' },
    ],
    [
      "User.findAll({ where: { createdAt: { [Op.between]: ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'] } } as any })",
      { filter: 'createdAt between 2026-01-01T00:00:00.000Z and 2026-02-01T00:00:00.000Z' },
    ],
  ])('%s', async (code, rest) => {
    expect(await both.rituality.queries.specFromCode(code)).toEqual({ spec: user(rest), warnings: [] });
  });

  it.each([
    "'use strict';\nrequire('dotenv').config();\nconst { User } = require('./models');\nUser.findAll();",
    "import 'dotenv/config';\nimport { User, sequelize } from './models';\nconst users = await User.findAll();\nconsole.table(users);\nawait sequelize.close();",
    'async function main() {\n  const users = await User.findAll();\n  console.log(users.length);\n}\nmain().catch(console.error).finally(() => sequelize.close());',
    'main();\nasync function main() {\n  try {\n    return await User.findAll();\n  } catch (error) {\n    process.exit(1);\n  }\n}',
    '(async () => {\n  await sequelize.authenticate();\n  console.log(await User.findAll());\n})();',
    'void (async () => console.log(JSON.parse(text), await User.findAll()))();',
    'let users: User[];\nusers = await User.findAll();\nusers',
    'module.exports = async () => User.findAll();\nmodule.exports.limit = 5;',
    'const most = Math.max(3, 5);\nexport default async function list() {\n  return User.findAll();\n}',
  ])('finds the one call in a script:\n%s', async (code) => {
    expect(await both.rituality.queries.specFromCode(code)).toEqual({ spec: user(), warnings: [] });
  });

  it.each([
    ['const users = await User.findAll();\nres.json(users)', '2:1 json'],
    ['const users = await User.findAll();\nfor (const user of users) await user.getDevices();', '2:1 for'],
    ["const users = await User.findAll();\nif (users.length === 0) throw new Error('none');", '2:1 if'],
    ['const users = await User.findAll();\nusers.forEach((user) => console.log(user.name));', '2:1 forEach'],
    ["router.get('/', async (req, res) => {\n  res.json(await User.findAll());\n});", '2:7 json'],
    ['const users = await User.findAll();\nreturn users.map((user) => user.id);', '2:1 map'],
    ['const users = await User.findAll();\nusers.length = 1;', '2:1 ='],
    [
      'const users = await User.findAll();\nusers.forEach((user) => {\n  print(user.name);\n});',
      '2:1 forEach',
    ],
  ])('leaves out what is done with the rows, and says so:\n%s', async (code, expected) => {
    const { spec, warnings } = await both.rituality.queries.specFromCode(code);
    expect(spec).toEqual(user());
    const [, , word] = /^(\S+) (\S+)$/.exec(expected) ?? [];
    expect(warnings.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      `${expected.split(' ')[0] ?? ''} \`${word ?? ''}\` was left out: what is done with the rows is not part of a query.`,
    ]);
  });

  it.each([
    ['await User.findAll();\nfin', 2, 1],
    ['User.findAll();\n\n  limit: 5', 3, 3],
    ["User.findAll();\n'active';", 2, 1],
    ['await connect();\nconst users = await User.findAll();', 1, 1],
    ['if (!isAllowed) return [];\nreturn User.findAll();', 1, 1],
    ['async function main() {\n  status = 5;\n  return User.findAll();\n}\nmain()', 2, 3],
    ["await sequelize.query('SELECT 1');\nawait User.findAll();", 1, 1],
    ['const users: User[] = await User.findAll();\n\nuser', 3, 1],
  ])('refuses the stray beside the call:\n%s', async (code, line, column) => {
    const error: unknown = await both.rituality.queries.specFromCode(code).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'code-not-said',
      message: `The code stops at ${line}:${column}: this stands beside the finder, and is no part of a query.`,
    });
  });

  it('starts from the record of a getter', async () => {
    const code = "await Shelf.build({ code: 'A' }).getBooks({ scope: ['long'], limit: 2 })";
    expect((await both.library.queries.specFromCode(code)).spec).toEqual({
      ...specFor({ type: 'model', name: 'Book' }, 2),
      relatedTo: { model: 'Shelf', association: 'books', value: 'A' },
      scopes: [{ name: 'long', arguments: [] }],
    });
  });

  it('believes what is said to be searched and required', async () => {
    const shelves = { ...includeOf('shelves'), required: true, filter: 'code = A' };
    const spec = book({
      includes: [shelves],
      search: 'light',
      order: [{ attribute: 'id', direction: 'asc' }],
      limit: 4,
    });
    const { text } = await both.library.queries.code(spec);
    expect(text.match(/\/\*.*?\*\//g)).toEqual(['/* search "light" */', '/* required "shelves" */']);
    expect(await both.library.queries.specFromCode(text)).toEqual({ spec, warnings: [] });
    const other = text.replace('/* required "shelves" */', '/* required "reviews" */');
    await expect(both.library.queries.specFromCode(other)).rejects.toMatchObject({ code: 'code-not-said' });
  });

  it('has the order of the scopes before its own', async () => {
    const { specFromCode, code } = both.library.queries;
    const cheapest: QuerySpec = {
      ...specFor({ type: 'model', name: 'Book' }, 2),
      scopes: [{ name: 'cheapest', arguments: [] }],
    };
    const { text } = await code(cheapest);
    expect(text).toBe("await Book.scope('cheapest').findAll({ order: [['id', 'ASC']], limit: 2 })");
    expect((await specFromCode(text)).spec).toEqual(cheapest);
    const own = "Book.scope('cheapest').findAll({ order: [['pages', 'DESC']] })";
    expect((await specFromCode(own)).spec.order).toEqual([
      { attribute: 'price', direction: 'asc' },
      { attribute: 'pages', direction: 'desc' },
    ]);
  });

  it('drops what changes no row, and says so', async () => {
    const code =
      'User.findAll({ raw: true, where: { createdAt: { [Op.gt]: Date.now() } } })\n  .then((users) => users.length)';
    const { warnings } = await both.rituality.queries.specFromCode(code);
    expect(
      warnings.map(
        ({ line, column, message }) => `${line}:${column} ${message.replace(/\d{4}-.*Z/, 'TIME')}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "1:16 \`raw\` was left out: the rows are the same without it.",
        "2:4 \`then\` was left out: what is done with the rows is not part of a query.",
        "1:58 The time is now TIME, for good.",
      ]
    `);
  });

  it.each([
    ['User.findAll({', 'code-syntax'],
    ['User.findAll({ where: { status: computed() } })', 'code-not-said'],
    ["User.findAll({ where: { name: { [Op.like]: 'A%' } } })", 'code-not-said'],
    ["User.findAll({\n  where: { nme: 'x' },\n})", 'unknown-attribute'],
    ["User.findAll({ where: { status: 'actve' } })", 'code-not-said'],
    ["User.findAll({ where: sequelize.literal('1 = 1') })", 'code-not-said'],
    ["User.findAll({ where: /* role.name = admin */ sequelize.literal('1 = 1') })", 'code-not-said'],
    ['User.findAll({ having: {} })', 'code-not-said'],
    ['Usr.findAll()', 'unknown-model'],
    ["sequelize.query('SELECT 1')", 'code-not-said'],
    ['User.findAll(); Role.findAll()', 'code-not-said'],
    ["User.findAll({ where: { '$devices.platform$': 'ios' }, include: 'devices' })", 'code-not-said'],
    ['const x: number = 5;\nUser.findAll({ where: { [key]: x as number } })', 'code-not-said'],
  ])('refuses %s with its place', async (code, expected) => {
    const error: unknown = await both.rituality.queries.specFromCode(code).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: expected });
    const { message, details } = error as { message: string; details: { line: number; excerpt: string } };
    expect(details.line).toBeGreaterThan(0);
    expect(`${message}\n${details.excerpt}`).toMatchSnapshot();
  });
});
