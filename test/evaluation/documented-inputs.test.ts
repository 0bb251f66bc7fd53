/**
 * Inputs from the documentation of Node's own REPL (nodejs.org/api/repl.html) and of Sequelize 6 (Model Querying - Basics, Finders,
 * Associations, Scopes, Transactions, Raw Queries), in the order a person might type them: each row builds on those above it.
 */
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Evaluation } from '../../src/evaluation/evaluation.ts';
import { openSession } from '../../src/open-session.ts';
import type { Session } from '../../src/session.ts';
import { environmentOf } from '../../src/session/environment.ts';
import { sessionOptions } from '../session/test-session.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';

const root = resolve(import.meta.dirname, '../..');

let database: TestDatabase;
let session: Session;
const directory = process.cwd();
beforeAll(async () => {
  database = await ritualityDatabase();
  Object.assign(process.env, ritualityVariables(database.target));
  session = openSession(sessionOptions({ directory: root }), environmentOf(process));
});
afterAll(async () => {
  await session.close();
  process.chdir(directory);
  await database.drop();
});

let id = 0;
async function said(code: string): Promise<string> {
  id += 1;
  return sayingOf(await session.evaluate({ code, id }));
}

/** The text of a value; of records `User[3] email,status`; of a failure `! message`. */
function sayingOf(evaluation: Evaluation): string {
  if (evaluation.status !== 'done') {
    return evaluation.status === 'failed' ? `! ${evaluation.report.message}` : evaluation.status;
  }
  const { value } = evaluation;
  if (value.type === 'text') return value.parts.map(({ text }) => text).join('');
  const title = value.isSingle ? value.title : value.title.replace(/(\[\])?$/, `[${String(value.rowCount)}]`);
  return `${title} ${value.columns.map(({ name }) => name).join(',')}`;
}

type Row = readonly [input: string, expected: string | RegExp];

