/** A sandbox on a real instance with real models: what is in it, what is undone, and what is told of it. */
import { DataTypes, Sequelize, type Model, type ModelStatic } from 'sequelize';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { openSandbox } from '../../../src/database/sandbox/open-sandbox.ts';
import type { Sandbox } from '../../../src/database/sandbox/sandbox.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let database: TestDatabase;
let client: Database;
let sequelize: Sequelize;
let Cat: ModelStatic<Model>;
let sandbox: Sandbox;

function openInstance(): Sequelize {
  const { host, port, database: name, user } = database.target;
  return new Sequelize(name, user, '', { host, port, dialect: 'postgres', logging: false });
}

beforeAll(async () => {
  database = await createTestDatabase();
  client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  sequelize = openInstance();
  Cat = sequelize.define(
    'Cat',
    { name: { type: DataTypes.STRING, unique: true }, lives: DataTypes.INTEGER },
    {
      tableName: 'cats',
      timestamps: false,
    },
  );
  await database.execute(`
    CREATE TABLE cats (id serial PRIMARY KEY, name text UNIQUE, lives integer);
    CREATE TABLE toys (cat integer REFERENCES cats ON DELETE CASCADE, what text);
    CREATE TABLE big (id integer PRIMARY KEY, n integer);`);
});
beforeEach(async () => {
  await database.execute(`
    TRUNCATE cats, toys, big RESTART IDENTITY;
    INSERT INTO cats (name, lives) VALUES ('Tom', 9), ('Kit', 7), ('Mia', 5);
    INSERT INTO toys VALUES (3, 'ball'), (3, 'mouse');
    INSERT INTO big SELECT n, 0 FROM generate_series(1, 3000) n;`);
  sandbox = await openSandbox(sequelize, client);
});
afterEach(() => sandbox.rollback());
afterAll(async () => {
  await sequelize.close();
  await client.close();
  await database.drop();
});

const stored = async () =>
  (await database.execute('SELECT name FROM cats ORDER BY id')).map((row) => row['name']);
const seen = async () => (await Cat.findAll({ order: ['id'] })).map((cat) => cat.get('name'));

