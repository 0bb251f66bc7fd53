import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { confirmHost, isThisMachine } from '../../src/session/confirm-host.ts';
import { projectFolder } from '../cli/project-folder.ts';
import { testSession } from './test-session.ts';

const elsewhere =
  "module.exports = { dialect: 'postgres', host: process.env.SHOP_HOST || 'db.example.test', database: 'shop', username: 'u' };";

test.each([
  ['localhost', true],
  ['127.0.0.1', true],
  ['127.1.2.3', true],
  ['::1', true],
  ['/var/run/postgresql', true],
  [hostname(), true],
  ['127.0.0.1.example.test', false],
  ['db', false],
  ['10.11.12.13', false],
  ['db.example.test', false],
])('%s is this machine: %s', (host, expected) => {
  expect(isThisMachine(host)).toBe(expected);
});

test('a host that only a default in project code names is asked for before the first connection', async () => {
  const directory = await projectFolder({ 'config/config.js': elsewhere });
  const { session } = testSession({ directory });
  await expect(session.database()).rejects.toMatchObject({
    code: 'unconfirmed-host',
    kind: 'usage',
    message:
      'The database "shop" is on "db.example.test:5432", which is not this machine and is named by nothing but "config/config.js".',
    remedy:
      'Allow it with `--allow-host db.example.test`, or name another database with `--url postgres://…`.',
  });
  await expect(session.createDatabase()).rejects.toMatchObject({ code: 'unconfirmed-host' });
  await expect(session.journal('migrations')).rejects.toMatchObject({ code: 'unconfirmed-host' });
});

test('a host that is allowed, or that the environment names, is connected to', async () => {
  // Reserved for what is never there (RFC 2606): connecting fails, and that is what is seen.
  const directory = await projectFolder({
    'config/config.js': elsewhere.replaceAll('db.example.test', 'db.invalid'),
  });
  const allowed = testSession({ directory, allowedHosts: ['DB.invalid'] });
  await expect(allowed.session.database()).rejects.toMatchObject({ kind: 'connection' });
  const byUrl = testSession({ directory, url: 'postgres://u@other.invalid/d' });
  await expect(byUrl.session.database()).rejects.toMatchObject({ kind: 'connection' });
  const named = await projectFolder({
    'config/config.js': elsewhere,
    '.env': 'SHOP_HOST=named.invalid\n',
  });
  await expect(testSession({ directory: named }).session.database()).rejects.toMatchObject({
    kind: 'connection',
  });
});

test("a host of the models' own instance is asked for as well", () => {
  const target = { host: 'far', port: 5432, database: 'd', user: 'u', password: 'secret', ssl: false };
  const question = { target, source: "the models' own Sequelize instance", allowedHosts: [] };
  expect(() => confirmHost({ ...question, isNamed: false })).toThrow(
    'The database "d" is on "far:5432", which is not this machine and is named by nothing but the models\' own Sequelize instance.',
  );
  expect(confirmHost({ ...question, isNamed: true })).toBe(target);
});

test('a host that is allowed while the session is open is connected to from then on', async () => {
  const directory = await projectFolder({
    'config/config.js':
      "module.exports = { dialect: 'postgres', host: 'db.invalid', database: 'shop', username: 'u' };",
  });
  const { session } = testSession({ directory });
  await expect(session.database()).rejects.toMatchObject({
    code: 'unconfirmed-host',
    details: {
      connection: {
        host: 'db.invalid',
        port: 5432,
        database: 'shop',
        user: 'u',
        source: '"config/config.js"',
      },
    },
  });
  await session.allowHost('db.invalid');
  await expect(session.database()).rejects.toMatchObject({ kind: 'connection' });
});
