import { describe, expect, it } from 'vitest';
import { parseOrder, splitNames } from '../../src/cli/spec-terms.ts';

describe('parseOrder', () => {
  it('sorts upwards unless told otherwise, in the order typed', () => {
    expect(parseOrder(['name:desc,createdAt', 'id:ASC'])).toEqual([
      { attribute: 'name', direction: 'desc' },
      { attribute: 'createdAt', direction: 'asc' },
      { attribute: 'id', direction: 'asc' },
    ]);
  });

  it('refuses another direction', () => {
    expect(() => parseOrder(['name:up'])).toThrow(
      'The direction "up" in `--order name:up` is neither asc nor desc.',
    );
  });
});

describe('splitNames', () => {
  it('takes commas and repetitions alike and leaves out what is empty', () => {
    expect(splitNames(['id, email', 'name,', ''])).toEqual(['id', 'email', 'name']);
  });
});
