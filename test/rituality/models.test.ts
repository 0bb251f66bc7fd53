import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { loadConfiguration, loadModels, root } from './application.ts';

const USER_ROLE_ID = '550e8400-e29b-41d4-a716-446655440003';

let database: TestDatabase;
let models: ReturnType<typeof loadModels>;
beforeAll(async () => {
  database = await ritualityDatabase();
  models = loadModels(database.target);
});
afterAll(async () => {
  await models.sequelize.close();
  await database.drop();
});

const newUser = (email: string) =>
  models.User.create({ roleId: USER_ROLE_ID, email, passwordHash: 'not a hash', name: 'New' });

const countOf = async (where: string) =>
  (await database.execute(`SELECT count(*)::int AS count FROM users WHERE ${where}`))[0]?.count;

describe('soft deletion', () => {
  test('keeps the row, sets deletedAt and can be taken back', async () => {
    const user = await newUser('leaving@example.com');
    const where = `email = 'leaving@example.com' AND deleted_at IS NOT NULL`;

    await user.destroy();
    expect(await models.User.findByPk(user.id)).toBeNull();
    expect(await countOf(where)).toBe(1);

    await user.restore();
    expect(await models.User.findByPk(user.id)).toMatchObject({ id: user.id, deletedAt: null });
    expect(await countOf(where)).toBe(0);
  });

  // The same options and the same model: only where the options stand differs.
  test.each([
    ['under `define` they', 'keep the row', (options: object) => ({ define: options }), 1],
    ['beside it they are ignored and', 'lose the row', (options: object) => options, 0],
  ])('%s %s', async (_where, _outcome, place, kept) => {
    await newUser('either@example.com');
    const { define, ...configuration } = loadConfiguration(ritualityVariables(database.target));
    const sequelize = new Sequelize({ ...configuration, ...place({ ...define }) });
    const Account = sequelize.define('Account', { email: DataTypes.STRING }, { tableName: 'users' });
    try {
      await Account.destroy({ where: { email: 'either@example.com' } });
    } finally {
      await sequelize.close();
    }

    expect(await countOf(`email = 'either@example.com'`)).toBe(kept);
    await database.execute(`DELETE FROM users WHERE email = 'either@example.com'`);
  });
});

describe('scopes of User', () => {
  test('active and verified narrow alone and together', async () => {
    const { User } = models;
    const live = 'deleted_at IS NULL';
    const active = `${live} AND status = 'active' AND NOT deleted`;

    expect(await User.count()).toBe(await countOf(live));
    expect(await User.scope('active').count()).toBe(await countOf(active));
    expect(await User.scope('verified').count()).toBe(await countOf(`${live} AND email_verified`));
    expect(await User.scope(['active', 'verified']).count()).toBe(
      await countOf(`${active} AND email_verified`),
    );
    expect(await User.scope('active').count()).toBeLessThan(await User.count());
    expect(await User.scope(['active', 'verified']).count()).toBeLessThan(await User.scope('active').count());
  });

  test('registeredSince takes a day and joins the others', async () => {
    const since = { method: ['registeredSince', '2025-12-01'] as [string, string] };
    const expected = await countOf(
      `deleted_at IS NULL AND status = 'active' AND NOT deleted AND created_at >= '2025-12-01T00:00:00Z'`,
    );

    expect(expected).toBeGreaterThan(0);
    expect(await models.User.scope(['active', since]).count()).toBe(expected);
  });

  test.each([
    [[]],
    [['defaultScope']],
    [['active']],
    [['verified']],
    [['active', 'verified']],
    [[{ method: ['registeredSince', '2024-01-01'] as [string, string] }]],
  ])('%j leaves the password hash out', async (scopes) => {
    const { User } = models;
    const user = await (scopes.length === 0 ? User : User.scope(scopes)).findOne({ rejectOnEmpty: true });

    expect(Object.keys(user.get())).toEqual(
      Object.keys(User.getAttributes()).filter((name) => name !== 'passwordHash'),
    );
  });

  test.each([[['withPassword']], [['active', 'withPassword']], [['defaultScope', 'withPassword']]])(
    '%j reads the password hash, once',
    async (scopes) => {
      const statements: string[] = [];
      const user = await models.User.scope(scopes).findOne({
        rejectOnEmpty: true,
        logging: (sql) => statements.push(sql),
      });

      expect(user.passwordHash).toMatch(/^\$2b\$10\$/);
      expect(statements.join().match(/"password_hash"/g)).toHaveLength(1);
    },
  );
});

describe('scopes of UserDevice', () => {
  test('active leaves signed-out devices out', async () => {
    const [row] = await database.execute(
      'SELECT count(*)::int AS count FROM user_devices WHERE is_active AND deleted_at IS NULL',
    );

    expect(await models.UserDevice.scope('active').count()).toBe(row?.count);
  });

  test('unseenFor finds devices last seen before, or never', async () => {
    const user = await newUser('devices@example.com');
    const seen = (daysAgo: number) => new Date(Date.now() - daysAgo * 24 * 60 * 60 * 1_000);
    await user.createDevice({ name: 'New', platform: 'web' });
    await user.createDevice({ name: 'Today', platform: 'web', lastSeenAt: seen(0) });
    await user.createDevice({ name: 'Last month', platform: 'web', lastSeenAt: seen(31) });

    const devices = await models.UserDevice.scope({ method: ['unseenFor', 30] }).findAll({
      where: { userId: user.id },
      order: ['name'],
    });
    expect(devices.map(({ name }) => name)).toEqual(['Last month', 'New']);
  });
});

