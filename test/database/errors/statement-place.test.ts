import { expect, test } from 'vitest';
import { statementPlace } from '../../../src/database/errors/statement-place.ts';

test('a position in a later line becomes line and column, with a caret below', () => {
  expect(statementPlace('SELECT id\n  FORM users', 13)).toEqual({
    line: 2,
    column: 3,
    excerpt: '  FORM users\n  ^',
  });
});

test('a character outside the basic plane counts once, as the server counts it', () => {
  expect(statementPlace("SELECT '👩' x y", 14)).toMatchObject({ line: 1, column: 14 });
  expect(statementPlace("SELECT '👩' x y", 14)?.excerpt).toBe("SELECT '👩' x y\n             ^");
});

test('a tab stays a tab above and below', () => {
  expect(statementPlace('\tSELCT', 2)?.excerpt).toBe('\tSELCT\n\t^');
});

test('a long line is cut around the place and the caret stays under it', () => {
  const statement = `SELECT ${'a, '.repeat(100)}!! FROM ${'b'.repeat(100)}`;
  const place = statementPlace(statement, statement.indexOf('!') + 1);
  const [shown = '', caret = ''] = (place?.excerpt ?? '').split('\n');
  expect(shown.length).toBeLessThanOrEqual(102);
  expect(shown.startsWith('…') && shown.endsWith('…')).toBe(true);
  expect(shown[caret.indexOf('^')]).toBe('!');
});

test('the end of the statement is a place', () => {
  expect(statementPlace('SELECT (', 9)).toMatchObject({ line: 1, column: 9 });
});

test.each([0, -1, 99, 1.5])('position %s outside the statement is none', (position) => {
  expect(statementPlace('SELECT 1', position)).toBeNull();
});