const nodeRows: readonly Row[] = [
  ['1 + 1', '2'],
  ['_ + 1', '3'],
  ['const m = 2', 'undefined'],
  ['m + 1', '3'],
  ['const m = 5', 'undefined'],
  ['m', '5'],
  ['let a = 1, b = a + 1; b', '2'],
  ["['a', 'b', 'c']", "[ 'a', 'b', 'c' ]"],
  ['_.length', '3'],
  ['{ foo: 1 }', '{ foo: 1 }'],
  ['{ foo: 1 };', '1'],
  ['({ bar: { baz: [1, 2] } })', '{ bar: { baz: [ 1, 2 ] } }'],
  ['{}', '{}'],
  ["throw new Error('foo')", '! Error: foo'],
  ['_error.message', "'foo'"],
  ['await Promise.resolve(123)', '123'],
  ["await Promise.reject(new Error('REPL await'))", '! Error: REPL await'],
  ['const timeout = (ms) => new Promise((go) => setTimeout(go, ms, ms))', 'undefined'],
  ['const waited = await timeout(1)', 'undefined'],
  ['waited', '1'],
  ['timeout(2)', '2'],
  ['Promise.resolve([1, 2])', '[ 1, 2 ]'],
  ['const { x, y: [z] } = await { x: 1, y: [2] }', 'undefined'],
  ['x + z', '3'],
  ['for await (const n of [timeout(1), timeout(2)]) globalThis.lastOf = n', 'undefined'],
  ['delete globalThis.lastOf', 'true'],
  ['let total = 0; for (const n of [1, 2, 3]) total += n; total', '6'],
  ['for (var i = 0; i < 3; i++);', 'undefined'],
  ['i', '3'],
  ['if (true) { await 1; var inner = 9 }', 'undefined'],
  ['inner', '9'],
  ['function add(p, q) { return p + q }', 'undefined'],
  ['add(2, 3)', '5'],
  ['add', '[Function: add]'],
  ['await null; function late() { return 1 }', 'undefined'],
  ['late()', '1'],
  ['class Point { constructor(x) { this.x = x } get double() { return this.x * 2 } }', 'undefined'],
  ['new Point(3)', 'Point { x: 3 }'],
  ['new Point(3).double', '6'],
  ['class Point { y = 1 }', 'undefined'],
  ['new Point()', 'Point { y: 1 }'],
  ['undefinedName', '! ReferenceError: undefinedName is not defined'],
  ['null.x', /^! TypeError: Cannot read properties of null/],
  ['typeof nothingHere', "'undefined'"],
  ['1 +', 'incomplete'],
  ['const open = [', 'incomplete'],
  ['`open', 'incomplete'],
  ['function half() {', 'incomplete'],
  ['/* comment', 'incomplete'],
  ['1 + * 2', /^! SyntaxError: /],
  ['return 1', /^! SyntaxError: /],
  ["'use strict'", "'use strict'"],
  ['// nothing', 'undefined'],
  ['undefined', 'undefined'],
  ['null', 'null'],
  ['10n ** 20n', '100000000000000000000n'],
  ["Symbol('s')", 'Symbol(s)'],
  ['/ab+c/gi', '/ab+c/gi'],
  ["new Date('2026-01-09T12:00:00Z')", '2026-01-09T12:00:00.000Z'],
  ['new Map([[1, 2]])', 'Map(1) { 1 => 2 }'],
  ['new Set([1, 1])', 'Set(1) { 1 }'],
  ['() => 1', '[Function (anonymous)]'],
  ['const loop = {}; loop.self = loop; loop', /\[Circular \*1\]/],
  ['({ get danger() { throw new Error("ran") } })', '{ danger: [Getter] }'],
  ['new Proxy({ a: 1 }, { get() { throw new Error("ran") } })', '{ a: 1 }'],
  ['Array.from({ length: 1000 }, (_, n) => n)', /\.\.\. 900 more items/],
  ['({ [Symbol.for("nodejs.util.inspect.custom")]() { throw 1 } })', /inspect\.custom/],
  ['Object.create(null)', '[Object: null prototype] {}'],
  ["import { join } from 'node:path'; join('a', 'b')", "'a/b'"],
  ["import * as os from 'node:os'", 'undefined'],
  ['typeof os.cpus', "'function'"],
  ["(await import('node:path')).sep", "'/'"],
  ["require('node:path').sep", "'/'"],
  ["require('./package.json').name", "'seqscope'"],
  ["import { User as Imported } from './src/models/index.ts'; Imported === User", 'true'],
  ["import Models from './src/models'; Models.Role === Role", 'true'],
  ["await import('./nowhere.ts')", /^! /],
  ["console.log('told'); 1", '1'],
  ['let typed: number = 4', 'undefined'],
  ['typed as unknown as string', '4'],
  ['interface Shape { readonly side: number }', 'undefined'],
  ['const square = (shape: Shape): number => shape.side ** 2', 'undefined'],
  ['square({ side: 3 })', '9'],
  ['enum Color { Red, Green }', 'undefined'],
  ['Color.Green', '1'],
  ['Color[1]', "'Green'"],
  ['await timeout<number>(1)', '1'],
  ['label: for (;;) { break label }', 'undefined'],
  ['async function* count() { yield 1; yield 2 }', 'undefined'],
  ['let seen = []; for await (const n of count()) seen.push(n); seen', '[ 1, 2 ]'],
  ['try { null.x } catch (error) { error.name }', "'TypeError'"],
  ['[] instanceof Array && {} instanceof Object && new Error() instanceof Error', 'true'],
  ['implied = 3; implied', '3'],
  ['"implied" in globalThis', 'false'],
  ['const _ = 5', 'undefined'],
  ['6', '6'],
  ['_', '5'],
];

