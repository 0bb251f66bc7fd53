import { compare, getRounds } from 'bcrypt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, sequelizeCli } from '../support/rituality.ts';

/** Only read. */
let database: TestDatabase;
beforeAll(async () => {
  database = await ritualityDatabase();
});
afterAll(() => database.drop());

const counts = `
  SELECT (SELECT count(*)::int FROM roles) AS roles, (SELECT count(*)::int FROM users) AS users,
    (SELECT count(*)::int FROM user_permissions) AS permissions, (SELECT count(*)::int FROM user_devices) AS devices`;

/** One line of hashes for all that the four tables hold. */
const contents = `SELECT ${['roles', 'users', 'user_permissions', 'user_devices']
  .map((table) => `(SELECT md5(string_agg(${table}::text, E'\\n' ORDER BY id)) FROM ${table}) AS ${table}`)
  .join(', ')}`;

const seeded = { roles: 2, users: 5_001, permissions: 5_000, devices: 12_000 };

describe('the seeders', () => {
  test('are recorded, and what is recorded is not run again', { timeout: 60_000 }, async () => {
    expect(await database.execute('SELECT name FROM "SequelizeData" ORDER BY name')).toEqual([
      { name: '20260109120001-create-default-roles.js' },
      { name: '20260109120002-create-admin-user.js' },
      { name: '20260109120003-create-demo-data.js' },
    ]);
    expect(await database.execute(counts)).toEqual([seeded]);

    expect(await sequelizeCli(database.target, 'db:seed:all')).toContain('No seeders found.');
    expect(await database.execute(counts)).toEqual([seeded]);
  });

  test('write the same rows every time', { timeout: 120_000 }, async () => {
    const other = await createTestDatabase();
    try {
      await sequelizeCli(other.target, 'db:migrate');
      await sequelizeCli(other.target, 'db:seed:all');
      expect(await other.execute(contents)).toEqual(await database.execute(contents));

      await other.execute(`UPDATE user_devices SET name = name || '!' WHERE platform = 'desktop'`);
      expect(await other.execute(contents)).not.toEqual(await database.execute(contents));
    } finally {
      await other.drop();
    }
  });

  test('are undone without touching what others inserted', { timeout: 60_000 }, async () => {
    const own = await ritualityDatabase();
    await own.execute(`
      INSERT INTO roles (name) VALUES ('editor');
      INSERT INTO users (role_id, email, password_hash, name)
        SELECT id, 'editor@example.com', 'x', 'Editor' FROM roles WHERE name = 'editor';
      INSERT INTO user_permissions (user_id) SELECT id FROM users WHERE email = 'editor@example.com';
      INSERT INTO user_devices (user_id, name, platform)
        SELECT id, 'Desk', 'desktop' FROM users WHERE email = 'editor@example.com'`);

    await sequelizeCli(own.target, 'db:seed:undo');
    expect(await own.execute(counts)).toEqual([{ roles: 3, users: 2, permissions: 1, devices: 1 }]);
    await sequelizeCli(own.target, 'db:seed:undo:all');
    expect(await own.execute(counts)).toEqual([{ roles: 1, users: 1, permissions: 1, devices: 1 }]);
    expect(await own.execute('SELECT name FROM "SequelizeData"')).toEqual([]);
    await own.drop();
  });
});

describe('the administrator', () => {
  test('is the one the platform knows', async () => {
    const [admin] = await database.execute(`
      SELECT users.*, roles.name AS role FROM users JOIN roles ON roles.id = role_id WHERE email = 'admin@rituality.com'`);

    expect(admin).toMatchObject({
      id: '550e8400-e29b-41d4-a716-446655440001',
      role_id: '550e8400-e29b-41d4-a716-446655440002',
      role: 'admin',
      name: 'Admin User',
      status: 'active',
      deleted: false,
      email_verified: true,
      onboarding_completed: true,
      deleted_at: null,
    });
    const hash = String(admin?.password_hash);
    expect(getRounds(hash)).toBe(10);
    expect(await compare('AdminPass123', hash)).toBe(true);
  });
});

