import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  describeTarget,
  targetFromSettings,
  targetFromUrl,
} from '../../../src/project/settings/connection-target.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const local = { host: 'localhost', port: 5432, database: 'd', user: 'u', password: null, ssl: false };

test.each([
  ['postgres://u@localhost/d', local],
  ['postgresql://u:@localhost:5432/d', local],
  [
    'postgres://u%40x:p%3Aw%2F%23@h.example.test:6000/my%20db',
    { host: 'h.example.test', port: 6000, database: 'my db', user: 'u@x', password: 'p:w/#' },
  ],
  ['postgres://u:100%@localhost/d', { password: '100%' }],
  ['postgres://u@[::1]:5433/d', { host: '::1', port: 5433 }],
  ['postgres://u@%2Fvar%2Frun%2Fpostgresql/d', { host: '/var/run/postgresql' }],
  ['postgres://u@/d?host=/tmp/sock&port=5555', { host: '/tmp/sock', port: 5555, database: 'd' }],
  ['postgres:///d?host=/tmp/sock&user=q&password=w', { host: '/tmp/sock', user: 'q', password: 'w' }],
  ['postgres://u@ignored/d?host=/tmp/sock', { host: '/tmp/sock' }],
  ['postgres://u@h/d?sslmode=disable', { ssl: false }],
  ['postgres://u@h/d?sslmode=require', { ssl: true }],
  ['postgres://u@h/d?sslmode=no-verify', { ssl: { rejectUnauthorized: false } }],
  ['postgres://u@h/d?ssl=true', { ssl: true }],
])('%s is read as Sequelize and libpq read it', (url, expected) => {
  expect(targetFromUrl(url, '--url', {})).toMatchObject(expected);
});

test("what a URL leaves out comes from the settings, then from libpq's variables", () => {
  expect(
    targetFromUrl('postgres://h', '--url', { PGDATABASE: 'pgd', PGUSER: 'pgu', PGPASSWORD: 'pgp' }),
  ).toEqual({
    host: 'h',
    port: 5432,
    database: 'pgd',
    user: 'pgu',
    password: 'pgp',
    ssl: false,
  });
  expect(
    targetFromUrl('postgres://h/x', '--url', { PGUSER: 'pgu' }, { username: 'set', port: 7 }),
  ).toMatchObject({
    user: 'set',
    port: 7,
  });
});

test('certificates named by a URL are read', () => {
  const root = temporaryProject({ 'ca.pem': 'CERTIFICATE' });
  const url = `postgres://u@h/d?sslmode=verify-full&sslrootcert=${join(root, 'ca.pem')}`;
  expect(targetFromUrl(url, '--url', {}).ssl).toEqual({ ca: 'CERTIFICATE' });
  expect(() => targetFromUrl('postgres://u@h/d?sslrootcert=/no/such.pem', '--url', {})).toThrow(
    '--url names the certificate file "/no/such.pem", which cannot be read.',
  );
});

test('an unreadable URL is refused without showing it', () => {
  for (const url of ['postgres://u:se#cret@h/d', 'secret']) {
    expect(() => targetFromUrl(url, 'DATABASE_URL', {})).toThrow('DATABASE_URL is not a connection URL.');
  }
});

test('the protocol of another database is refused by name', () => {
  expect(() => targetFromUrl('mysql://u:secret@h/d', '--url', {})).toThrow(
    '--url asks for the dialect "mysql"; seqscope works with PostgreSQL.',
  );
});

test('settings become a target: ports as text, TLS from dialectOptions only, the writer of replicas', () => {
  const settings = {
    host: '/tmp/sock',
    port: '6000',
    database: 'd',
    username: 'u',
    password: 1234,
    ssl: true,
  };
  expect(targetFromSettings(settings, 'the settings', {})).toEqual({
    host: '/tmp/sock',
    port: 6000,
    database: 'd',
    user: 'u',
    password: '1234',
    ssl: false,
  });
  const ssl = { rejectUnauthorized: false };
  expect(targetFromSettings({ ...settings, dialectOptions: { ssl } }, 'the settings', {}).ssl).toEqual(ssl);
  const replication = { write: { host: 'writer' }, read: [{ host: 'reader' }] };
  expect(targetFromSettings({ ...settings, replication }, 'the settings', {})).toMatchObject({
    host: 'writer',
    database: 'd',
  });
  expect(() => targetFromSettings({ port: 'http' }, 'the settings', {})).toThrow(
    'the settings gives the port "http", which is no port number.',
  );
});

test('a target is shown without its password', () => {
  expect(describeTarget({ ...local, password: 'secret' })).toBe('u@localhost:5432/d');
});
