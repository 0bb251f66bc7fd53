import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { all, next } from '../fixture-project.ts';
import { foresee, lossLines, writtenProject } from './forecast-fixture.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

beforeEach(async () => {
  await database.execute(`
    DROP SCHEMA IF EXISTS archive CASCADE;
    DROP SCHEMA public CASCADE;
    CREATE SCHEMA public;
    CREATE SCHEMA archive;
    CREATE TYPE mood AS ENUM ('fine', 'foul');
    CREATE TABLE notes (id int PRIMARY KEY, text text, mood mood);
    CREATE TABLE marks (note_id int REFERENCES notes ON DELETE CASCADE);
    CREATE TABLE links (note_id int REFERENCES notes);
    CREATE TABLE archive.old (id int);
    CREATE VIEW long_notes AS SELECT * FROM notes;
    INSERT INTO notes VALUES (1, 'a', 'fine'), (2, NULL, 'foul'), (3, 'c', NULL);
    INSERT INTO marks VALUES (1), (2);
    INSERT INTO archive.old VALUES (1), (2), (3), (4);
    CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY);
  `);
});

async function forward(up: string): Promise<{ losses: readonly string[]; doubts: readonly string[] }> {
  const forecast = await foresee(writtenProject({ '1.js': { up } }), database, {
    direction: 'up',
    selection: next(1),
  });
  const [entry] = forecast.entries;
  if (entry === undefined) throw new Error('Nothing is foreseen.');
  return { losses: lossLines(entry), doubts: entry.doubts };
}

describe('what a step destroys', () => {
  it.each([
    ['a table, rows counted', `await q.dropTable('links')`, ['table links 0']],
    [
      'with CASCADE the views on it',
      `await q.dropTable('notes', { cascade: true })`,
      ['table notes 3', 'view long_notes'],
    ],
    [
      'a column, by the rows that have a value',
      `await q.removeColumn('notes', 'text')`,
      ['column notes.text 2'],
    ],
    [
      'the rows of TRUNCATE',
      `await q.bulkDelete('marks', null, { truncate: true })`,
      ['TRUNCATE of marks 2'],
    ],
    [
      'with TRUNCATE … CASCADE whatever refers to them',
      `await q.sequelize.query('TRUNCATE notes CASCADE')`,
      ['TRUNCATE of notes 3', 'CASCADE of marks 2'],
    ],
    [
      'rows that are deleted, by their condition, and those that go with them',
      `await q.bulkDelete('notes', { id: [1, 2] })`,
      ['DELETE of notes 2', 'CASCADE of marks most 2'],
    ],
    ['nothing where no row is deleted', `await q.bulkDelete('notes', { id: 7 })`, []],
    [
      'at most the rows of a table where the condition is not read',
      `await q.sequelize.query('DELETE FROM archive.old USING notes WHERE old.id = notes.id')`,
      ['DELETE of archive.old most 4'],
    ],
    [
      'a schema with its tables',
      `await q.sequelize.query('DROP SCHEMA archive CASCADE')`,
      ['table archive.old 4'],
    ],
    [
      'a type with the columns of it',
      `await q.sequelize.query('DROP TYPE mood CASCADE')`,
      ['column notes.mood 2'],
    ],
    [
      'perhaps, in a DO block',
      `await q.sequelize.query("DO $$ BEGIN IF true THEN DROP TABLE links; END IF; END $$")`,
      ['maybe table links 0'],
    ],
    ['nothing that is not there', `await q.dropTable('ghosts')`, []],
    [
      'nothing that it makes itself',
      `await q.createTable('drafts', { id: 'int' }); await q.dropTable('drafts')`,
      [],
    ],
    [
      'a table that it has renamed before',
      `await q.renameTable('marks', 'signs'); await q.dropTable('signs')`,
      ['table marks 2'],
    ],
    [
      'a column that it has renamed before',
      `await q.renameColumn('notes', 'text', 'body'); await q.removeColumn('notes', 'body')`,
      ['column notes.text 2'],
    ],
    [
      'nothing by adding and changing',
      `await q.addColumn('notes', 'size', { type: 'int' }); await q.sequelize.query('UPDATE notes SET text = 1')`,
      [],
    ],
  ])('is %s', async (_title, up, losses) => {
    expect(await forward(up)).toEqual({ losses, doubts: [] });
  });

  it('is looked at without a trace', async () => {
    await forward(
      `await q.dropTable('notes', { cascade: true }); await q.bulkInsert('marks', [{ note_id: 3 }])`,
    );
    const [counted] = await database.execute(
      'SELECT (SELECT count(*) FROM notes) AS n, (SELECT count(*) FROM marks) AS m',
    );
    expect(counted).toEqual({ n: '3', m: '2' });
  });
});

