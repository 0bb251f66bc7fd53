/** Completion as a table: `|` is the cursor. */
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeCompletion } from '../../src/evaluation/completion/code-completion.ts';
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
  const before = [
    "const user = await User.findOne({ include: ['role', 'devices'], order: ['email'] })",
    'const users = [user]',
    'const trap = { get danger() { throw new Error("ran") }, safe: { inner: 1 } }',
    'const guarded = new Proxy({}, { ownKeys() { throw new Error("ran") }, get() { throw new Error("ran") } })',
  ];
  for (const [id, code] of before.entries()) await session.evaluate({ code, id: id + 1 });
});
afterAll(async () => {
  await session.close();
  process.chdir(directory);
  await database.drop();
});

async function complete(typed: string): Promise<CodeCompletion> {
  const cursor = typed.indexOf('|');
  return session.completeCode({ text: typed.replace('|', ''), cursor });
}

async function texts(typed: string): Promise<readonly string[]> {
  return (await complete(typed)).options.map(({ text }) => text);
}

describe('completion of typed code', () => {
  it.each<[typed: string, expected: readonly string[]]>([
    ['Us|', ['User', 'UserPermission', 'UserDevice', 'user', 'users']],
    ['UserD|', ['UserDevice']],
    ['await UserD|', ['UserDevice']],
    ['const one = await UserDe|', ['UserDevice']],
    ['seq|', ['sequelize', 'Sequelize']],
    ['queryI|', ['queryInterface']],
    ['User.findAll({ whe|', ['where']],
    ['User.findAll({ where: { em|', ['email', 'emailVerified', 'emailVerifiedAt']],
    ['User.findAll({ where: { email: 1, stat|', ['status']],
    ["User.findAll({ where: { 'stat|", ['status']],
    ['User.findAll({ where: { [Op.or]: [{ stat|', ['status']],
    ['User.findAll({ where: { [Op.and]: { stat|', ['status']],
    ["User.findAll({ where: { status: '|", ['active', 'inactive', 'suspended', 'pending']],
    ['User.findAll({ where: { createdAt: { [Op.gt|', ['gt', 'gte']],
    ["User.findAll({ attributes: ['em|", ['email', 'emailVerified', 'emailVerifiedAt']],
    ["User.findAll({ attributes: { exclude: ['bi|", ['birthDate', 'bio']],
    ['User.findAll({ attributes: { ex|', ['exclude']],
    ["User.findAll({ order: [['las|", ['lastLoginAt']],
    ["User.findAll({ order: [['email', 'DESC|", ['DESC', 'DESC NULLS LAST']],
    ["User.findAll({ order: ['las|", ['lastLoginAt']],
    ["User.findAll({ group: ['sta|", ['status']],
    ["User.findAll({ include: '|", ['role', 'permissions', 'devices']],
    ["User.findAll({ include: ['dev|", ['devices']],
    ["User.findAll({ include: [{ association: 'per|", ['permissions']],
    ['User.findAll({ include: [{ assoc|', ['association']],
    ["User.findAll({ include: [{ association: 'devices', where: { plat|", ['platform']],
    ["User.findAll({ include: [{ association: 'devices', where: { platform: 'a|", ['android']],
    ["User.findAll({ include: { model: UserDevice, as: 'devices', attributes: ['os|", ['osVersion']],
    ["Role.findAll({ include: [{ association: 'users', include: ['de|", ['devices']],
    ["User.scope('|", ['defaultScope', 'active', 'verified', 'registeredSince', 'withPassword']],
    ["User.scope(['active', 've|", ['verified']],
    ["User.scope('active').findAll({ where: { onb|", ['onboardingCompleted']],
    ['User.unscoped().findA|', ['findAll', 'findAndCountAll']],
    ['User.findByPk(1, { whe|', ['where']],
    ['User.create({ passw|', ['passwordHash']],
    ["User.create({ status: 'su|", ['suspended']],
    ['User.update({ onb|', ['onboardingCompleted']],
    ['User.update({}, { where: { onb|', ['onboardingCompleted']],
    ['User.bulkCreate([{ onb|', ['onboardingCompleted']],
    ['User.findOrCreate({ where: {}, defaults: { onb|', ['onboardingCompleted']],
    ["User.max('last|", ['lastLoginAt']],
    ['user.getD|', ['getDevices', 'getDataValue']],
    ['user.countD|', ['countDevices']],
    ['user.onb|', ['onboardingCompleted']],
    ['user?.onb|', ['onboardingCompleted']],
    ['user.role.desc|', ['description']],
    ['user.devices[0].plat|', ['platform']],
    ['users[0].getRo|', ['getRole']],
    ['user.getDevices({ where: { plat|', ['platform']],
    ['user.update({ onb|', ['onboardingCompleted']],
    ['(await User.findOne()).getDev|', ['getDevices']],
    ['(await User.findAll())[0].getDev|', ['getDevices']],
    ['(await user.getRole()).getUs|', ['getUsers']],
    ['trap.da|', ['danger']],
    ['trap.safe.inn|', ['inner']],
    ['trap.danger.|', []],
    ['guarded.|', []],
    ['Math.flo|', ['floor']],
    ["'text'.toUpperC|", []],
    ['JSON.str|', ['stringify']],
    ['nothing.here|', []],
    ['5.|', []],
    ['// Us|', []],
    ["'Us|", []],
    ['`${Us|', ['User', 'UserPermission', 'UserDevice', 'user', 'users']],
    ['[1, 2].map((one) => { con|', ['const', 'continue', 'console']],
    ['.des|', ['describe']],
    ['.describe UserP|', ['UserPermission']],
    ['.help rel|', ['reload']],
    ['.load packa|', ['package.json', 'package-lock.json']],
    ['.save src/mod|', ['models/']],
    ['.models |', []],
  ])('of %s', async (typed, expected) => {
    const found = await texts(typed);
    const isFirst = expected.length > 0 && found.length > expected.length;
    expect(isFirst ? found.slice(0, expected.length).toSorted() : found.toSorted()).toEqual(
      [...expected].toSorted(),
    );
  });

  it('says what an option takes the place of', async () => {
    expect(await complete("User.findAll({ where: { 'ema|")).toMatchObject({ from: 25, to: 28 });
    expect(await complete('user.getD|')).toMatchObject({ from: 5, to: 9 });
    expect(await complete('.load src/mod|')).toMatchObject({ from: 10, to: 13 });
  });

  it('goes on over several lines', async () => {
    expect(await texts('User.findAll({\n  where: {\n    onb|')).toEqual(['onboardingCompleted']);
  });

  it('takes what was typed in small letters for any', async () => {
    expect(await texts('userdev|')).toEqual(['UserDevice']);
  });

  it('tells the type of an attribute and the target of an association', async () => {
    expect((await complete('User.findAll({ where: { onb|')).options).toEqual([
      { text: 'onboardingCompleted', kind: 'attribute', detail: 'bool' },
    ]);
    expect((await complete("User.findAll({ include: 'dev|")).options).toEqual([
      { text: 'devices', kind: 'association', detail: 'UserDevice[]' },
    ]);
  });
});