const sequelizeRows: readonly Row[] = [
  ['Op.gt', 'Symbol(gt)'],
  ['sequelize instanceof Sequelize', 'true'],
  ['DataTypes.STRING(20).toString()', "'VARCHAR(20)'"],
  ['await sequelize.authenticate()', 'undefined'],
  ['(await queryInterface.showAllTables()).includes("users")', 'true'],
  ['const role = await Role.findOne({ order: ["name"] })', 'undefined'],
  ['role instanceof Role', 'true'],
  [
    "const jane = await User.create({ roleId: role.id, email: 'jane@x.org', name: 'Jane', passwordHash: await hash('pw', 4) })",
    'undefined',
  ],
  ['jane.name', "'Jane'"],
  ["await verify('pw', jane.passwordHash)", 'true'],
  ["const draft = User.build({ name: 'Draft' }); draft.isNewRecord", 'true'],
  [
    "await User.bulkCreate([{ roleId: role.id, email: 'ann@x.org', name: 'Ann', passwordHash: 'h' }, { roleId: role.id, email: 'bob@x.org', name: 'Bob', passwordHash: 'h' }])",
    /^User\[2\] /,
  ],
  [
    "User.findAll({ attributes: ['name', 'email'], where: { email: { [Op.like]: '%@x.org' } } })",
    'User[3] email,name',
  ],
  ["User.findAll({ attributes: ['name', ['email', 'address']], limit: 1 })", 'User[1] name,address'],
  ["User.findAll({ attributes: [[sequelize.fn('COUNT', sequelize.col('id')), 'n']] })", 'User[1] n'],
  ["(await User.findOne({ attributes: { exclude: ['bio'] } })).bio", 'undefined'],
  [
    "(await User.findOne({ attributes: { include: [[sequelize.literal('1 + 1'), 'two']] } })).get('two')",
    '2',
  ],
  ["User.count({ where: { name: 'Jane' } })", '1'],
  ["User.count({ where: { [Op.or]: [{ name: 'Jane' }, { name: 'Ann' }] } })", '2'],
  ["User.count({ where: { [Op.and]: [{ name: 'Jane' }, { status: 'active' }] } })", '1'],
  ["User.count({ where: { name: ['Jane', 'Bob'] } })", '2'],
  ["User.count({ where: { name: { [Op.in]: ['Jane', 'Bob'] }, email: { [Op.ne]: null } } })", '2'],
  [
    "User.count({ where: { name: { [Op.or]: { [Op.eq]: 'Jane', [Op.startsWith]: 'Bo' } }, email: { [Op.endsWith]: '@x.org' } } })",
    '2',
  ],
  ["User.count({ where: { email: { [Op.iLike]: 'JANE@%' } } })", '1'],
  ["User.count({ where: { birthDate: { [Op.is]: null }, email: { [Op.substring]: 'x.org' } } })", '3'],
  [
    "User.count({ where: { createdAt: { [Op.gt]: new Date(Date.now() - 60_000) }, email: { [Op.like]: '%x.org' } } })",
    '3',
  ],
  ["User.count({ where: { createdAt: { [Op.between]: [new Date(0), new Date()] }, name: 'Jane' } })", '1'],
  ["User.count({ where: { name: { [Op.not]: 'Jane' }, email: { [Op.like]: '%x.org' } } })", '2'],
  [
    "User.count({ where: sequelize.where(sequelize.fn('char_length', sequelize.col('name')), 4) }) instanceof Promise",
    'true',
  ],
  ["User.count({ where: { '$role.id$': role.id, email: 'jane@x.org' }, include: 'role' })", '1'],
  ["User.update({ name: 'Doe' }, { where: { email: 'jane@x.org' } })", '[ 1 ]'],
  ['(await jane.reload()).name', "'Doe'"],
  ["jane.set({ name: 'Ada' }); jane.changed('name')", 'true'],
  ['await jane.save()', /^User .*name/],
  ["await jane.update({ bio: 'hello' }); jane.bio", "'hello'"],
  ["User.findAll({ order: [['name', 'DESC']], limit: 2, offset: 1, attributes: ['name'] })", 'User[2] name'],
  [
    "User.findAll({ attributes: ['status', [sequelize.fn('COUNT', '*'), 'n']], group: ['status'], raw: true })",
    /^rows\[\d\] status,n$/,
  ],
  ["User.max('createdAt') instanceof Promise", 'true'],
  ["typeof (await User.max('createdAt', { where: { name: 'Ada' } }))", "'object'"],
  ["User.sum('deleted')", /^! /],
  ['User.findAll({ where: { nope: 1 } })', /^! Column User\.nope|^! .*nope/],
  ['User.create({ name: 1 })', /^! SequelizeValidationError: .*email/],
  ["User.create({ roleId: role.id, email: 'jane@x.org', name: 'J', passwordHash: 'h' })", /^! /],
  ['User.findByPk(jane.id)', /^User id,roleId,email/],
  ['User.findByPk("00000000-0000-0000-0000-000000000000")', 'null'],
  ["User.findByPk('no uuid')", /^! .*uuid/],
  ["User.findOne({ where: { name: 'Nobody' } })", 'null'],
  [
    "const [found, created] = await User.findOrCreate({ where: { email: 'jane@x.org' }, defaults: { name: 'X' } })",
    'undefined',
  ],
  ['created', 'false'],
  [
    "const { count: many, rows } = await User.findAndCountAll({ where: { email: { [Op.like]: '%@x.org' } }, limit: 2 })",
    'undefined',
  ],
  ['[many, rows.length]', '[ 3, 2 ]'],
  ['rows', /^User\[2\] /],
  ["const phone = await jane.createDevice({ name: 'Phone', platform: 'ios' })", 'undefined'],
  ['phone', /^UserDevice id,userId,name,platform/],
  ['jane.countDevices()', '1'],
  ['jane.getDevices()', /^UserDevice\[1\] /],
  ["jane.getDevices({ where: { platform: 'web' } })", '[]'],
  ['jane.hasDevice(phone)', 'true'],
  ['(await jane.getRole()).name === role.name', 'true'],
  [
    "User.findOne({ where: { name: 'Ada' }, include: 'devices', attributes: ['name'] })",
    /^User name,devices$/,
  ],
  [
    "User.findOne({ where: { name: 'Ada' }, include: [{ association: 'devices', attributes: ['name'] }, { model: Role, as: 'role' }] })",
    /devices,role$/,
  ],
  [
    "User.count({ include: [{ association: 'devices', where: { name: 'Phone' } }], where: { name: 'Ada' } })",
    '1',
  ],
  [
    "User.findAll({ include: { association: 'devices', required: true, separate: false }, where: { name: 'Ada' } })",
    /^User\[1\] /,
  ],
  [
    "User.findAll({ include: [{ association: 'devices', separate: true }], where: { name: 'Ada' } })",
    /^User\[1\] /,
  ],
  [
    "Role.findAll({ include: { association: 'users', where: { name: 'Ada' }, include: ['devices'] } })",
    /^Role\[1\] .*users$/,
  ],
  ["User.findAll({ include: 'nothing' })", /^! .*nothing/],
  ["User.scope('active').count({ where: { name: 'Ada' } })", '1'],
  ["User.scope(['active', 'verified']).count({ where: { name: 'Ada' } })", '0'],
  ["User.scope({ method: ['registeredSince', '2026-01-01'] }).count({ where: { name: 'Ada' } })", '1'],
  [
    "User.unscoped().findOne({ where: { name: 'Ada' } }).then((ada) => 'passwordHash' in ada.dataValues)",
    'true',
  ],
  ["User.scope('nowhere').findAll()", /^! .*nowhere/],
  ["User.scope('active').findAll({ limit: 1, attributes: ['id'] })", 'User[1] id'],
  ["sequelize.query('SELECT 1 AS one')", 'rows[1] one'],
  ["sequelize.query('SELECT 1 AS one', { type: QueryTypes.SELECT })", 'rows[1] one'],
  [
    "sequelize.query('SELECT name FROM users WHERE email = ?', { replacements: ['jane@x.org'], type: QueryTypes.SELECT })",
    'rows[1] name',
  ],
  [
    "sequelize.query('SELECT name FROM users WHERE email = :email', { replacements: { email: 'jane@x.org' }, type: QueryTypes.SELECT })",
    'rows[1] name',
  ],
  [
    "sequelize.query('SELECT $1::int + $2::int AS sum', { bind: [1, 2], type: QueryTypes.SELECT })",
    'rows[1] sum',
  ],
  [
    "sequelize.query('SELECT * FROM users WHERE email = $email', { bind: { email: 'jane@x.org' }, model: User, mapToModel: true })",
    /^User\[1\] /,
  ],
  [
    "const [updated, meta] = await sequelize.query(`UPDATE users SET bio = 'x' WHERE email = 'ann@x.org'`)",
    'undefined',
  ],
  ['meta.rowCount', '1'],
  ["sequelize.query('SELEC 1')", /^! .*SELEC/],
  ["sql`SELECT name FROM users WHERE email = ${'jane@x.org'}`", 'rows[1] name'],
  ["sql`SELECT name FROM users WHERE email = ANY(${['jane@x.org', 'bob@x.org']})`", 'rows[2] name'],
  [
    "sql`SELECT ${'; DROP TABLE users'} AS text, '$5' AS money, $$dollar$$ AS quoted`",
    'rows[1] text,money,quoted',
  ],
  ["sql`UPDATE users SET bio = ${'y'} WHERE email = ${'bob@x.org'}`", "{ command: 'UPDATE', rowCount: 1 }"],
  ['sql`SELECT 1 AS n WHERE false`', '[]'],
  [
    'const result = await sequelize.transaction(async (transaction) => (await User.update({ bio: "in" }, { where: { id: jane.id }, transaction }))[0])',
    'undefined',
  ],
  ['result', '1'],
  [
    "await sequelize.transaction(async (transaction) => { await jane.update({ bio: 'gone' }, { transaction }); throw new Error('back') })",
    '! Error: back',
  ],
  ['(await User.findByPk(jane.id)).bio', "'in'"],
  ['const t = await sequelize.transaction()', 'undefined'],
  [
    "await User.update({ bio: 'open' }, { where: { id: jane.id }, transaction: t }); await t.rollback(); (await User.findByPk(jane.id)).bio",
    "'in'",
  ],
  [
    "phone.increment('syncedBytes', { by: 2 }).then(() => phone.reload()).then(({ syncedBytes }) => syncedBytes)",
    "'2'",
  ],
  ['await phone.destroy()', /.*/],
  ['User.destroy({ where: { email: { [Op.like]: "%@x.org" } }, force: true })', '3'],
  ['User.count({ where: { email: { [Op.like]: "%@x.org" } }, paranoid: false })', '0'],
  ['User', /^\[model User of "users": \d+ attributes, 3 associations\]$/],
  ['sequelize', /^\[Sequelize of database "[^"]+", 4 models\]$/],
  ["import { Op as O, DataTypes as D } from 'sequelize'; [O === Op, D === DataTypes]", '[ true, true ]'],
  ["(await import('sequelize')).Op === Op", 'true'],
  ['Object.keys(sequelize.models).length', '4'],
  ['User.associations.devices.target === UserDevice', 'true'],
  ['User.rawAttributes.email.type.toString()', "'VARCHAR(255)'"],
  ['User.findAll({ limit: 0 })', '[]'],
  ['User.findAll({ limit: 2, raw: true, attributes: ["name"] })', 'rows[2] name'],
  ['(await User.findAll({ limit: 2 })).map((one) => one.constructor === User)', '[ true, true ]'],
  ['User.findAll({ limit: 2 }).then((users) => users.length)', '2'],
  ['$1', '2'],
  ['queries.activeUsers.name', "'active-users'"],
  ['(await queries.activeUsers()).every((user) => user instanceof User)', 'true'],
  ["(await queries['devices-unseen']({ days: 7 })).every((device) => device instanceof UserDevice)", 'true'],
  ['queries.devicesUnseen({ day: 7 })', /^! .*"day"/],
  ["queries.devicesUnseen({ days: 'many' })", /^! Parameter "days" is/],
  ['queries.devicesUnseen(7)', '! What "queries.devicesUnseen" is given is no object.'],
  ['queries.usersByRole()', /^rows\[\d+\] |^\[\]$/],
];

describe('what is documented', () => {
  it('is at least 150 inputs', () => {
    expect(nodeRows.length + sequelizeRows.length).toBeGreaterThanOrEqual(150);
  });

  it.each([...nodeRows, ...sequelizeRows])('%s', async (input, expected) => {
    const answer = await said(input);
    if (typeof expected === 'string') expect(answer).toBe(expected);
    else expect(answer).toMatch(expected);
  });
});

describe('the rows of a value', () => {
  it.each([
    ['User.scope("active").findAll({ where: { status: "active" }, limit: 3 })', 'User'],
    ['await UserDevice.findAll({ include: "user" })', 'UserDevice'],
    ['User.findAll().then((users) => users.slice(1))', null],
    ['User.findAll({ where: { id: jane.id } })', null],
    ['const few = 1; User.findAll({ limit: few })', null],
    ['User.count()', null],
    ['[{ a: 1 }]', null],
  ])('of %s are read anew as %s', async (code, model) => {
    id += 1;
    const evaluation = await session.evaluate({ code, id });
    const name = evaluation.status === 'done' ? evaluation.name : null;
    const spec = await session.evaluatedSpec(name ?? '');
    expect(spec?.source ?? null).toEqual(model === null ? null : { type: 'model', name: model });
  });

  it('are not read anew where a sandbox holds others', async () => {
    await session.sandbox('open');
    id += 1;
    const evaluation = await session.evaluate({ code: 'User.findAll()', id });
    const name = evaluation.status === 'done' ? evaluation.name : null;
    expect(await session.evaluatedSpec(name ?? '')).toBeNull();
    expect((await session.evaluatedRows(name ?? ''))?.rows.length).toBeGreaterThan(15);
    // What the sandbox sends around it is no statement of the line.
    expect(evaluation.status === 'done' ? evaluation.statements.map(({ sql }) => sql) : []).toEqual([
      expect.stringMatching(/^SELECT .* FROM "users"/),
    ]);
    await session.sandbox('rollback');
  });
});
