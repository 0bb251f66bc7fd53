import { describe, expect, it } from 'vitest';
import { ConsoleError } from '../../../src/errors.ts';
import { parseLintOptions } from '../../../src/project/settings/lint-options.ts';

const wrong = () => new ConsoleError('wrong', { code: 'console-config-invalid', remedy: '' });

describe('parseLintOptions', () => {
  it('reads levels by rule and what is big, each of them left out at will', () => {
    expect(parseLintOptions(undefined, wrong)).toBe(null);
    expect(parseLintOptions({}, wrong)).toEqual({ rules: {}, bigTableRows: null });
    const said = { rules: { 'no-down': 'off' }, bigTableRows: 0 };
    expect(parseLintOptions(said, wrong)).toEqual(said);
  });

  it.each([
    ['no object', true],
    ['an unknown level', { rules: { 'no-down': 'loud' } }],
    ['a fraction of a row', { bigTableRows: 1.5 }],
    ['another key', { rulse: {} }],
  ])('refuses %s', (_what, value) => {
    expect(() => parseLintOptions(value, wrong)).toThrow('wrong');
  });
});
