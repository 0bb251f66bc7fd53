import { describe, expect, it } from 'vitest';
import { parseProduction, whyProduction } from '../../../src/project/settings/production.ts';

describe('production', () => {
  it.each(['production', 'Production', 'prod', 'live', 'production-eu', 'prod_2', 'live.de'])(
    'is what the environment "%s" calls itself',
    (environment) => {
      expect(whyProduction({ environment }, 'localhost')).toBe(`environment "${environment}"`);
    },
  );

  it.each(['development', 'test', 'staging', 'product', 'preproduction', 'livestock'])(
    'is not "%s"',
    (environment) => {
      expect(whyProduction({ environment }, 'localhost')).toBeNull();
    },
  );

  it.each([
    [true, 'development', 'localhost', '"production" in seqscope.config'],
    [false, 'production', 'localhost', null],
    [['staging'], 'staging', 'localhost', '"staging" under "production" in seqscope.config'],
    [
      ['db.acme.example'],
      'development',
      'db.acme.example',
      '"db.acme.example" under "production" in seqscope.config',
    ],
    [['staging'], 'development', 'localhost', null],
    [['staging'], 'production', 'localhost', 'environment "production"'],
  ] as const)('is, with %j in seqscope.config, in "%s" on %s: %s', (production, environment, host, why) => {
    expect(whyProduction({ environment, production }, host)).toBe(why);
  });

  it.each([
    [undefined, null],
    [true, true],
    [false, false],
    ['staging', ['staging']],
    [
      ['staging', 'db.acme.example'],
      ['staging', 'db.acme.example'],
    ],
    [7, undefined],
    [['staging', ''], undefined],
  ])('is written as %j', (value, option) => {
    expect(parseProduction(value)).toEqual(option);
  });
});
