/** What `path` and `describe` say of models that most projects do not have: without a primary key, with a condition by default. */
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
    CREATE TABLE letters (id int PRIMARY KEY, person_id int REFERENCES people);
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
      const Letter = sequelize.define('Letter', {}, { ...options, tableName: 'letters' });
      const Log = sequelize.define('Log', { message: DataTypes.TEXT }, { ...options, tableName: 'logs' });
      Log.removeAttribute('id');
      for (const model of [Letter, Log]) model.belongsTo(Person, { as: 'person', foreignKey: 'person_id' });
      Person.hasMany(Letter, { as: 'letters', foreignKey: 'person_id' });
      Person.hasMany(Log, { as: 'logs', foreignKey: 'person_id' });
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