describe('the demo people', () => {
  test.each([
    ['Chinese and Japanese', `name ~ '[一-龯]'`],
    ['Korean', `name ~ '[가-힣]'`],
    ['Arabic', `name ~ '[ء-ي]'`],
    ['Hebrew', `name ~ '[א-ת]'`],
    ['Cyrillic', `name ~ '[а-яА-Я]'`],
    ['emoji', `name ~ '[🌱🦊👍]'`],
    ['a sequence of joined emoji', `name LIKE '%👩‍👩‍👧%'`],
    ['a combining accent', `name LIKE E'%e\\u0301%'`],
    ['a direction override', `name LIKE E'%\\u202E%'`],
    ['a quote that would end a string', `name LIKE '%'');%'`],
    ['terminal escapes in a bio', `bio LIKE E'%\\x1b[31m%'`],
    ['a bio of several thousand characters', 'length(bio) > 4000'],
    ['an empty bio', `bio = ''`],
    ['no bio', 'bio IS NULL'],
    ['no birth date', 'birth_date IS NULL'],
    ['a verified address without a time', 'email_verified AND email_verified_at IS NULL'],
    ['a closed account', 'deleted AND deleted_at IS NULL'],
    ['a soft-deleted account', 'deleted_at IS NOT NULL'],
    ['an account that is inactive', `status = 'inactive'`],
    ['an account that is suspended', `status = 'suspended'`],
    ['an account that is pending', `status = 'pending'`],
    ['the role admin', `role_id = '550e8400-e29b-41d4-a716-446655440002'`],
    ['no device', 'NOT EXISTS (SELECT 1 FROM user_devices WHERE user_id = users.id)'],
    ['hundreds of devices', '(SELECT count(*) FROM user_devices WHERE user_id = users.id) > 300'],
    [
      'nested preferences',
      `EXISTS (SELECT 1 FROM user_permissions WHERE user_id = users.id
      AND jsonb_array_length(preferences #> '{reminders,0,days}') > 1)`,
    ],
    [
      'no preferences',
      `EXISTS (SELECT 1 FROM user_permissions WHERE user_id = users.id AND preferences = '{}')`,
    ],
    [
      'several muted topics',
      `EXISTS (SELECT 1 FROM user_permissions WHERE user_id = users.id
      AND cardinality(muted_topics) > 1)`,
    ],
    [
      'an IPv6 address',
      'EXISTS (SELECT 1 FROM user_devices WHERE user_id = users.id AND family(ip_address) = 6)',
    ],
    [
      'a number JavaScript cannot hold',
      `EXISTS (SELECT 1 FROM user_devices WHERE user_id = users.id
      AND synced_bytes > 9007199254740992)`,
    ],
  ])('include somebody with %s', async (_, condition) => {
    expect(
      await database.execute(
        `SELECT 1 AS found FROM users WHERE email LIKE '%@demo.rituality.com' AND (${condition}) LIMIT 1`,
      ),
    ).toEqual([{ found: 1 }]);
  });

  test('are consistent: nothing happened before its account or after the ninth of January 2026', async () => {
    expect(
      await database.execute(`
        SELECT 'user' AS kind, id FROM users WHERE NOT (created_at <= updated_at
          AND created_at <= coalesce(email_verified_at, created_at) AND created_at <= coalesce(last_login_at, created_at)
          AND created_at <= coalesce(deleted_at, created_at)
          AND greatest(updated_at, last_login_at, deleted_at) <= '2026-01-09T12:00:00Z')
        UNION ALL
        SELECT 'device', user_devices.id FROM user_devices JOIN users ON users.id = user_id
        WHERE NOT (users.created_at <= user_devices.created_at
          AND user_devices.created_at <= coalesce(last_seen_at, user_devices.created_at)
          AND user_devices.created_at <= coalesce(user_devices.deleted_at, user_devices.created_at)
          AND greatest(user_devices.updated_at, last_seen_at, user_devices.deleted_at) <= '2026-01-09T12:00:00Z')
        LIMIT 3`),
    ).toEqual([]);
  });
});
