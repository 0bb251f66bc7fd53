import { describe, expect, it, vi } from 'vitest';
import { cellText, plainText, prettyText } from '../../src/output/cell.ts';

const text = { kind: 'text' } as const;

describe('cellText', () => {
  it('says NULL for null, or what it is told to say', () => {
    expect(cellText(null, text)).toBe('NULL');
    expect(cellText(null, { kind: 'text', nullText: '∅' })).toBe('∅');
  });

  it('quotes text that reads like NULL', () => {
    expect(cellText('NULL', text)).toBe('"NULL"');
    expect(cellText('NULL', { kind: 'text', nullText: '∅' })).toBe('NULL');
  });

  it('writes dates in UTC, milliseconds only where there are any', () => {
    expect(cellText(new Date('2026-01-09T12:00:01.000Z'), { kind: 'date' })).toBe('2026-01-09 12:00:01Z');
    expect(cellText(new Date('2026-01-09T13:00:01.250+01:00'), { kind: 'date' })).toBe(
      '2026-01-09 12:00:01.250Z',
    );
    expect(cellText(new Date(Number.NaN), { kind: 'date' })).toBe('Invalid Date');
  });

  it('keeps a date without time as the server wrote it', () => {
    expect(cellText('2026-01-09', { kind: 'date' })).toBe('2026-01-09');
  });

  it('writes numbers of every size in full', () => {
    expect(cellText(12345678901234567890n, { kind: 'number' })).toBe('12345678901234567890');
    expect(cellText('0.10', { kind: 'number' })).toBe('0.10');
    expect(cellText(-0.5, { kind: 'number' })).toBe('-0.5');
    expect(cellText(false, { kind: 'boolean' })).toBe('false');
  });

  it('writes JSON compactly and quotes a bare string of a JSON column', () => {
    expect(cellText({ theme: 'dark', tags: ['a', null] }, { kind: 'json' })).toBe(
      '{"theme":"dark","tags":["a",null]}',
    );
    expect(cellText('dark', { kind: 'json' })).toBe('"dark"');
  });

  it('shows the first bytes of a binary value and its size', () => {
    expect(cellText(new Uint8Array([0x48, 0x69]), { kind: 'binary' })).toBe('\\x4869 (2 bytes)');
    expect(cellText(new Uint8Array(40).fill(255), { kind: 'binary' })).toBe(
      `\\x${'ff'.repeat(16)}… (40 bytes)`,
    );
    expect(cellText(new Uint8Array([0]), { kind: 'binary' })).toBe('\\x00 (1 byte)');
    expect(cellText(new Uint8Array(), { kind: 'binary' })).toBe('\\x (0 bytes)');
  });

  it('neutralises what would command the terminal', () => {
    expect(cellText('a\u001b[31mred\u0007', text)).toBe('a␛[31mred␇');
    expect(cellText('line\nnext\tcell\r', text)).toBe('line⏎next→cell␍');
    expect(cellText('\u009b31m\u007f', text)).toBe('\ufffd31m␡');
    expect(cellText('safe\u202egnp.exe\u2066', text)).toBe('safe·gnp.exe·');
    expect(cellText('\ud800x\udc00', text)).toBe('\ufffdx\ufffd');
    expect(cellText('a\u2028b', text)).toBe('a⏎b');
  });

  it('leaves every script alone', () => {
    for (const name of ['José', '山田太郎', 'مريم', 'שרה', '👩‍👩‍👧 Ada', 'नमस्ते'])
      expect(cellText(name, text)).toBe(name);
  });

  it('cuts long text without breaking a surrogate pair', () => {
    expect(cellText('abcdef', { kind: 'text', maxLength: 6 })).toBe('abcdef');
    expect(cellText('abcdefg', { kind: 'text', maxLength: 6 })).toBe('abcde…');
    expect(cellText('abcd😀g', { kind: 'text', maxLength: 6 })).toBe('abcd…');
  });

  it('tells the empty string and blanks at an end from what they look like', () => {
    expect(cellText('', text)).toBe("''");
    expect(cellText("''", text)).toBe('"\'\'"');
    expect(cellText(' ', text)).toBe('" "');
    expect(cellText('a ', text)).toBe('"a "');
    expect(cellText('\u00a0a', text)).toBe('"\u00a0a"');
    expect(cellText('"a "', text)).toBe('""a ""');
    expect(cellText('"a"', text)).toBe('"a"');
    expect(cellText('a b', text)).toBe('a b');
    expect(cellText('', { kind: 'text', emptyText: '' })).toBe('');
  });

  it('writes instants in UTC or in the zone of this machine, with every digit', () => {
    vi.stubEnv('TZ', 'Asia/Kathmandu');
    const local = { kind: 'date', timeZone: 'local' } as const;
    expect(cellText(new Date('2026-01-09T12:00:01Z'), local)).toBe('2026-01-09 17:45:01+05:45');
    expect(cellText('2026-01-09T20:00:01.123456Z', local)).toBe('2026-01-10 01:45:01.123456+05:45');
    expect(cellText('2026-01-09T20:00:01.123456Z', { kind: 'date' })).toBe('2026-01-09 20:00:01.123456Z');
    expect(cellText('2026-01-09 20:00:01', local)).toBe('2026-01-09 20:00:01');
    expect(cellText(new Date('-000043-03-15T12:00:00Z'), { kind: 'date' })).toBe('0044-03-15 12:00:00Z BC');
    vi.stubEnv('TZ', 'America/St_Johns');
    expect(cellText(new Date('2026-01-09T12:00:01Z'), local)).toBe('2026-01-09 08:30:01-03:30');
    vi.unstubAllEnvs();
  });

  it('writes arrays, ranges and intervals as PostgreSQL does, whoever took them apart', () => {
    expect(cellText(['a', null, 'NULL', '', 'b"c'], { kind: 'array' })).toBe('{a,NULL,"NULL","","b\\"c"}');
    expect(cellText([[1n], []], { kind: 'array' })).toBe('{{1},{}}');
    expect(cellText([{ a: 1 }], { kind: 'array' })).toBe('[{"a":1}]');
    const bound = (value: number | null, inclusive: boolean) => ({ value, inclusive });
    expect(cellText([bound(1, true), bound(9, false)], { kind: 'other' })).toBe('[1,9)');
    expect(cellText([bound(null, false), bound(Infinity, true)], { kind: 'other' })).toBe('(,infinity]');
    expect(cellText([], { kind: 'other' })).toBe('empty');
    expect(cellText({ days: 1, hours: -25, milliseconds: -0.5 }, { kind: 'other' })).toBe(
      '1 day -25:00:00.0005',
    );
    expect(cellText({ x: 1, y: 2 }, { kind: 'other' })).toBe('(1,2)');
    expect(cellText({ x: 1, y: 2 }, { kind: 'json' })).toBe('{"x":1,"y":2}');
  });
});

