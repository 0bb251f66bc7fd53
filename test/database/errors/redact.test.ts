import { expect, test } from 'vitest';
import { redactedCause, redactPasswords } from '../../../src/database/errors/redact.ts';

test.each([
  ['postgres://me:secret@db/app', 'postgres://me:***@db/app'],
  ['at postgresql://me:se@cret@db:5432/app?x=1', 'at postgresql://me:***@db:5432/app?x=1'],
  ['host=db password=secret user=me', 'host=db password=*** user=me'],
  ["password='two words' user=me", 'password=*** user=me'],
  ['postgres://db/app?user=me&password=secret&ssl=1', 'postgres://db/app?user=me&password=***&ssl=1'],
  ['PGPASSWORD=secret psql', 'PGPASSWORD=*** psql'],
  ["CREATE ROLE a PASSWORD 'it''s'", "CREATE ROLE a PASSWORD '***'"],
  ['ALTER ROLE a PASSWORD $$secret$$', "ALTER ROLE a PASSWORD '***'"],
  ['{"user":"me","password":"secret"}', '{"user":"me","password":"***"}'],
])('%j loses its password', (text, expected) => {
  expect(redactPasswords(text)).toBe(expected);
});

test.each([
  'SELECT password FROM users',
  'SELECT "password_hash" FROM "users" AS "User" WHERE "email" = \'a@b.c\'',
  'postgres://me@db/app',
  'see https://example.com/a:b@c',
])('%j has no password and stays', (text) => {
  expect(redactPasswords(text)).toBe(text);
});

test('a cause that holds a password is replaced by one that does not', () => {
  const secret = new Error('connect to postgres://me:secret@db/app failed');
  const cause = redactedCause(secret);
  expect(cause).toBeInstanceOf(Error);
  expect(String(cause)).toBe('Error: connect to postgres://me:***@db/app failed');
  expect(cause instanceof Error ? cause.stack : '').not.toContain('secret');
});

test('a cause without a password is kept as it is', () => {
  const cause = new Error('boom');
  expect(redactedCause(cause)).toBe(cause);
});
