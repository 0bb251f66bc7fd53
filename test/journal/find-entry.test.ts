import { describe, expect, it } from 'vitest';
import { findEntry } from '../../src/journal/find-entry.ts';
import type { JournalEntry } from '../../src/journal/journal.ts';

const entries: readonly JournalEntry[] = [
  '20260109120001-create-roles.js',
  '20260109120002-create-users.js',
  '20260109120003-create-user-permissions.js',
  '20260110080000-add-index.ts',
].map((name) => ({ name, state: 'pending', path: `/m/${name}` }));
const view = {
  kind: 'migrations' as const,
  entries: [
    ...entries,
    {
      name: '20260111000000-Rename.ts',
      state: 'executed',
      path: '/m/r.ts',
      recordedAs: 'old/rename.js',
    } as const,
  ],
};

const find = (typed: string) => findEntry(view, typed).name;

describe('findEntry', () => {
  it.each([
    ['the full name', '20260109120002-create-users.js', '20260109120002-create-users.js'],
    ['the name without its extension', '20260109120002-create-users', '20260109120002-create-users.js'],
    ['the name with the extension of a build', '20260110080000-add-index.js', '20260110080000-add-index.ts'],
    ['the recorded name', 'old/rename.js', '20260111000000-Rename.ts'],
    ['the name without its time', 'create-users', '20260109120002-create-users.js'],
    ['the beginning of a time', '20260110', '20260110080000-add-index.ts'],
    ['the beginning of what comes after the time', 'create-r', '20260109120001-create-roles.js'],
    ['any part that only one has, in any case', 'PERMISSIONS', '20260109120003-create-user-permissions.js'],
  ])('takes %s', (_, typed, name) => {
    expect(find(typed)).toBe(name);
  });

  it('prefers what is meant in full to what is only the beginning of another', () => {
    const twoUsers = {
      kind: 'seeders' as const,
      entries: ['1-users.js', '2-users-more.js'].map((name) => ({
        name,
        state: 'pending' as const,
        path: name,
      })),
    };
    expect(findEntry(twoUsers, 'users').name).toBe('1-users.js');
  });

  it('lists all that may be meant', () => {
    expect(() => find('create-user')).toThrow(
      expect.objectContaining({
        code: 'ambiguous-migration',
        message: '"create-user" is the beginning of 2 migrations.',
        remedy:
          'Name one of them in full: "20260109120002-create-users.js" or "20260109120003-create-user-permissions.js".',
      }),
    );
    expect(() => find('-create')).toThrow(
      expect.objectContaining({ message: '"-create" is part of 3 migrations.' }),
    );
  });

  it('names the nearest when nothing is meant', () => {
    expect(() => find('20260109120002-create-usres.js')).toThrow(
      expect.objectContaining({
        code: 'unknown-migration',
        remedy: expect.stringContaining('"20260109120002-create-users.js"') as unknown,
      }),
    );
    expect(() => find('')).toThrow(expect.objectContaining({ code: 'unknown-migration' }));
  });

  it.each([
    ['create-userz', '"20260109120002-create-users.js"'],
    ['create_user_permisions', '"20260109120003-create-user-permissions.js"'],
    ['permisions', '"20260109120003-create-user-permissions.js"'],
    ['20250101-create-roels.ts', '"20260109120001-create-roles.js"'],
  ])('names the nearest of a mistyped part: %s', (typed, name) => {
    expect(() => find(typed)).toThrow(
      expect.objectContaining({
        remedy: expect.stringMatching(new RegExp(`^Did you mean ${name}`)) as unknown,
      }),
    );
  });

  it('names none where nothing is near', () => {
    expect(() => find('invoices')).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining('db:migrate:status') as unknown }),
    );
  });
});
