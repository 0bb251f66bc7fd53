import { describe, expect, it } from 'vitest';
import { openConsole, type TestConsole } from '../support/console.ts';

function users(total = 90): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(total);
}

describe('finding a text in the rows', () => {
  it('goes to the first match while it is typed, and back when it is left', () => {
    const console = users().press('j', '/').type('name 4');
    expect(console.rows.cursor).toEqual({ row: 4, column: 1 });
    console.type('2');
    expect(console.rows.cursor).toEqual({ row: 42, column: 1 });
    console.press('escape');
    expect(console.rows).toMatchObject({ cursor: { row: 1, column: 0 }, finding: null, found: '' });
  });

  it('goes on and back with n and N, round the ends, and says so', () => {
    const console = users().press('/').type('name 8').press('enter', 'n');
    expect(console.rows.cursor.row).toBe(80);
    console.press('N', 'N');
    expect(console.rows.cursor.row).toBe(89);
    expect(console.state.notice?.text).toContain('from the last one again');
    console.press('n');
    expect(console.rows.cursor.row).toBe(8);
    expect(console.state.notice?.text).toContain('from the first one again');
    expect(console.press('n').state.notice).toBeNull();
  });

  it('looks at seen columns only, in the order they are seen', () => {
    const console = users().press('l', 'H', '/').type('5').press('enter');
    expect(console.rows.cursor).toEqual({ row: 5, column: 0 });
    console.press('n');
    expect(console.rows.cursor).toEqual({ row: 5, column: 2 });
  });

  it('lets a capital match itself alone', () => {
    const console = users().press('/').type('roleId 7').press('enter');
    expect(console.rows.cursor).toEqual({ row: 7, column: 2 });
    console.press('/').type('RoleId').press('enter');
    expect(console.state.notice?.text).toContain('"RoleId" is not in the 90 rows that are here');
  });

  it('stays where it was when nothing matches, and asks the database nothing', () => {
    const console = users().press('j', 'j');
    console.takeEffects();
    console.press('/').type('nowhere').press('enter', 'n');
    expect(console.rows.cursor).toEqual({ row: 2, column: 0 });
    expect(console.takeEffects()).toEqual([]);
  });
});
