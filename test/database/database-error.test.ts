import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/client.ts';
import { databaseError } from '../../src/database/database-error.ts';
import type { ConnectionMode, ConnectionTarget } from '../../src/database/target.ts';
import { ConsoleError } from '../../src/errors.ts';
import { createTestDatabase, executeOn, testServer, type TestDatabase } from '../support/postgres.ts';

const mode = { readOnly: false, statementTimeoutMs: null };
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE roles (id int PRIMARY KEY, name text UNIQUE NOT NULL, level int CONSTRAINT positive CHECK (level > 0));
    CREATE TABLE users (id int PRIMARY KEY, role_id int CONSTRAINT users_role_id_fkey REFERENCES roles);
    INSERT INTO roles VALUES (1, 'admin', 1);
    INSERT INTO users VALUES (1, 1);
    DROP ROLE IF EXISTS asks_password, turned_away;
    CREATE ROLE asks_password LOGIN PASSWORD 'right';
    CREATE ROLE turned_away LOGIN;
  `);
});

afterAll(async () => {
  await database.drop();
  await executeOn(testServer(), 'DROP ROLE asks_password, turned_away');
});

async function failureOf(
  sql: string,
  target = database.target,
  own: ConnectionMode = mode,
): Promise<ConsoleError> {
  const connection = openDatabase(target, own);
  try {
    await connection.query(sql);
  } catch (error) {
    if (error instanceof ConsoleError) return error;
    throw error;
  } finally {
    await connection.close();
  }
  throw new Error(`"${sql}" did not fail`);
}

describe('connecting', () => {
  const nowhere: ConnectionTarget = {
    host: 'localhost',
    port: 1,
    database: 'app',
    user: 'me',
    password: null,
    ssl: false,
  };

  test('a port nobody listens on says how to start a server, and mentions the built-in one', async () => {
    const error = await failureOf('SELECT 1', nowhere);
    expect(error).toMatchObject({ code: 'server-not-running', kind: 'connection' });
    expect(error.message).toBe('No PostgreSQL server answers at "localhost:1".');
    expect(error.remedy).toContain('sudo systemctl start postgresql');
    expect(error.remedy).toContain('--embedded');
  });

  test('Sequelize wraps the same refusal and gets the same answer', async () => {
    const sequelize = new Sequelize('app', 'me', '', { host: 'localhost', port: 1, dialect: 'postgres' });
    const error = databaseError(await sequelize.authenticate().catch((cause: unknown) => cause), {
      target: nowhere,
    });
    await sequelize.close();
    expect(error).toMatchObject({ code: 'server-not-running' });
  });

  test('a refusal by another server than the database is not the database', async () => {
    const socket = openDatabase({ ...nowhere, port: 2 }, mode);
    const refusal = await socket.query('SELECT 1').catch((error: unknown) => error);
    await socket.close();
    const cause = refusal instanceof ConsoleError ? refusal.cause : null;
    expect(databaseError(cause, { target: nowhere })).toBe(cause);
    expect(databaseError(cause)).toMatchObject({ code: 'server-not-running' });
  });

  test('a socket that is not there is a server that is not running', async () => {
    const error = await failureOf('SELECT 1', { ...database.target, host: '/nowhere' });
    expect(error.code).toBe('server-not-running');
    expect(error.message).toContain('/nowhere/.s.PGSQL.5432');
  });

  test('a host that does not resolve is named', async () => {
    const error = await failureOf('SELECT 1', { ...nowhere, host: 'no-such-host.invalid' });
    expect(error).toMatchObject({ code: 'host-not-found', kind: 'connection' });
    expect(error.message).toBe('The host "no-such-host.invalid" was not found.');
  });

  test('something that is no PostgreSQL and hangs up is a lost connection', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const error = await failureOf('SELECT 1', { ...nowhere, host: '127.0.0.1', port });
    server.close();
    expect(error).toMatchObject({ code: 'connection-lost', kind: 'connection' });
  });

  test('a wrong password says where to set the right one, and shows neither', async () => {
    const target = { ...database.target, user: 'asks_password', password: 'hunter2' };
    const error = await failureOf('SELECT 1', target);
    expect(error).toMatchObject({
      code: 'password-wrong',
      kind: 'connection',
      details: { sqlState: '28P01' },
    });
    expect(error.message).toContain('"asks_password"');
    expect(error.remedy).toContain('`DB_PASSWORD`');
    expect(JSON.stringify([error.message, error.remedy, error.details])).not.toContain('hunter2');
  });

  test('no password at all is another error than a wrong one', async () => {
    const error = await failureOf('SELECT 1', { ...database.target, user: 'asks_password' });
    expect(error).toMatchObject({ code: 'password-missing', kind: 'connection' });
    expect(error.remedy).toContain('`DB_PASSWORD`');
  });

  test('a login that failed for want of a password does not linger on the server', async () => {
    await failureOf('SELECT 1', { ...database.target, user: 'asks_password' });
    // A session in the middle of its login is in no view, but DROP DATABASE waits for it: up to a minute.
    const dropped = (await createTestDatabase()).drop().then(() => 'dropped');
    await expect(Promise.race([dropped, delay(10_000, 'held up', { ref: false })])).resolves.toBe('dropped');
  });

  test('the right password connects', async () => {
    const connection = openDatabase({ ...database.target, user: 'asks_password', password: 'right' }, mode);
    await expect(connection.query('SELECT current_user')).resolves.toMatchObject({
      rows: [['asks_password']],
    });
    await connection.close();
  });

  test('a role that does not exist is named, with the command that creates it', async () => {
    const error = await failureOf('SELECT 1', { ...database.target, user: 'nobody_here' });
    expect(error).toMatchObject({ code: 'role-missing', kind: 'connection' });
    expect(error.message).toBe('Role "nobody_here" does not exist.');
    expect(error.remedy).toContain('createuser --createdb nobody_here');
  });

  test('a role that pg_hba.conf turns away is another case than one that does not exist', async () => {
    const error = await failureOf('SELECT 1', { ...database.target, user: 'turned_away' });
    expect(error).toMatchObject({ code: 'access-denied', kind: 'connection' });
  });

  test('a database that does not exist is offered for creation', async () => {
    const error = await failureOf('SELECT 1', { ...database.target, database: 'not_yet' });
    expect(error).toMatchObject({ code: 'database-missing', kind: 'connection' });
    expect(error.message).toContain('"not_yet"');
    expect(error.remedy).toBe('Create it with `seqscope db:create`.');
  });
});

describe('statements', () => {
  test.each([
    ['CREATE TABLE users ()', 'relation-exists', '42P07', 'Relation "users" already exists.'],
    ['SELECT * FROM devices', 'relation-missing', '42P01', 'Relation "devices" does not exist.'],
    ['SELECT role FROM users', 'column-missing', '42703', 'Column "role" does not exist.'],
    ["SELECT 'x'::int", 'value-invalid', '22P02', 'Invalid input syntax for type integer: "x".'],
    [
      'INSERT INTO users VALUES (2, 7)',
      'foreign-key-violated',
      '23503',
      'The foreign key "users_role_id_fkey" of "users" was violated: Key (role_id)=(7) is not present in table "roles".',
    ],
    [
      "INSERT INTO roles VALUES (1, 'x', 1)",
      'unique-violated',
      '23505',
      'The unique key "roles_pkey" of "roles" was violated: Key (id)=(1) already exists.',
    ],
    [
      'INSERT INTO roles VALUES (2, NULL, 1)',
      'not-null-violated',
      '23502',
      'The column "name" of "roles" must not be null.',
    ],
    [
      "INSERT INTO roles VALUES (3, 'x', 0)",
      'check-violated',
      '23514',
      'The check "positive" of "roles" was violated: Failing row contains (3, x, 0).',
    ],
    ["DO $$ BEGIN RAISE 'no luck' USING HINT = 'try again'; END $$", 'sql-error', 'P0001', 'No luck.'],
  ])('%s → %s', async (sql, code, sqlState, message) => {
    const error = await failureOf(sql);
    expect(error).toMatchObject({ code, kind: 'failed', message });
    expect(error.details).toMatchObject({ sqlState, statement: sql });
    expect(error.remedy).not.toBe('');
  });

  test('a syntax error has its line, its column and a caret', async () => {
    const error = await failureOf('SELECT id\n  FORM users');
    expect(error).toMatchObject({ code: 'syntax-error', details: { line: 2, column: 8 } });
    expect(error.details.excerpt).toBe('  FORM users\n       ^');
  });

  test("the server's hint is kept", async () => {
    const error = await failureOf('SELECT rol_id FROM users');
    expect(error.details.hint).toBe('Perhaps you meant to reference the column "users.role_id".');
  });

  test('a pending migration is suspected behind a missing relation', async () => {
    expect((await failureOf('SELECT * FROM devices')).remedy).toContain('`seqscope db:migrate`');
  });

  test('writing in a read-only session is refused by the server', async () => {
    const readOnly = { readOnly: true, statementTimeoutMs: null };
    const error = await failureOf('DELETE FROM users', database.target, readOnly);
    expect(error).toMatchObject({ code: 'read-only', details: { sqlState: '25006' } });
    expect(error.remedy).toContain('--read-only');
  });

  test('a statement beyond its time limit is not an interruption by the user', async () => {
    const short = { readOnly: false, statementTimeoutMs: 20 };
    const error = await failureOf('SELECT pg_sleep(5)', database.target, short);
    expect(error).toMatchObject({ code: 'statement-timeout', kind: 'failed' });
  });

  test('a lock that is not granted in time is named as one', async () => {
    const holder = openDatabase(database.target, mode);
    const error = await holder.withConnection(async (connection) => {
      await connection.query('BEGIN; LOCK TABLE users');
      return failureOf("SET lock_timeout = '20ms'; SELECT * FROM users");
    });
    await holder.close();
    expect(error).toMatchObject({ code: 'lock-timeout', details: { sqlState: '55P03' } });
  });

  test('a right that was not granted names the role', async () => {
    const error = await failureOf('SET ROLE turned_away; SELECT * FROM users');
    expect(error).toMatchObject({ code: 'permission-denied', details: { sqlState: '42501' } });
  });

  test('a session that an administrator ends is a server that is stopping', async () => {
    const error = await failureOf('SELECT pg_terminate_backend(pg_backend_pid())');
    expect(error).toMatchObject({ code: 'server-stopping', kind: 'connection' });
  });

  test('a password in a failing statement is hidden', async () => {
    const error = await failureOf("CREATE ROLE asks_password PASSWORD 'hunter2'");
    expect(error).toMatchObject({ code: 'object-exists' });
    expect(error.details.statement).toBe("CREATE ROLE asks_password PASSWORD '***'");
  });
});

describe('through Sequelize', () => {
  async function sequelizeFailure(sql: string): Promise<unknown> {
    const { host, port, database: name, user } = database.target;
    const sequelize = new Sequelize(name, user, '', { host, port, dialect: 'postgres', logging: false });
    const error = await sequelize.query(sql).catch((cause: unknown) => cause);
    await sequelize.close();
    return error;
  }

  test('a constraint keeps its name and the statement Sequelize ran', async () => {
    const error = databaseError(await sequelizeFailure('INSERT INTO users VALUES (2, 7)'));
    expect(error).toMatchObject({
      code: 'foreign-key-violated',
      details: { sqlState: '23503', statement: 'INSERT INTO users VALUES (2, 7)' },
    });
  });

  test('the place of a syntax error is found in the statement Sequelize ran', async () => {
    const error = databaseError(await sequelizeFailure('SELECT id FORM users'));
    expect(error).toMatchObject({ code: 'syntax-error', details: { line: 1, column: 16 } });
  });

  test('an error wrapped once more, as umzug does, is still found', async () => {
    const cause = await sequelizeFailure('CREATE TABLE users ()');
    expect(databaseError(new Error('Migration failed', { cause }))).toMatchObject({
      code: 'relation-exists',
    });
  });
});

describe('what is not of the database', () => {
  test('an unknown error goes out as it came', () => {
    const error = new TypeError('boom');
    expect(databaseError(error)).toBe(error);
  });

  test('a file that is missing is not a missing socket', () => {
    const error = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT', syscall: 'open' });
    expect(databaseError(error)).toBe(error);
  });

  test('a ConsoleError goes out as it came', () => {
    const error = new ConsoleError('No.', { code: 'no', remedy: 'Do.' });
    expect(databaseError(error)).toBe(error);
  });

  test('something thrown that is no error becomes one', () => {
    expect(databaseError('boom')).toEqual(new Error('boom'));
  });
});
