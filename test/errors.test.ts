import { describe, expect, it } from 'vitest';
import { ConsoleError, errorFromReport, exitCodes, nearestNames, reportError } from '../src/errors.ts';

describe('nearestNames', () => {
  const models = ['Role', 'User', 'UserDevice', 'UserPermission'];

  it('finds the name that was mistyped, whatever its case', () => {
    expect(nearestNames('user', models)[0]).toBe('User');
    expect(nearestNames('UserDevise', models)).toEqual(['UserDevice']);
    expect(nearestNames('UserPremission', models)).toEqual(['UserPermission']);
  });

  it('counts two letters that changed places as one mistake', () => {
    expect(nearestNames('Usre', models)).toEqual(['User']);
    expect(nearestNames('Rloe', models)).toEqual(['Role']);
  });

  it('finds names that contain what was typed, the nearest first', () => {
    expect(nearestNames('user', models)).toEqual(['User', 'UserDevice', 'UserPermission']);
    expect(nearestNames('device', models)).toEqual(['UserDevice']);
  });

  it('has nothing to say of what resembles no name', () => {
    expect(nearestNames('invoice', models)).toEqual([]);
    expect(nearestNames('', models)).toEqual([]);
  });

  it('gives at most as many as asked for', () => {
    expect(nearestNames('user', models, 1)).toEqual(['User']);
  });
});

describe('reportError', () => {
  it('keeps everything of a ConsoleError that is data, there and back', () => {
    const error = new ConsoleError('No table "x".', {
      code: 'no-table',
      kind: 'usage',
      remedy: 'Create it.',
      details: { sqlState: '42P01' },
      cause: new Error('inner'),
    });
    const report = structuredClone(reportError(error));
    expect(report).toEqual({
      code: 'no-table',
      kind: 'usage',
      message: 'No table "x".',
      remedy: 'Create it.',
      details: { sqlState: '42P01' },
    });
    expect(reportError(errorFromReport(report))).toEqual(report);
  });

  it('takes everything else for a bug and keeps its stack', () => {
    const bug = new TypeError('x');
    expect(reportError(bug)).toMatchObject({ kind: 'bug', message: 'x', stack: bug.stack });
    expect(reportError('a string')).toMatchObject({ kind: 'bug', message: 'a string' });
    expect(errorFromReport(reportError(bug)).stack).toBe(bug.stack);
  });

  it('knows an interruption', () => {
    const { kind } = reportError(new DOMException('stopped', 'AbortError'));
    expect(kind).toBe('interrupted');
    expect(exitCodes[kind]).toBe(130);
  });
});
