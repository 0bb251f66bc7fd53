import { describe, expect, test } from 'vitest';
import { includeText, parseIncludes } from '../../../src/queries/includes/include-text.ts';
import type { IncludeUse } from '../../../src/queries/query-spec.ts';
import { randomFrom } from '../random.ts';

const bare: IncludeUse = {
  association: 'devices',
  required: null,
  isSeparate: null,
  filter: '',
  columns: null,
  softDeleted: 'hidden',
  includes: [],
};

describe('an include as it is typed', () => {
  test('is an association, what is wanted of it, and what is included in it', () => {
    expect(parseIncludes('devices')).toEqual([bare]);
    expect(parseIncludes(' devices ( ) ')).toEqual([bare]);
    expect(
      parseIncludes(`devices(required, where: "lastSeenAt > '30d'", columns: id name).sessions(separate)`),
    ).toEqual([
      {
        ...bare,
        required: true,
        filter: "lastSeenAt > '30d'",
        columns: ['id', 'name'],
        includes: [{ ...bare, association: 'sessions', isSeparate: true }],
      },
    ]);
    expect(parseIncludes('a.{b(optional, joined), c(with-deleted).d}, e')).toEqual([
      {
        ...bare,
        association: 'a',
        includes: [
          { ...bare, association: 'b', required: false, isSeparate: false },
          { ...bare, association: 'c', softDeleted: 'shown', includes: [{ ...bare, association: 'd' }] },
        ],
      },
      { ...bare, association: 'e' },
    ]);
  });

  test('of one association twice is one include with all that is in it', () => {
    expect(parseIncludes('a.b, a(required).c, a').map(includeText)).toEqual(['a(required).{b, c}']);
    expect(() => parseIncludes('a(required), a(separate)')).toThrow(/"a" is included twice/);
  });

  test('is written again as it was, whatever it is', () => {
    const random = randomFrom(6);
    const pick = <T>(...items: readonly [T, ...T[]]): T => items[random(items.length)] ?? items[0];
    const draw = (depth: number): IncludeUse => ({
      association: pick('devices', 'user role', 'a.b', 'where', 'ünï"code', "it's"),
      required: pick(null, true, false),
      isSeparate: pick(null, true, false),
      filter: pick('', 'a = "x" and b ~ \'%\\n\'', 'a in (1, 2)'),
      columns: pick<readonly string[] | null>(null, [], ['id'], ['id', 'two words', 'x:y']),
      softDeleted: pick('hidden', 'shown'),
      includes:
        depth === 0
          ? []
          : Array.from({ length: random(3) }, (_, index) => ({
              ...draw(depth - 1),
              association: `n${index}`,
            })),
    });
    for (let round = 0; round < 500; round += 1) {
      const use = draw(3);
      expect(parseIncludes(includeText(use))).toEqual([use]);
    }
  });

  test.each([
    ['', 1, 'the name of an association is missing'],
    ['devices(', 9, 'an option is missing'],
    ['devices(required', 8, 'the bracket opened here never closes'],
    ['devices(requird)', 9, '"requird" is none of required, optional'],
    ['devices(where "x")', 15, 'a ":" is missing after "where"'],
    ['devices(where: isActive)', 16, 'a filter stands in quotes'],
    ['devices(where: "isActive)', 16, 'the quote opened here never closes'],
    ['devices.', 9, 'the name of an association is missing'],
    ['devices.{a, b', 9, 'the bracket opened here never closes'],
    ['devices sessions', 9, '"s" stands where "," or the end was expected'],
  ])('%j stops at column %i: %s', (text, column, explanation) => {
    try {
      parseIncludes(text);
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ code: 'include-syntax', details: { column } });
      expect((error as Error).message).toContain(explanation);
    }
  });

  test('nested without end is refused', () => {
    expect(() => parseIncludes('a.'.repeat(30))).toThrow(/more than 20 deep/);
  });
});
