import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase } from '../support/rituality.ts';
import { loadModels } from './application.ts';

const USER_ROLE_ID = '550e8400-e29b-41d4-a716-446655440003';

let database: TestDatabase;
beforeAll(async () => {
  database = await ritualityDatabase();
});
afterAll(() => database.drop());

/** SQLSTATE and constraint of the refusal; null when the statement is accepted. Nothing it does stays. */
async function refusal(sql: string): Promise<{ code: string; constraint: string } | null> {
  try {
    await database.execute(`BEGIN; ${sql}; ROLLBACK`);
    return null;
  } catch (error) {
    // pg's DatabaseError has these on an integrity violation, the only kind of error these statements can meet.
    const { code, constraint } = error as { code: string; constraint: string };
    return { code, constraint };
  }
}

const newUser = (email: string, columns = '', values = '') =>
  `INSERT INTO users (role_id, email, password_hash, name ${columns})
   VALUES ('${USER_ROLE_ID}', '${email}', 'x', 'New' ${values})`;

describe('foreign keys', () => {
  const unindexed = `
    SELECT conrelid::regclass::text || '.' || conname AS key FROM pg_constraint
    WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT 1 FROM pg_index
      WHERE indrelid = conrelid AND indisvalid AND indpred IS NULL
        AND (string_to_array(indkey::text, ' ')::int2[])[1:cardinality(conkey)] @> conkey)`;

  test('are three, all indexed', async () => {
    const keys = await database.execute(
      `SELECT conname FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 1`,
    );

    expect(keys.map(({ conname }) => conname)).toEqual([
      'user_devices_user_id_fkey',
      'user_permissions_user_id_fkey',
      'users_role_id_fkey',
    ]);
    expect(await database.execute(unindexed)).toEqual([]);
  });

  test('show up here when their index is missing', async () => {
    const bare = await ritualityDatabase();
    try {
      await bare.execute('DROP INDEX user_devices_user_id');
      expect(await bare.execute(unindexed)).toEqual([{ key: 'user_devices.user_devices_user_id_fkey' }]);
    } finally {
      await bare.drop();
    }
  });

  test('keep a role that somebody holds', async () => {
    expect(await refusal(`DELETE FROM roles WHERE name = 'user'`)).toEqual({
      code: '23503',
      constraint: 'users_role_id_fkey',
    });
  });

  test('take the permissions and devices along with a user', async () => {
    const rows = await database.execute(`
      BEGIN;
      DELETE FROM users WHERE email LIKE '%@demo.rituality.com';
      SELECT (SELECT count(*)::int FROM user_permissions) AS permissions,
             (SELECT count(*)::int FROM user_devices) AS devices`);

    expect(rows).toEqual([{ permissions: 0, devices: 0 }]);
  });
});

describe('constraints', () => {
  test('keep email addresses lower case', async () => {
    expect(await refusal(newUser('Somebody@Example.com'))).toEqual({
      code: '23514',
      constraint: 'users_email_is_lower_case',
    });
    expect(await refusal(newUser('somebody@example.com'))).toBeNull();
  });

  test('keep the address of a soft-deleted user taken', async () => {
    const users = `${newUser('gone@example.com', ', deleted_at', ', now()')}; ${newUser('gone@example.com')}`;

    expect(await refusal(users)).toEqual({ code: '23505', constraint: 'users_email_key' });
  });

  test('free the push token of a soft-deleted device', async () => {
    const device = (deletedAt: string) =>
      `INSERT INTO user_devices (user_id, name, platform, push_token, deleted_at)
       SELECT id, 'Phone', 'ios', 'token', ${deletedAt} FROM users WHERE email = 'admin@rituality.com'`;

    expect(await refusal(`${device('now()')}; ${device('NULL')}`)).toBeNull();
    expect(await refusal(`${device('NULL')}; ${device('NULL')}`)).toEqual({
      code: '23505',
      constraint: 'user_devices_push_token',
    });
  });

  test('allow one row of permissions a user, with a sensible limit and an object of preferences', async () => {
    const permission = (columns: string, values: string) =>
      `INSERT INTO user_permissions (user_id ${columns})
       SELECT id ${values} FROM users WHERE email = 'admin@rituality.com'`;

    expect(await refusal(permission('', ''))).toBeNull();
    expect(await refusal(`${permission('', '')}; ${permission('', '')}`)).toEqual({
      code: '23505',
      constraint: 'user_permissions_user_id_key',
    });
    expect(await refusal(permission(', daily_reminder_limit', ', 25'))).toEqual({
      code: '23514',
      constraint: 'user_permissions_daily_reminder_limit_range',
    });
    expect(await refusal(permission(', preferences', `, '[]'`))).toEqual({
      code: '23514',
      constraint: 'user_permissions_preferences_is_object',
    });
  });
});

describe('tables', () => {
  test('are four, each commented and with an id and the three times', async () => {
    const tables = await database.execute(`
      SELECT relname AS name, obj_description(pg_class.oid) IS NOT NULL AS commented,
        ARRAY(SELECT attname::text || ' ' || format_type(atttypid, atttypmod) FROM pg_attribute
              WHERE attrelid = pg_class.oid AND attname IN ('id', 'created_at', 'updated_at', 'deleted_at')
              ORDER BY attnum) AS columns
      FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname !~ '^Sequelize' ORDER BY 1`);

    const columns = [
      'id uuid',
      'created_at timestamp with time zone',
      'updated_at timestamp with time zone',
      'deleted_at timestamp with time zone',
    ];
    expect(tables).toEqual([
      { name: 'roles', commented: true, columns },
      { name: 'user_devices', commented: true, columns },
      { name: 'user_permissions', commented: true, columns },
      { name: 'users', commented: true, columns },
    ]);
  });

  test('fill in ids and times for a row inserted without Sequelize', async () => {
    const rows = await database.execute(
      `BEGIN; ${newUser('plain@example.com')}
       RETURNING id IS NOT NULL AND created_at = now() AND updated_at = now() AND deleted_at IS NULL AS complete`,
    );

    expect(rows).toEqual([{ complete: true }]);
  });

  test('are what the models would have made of them', async () => {
    const columnsAndIndexes = `
      SELECT attrelid::regclass || '.' || attname AS name, format_type(atttypid, atttypmod) AS type,
        attnotnull AS required, NULL AS definition
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid AND relkind = 'r'
      WHERE relnamespace = 'public'::regnamespace AND relname !~ '^Sequelize' AND attnum > 0
      UNION ALL SELECT indexname, '', true, indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND tablename !~ '^Sequelize'
      UNION ALL SELECT conname, '', true, pg_get_constraintdef(oid) FROM pg_constraint
      WHERE connamespace = 'public'::regnamespace AND contype = 'f'
      UNION ALL SELECT enumtypid::regtype::text, '', true, string_agg(enumlabel, ', ' ORDER BY enumsortorder)
      FROM pg_enum GROUP BY enumtypid
      ORDER BY 1`;
    const synced = await createTestDatabase();
    const { sequelize } = loadModels(synced.target);
    try {
      await sequelize.sync();
      expect(await synced.execute(columnsAndIndexes)).toEqual(await database.execute(columnsAndIndexes));
    } finally {
      await sequelize.close();
      await synced.drop();
    }
  });
});