describe('prettyText', () => {
  it('indents JSON', () => {
    expect(prettyText({ a: [1] }, { kind: 'json' })).toBe('{\n  "a": [\n    1\n  ]\n}');
  });

  it('keeps the lines of text and neutralises each', () => {
    expect(prettyText('one\r\n\ttwo\u001b\nthree', text)).toBe('one\n    two␛\nthree');
  });

  it('dumps bytes with offsets', () => {
    expect(prettyText(new TextEncoder().encode('Hello, seqscope!\n'), { kind: 'binary' })).toBe(
      [
        '\\x48656c6c6f2c2073657173636f706521… (17 bytes)',
        '00000000  48 65 6c 6c 6f 2c 20 73 65 71 73 63 6f 70 65 21  Hello, seqscope!',
        '00000010  0a                                               .',
      ].join('\n'),
    );
  });

  it('counts the bytes that it leaves out', () => {
    expect(prettyText(new Uint8Array(5000), { kind: 'binary' }).split('\n').at(-1)).toBe('… 904 more bytes');
  });
});

describe('plainText', () => {
  it('gives machines the value and nothing else', () => {
    expect(plainText(null, 'text')).toBe('');
    expect(plainText('a\u001b\n', 'text')).toBe('a\u001b\n');
    expect(plainText(new Date('2026-01-09T12:00:01Z'), 'date')).toBe('2026-01-09T12:00:01.000Z');
    expect(plainText(new Uint8Array([1, 255]), 'binary')).toBe('\\x01ff');
    expect(plainText({ a: 1 }, 'json')).toBe('{"a":1}');
  });
});
