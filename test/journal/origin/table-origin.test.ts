import { expect, test } from 'vitest';
import type { AddedColumn, Change, TableName } from '../../../src/journal/lint/sql/operation.ts';
import { originOf } from '../../../src/journal/origin/table-origin.ts';

const users: TableName = { schema: null, name: 'users' };

function column(name: string): AddedColumn {
  return {
    name,
    type: { name: 'text', modifiers: [], isArray: false },
    isNotNull: false,
    default: null,
    computed: null,
    constraints: [],
  };
}

/** The first change is of the migration `1`, at line 10, and so on. */
function originAfter(changes: readonly Change[], wanted: TableName = users) {
  const placed = changes.map((change, index) => ({
    change,
    place: { migration: String(index + 1), line: 10 * (index + 1) },
  }));
  return originOf(placed, wanted);
}

const created: Change = {
  type: 'create-table',
  table: users,
  columns: [column('id'), column('name')],
  constraints: [],
};

test('a table and its columns are of the migration that creates them', () => {
  expect(originAfter([created])).toEqual({
    made: { migration: '1', line: 10 },
    changed: null,
    columns: [
      { column: 'id', made: { migration: '1', line: 10 }, changed: null },
      { column: 'name', made: { migration: '1', line: 10 }, changed: null },
    ],
  });
});

test('a column is followed through its renames and changes, and through those of its table', () => {
  const { columns, changed } = originAfter(
    [
      created,
      { type: 'rename-table', table: users, newName: 'people' },
      { type: 'rename-column', table: { ...users, name: 'people' }, column: 'name', newName: 'title' },
      { type: 'set-not-null', table: { ...users, name: 'people' }, column: 'id' },
      { type: 'add-column', table: { ...users, name: 'people' }, column: column('age') },
    ],
    { schema: 'public', name: 'people' },
  );
  expect(columns.map(({ column, made, changed }) => [column, made?.migration, changed?.migration])).toEqual([
    ['id', '1', '4'],
    ['title', '1', '3'],
    ['age', '5', undefined],
  ]);
  expect(changed?.migration).toBe('5');
});

test('a table that was dropped and made again is of the second, and one that stays dropped of none', () => {
  const dropped: Change = { type: 'drop-table', table: users };
  expect(originAfter([created, dropped, created]).made?.migration).toBe('3');
  expect(originAfter([created, dropped])).toEqual({ made: null, changed: null, columns: [] });
  // IF NOT EXISTS leaves the first.
  expect(originAfter([created, created]).made?.migration).toBe('1');
});

test('a dropped column is gone, and other tables are other tables', () => {
  const other = { schema: 'audit', name: 'users' };
  const { columns } = originAfter([
    created,
    { type: 'drop-column', table: users, column: 'name' },
    { type: 'add-column', table: other, column: column('elsewhere') },
  ]);
  expect(columns.map(({ column: name }) => name)).toEqual(['id']);
});
