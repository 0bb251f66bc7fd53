import { describe, expect, it } from 'vitest';
import { completeSql } from '../../../src/queries/sql/completion/complete-sql.ts';
import type { NamedTable, SqlNames } from '../../../src/queries/sql/completion/sql-names.ts';

const table = (name: string, columns: readonly string[], more: Partial<NamedTable> = {}): NamedTable => ({
  schema: 'public',
  name,
  kind: 'table',
  isVisible: true,
  isSystem: false,
  columns: columns.map((column) => ({ name: column, type: 'text' })),
  ...more,
});

const names: SqlNames = {
  schemas: ['archive', 'public'],
  tables: [
    table('audit', ['id', 'at'], { schema: 'archive', isVisible: false }),
    table('SequelizeMeta', ['name']),
    table('roles', ['id', 'name']),
    table('users', ['id', 'email', 'createdAt', 'order', 'role_id']),
    table('pg_stat_activity', ['pid'], { schema: 'pg_catalog', isSystem: true, kind: 'view' }),
  ],
  functions: [
    { name: 'count', result: 'bigint' },
    { name: 'coalesced', result: 'text' },
  ],
};
const modelOf = ({ name }: NamedTable): string | null => (name === 'users' ? 'User' : null);

/** The candidates at `|`, and the text that they would take the place of. */
function at(marked: string): { readonly texts: readonly string[]; readonly replaced: string } {
  const text = marked.replace('|', '');
  const { from, to, candidates } = completeSql(text, marked.indexOf('|'), names, modelOf);
  return { texts: candidates.map((candidate) => candidate.text), replaced: text.slice(from, to) };
}

describe('completeSql', () => {
  it.each([
    ['sel|', ['select'], 'sel'],
    ['SEL|', ['SELECT'], 'SEL'],
    ['select 1; up|', ['update'], 'up'],
    ['select * from us|', ['users'], 'us'],
    ['select * from "us|', ['users'], '"us'],
    ['select * from Seq|', ['"SequelizeMeta"'], 'Seq'],
    ['select * from aud|', ['archive.audit'], 'aud'],
    ['select * from archive.|', ['audit'], ''],
    ['select * from pg_st|', ['pg_stat_activity'], 'pg_st'],
    ['select * from users u join ro|', ['roles'], 'ro'],
    ['select * from users, ro|', ['roles'], 'ro'],
    ['update us|', ['users'], 'us'],
    ['insert into ro|', ['roles'], 'ro'],
    ['with few as (select 1) select * from fe|', ['few'], 'fe'],
    ['select cr| from users', ['"createdAt"', 'cross'], 'cr'],
    ['select "cr| from users', ['"createdAt"'], '"cr'],
    ['select u.ema| from users u', ['email'], 'ema'],
    ['select u.| from users u', ['id', 'email', '"createdAt"', '"order"', 'role_id'], ''],
    ['select users.e| from users', ['email'], 'e'],
    ['select * from users u join roles r on r.|', ['id', 'name'], ''],
    ['select * from users where rol|', ['role_id'], 'rol'],
    ['update users set em|', ['email'], 'em'],
    ['insert into users (id, em|', ['email'], 'em'],
    ['insert into public.roles (na|', ['name'], 'na'],
    ['select cou| from users', ['count('], 'cou'],
    ['select 1 from roles where name is distinct from us|', ['using'], 'us'],
    ["select 'us|", [], ''],
    ['select 1 -- us|', [], ''],
    ['select /* us|', [], ''],
    ['\\d us|', ['users'], 'us'],
    ['\\dt|', ['\\dt'], '\\dt'],
    ['select * from us|; select 2', ['users'], 'us'],
    ['select 1;\nselect * from users where ema|', ['email'], 'ema'],
  ])('offers at %j %j', (marked, texts, replaced) => {
    expect(at(marked)).toEqual({ texts, replaced });
  });

  it("puts models' tables first, and tells the model", () => {
    expect(at('select * from |').texts.slice(0, 4)).toEqual([
      'users',
      'archive.audit',
      '"SequelizeMeta"',
      'roles',
    ]);
    expect(completeSql('table us', 8, names, modelOf).candidates).toEqual([
      { text: 'users', aside: 'model User' },
    ]);
  });

  it('tells of which table a column is where there are several', () => {
    const { candidates } = completeSql('select  from users u, roles', 7, names, modelOf);
    expect(candidates.slice(0, 2)).toEqual([
      { text: 'id', aside: 'text  u' },
      { text: 'email', aside: 'text  u' },
    ]);
    expect(candidates.filter(({ text }) => text === 'id')).toHaveLength(1);
  });
});
