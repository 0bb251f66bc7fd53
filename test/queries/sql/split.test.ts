import { describe, expect, it } from 'vitest';
import { scanSql } from '../../../src/queries/sql/scan.ts';
import { endsWhole, pieceAt, piecesIn, splitSql } from '../../../src/queries/sql/split.ts';
import { randomFrom } from '../random.ts';

const textsOf = (text: string): readonly string[] => splitSql(text).map((piece) => piece.text);

describe('splitSql', () => {
  it.each([
    ['', []],
    [' ; ;\n', []],
    ['-- nothing', []],
    ['select 1', ['select 1']],
    ['select 1;', ['select 1']],
    ['select 1; select 2 ;', ['select 1', 'select 2']],
    ["select ';'; select 2", ["select ';'", 'select 2']],
    ["select 'it''s;'; x", ["select 'it''s;'", 'x']],
    [String.raw`select E'a\';b'; x`, [String.raw`select E'a\';b'`, 'x']],
    [String.raw`select 'a\'; x`, [String.raw`select 'a\'`, 'x']],
    ['select ";"";"; x', ['select ";"";"', 'x']],
    ['select U&"a;b", U&\'c;d\'; x', ['select U&"a;b", U&\'c;d\'', 'x']],
    ['do $$ begin; end; $$; x', ['do $$ begin; end; $$', 'x']],
    ['do $a$ $$;$b$;$$ $a$; x', ['do $a$ $$;$b$;$$ $a$', 'x']],
    ['select a$b$; c$b$; x', ['select a$b$', 'c$b$', 'x']],
    ['select $1; x', ['select $1', 'x']],
    ['-- one; two\nselect 1; x', ['select 1', 'x']],
    ['/* a; /* b; */ c; */ select 1 -- d;\n; x', ['select 1', 'x']],
    [
      'create rule r as on insert to t do (select 1; select 2); x',
      ['create rule r as on insert to t do (select 1; select 2)', 'x'],
    ],
    [
      'create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end; x',
      [
        'create or replace function f() returns int begin atomic select case when true then 1 end; select 2; end',
        'x',
      ],
    ],
    ['begin; select 1; end; x', ['begin', 'select 1', 'end', 'x']],
    ['\\d users\nselect 1', ['\\d users', 'select 1']],
    ["\\d it's\nselect 1; \\x", ["\\d it's", 'select 1', '\\x']],
    ['select 1 \\watch 2\nselect 2', ['select 1', '\\watch 2', 'select 2']],
    ["select 'open; x", ["select 'open; x"]],
    ['select /* open; x', ['select']],
  ])('splits %j', (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  it('knows where the statements stand', () => {
    expect(splitSql(' select 1 ; -- a\n x ')).toEqual([
      { type: 'statement', from: 0, to: 11, start: 1, end: 9, text: 'select 1', isEnded: true },
      { type: 'statement', from: 11, to: 20, start: 18, end: 19, text: 'x', isEnded: false },
    ]);
  });
});

describe('endsWhole', () => {
  it.each([
    ['select 1;', true],
    ['select 1; -- done', true],
    ['select 1;\n', true],
    ['\\dt', true],
    ["\\d it's", true],
    ['select 1 \\watch 2', true],
    ['', false],
    [';', false],
    ['select 1', false],
    ['select 1; select 2', false],
    ["select ';", false],
    ['select ";', false],
    ['select $$;', false],
    ['select $f$ $$;', false],
    ['select 1 -- ;', false],
    ['select 1 /* ;', false],
    ['select 1; /* open', false],
    ['select (1;', false],
    ['create function f() returns int begin atomic select 1;', false],
    ['create function f() returns int begin atomic select 1; end;', true],
  ])('says of %j whether it may be sent: %j', (text, expected) => {
    expect(endsWhole(text)).toBe(expected);
  });
});

describe('any text', () => {
  const parts = [
    "'",
    '"',
    '$$',
    '$a$',
    '/*',
    '*/',
    '--',
    ';',
    '\n',
    '\\d',
    '(',
    ')',
    '[',
    ']',
    ':',
    ':a',
    '::',
    "E'",
    'U&"',
    '\\',
    ' ',
    'select',
    'ARRAY',
    'begin',
    'atomic',
    'create function',
    'end',
    '1.5',
    '..',
    '$1',
    '日',
    '\u{1F600}',
    '\0',
  ];
  const random = randomFrom(20_261_123);
  const texts = Array.from({ length: 2000 }, () =>
    Array.from({ length: random(12) }, () => parts[random(parts.length)] ?? '').join(''),
  );

  it('is all of its tokens, joined', () => {
    for (const text of texts)
      expect(
        scanSql(text)
          .map((token) => token.text)
          .join(''),
      ).toBe(text);
  });

  it('is all of its pieces, joined, but for what says nothing at the end', () => {
    for (const text of texts) {
      const pieces = splitSql(text);
      let at = 0;
      for (const piece of pieces) {
        expect(piece.from).toBe(at);
        expect(text.slice(piece.start, piece.end)).toBe(piece.text);
        expect(piece.from <= piece.start && piece.end <= piece.to && piece.text !== '').toBe(true);
        at = piece.to;
      }
      expect(splitSql(text.slice(at))).toEqual([]);
    }
  });

  it('is split the same again, piece by piece', () => {
    for (const text of texts) {
      const pieces = splitSql(text);
      expect(pieces.flatMap(({ from, to }) => textsOf(text.slice(from, to)))).toEqual(
        pieces.map((piece) => piece.text),
      );
    }
  });
});

describe('pieceAt', () => {
  it.each([
    ['|select 1; select 2', 'select 1'],
    ['select 1|; select 2', 'select 1'],
    ['select 1;| select 2', 'select 1'],
    ['select 1; |select 2', 'select 2'],
    ['select 1;\n|\nselect 2', 'select 2'],
    ['select 1; -- |one\nselect 2', 'select 1'],
    ['select 1;\n\n|', 'select 1'],
    ['|\n\nselect 1', 'select 1'],
    ['|', null],
  ])('finds in %j %j', (marked, expected) => {
    const text = marked.replace('|', '');
    expect(pieceAt(splitSql(text), text, marked.indexOf('|'))?.text ?? null).toBe(expected);
  });
});

it('splits what is selected alone', () => {
  expect(piecesIn('select 1; select 2; select 3', { from: 10, to: 20 })).toEqual([
    { type: 'statement', from: 10, to: 19, start: 10, end: 18, text: 'select 2', isEnded: true },
  ]);
});
