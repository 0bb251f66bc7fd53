import { expect, it } from 'vitest';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { differenceOfTargets } from '../../src/session/compare-targets.ts';

const shop: ConnectionTarget = {
  host: 'localhost',
  port: 5432,
  database: 'shop',
  user: 'ada',
  password: 'secret',
  ssl: false,
};

it.each([
  ['the same target', shop],
  ['another user', { ...shop, user: 'bob' }],
  ['another name of this machine', { ...shop, host: '127.0.0.1' }],
])('sees one database in %s', (_, other) => {
  expect(differenceOfTargets(shop, other)).toBeNull();
});

it.each([
  ['host', { ...shop, host: 'db.example.com' }, '"shop" on "db.example.com:5432"'],
  ['port', { ...shop, port: 5433 }, '"shop" on "localhost:5433"'],
  ['database', { ...shop, database: 'warehouse' }, '"warehouse" on "localhost:5432"'],
])('names both targets when the %s differs', (_, other, place) => {
  const difference = differenceOfTargets(shop, other);
  expect(difference?.code).toBe('targets-differ');
  expect(difference?.message).toBe(
    `The models connect to ${place}, but the configuration names "shop" on "localhost:5432".`,
  );
  expect(difference?.message).not.toContain('secret');
});
