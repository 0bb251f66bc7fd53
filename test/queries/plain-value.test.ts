import { describe, expect, test } from 'vitest';
import { plainValue } from '../../src/queries/plain-value.ts';

class Interval {
  readonly days = 3;
  toPostgres(): string {
    return '3 days';
  }
}

class Money {
  constructor(readonly cents: number) {}
  toJSON(): string {
    return (this.cents / 100).toFixed(2);
  }
}

describe('plainValue', () => {
  test.each([
    ['an interval', { length: new Interval() }, { length: { days: 3 } }],
    ['an object that says its own JSON', [new Money(150)], ['1.50']],
    ['a range', [{ value: 1, inclusive: true }], [{ value: 1, inclusive: true }]],
    ['what JSON leaves out', { a: undefined, b: () => 1, c: [undefined, Symbol('x')] }, { c: [null, null] }],
    ['a map', new Map([[1, 2]]), {}],
    [
      'a key that is no ordinary one',
      JSON.parse('{"__proto__": {"x": 1}}') as object,
      JSON.parse('{"__proto__": {"x": 1}}') as object,
    ],
    [
      'dates, bytes and numbers inside',
      { at: new Date(0), of: [1.5, null, 'x', false] },
      { at: new Date(0), of: [1.5, null, 'x', false] },
    ],
    ['bytes', Buffer.from([1, 2]), Buffer.from([1, 2])],
  ])('makes %s plain with the same JSON', (_what, value, expected) => {
    const plain = plainValue(value);
    expect(plain).toEqual(expected);
    expect(JSON.stringify(plain)).toBe(JSON.stringify(value));
    expect(structuredClone(plain)).toEqual(structuredClone(expected));
  });

  test('keeps bigints, and makes undefined null', () => {
    expect(plainValue(12n)).toBe(12n);
    expect(plainValue(undefined)).toBeNull();
  });

  test('ends at a circle and at what cannot be read', () => {
    const circle: Record<string, unknown> = { name: 'a' };
    circle.self = circle;
    expect(plainValue(circle)).toEqual({ name: 'a', self: '[circular]' });
    const twice = { x: 1 };
    expect(plainValue([twice, twice])).toEqual([{ x: 1 }, { x: 1 }]);
    const hostile = {
      toJSON(): never {
        throw new Error('no');
      },
    };
    expect(plainValue({ hostile, kept: 1 })).toEqual({ hostile: '[unreadable: no]', kept: 1 });
  });
});