describe('what a recording cannot tell', () => {
  it.each([
    [
      'a migration that decides by rows',
      `const [rows] = await q.sequelize.query('SELECT id FROM notes'); if (rows.length > 0) await q.dropTable('notes')`,
      /^it decides by what it reads: SELECT id FROM notes/,
    ],
    [
      'SQL that is put together on the server',
      `await q.sequelize.query("DO $$ BEGIN EXECUTE 'DROP TABLE ' || 'notes'; END $$")`,
      /^a DO block puts its statements together/,
    ],
    ['a procedure', `await q.sequelize.query('CALL tidy()')`, /^it calls a procedure: CALL tidy\(\)/],
    [
      'a mistake',
      `await q.dropTable(tableName)`,
      /^it could not be followed to its end: tableName is not defined/,
    ],
  ])('is said: %s', async (_title, up, doubt) => {
    const { doubts } = await forward(up);
    expect(doubts).toEqual([expect.stringMatching(doubt)]);
  });

  it('is said of a schema that is asked for after a step before has changed it', async () => {
    const project = writtenProject({
      '1.js': { up: `await q.removeColumn('notes', 'text')` },
      '2.js': {
        up: `const columns = await q.describeTable('notes'); if (columns.text) await q.dropTable('notes')`,
      },
    });
    const { entries } = await foresee(project, database, { direction: 'up', selection: all });
    expect(entries.map(({ doubts }) => doubts)).toEqual([
      [],
      ['it looks at "notes", which the steps before it change'],
    ]);
  });

  it('is said of entries that there was no time for', async () => {
    const project = writtenProject({ '1.js': { up: `await q.dropTable('notes')` } });
    const { entries } = await foresee(
      project,
      database,
      { direction: 'up', selection: all },
      { timeLimitMs: -1 },
    );
    expect(entries).toEqual([
      { name: '1.js', direction: 'up', losses: [], doubts: ['looking at those before it took too long'] },
    ]);
  });
});

describe('the walk that is foreseen', () => {
  it('is the plan of the step: down newest first, orphans passed over', async () => {
    const project = writtenProject({
      '1.js': { down: `await q.dropTable('marks')` },
      '3.js': { down: `await q.dropTable('links')` },
    });
    await database.execute(`INSERT INTO "SequelizeMeta" VALUES ('1.js'), ('2.js'), ('3.js')`);
    const { entries, passedOver } = await foresee(project, database, { direction: 'down', selection: all });
    expect(entries.map((entry) => [entry.name, ...lossLines(entry)])).toEqual([
      ['3.js', 'table links 0'],
      ['1.js', 'table marks 2'],
    ]);
    expect(passedOver).toEqual(['2.js']);
  });

  it('goes down and up again for a redo; a table that is made anew is lost once', async () => {
    const project = writtenProject({
      '1.js': { up: `await q.createTable('marks', { id: 'int' })`, down: `await q.dropTable('marks')` },
    });
    await database.execute(`INSERT INTO "SequelizeMeta" VALUES ('1.js')`);
    const { entries } = await foresee(project, database, {
      direction: 'down',
      selection: next(1),
      isRedone: true,
    });
    expect(entries.map((entry) => [entry.direction, ...lossLines(entry)])).toEqual([
      ['down', 'table marks 2'],
      ['up'],
    ]);
  });

  it('says that a step without a way back will fail', async () => {
    await database.execute(`INSERT INTO "SequelizeMeta" VALUES ('1.js')`);
    const { entries } = await foresee(writtenProject({ '1.js': {} }), database, {
      direction: 'down',
      selection: all,
    });
    expect(entries[0]?.doubts).toEqual(['it has no `down`: the step will fail']);
  });

  it('is that of seeders, recorded or not', async () => {
    const project = writtenProject(
      { '1.js': { down: `await q.bulkDelete('marks', { note_id: 1 })` } },
      'seeders',
    );
    const request = { direction: 'down', selection: next(1) } as const;
    const { entries } = await foresee(project, database, request, { kind: 'seeders' });
    expect(entries.map(lossLines)).toEqual([['DELETE of marks 1']]);
  });

  it('rejects where the step would', async () => {
    const project = writtenProject({ '1.js': {} });
    const request = { direction: 'up', selection: { type: 'to', name: '2.js' } } as const;
    await expect(foresee(project, database, request)).rejects.toMatchObject({ code: 'unknown-migration' });
  });
});
