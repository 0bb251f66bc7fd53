import { describe, expect, it } from 'vitest';
import { openConsole } from './support/console.ts';

describe('the search of the sidebar', () => {
  it('opens its best match, and is over', () => {
    const console = openConsole().press('/').type('Device').press('enter');
    expect(console.rows.label).toBe('UserDevice');
    expect(console.state.sidebar).toMatchObject({ isSearching: false, search: { text: '' } });
  });

  it('stays open without a match, so that Enter opens nothing else', () => {
    const console = openConsole().press('/').type('Ritual').press('enter', 'enter');
    expect(console.state.screens).toHaveLength(1);
    expect(console.state.sidebar).toMatchObject({ isSearching: true, search: { text: 'Ritual' } });
    expect(console.state.notice?.text).toBe('Nothing here is called "Ritual".');
  });
});
