import { describe, expect, it } from 'vitest';
import { csvText } from '../../src/output/csv.ts';
import { jsonDocument, jsonLines, jsonRows, type RowSet } from '../../src/output/json.ts';

const set: RowSet = {
  columns: [
    { name: 'id', kind: 'number' },
    { name: 'name', kind: 'text' },
    { name: 'at', kind: 'date' },
    { name: 'settings', kind: 'json' },
  ],
  rows: [
    [1, 'Ada, "the first"', new Date('2026-01-09T12:00:01Z'), { b: 1, a: [null] }],
    [2n, '', null, null],
  ],
};

describe('jsonRows', () => {
  it('is what JSON.stringify makes of the same objects', () => {
    const { columns, rows } = set;
    const [first = []] = rows;
    const object = Object.fromEntries(columns.map((column, index) => [column.name, first[index]]));
    expect(jsonRows({ columns, rows: [first] })).toBe(`${JSON.stringify([object])}\n`);
  });

  it('writes a bigint as its digits and null as null', () => {
    expect(jsonRows(set)).toBe(
      '[{"id":1,"name":"Ada, \\"the first\\"","at":"2026-01-09T12:00:01.000Z","settings":{"b":1,"a":[null]}},' +
        '{"id":"2","name":"","at":null,"settings":null}]\n',
    );
  });

  it('writes bytes as Node writes a Buffer', () => {
    const bytes = { columns: [{ name: 'hash', kind: 'binary' }], rows: [[new Uint8Array([1, 2])]] } as const;
    expect(jsonRows(bytes)).toBe(`${JSON.stringify([{ hash: Buffer.from([1, 2]) }])}\n`);
  });

  it('keeps columns of one name apart', () => {
    const columns = ['a', 'a', 'a_2', '__proto__'].map((name) => ({ name, kind: 'number' as const }));
    expect(jsonRows({ columns, rows: [[1, 2, 3, 4]] })).toBe('[{"a":1,"a_2":2,"a_2_2":3,"__proto__":4}]\n');
  });

  it('is an empty array without rows', () => {
    expect(jsonRows({ ...set, rows: [] })).toBe('[]\n');
  });

  it('indents when it is read on a screen', () => {
    expect(jsonDocument({ count: 3 }, 2)).toBe('{\n  "count": 3\n}\n');
  });
});

describe('jsonLines', () => {
  it('writes one object a line and nothing for no rows', () => {
    expect(jsonLines({ columns: [{ name: 'n', kind: 'number' }], rows: [[1], [2]] })).toBe(
      '{"n":1}\n{"n":2}\n',
    );
    expect(jsonLines({ ...set, rows: [] })).toBe('');
  });
});

describe('csvText', () => {
  it('follows RFC 4180, NULL empty and the empty string quoted', () => {
    expect(csvText(set)).toBe(
      'id,name,at,settings\n' +
        '1,"Ada, ""the first""",2026-01-09T12:00:01.000Z,"{""b"":1,""a"":[null]}"\n' +
        '2,"",,\n',
    );
  });

  it('quotes line breaks and leaves control characters as they are', () => {
    const columns = [{ name: 'note', kind: 'text' as const }];
    expect(csvText({ columns, rows: [['a\nb'], ['\u001b[0m']] })).toBe('note\n"a\nb"\n\u001b[0m\n');
  });
});
