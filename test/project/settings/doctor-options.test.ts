import { describe, expect, it } from 'vitest';
import { ConsoleError } from '../../../src/errors.ts';
import { parseDoctorOptions } from '../../../src/project/settings/doctor-options.ts';

const wrong = () => new ConsoleError('wrong', { code: 'console-config-invalid', remedy: '' });

describe('parseDoctorOptions', () => {
  it('reads levels by check', () => {
    expect(parseDoctorOptions(undefined, wrong)).toBe(null);
    expect(parseDoctorOptions({}, wrong)).toEqual({});
    expect(parseDoctorOptions({ checks: { 'unused-index': 'off' } }, wrong)).toEqual({
      'unused-index': 'off',
    });
  });

  it.each([
    ['no object', true],
    ['an unknown level', { checks: { 'unused-index': 'notice' } }],
    ['another key', { check: {} }],
  ])('refuses %s', (_what, value) => {
    expect(() => parseDoctorOptions(value, wrong)).toThrow('wrong');
  });
});
