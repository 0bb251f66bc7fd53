import { expect, it } from 'vitest';
import { kebabCase } from '../../../src/journal/generate/kebab-case.ts';

it.each([
  ['create-User', 'create-user'],
  ['create-UserDevice', 'create-user-device'],
  ['create-user_device', 'create-user-device'],
  ['create-HTTPServer2', 'create-http-server-2'],
  ['create-OAuth2Token', 'create-o-auth-2-token'],
  ['create-Straße', 'create-strasse'],
  ['create-Éclair', 'create-eclair'],
  ["create-Don't", 'create-dont'],
  ['create-', 'create'],
])('names %s as lodash does: %s', (text, expected) => {
  expect(kebabCase(text)).toBe(expected);
});
