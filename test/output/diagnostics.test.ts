import { describe, expect, it } from 'vitest';
import { ConsoleError } from '../../src/errors.ts';
import { errorText, reportText } from '../../src/output/diagnostics.ts';

const plain = { hasColor: false, isDebug: false };

const full = new ConsoleError('Column "emial" does not exist.', {
  code: 'undefined-column',
  remedy: 'Run `seqscope describe users` to see its columns.',
  details: {
    file: '/app/report.sql',
    line: 3,
    column: 8,
    sqlState: '42703',
    hint: 'Perhaps you meant to reference the column "users.email".',
    detail: 'There is a column "email".',
    statement: 'select emial from users',
    excerpt: 'select emial from users\n       ^',
  },
  cause: new Error('column "emial" does not exist'),
});

describe('errorText', () => {
  it('prints message, evidence and the way out', () => {
    expect(errorText(full, plain)).toBe(
      [
        'error: Column "emial" does not exist.',
        '  select emial from users',
        '         ^',
        '  at /app/report.sql:3:8',
        '  detail: There is a column "email".',
        '  hint: Perhaps you meant to reference the column "users.email".',
        '  SQLSTATE 42703',
        '  → Run `seqscope describe users` to see its columns.',
        '',
      ].join('\n'),
    );
  });

  it('adds statement, stack and causes when asked', () => {
    const text = errorText(full, { ...plain, isDebug: true });
    expect(text).toContain('  statement: select emial from users\n');
    expect(text).toContain('  caused by Error: column "emial" does not exist\n');
    expect(text).toMatch(/\n {2}at .*diagnostics\.test\.ts/);
  });

  it('ends on a chain of causes that closes on itself', () => {
    const error = new Error('first');
    error.cause = error;
    expect(errorText(error, { ...plain, isDebug: true })).toContain('error: first\n');
  });

  it('shows the stack of a bug and says that it is one', () => {
    const text = errorText(new TypeError('x is not a function'), plain);
    expect(text).toMatch(/^error: x is not a function\n {2}at .*diagnostics\.test\.ts/);
    expect(text).toContain('This is a bug in seqscope');
  });

  it('is one word when the user interrupted', () => {
    expect(errorText(new DOMException('This operation was aborted', 'AbortError'), plain)).toBe(
      'interrupted\n',
    );
  });

  it('neutralises what a server quotes', () => {
    const error = new ConsoleError('duplicate key "\u001b]0;owned\u0007"\nsecond line', {
      code: 'unique',
      remedy: '',
    });
    expect(errorText(error, plain)).toBe('error: duplicate key "␛]0;owned␇"\n  second line\n');
  });

  it('colours the word only', () => {
    const error = new ConsoleError('No.', { code: 'no', remedy: '' });
    expect(errorText(error, { ...plain, hasColor: true })).toBe('\u001b[1;31merror:\u001b[0m No.\n');
  });
});

describe('reportText', () => {
  it('warns about what the work goes on without', () => {
    const report = {
      code: 'x',
      kind: 'failed',
      message: 'Broken.',
      remedy: 'Mend it.',
      details: { file: 'a.js' },
    } as const;
    expect(reportText(report, plain, 'warning')).toBe('warning: Broken.\n  at a.js\n  → Mend it.\n');
  });
});
