/** What `path`, `describe` and `tour` say of what most projects do not have: models without a primary key, conditions by default, odd values. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let directory: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE TABLE people (id int PRIMARY KEY, age int);
    CREATE TABLE letters (id int PRIMARY KEY, person_id int REFERENCES people, written timestamptz);
    CREATE TYPE mood AS ENUM ('two words', 'a,b', '', 'it''s');
    CREATE TABLE guests (id int PRIMARY KEY, mood mood);
    CREATE MATERIALIZED VIEW counted AS SELECT person_id, count(*) AS letters FROM letters GROUP BY 1;
    CREATE SCHEMA archive;
    CREATE TABLE archive.letters (id int PRIMARY KEY, person_id int REFERENCES people);
    CREATE TABLE memberships (
      person_id int REFERENCES people ON DELETE CASCADE ON UPDATE CASCADE,
      guest_id int REFERENCES guests ON DELETE CASCADE ON UPDATE CASCADE, PRIMARY KEY (person_id, guest_id));
    CREATE TABLE logs (message text, person_id int REFERENCES people);
    INSERT INTO people VALUES (1, 12), (2, 40);
    INSERT INTO letters VALUES (1, 1), (2, 2), (3, 2);
    ANALYZE`);
  directory = await projectFolder({
    'models/index.js': `
      const { Sequelize, DataTypes, Op } = require('sequelize');
      const sequelize = new Sequelize(process.env.DATABASE_URL, { logging: false });
      const options = { timestamps: false };
      const Person = sequelize.define('Person', { age: DataTypes.INTEGER },
        { ...options, tableName: 'people', defaultScope: { where: { age: { [Op.gte]: 18 } } } });
      const Letter = sequelize.define('Letter', {},
        { timestamps: true, createdAt: 'written', updatedAt: false, tableName: 'letters' });
      const Old = sequelize.define('Old', {}, { ...options, schema: 'archive', tableName: 'letters' });
      const Log = sequelize.define('Log', { message: DataTypes.TEXT }, { ...options, tableName: 'logs' });
      Log.removeAttribute('id');
      for (const model of [Letter, Log, Old]) model.belongsTo(Person, { as: 'person', foreignKey: 'person_id' });
      Person.hasMany(Letter, { as: 'letters', foreignKey: 'person_id' });
      Person.hasMany(Old, { as: 'old', foreignKey: 'person_id' });
      Person.hasMany(Log, { as: 'logs', foreignKey: 'person_id' });
      sequelize.define('Counted', { person_id: { type: DataTypes.INTEGER, primaryKey: true }, letters: DataTypes.BIGINT },
        { ...options, tableName: 'counted' });
      const Guest = sequelize.define('Guest', { mood: DataTypes.ENUM('two words', 'a,b', '', "it's") },
        { ...options, tableName: 'guests', scopes: { own: () => { throw new Error('no tenant') } } });
      const Membership = sequelize.define('Membership', {}, { ...options, tableName: 'memberships' });
      Person.belongsToMany(Guest, { as: 'guests', through: Membership, foreignKey: 'person_id', otherKey: 'guest_id' });
      for (const as of ['hosts', 'formerHosts'])
        Guest.belongsToMany(Person, { as, through: Membership, foreignKey: 'guest_id', otherKey: 'person_id' });
      Membership.belongsTo(Person, { as: 'person', foreignKey: 'person_id' });
      Membership.belongsTo(Guest, { as: 'guest', foreignKey: 'guest_id', onDelete: 'RESTRICT' });
      module.exports = { sequelize };
    `,
  });
});
afterAll(async () => {
  await database.drop();
});

async function run(...words: string[]): Promise<Run> {
  return runSeqscope(words, { variables: { DATABASE_URL: database.url }, directory });
}

describe('path', () => {
  it('says that the code has a default scope which the joins do not', async () => {
    const { stdout, stderr } = await run('path', 'Letter', 'Person');
    expect(stderr).toBe('');
    expect(stdout).toContain("await Letter.findAll({ include: ['person'] })");
    expect(stdout).toContain(
      '! The code has the default scope of Person, { age: { [Op.gte]: 18 } }; the joins do not, and may have more rows.',
    );
    expect(await database.execute(stdout.slice(stdout.indexOf('SELECT'), stdout.indexOf('!')))).toHaveLength(
      3,
    );
  });

  it('says where no include can read along it, and gives the joins all the same', async () => {
    const { stdout, stderr, exitCode } = await run('path', 'Letter', 'Log');
    expect({ stderr, exitCode }).toEqual({ stderr: '', exitCode: 0 });
    expect(stdout).toContain(
      'No include: Association "logs" cannot be included, because model "Log" has no primary key to tell its records apart by.\n',
    );
    expect(stdout).toContain('JOIN "logs" AS "logs" ON "logs"."person_id" = "person"."id"');
    expect(stdout).not.toContain('The code has');
    expect((await run('path', 'Log', 'Person')).stdout).toContain(
      "await Log.findAll({ include: ['person'] })",
    );
  });
});

describe('describe', () => {
  it('calls the view behind a model a view', async () => {
    const { stdout } = await run('describe', 'Counted');
    expect(stdout).toMatch(/^Counted: materialized view public.counted\n/);
  });

  it('says what a scope failed by, and has no SQL for it', async () => {
    expect((await run('describe', 'Guest')).stdout).toMatch(
      /\n {2}own +Scope "own" of model "Guest" failed: no tenant\n/,
    );
    expect(JSON.parse((await run('describe', 'Guest', '--json')).stdout)).toMatchObject({
      scopes: [{ name: 'own', sql: null }],
    });
  });

  it('has no rule of an association that only Sequelize filled in, and another one decided', async () => {
    const { stdout } = await run('describe', 'Membership');
    expect(stdout).toContain('on delete CASCADE, on update CASCADE (memberships_person_id_fkey)\n');
    expect(stdout).toContain(
      'on delete CASCADE, on update CASCADE (memberships_guest_id_fkey); the model: on delete RESTRICT, on update CASCADE\n',
    );
  });

  it('says of which schema the table is that lacks an index', async () => {
    const { stdout } = await run('describe', 'Person');
    expect(stdout).toContain('no index begins with letters.person_id\n');
    expect(stdout).toContain('no index begins with archive.letters.person_id\n');
  });

  it('tells odd values of an enum apart', async () => {
    expect((await run('describe', 'Guest')).stdout).toContain("one of two words, 'a,b', '', it's\n");
  });
});

describe('tour', () => {
  it('counts no time among what a row holds, whatever the model calls it', async () => {
    expect((await run('tour')).stdout).toContain(
      '\nLetter (table letters) has 3 columns and about 3 rows.\n',
    );
  });

  it('tells each of several associations through one join table', async () => {
    expect((await run('tour')).stdout).toContain(
      'has many [Person](#person) as `formerHosts` through [Membership](#membership), ' +
        '[Person](#person) as `hosts` through [Membership](#membership)',
    );
  });
});
