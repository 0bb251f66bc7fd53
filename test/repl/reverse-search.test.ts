import { describe, expect, it } from 'vitest';
import { emptySearch, searchStep, type ReverseSearch } from '../../src/repl/reverse-search.ts';

const history = ['User.count()', 'role', 'User.findAll()', 'sql`select 1`'];

function after(...keys: readonly string[]): ReverseSearch {
  return keys.reduce<ReverseSearch>((search, key) => {
    const step = searchStep(search, key, history);
    return step.type === 'searching' ? step.search : search;
  }, emptySearch);
}

describe('searching the history', () => {
  it('finds the newest line, then older ones', () => {
    expect(after('u', 's', 'e')).toEqual({ query: 'use', index: 0 });
    expect(after('u', 's', 'e', '\u0012')).toEqual({ query: 'use', index: 2 });
  });

  it('stays where nothing older is found', () => {
    expect(after('u', 's', 'e', '\u0012', '\u0012')).toEqual({ query: 'use', index: 2 });
  });

  it('minds the case once something large is typed', () => {
    expect(after('R')).toEqual({ query: 'R', index: -1 });
    expect(after('U')).toEqual({ query: 'U', index: 0 });
  });

  it('takes a letter back', () => {
    expect(after('r', 'o', 'x', '\u007f')).toEqual({ query: 'ro', index: 1 });
  });

  it('submits with Enter, edits with any other key, and forgets with Esc', () => {
    const search = after('s', 'q');
    expect(searchStep(search, '\r', history)).toEqual({
      type: 'chosen',
      line: 'sql`select 1`',
      isSubmitted: true,
      rest: '',
    });
    expect(searchStep(search, '\u001b[D', history)).toMatchObject({
      type: 'chosen',
      isSubmitted: false,
      rest: '\u001b[D',
    });
    expect(searchStep(search, '\u001b', history)).toEqual({ type: 'cancelled' });
  });
});