describe('a line', () => {
  it('is seen within the sandbox and nowhere else, until it is committed', async () => {
    await sandbox.line(() => Cat.create({ name: 'Leo', lives: 1 }));
    expect(await seen()).toEqual(['Tom', 'Kit', 'Mia', 'Leo']);
    expect(await stored()).toEqual(['Tom', 'Kit', 'Mia']);
    await sandbox.commit();
    expect(await stored()).toEqual(['Tom', 'Kit', 'Mia', 'Leo']);
    expect(sandbox.state).toBe('committed');
  });

  it('takes every statement along, whatever transaction or instance it asks for', async () => {
    const other = openInstance();
    await sandbox.line(async () => {
      await Cat.create({ name: 'a' }, { transaction: null });
      await sequelize.transaction(async (transaction) => Cat.create({ name: 'b' }, { transaction }));
      const unmanaged = await sequelize.transaction();
      await Cat.create({ name: 'c' }, { transaction: unmanaged });
      await unmanaged.commit();
      await other.query("INSERT INTO cats (name) VALUES ('d')");
      await Promise.all(['e', 'f'].map((name) => Cat.create({ name })));
    });
    await other.close();
    expect((await seen()).length).toBe(9);
    expect((await stored()).length).toBe(3);
  });

  it('holds a transaction within it that is rolled back, and goes on', async () => {
    await sandbox.line(async () => {
      await Cat.create({ name: 'kept' });
      await sequelize
        .transaction(async (transaction) => {
          await Cat.create({ name: 'gone' }, { transaction });
          await Cat.create({ name: 'Tom' }, { transaction });
        })
        .catch(() => undefined);
      await Cat.create({ name: 'kept too' });
    });
    expect(await seen()).toEqual(['Tom', 'Kit', 'Mia', 'kept', 'kept too']);
  });

  it('that catches a failing statement goes on as it would outside', async () => {
    await sandbox.line(async () => {
      await Cat.create({ name: 'Tom' }).catch(() => undefined);
      await Cat.create({ name: 'Ada' });
    });
    expect(await seen()).toContain('Ada');
  });

  it('that fails is undone by itself, and the sandbox lives on', async () => {
    await sandbox.line(() => Cat.create({ name: 'Leo' }));
    const failing = sandbox.line(async () => {
      await Cat.create({ name: 'half' });
      await Cat.create({ name: 'Tom' });
    });
    await expect(failing).rejects.toThrow();
    expect(await seen()).toEqual(['Tom', 'Kit', 'Mia', 'Leo']);
    expect(sandbox.lines).toBe(1);
  });

  it('is cancelled on the server and undone when it is aborted', async () => {
    const aborting = new AbortController();
    const sleeping = sandbox.line(async () => {
      await Cat.create({ name: 'half' });
      await sequelize.query('SELECT pg_sleep(30)');
      await Cat.create({ name: 'late' });
    }, aborting.signal);
    setTimeout(() => aborting.abort(), 200);
    await expect(sleeping).rejects.toMatchObject({ name: 'AbortError' });
    expect(await seen()).toEqual(['Tom', 'Kit', 'Mia']);
    expect(sandbox.state).toBe('open');
  });

  it.each(['VACUUM cats', 'CREATE INDEX CONCURRENTLY ON cats (lives)', 'COMMIT', 'BEGIN; DELETE FROM cats'])(
    'refuses what no transaction can hold: %s',
    async (sql) => {
      await expect(sandbox.line(() => sequelize.query(sql))).rejects.toMatchObject({
        code: 'sandbox-refused',
      });
      expect(await seen()).toEqual(['Tom', 'Kit', 'Mia']);
    },
  );

  it('leaves the instance as it was once the sandbox has ended', async () => {
    await sandbox.line(() => Cat.destroy({ where: {} }));
    await sandbox.rollback();
    expect(await stored()).toEqual(['Tom', 'Kit', 'Mia']);
    await Cat.create({ name: 'outside' });
    expect(await stored()).toContain('outside');
    await expect(sandbox.line(async () => 1)).rejects.toMatchObject({ code: 'sandbox-ended' });
  });

  it('of a sandbox whose connection is lost says so, and nothing is left', async () => {
    await sandbox.line(() => Cat.destroy({ where: {} }));
    await database.execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database()`,
    );
    await expect(sandbox.line(() => Cat.create({ name: 'x' }))).rejects.toThrow();
    await expect(sandbox.review()).rejects.toMatchObject({ code: 'sandbox-lost' });
    expect(await stored()).toEqual(['Tom', 'Kit', 'Mia']);
  });
});

describe('undo', () => {
  it('takes back one line after another', async () => {
    for (const name of ['a', 'b']) await sandbox.line(() => Cat.create({ name }));
    expect(await sandbox.undo()).toBe(true);
    expect(await seen()).toEqual(['Tom', 'Kit', 'Mia', 'a']);
    expect(await sandbox.undo()).toBe(true);
    expect(await sandbox.undo()).toBe(false);
    expect(await seen()).toEqual(['Tom', 'Kit', 'Mia']);
  });
});

describe('the review', () => {
  it('of nothing is empty', async () => {
    await sandbox.line(() => Cat.findAll());
    expect(await sandbox.review()).toEqual({
      tables: [],
      schema: { added: [], removed: [], changed: [] },
      sequences: [],
    });
  });

  it('tells inserted, updated and deleted rows, those of cascades and savepoints too', async () => {
    await sandbox.line(() => Cat.create({ name: 'Leo', lives: 1 }));
    await sandbox.line(() => Cat.update({ lives: 8 }, { where: { name: 'Tom' } }));
    await sandbox.line(() => sequelize.query("UPDATE cats SET lives = lives WHERE name = 'Kit'"));
    await sandbox.line(() => Cat.destroy({ where: { name: 'Mia' } }));
    const { tables, sequences } = await sandbox.review();
    expect(sequences).toEqual(['public.cats_id_seq']);
    expect(tables).toEqual([
      {
        schema: 'public',
        table: 'cats',
        inserted: 1,
        updated: 1,
        deleted: 1,
        rows: [
          { type: 'updated', key: { id: '1' }, changes: [{ column: 'lives', from: '9', to: '8' }] },
          { type: 'inserted', key: { id: '4' }, row: { id: '4', name: 'Leo', lives: '1' } },
          { type: 'deleted', key: { id: '3' }, row: { id: '3', name: 'Mia', lives: '5' } },
        ],
        isTruncated: false,
        note: null,
      },
      expect.objectContaining({ table: 'toys', inserted: 0, updated: 0, deleted: 2 }),
    ]);
  });

  it('leaves out what was undone, what others committed and what was only locked', async () => {
    await sandbox.line(() => Cat.create({ name: 'Leo' }));
    await sandbox.undo();
    await sandbox.line(() => sequelize.query("UPDATE cats SET lives = 1 WHERE name = 'Kit'"));
    await sandbox.line(() => sequelize.query("SELECT * FROM cats WHERE name = 'Tom' FOR UPDATE"));
    await database.execute(
      "INSERT INTO cats (name) VALUES ('other'); UPDATE cats SET lives = 2 WHERE name = 'Mia'",
    );
    const { tables } = await sandbox.review();
    expect(tables).toMatchObject([{ table: 'cats', inserted: 0, updated: 1, deleted: 0 }]);
  });

  it('of a row written twice says what is new at the end, and nothing of one that came and went', async () => {
    await sandbox.line(async () => {
      await Cat.update({ lives: 2 }, { where: { name: 'Tom' } });
      await Cat.update({ lives: 3 }, { where: { name: 'Tom' } });
      const cat = await Cat.create({ name: 'brief' });
      await cat.destroy();
    });
    const { tables } = await sandbox.review();
    expect(tables).toMatchObject([
      { inserted: 0, updated: 1, deleted: 0, rows: [{ changes: [{ from: '9', to: '3' }] }] },
    ]);
  });

  it('counts all rows and tells the first thousand', async () => {
    await sandbox.line(() => sequelize.query('UPDATE big SET n = id'));
    const { tables } = await sandbox.review();
    expect(tables).toMatchObject([{ table: 'big', updated: 3000, isTruncated: true }]);
    expect(tables[0]?.rows.length).toBe(1000);
  });

  it('names what DDL did, and does not wait for tables that nobody else may read', async () => {
    await sandbox.line(() => sequelize.query('ALTER TABLE cats ADD COLUMN age integer DEFAULT 1'));
    await sandbox.line(() => sequelize.query('CREATE TABLE dogs AS SELECT 1 AS id'));
    await sandbox.line(() => sequelize.query('TRUNCATE toys'));
    const { tables, schema } = await sandbox.review();
    expect(schema.added.map(({ type, name }) => [type, name])).toEqual([
      ['column', 'age'],
      ['column', 'id'],
      ['table', 'dogs'],
    ]);
    expect(tables.map(({ table, inserted, note }) => [table, inserted, note !== null])).toEqual([
      ['cats', 0, true],
      ['dogs', 1, false],
      ['toys', 0, true],
    ]);
  });
});
