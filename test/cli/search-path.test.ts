/** A database whose `search_path` leads to another schema than `public`, where models name none. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let directory: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`
    CREATE SCHEMA "My app";
    CREATE TABLE "My app".users (id serial PRIMARY KEY, mail varchar(255));
    CREATE TABLE public.users (id serial PRIMARY KEY, old text);
    INSERT INTO "My app".users (mail) VALUES ('in the app');
    INSERT INTO public.users (old) VALUES ('in public');`);
  directory = await projectFolder({
    'models/index.js': `
      const { Sequelize, DataTypes } = require('sequelize');
      const sequelize = new Sequelize(process.env.DATABASE_URL, { logging: false });
      sequelize.define('User', { mail: DataTypes.STRING }, { tableName: 'users', timestamps: false });
      module.exports = { sequelize };`,
  });
});
afterAll(() => database.drop());

async function run(...words: readonly string[]): Promise<Run> {
  return runSeqscope(words, { directory, variables: { DATABASE_URL: database.url } });
}

async function setPath(whose: string, path: string): Promise<void> {
  await database.execute(
    `DO $$ BEGIN EXECUTE format('ALTER ${whose} %I SET search_path = ${path}', current_database()); END $$`,
  );
}

test.each(['DATABASE', 'ROLE CURRENT_USER IN DATABASE'])(
  'set by ALTER %s: describe, query and drift read what Sequelize reads',
  async (whose) => {
    await setPath(whose, '"My app", public');
    expect((await run('describe')).stdout).toMatch(/│ User +│ My app\.users +│ +│ [\d.]+ kB +│ 0 +│ +│/);
    expect((await run('describe', 'User')).stdout).toContain('User: table My app.users\n');
    expect((await run('query', 'users')).stdout).toContain('in the app');
    expect((await run('query', 'public.users')).stdout).toContain('in public');
    expect((await run('drift', '--exit-code')).stdout).toContain('Nothing differs');
    await setPath(whose, 'public');
    expect((await run('describe', 'User')).stdout).toContain('User: table public.users\n');
    expect((await run('query', 'users')).stdout).toContain('in public');
    expect((await run('drift', '--exit-code')).exitCode).toBe(1);
  },
);
