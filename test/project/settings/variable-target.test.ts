import { expect, test } from 'vitest';
import { findProject } from '../../../src/project/find-project.ts';
import { isHostNamed } from '../../../src/project/settings/variable-target.ts';
import { projectOptions } from '../support/options.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const packageFile = '{ "name": "shop", "dependencies": { "sequelize": "6" } }';

test('without settings DATABASE_URL says where the database is, set or in an .env file', async () => {
  const url = 'postgres://u:p@db.example.test:6000/shop';
  const bare = temporaryProject({ 'package.json': packageFile });
  const set = await findProject(projectOptions(bare), { DATABASE_URL: url });
  expect(set).toMatchObject({
    target: { host: 'db.example.test', port: 6000, database: 'shop', password: 'p' },
    isTargetNamed: true,
  });
  expect(set.choices.at(-1)).toEqual({
    what: 'database',
    value: 'u@db.example.test:6000/shop',
    why: 'DATABASE_URL is set',
  });
  const file = temporaryProject({ 'package.json': packageFile, '.env.local': `DATABASE_URL=${url}\n` });
  expect((await findProject(projectOptions(file), {})).target).toMatchObject({ database: 'shop' });
  expect((await findProject(projectOptions(bare), { DATABASE_URL: 'mysql://u@h/d' })).target).toBeNull();
});

test("libpq's variables are read when DATABASE_URL is not set", async () => {
  const root = temporaryProject({ 'package.json': packageFile });
  const variables = {
    PGHOST: '/tmp/sock',
    PGPORT: '6001',
    PGDATABASE: 'shop',
    PGUSER: 'me',
    PGPASSWORD: 'p',
  };
  const project = await findProject(projectOptions(root), variables);
  expect(project.target).toEqual({
    host: '/tmp/sock',
    port: 6001,
    database: 'shop',
    user: 'me',
    password: 'p',
    ssl: false,
  });
  expect(project.choices.at(-1)?.why).toBe('PGHOST, PGPORT, PGDATABASE, PGUSER are set');
  expect((await findProject(projectOptions(root), { PGHOST: 'h' })).target).toBeNull();
  const withTls = await findProject(projectOptions(root), { PGDATABASE: 'd', PGSSLMODE: 'require' });
  expect(withTls.target).toMatchObject({ host: 'localhost', ssl: true });
});

test('settings that name a database win over DATABASE_URL', async () => {
  const root = temporaryProject({
    'package.json': packageFile,
    'config/config.json': '{ "dialect": "postgres", "database": "configured" }',
  });
  const project = await findProject(projectOptions(root), { DATABASE_URL: 'postgres://u@h/other' });
  expect(project.target).toMatchObject({ database: 'configured' });
});

test('a host is named by a variable that holds it, alone or in a URL', () => {
  expect(isHostNamed('db.test', { A: 'DB.test' })).toBe(true);
  expect(isHostNamed('db.test', { A: 'postgres://u:p@db.test:1/d' })).toBe(true);
  expect(isHostNamed('db.test', { A: 'postgres:///d?host=db.test' })).toBe(true);
  expect(isHostNamed('db.test', { A: 'not db.test', B: 'http://other/db.test', C: undefined })).toBe(false);
});
