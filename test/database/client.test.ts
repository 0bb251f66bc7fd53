import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type Database, type DatabaseOptions } from '../../src/database/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

let own: TestDatabase;
const opened: Database[] = [];

beforeAll(async () => {
  own = await createTestDatabase();
  await own.execute(
    `CREATE TYPE mood AS ENUM ('calm', 'glad'); CREATE TABLE notes (id int, body varchar(40))`,
  );
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((database) => database.close()));
});
afterAll(async () => own.drop());

function open(options: DatabaseOptions = {}, mode: Partial<Database['mode']> = {}): Database {
  const database = openDatabase(own.target, { readOnly: false, statementTimeoutMs: null, ...mode }, options);
  opened.push(database);
  return database;
}

/** Sessions of seqscope in this database whose last statement matches, as the server sees them. */
async function sessionsRunning(pattern: string): Promise<number> {
  const rows = await own.execute(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database()
        AND application_name = 'seqscope' AND state = 'active' AND query LIKE '${pattern}'`,
  );
  return Number(rows[0]?.['n']);
}

async function eventually(check: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await check()) return;
    await delay(10);
  }
  throw new Error('It did not come about within two seconds.');
}

describe('results', () => {
  test('rows are arrays, fields have names and types, and the command is named', async () => {
    await expect(open().query('SELECT 1 AS one, $1::text AS word', ['two'])).resolves.toMatchObject({
      command: 'SELECT',
      rows: [[1, 'two']],
      fields: [
        { name: 'one', typeId: 23, type: 'integer' },
        { name: 'word', typeId: 25, type: 'text' },
      ],
      rowCount: 1,
    });
  });

  test('types are named as format_type() names them, length and user-defined ones included', async () => {
    const { fields } = await open().query(
      `SELECT body, 'calm'::mood, ARRAY['glad']::mood[], 1.5::numeric(10,2) FROM notes`,
    );
    expect(fields.map((field) => field.type)).toEqual([
      'character varying(40)',
      'mood',
      'mood[]',
      'numeric(10,2)',
    ]);
  });

  test('two columns of one name are both there', async () => {
    const { rows } = await open().query('SELECT 1 AS x, 2 AS x');
    expect(rows).toEqual([[1, 2]]);
  });

  test.each([
    ['9223372036854775807::int8', '9223372036854775807'],
    ['1.10::numeric(5,2)', '1.10'],
    ['ARRAY[0.1, 12345678901234567890.5]::numeric[]', ['0.1', '12345678901234567890.5']],
    ["'2024-02-29'::date", '2024-02-29'],
    ["ARRAY['2024-02-29']::date[]", ['2024-02-29']],
    ["'2024-02-29 23:30:00.123456'::timestamp", '2024-02-29 23:30:00.123456'],
    ["'2024-02-29 23:30:00+02'::timestamptz", new Date('2024-02-29T21:30:00Z')],
    ["'1 day 02:00'::interval", '1 day 02:00:00'],
    ["'(1,2)'::point", '(1,2)'],
    ['true', true],
    ['\'{"a": [1, null]}\'::jsonb', { a: [1, null] }],
    ["'\\x00ff'::bytea", Buffer.from([0, 255])],
    ["ARRAY['a', NULL, 'b c']", ['a', null, 'b c']],
    ["'calm'::mood", 'calm'],
    ['null::int', null],
  ])('%s is read as it is', async (expression, expected) => {
    const { rows } = await open().query(`SELECT ${expression}`);
    expect(rows).toEqual([[expected]]);
  });

  test('of several statements the last one counts', async () => {
    await expect(open().query('SELECT 1; SELECT 2 AS two')).resolves.toMatchObject({
      rows: [[2]],
      fields: [{ name: 'two' }],
    });
  });

  test('an empty text has no command and no rows', async () => {
    await expect(open().query('')).resolves.toMatchObject({ command: '', rows: [], fields: [] });
  });

  test('a statement without rows counts what it changed', async () => {
    await expect(open().query("INSERT INTO notes VALUES (1, 'a'), (2, 'b')")).resolves.toMatchObject({
      command: 'INSERT',
      rows: [],
      rowCount: 2,
    });
  });
});

describe('the session', () => {
  test('it calls itself seqscope', async () => {
    const { rows } = await open().query('SHOW application_name');
    expect(rows).toEqual([['seqscope']]);
  });

  test('read-only is a default of the server from the first statement on', async () => {
    const database = open({}, { readOnly: true });
    expect((await database.query('SHOW transaction_read_only')).rows).toEqual([['on']]);
    await expect(database.query('CREATE TABLE x ()')).rejects.toMatchObject({ code: 'read-only' });
  });

  test('the time limit of a statement is set on the server', async () => {
    const { rows } = await open({}, { statementTimeoutMs: 1500 }).query('SHOW statement_timeout');
    expect(rows).toEqual([['1500ms']]);
  });

  test('the version has no suffix and is asked for once', async () => {
    const statements: string[] = [];
    const database = open({ onStatement: ({ sql }) => statements.push(sql) });
    expect(await database.serverVersion()).toMatch(/^15\.\d+$/);
    await database.serverVersion();
    expect(statements).toEqual(['SHOW server_version']);
  });

  test('every statement is told with its time, the failed one too', async () => {
    const told: { sql: string; durationMs: number | null }[] = [];
    const database = open({ onStatement: (statement) => told.push(statement) });
    await database.query('SELECT pg_sleep(0.02)');
    await database.query('SELEC').catch(() => undefined);
    expect(told.map(({ sql }) => sql)).toEqual(['SELECT pg_sleep(0.02)', 'SELEC']);
    expect(told[0]?.durationMs).toBeGreaterThan(15);
  });
});

describe('interruption', () => {
  test('an abort ends the statement on the server and rejects as interrupted', async () => {
    const database = open();
    const controller = new AbortController();
    const running = database.query('SELECT pg_sleep(60), 1', undefined, { signal: controller.signal });
    const outcome = expect(running).rejects.toMatchObject({ code: 'interrupted', kind: 'interrupted' });
    await eventually(async () => (await sessionsRunning('SELECT pg_sleep(60), 1')) === 1);
    controller.abort();
    await outcome;
    expect(await sessionsRunning('SELECT pg_sleep(60), 1')).toBe(0);
  });

  test('the connection is good for the next statement', async () => {
    const database = open({ maxConnections: 1 });
    const controller = new AbortController();
    const running = database.query('SELECT pg_sleep(60), 2', undefined, { signal: controller.signal });
    const outcome = expect(running).rejects.toMatchObject({ kind: 'interrupted' });
    await eventually(async () => (await sessionsRunning('SELECT pg_sleep(60), 2')) === 1);
    controller.abort();
    await outcome;
    for (let i = 0; i < 5; i += 1) {
      expect((await database.query('SELECT 1')).rows).toEqual([[1]]);
    }
  });

  test('a signal that is aborted already sends nothing', async () => {
    const statements: string[] = [];
    const database = open({ onStatement: ({ sql }) => statements.push(sql) });
    await expect(
      database.query('SELECT 1', undefined, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ kind: 'interrupted' });
    expect(statements).toEqual([]);
  });

  test('waiting for a free connection can be interrupted, and the connection is not lost', async () => {
    const database = open({ maxConnections: 1 });
    const controller = new AbortController();
    await database.withConnection(async () => {
      const waiting = database.query('SELECT 1', undefined, { signal: controller.signal });
      controller.abort();
      await expect(waiting).rejects.toMatchObject({ kind: 'interrupted' });
    });
    expect((await database.query('SELECT 3')).rows).toEqual([[3]]);
  });

  test('a signal used for many queries keeps no listeners', async () => {
    const database = open();
    const controller = new AbortController();
    for (let i = 0; i < 20; i += 1)
      await database.query('SELECT 1', undefined, { signal: controller.signal });
    const warnings: Error[] = [];
    const onWarning = (warning: Error) => warnings.push(warning);
    process.on('warning', onWarning);
    await delay(1);
    process.off('warning', onWarning);
    expect(warnings).toEqual([]);
  });
});

describe('one connection', () => {
  test('what is set on it holds for the whole work', async () => {
    const { rows } = await open().withConnection(async (connection) => {
      await connection.query('BEGIN');
      await connection.query('CREATE TABLE passing ()');
      await connection.query('ROLLBACK');
      return connection.query("SELECT to_regclass('passing')");
    });
    expect(rows).toEqual([[null]]);
  });

  test('a lock that failed work held is given back', async () => {
    const database = open();
    await expect(
      database.withConnection(async (connection) => {
        await connection.query('SELECT pg_advisory_lock(42)');
        throw new Error('midway');
      }),
    ).rejects.toThrow('midway');
    await eventually(async () => {
      const { rows } = await open().query('SELECT pg_try_advisory_lock(42)');
      return rows[0]?.[0] === true;
    });
  });

  test('a transaction left open is not handed to the next user', async () => {
    const database = open({ maxConnections: 1 });
    await database.withConnection((connection) => connection.query('BEGIN; CREATE TABLE left_open ()'));
    expect((await database.query("SELECT to_regclass('left_open')")).rows).toEqual([[null]]);
  });

  test('a connection that dies between two statements rejects the next one and harms nobody else', async () => {
    const database = open({ maxConnections: 2 });
    const work = database.withConnection(async (connection) => {
      const { rows } = await connection.query('SELECT pg_backend_pid()');
      await own.execute(`SELECT pg_terminate_backend(${String(rows[0]?.[0])})`);
      await delay(50);
      return connection.query('SELECT 1');
    });
    await expect(work).rejects.toMatchObject({ kind: 'connection' });
    expect((await database.query('SELECT 1')).rows).toEqual([[1]]);
  });

  test('an idle connection that dies is replaced', async () => {
    const database = open({ maxConnections: 1 });
    const { rows } = await database.query('SELECT pg_backend_pid()');
    await own.execute(`SELECT pg_terminate_backend(${String(rows[0]?.[0])})`);
    await delay(50);
    expect((await database.query('SELECT 1')).rows).toEqual([[1]]);
  });
});

describe('closing', () => {
  test('a statement that does not end is cancelled on the server after two seconds', async () => {
    const database = open();
    const running = expect(database.query('SELECT pg_sleep(60), 3')).rejects.toMatchObject({
      kind: 'interrupted',
    });
    await eventually(async () => (await sessionsRunning('SELECT pg_sleep(60), 3')) === 1);
    await database.close();
    await running;
    expect(await sessionsRunning('SELECT pg_sleep(60), 3')).toBe(0);
  });

  test('it can be closed twice, and says so to whoever asks afterwards', async () => {
    const database = open();
    await database.query('SELECT 1');
    await Promise.all([database.close(), database.close()]);
    await expect(database.query('SELECT 1')).rejects.toMatchObject({ code: 'connection-closed' });
  });
});