describe('associations', () => {
  test('are these six', () => {
    const { Role, User, UserDevice, UserPermission } = models;
    const found = [Role, User, UserPermission, UserDevice].flatMap((model) =>
      Object.values(model.associations).map(
        ({ as, associationType, target, foreignKey }) =>
          `${model.name} ${associationType} ${target.name} as ${as} by ${foreignKey}`,
      ),
    );

    expect(found).toEqual([
      'Role HasMany User as users by roleId',
      'User BelongsTo Role as role by roleId',
      'User HasOne UserPermission as permissions by userId',
      'User HasMany UserDevice as devices by userId',
      'UserPermission BelongsTo User as user by userId',
      'UserDevice BelongsTo User as user by userId',
    ]);
  });

  test('load in one query and lead back', async () => {
    const user = await models.User.findOne({
      where: { email: 'member.0001@demo.rituality.com' },
      include: ['role', 'permissions', 'devices'],
      rejectOnEmpty: true,
    });

    expect(user.role?.name).toBe('admin');
    expect(user.permissions?.userId).toBe(user.id);
    expect(user.devices).toHaveLength(await user.countDevices());
    expect(user.devices?.length).toBeGreaterThan(100);
    expect((await user.devices?.[0]?.getUser())?.id).toBe(user.id);
  });

  test('never carry a password hash along', async () => {
    const role = await models.Role.findOne({
      where: { name: 'admin' },
      include: ['users'],
      rejectOnEmpty: true,
    });

    expect(role.users?.length).toBeGreaterThan(0);
    expect(JSON.stringify(role)).not.toMatch(/password|\$2b\$/);
  });
});

describe('validation', () => {
  const valid = { roleId: USER_ROLE_ID, email: 'valid@example.com', passwordHash: 'x', name: 'Valid' };
  const device = { userId: USER_ROLE_ID, name: 'Phone', platform: 'ios' };

  test.each([
    ['User', 'email', { ...valid, email: 'nobody' }],
    ['User', 'name', { ...valid, name: '' }],
    ['User', 'name', { ...valid, name: 'x'.repeat(121) }],
    ['User', 'status', { ...valid, status: 'asleep' }],
    ['User', 'birthDate', { ...valid, birthDate: '1066-10-14' }],
    ['User', 'roleId', { ...valid, roleId: undefined }],
    ['Role', 'name', { name: 'Not A Slug' }],
    ['UserPermission', 'dailyReminderLimit', { userId: USER_ROLE_ID, dailyReminderLimit: 25 }],
    ['UserPermission', 'reminderTime', { userId: USER_ROLE_ID, reminderTime: '25:00' }],
    ['UserPermission', 'preferences', { userId: USER_ROLE_ID, preferences: ['dark'] }],
    ['UserDevice', 'ipAddress', { ...device, ipAddress: '300.1.1.1' }],
    ['UserDevice', 'appVersion', { ...device, appVersion: 'latest' }],
    ['UserDevice', 'platform', { ...device, platform: 'toaster' }],
  ] as const)('%s refuses a wrong %s', async (model, path, values) => {
    const error: unknown = await models.sequelize
      .model(model)
      .build(values)
      .validate()
      .catch((reason: unknown) => reason);

    // Sequelize's ValidationError; whatever else it may be does not pass.
    const { name, errors } = error as { name: string; errors: readonly { path: string }[] };
    expect([name, ...new Set(errors.map((item) => item.path))]).toEqual(['SequelizeValidationError', path]);
  });

  test('accepts what is right', async () => {
    await models.User.build(valid).validate();
    await models.UserDevice.build({
      ...device,
      platform: 'ios',
      appVersion: '1.2.3',
      ipAddress: '2001:db8::1',
    }).validate();
    await models.UserPermission.build({
      userId: USER_ROLE_ID,
      reminderTime: '06:30',
      dailyReminderLimit: 0,
    }).validate();
  });

  test('email addresses are stored trimmed and in lower case', async () => {
    const user = await newUser('  Mixed.Case@Example.COM ');

    expect(user.email).toBe('mixed.case@example.com');
  });

  test('a second account for an address is refused in words', async () => {
    await expect(newUser('Admin@Rituality.com')).rejects.toMatchObject({
      name: 'SequelizeUniqueConstraintError',
      message: 'This email address has an account already.',
    });
  });
});

describe('passwords', () => {
  test('the administrator signs in with AdminPass123 only', async () => {
    const admin = await models.User.scope('withPassword').findOne({
      where: { email: 'admin@rituality.com' },
      rejectOnEmpty: true,
    });

    expect(await admin.verifyPassword('AdminPass123')).toBe(true);
    expect(await admin.verifyPassword('adminpass123')).toBe(false);
  });

  test('cannot be verified on a user read without the hash', async () => {
    const admin = await models.User.findOne({ where: { email: 'admin@rituality.com' }, rejectOnEmpty: true });

    await expect(admin.verifyPassword('AdminPass123')).rejects.toThrow('scope "withPassword"');
  });

  test('loading the models loads no bcrypt and opens no connection', async () => {
    const program = `
      require('./.sequelizerc');
      const { sequelize } = require('./src/models/index.ts');
      const loaded = Object.keys(require.cache).filter((path) => /node_modules.bcrypt/.test(path));
      console.log(JSON.stringify([Object.keys(sequelize.models), loaded]));`;
    const unreachable = { ...ritualityVariables(database.target), DB_HOST: '/nowhere' };

    const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], {
      cwd: root,
      env: { ...process.env, ...unreachable },
    });
    expect(JSON.parse(stdout)).toEqual([['Role', 'User', 'UserPermission', 'UserDevice'], []]);
  });
});
