import { expect, it } from 'vitest';
import { withoutPassword } from '../../../src/project/settings/settings-source.ts';

it.each([
  ['postgres://me:secret@host:5432/shop', 'postgres://me:*****@host:5432/shop'],
  ['postgres://me:s%40cret@host/shop', 'postgres://me:*****@host/shop'],
  ['postgres://me:s@cret@host/shop', 'postgres://me:*****@host/shop'],
  ['postgres://me:s/cr#t@host/shop', 'postgres://me:*****@host/shop'],
  ['postgres://me@host/shop?x=a@b', 'postgres://me:*****@host/shop?x=a@b'],
  ['postgres://host/shop', 'postgres://host/shop'],
  ['nonsense', 'nonsense'],
])('shows %s as %s', (url, shown) => {
  expect(withoutPassword(url)).toBe(shown);
});
