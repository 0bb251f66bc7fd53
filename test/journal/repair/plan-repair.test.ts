import { describe, expect, it } from 'vitest';
import type { JournalEntry, JournalView } from '../../../src/journal/journal.ts';
import { planRepair, rowsOf } from '../../../src/journal/repair/plan-repair.ts';
import type { RepairRequest } from '../../../src/journal/repair/repair.ts';

const checksum = (value: string): Partial<JournalEntry> => ({
  history: {
    executedAt: '2026-01-09T12:00:00.000Z',
    durationMs: 1,
    osUser: null,
    pgUser: 'app',
    host: null,
    tool: null,
    checksum: value,
    gitCommit: null,
  },
});

/** `pending`, `executed` (recorded under another name where one is given) and `orphaned` entries by name. */
function view(
  states: Readonly<Record<string, 'pending' | 'executed' | 'orphaned' | `as ${string}`>>,
  more: Readonly<Record<string, Partial<JournalEntry>>> = {},
): JournalView {
  const entries = Object.entries(states).map(([name, state]): JournalEntry => {
    const rest = more[name] ?? {};
    if (state === 'orphaned') return { name, state, path: null, ...rest };
    if (state === 'pending' || state === 'executed') return { name, state, path: `/m/${name}`, ...rest };
    return { name, state: 'executed', path: `/m/${name}`, recordedAs: state.slice(3), ...rest };
  });
  return {
    kind: 'migrations',
    entries,
    folder: '/m',
    storage: { type: 'sequelize', table: 'SequelizeMeta', schema: null },
    exists: true,
  };
}

const plan = (
  journal: JournalView,
  request: Omit<RepairRequest, 'kind'> = {},
  checksums: Readonly<Record<string, string>> = {},
  hasOwnNames = false,
) =>
  planRepair(
    journal,
    { kind: 'migrations', ...request },
    { checksums: new Map(Object.entries(checksums)), hasOwnNames },
  );

describe('a repair without names', () => {
  it('gives the twin of a recorded file its row', () => {
    const actions = plan(view({ '1-a.ts': 'as 1-a.js', '2-b.js': 'executed' }));
    expect(actions).toEqual([{ type: 'rename', from: '1-a.js', to: '1-a.ts', why: 'the same migration' }]);
    expect(rowsOf(actions)).toEqual({ removed: ['1-a.js'], written: ['1-a.ts'] });
  });

  it('leaves the names of a build or another runner alone', () => {
    expect(plan(view({ '1-a.ts': 'as 1-a.js' }), {}, {}, true)).toEqual([]);
  });

  it('finds a file whose time was changed', () => {
    const journal = view({
      '20260101000000-users.js': 'orphaned',
      '20260202000000-users.js': 'pending',
      '20260303000000-roles.js': 'pending',
    });
    expect(plan(journal)).toEqual([
      {
        type: 'rename',
        from: '20260101000000-users.js',
        to: '20260202000000-users.js',
        why: 'the same name behind another time',
      },
    ]);
  });

  it('finds a file by what it says, whatever it is called now, and before by its name', () => {
    const journal = view(
      {
        '20260101000000-users.js': 'orphaned',
        '20260202000000-users.js': 'pending',
        '20260303000000-people.js': 'pending',
      },
      { '20260101000000-users.js': checksum('a1') },
    );
    expect(plan(journal, {}, { '20260202000000-users.js': 'ff', '20260303000000-people.js': 'a1' })).toEqual([
      {
        type: 'rename',
        from: '20260101000000-users.js',
        to: '20260303000000-people.js',
        why: 'the same content as when it was executed',
      },
    ]);
  });

  it('does not guess between two, and drops nothing by itself', () => {
    const twoFiles = view({
      '20260101000000-users.js': 'orphaned',
      '20260202000000-users.js': 'pending',
      '20260203000000-users.js': 'pending',
    });
    const twoOrphans = view({
      '20260101000000-users.js': 'orphaned',
      '20260102000000-users.js': 'orphaned',
      '20260203000000-users.js': 'pending',
    });
    expect([plan(twoFiles), plan(twoOrphans), plan(view({ 'gone.js': 'orphaned' }))]).toEqual([[], [], []]);
  });
});

describe('a repair with names', () => {
  const journal = view({
    '1-gone.js': 'orphaned',
    '2-lost.js': 'orphaned',
    '3-done.js': 'executed',
    '4-twin.ts': 'as 4-twin.js',
    '5-new.js': 'pending',
  });

  it('does what is named and nothing else', () => {
    const actions = plan(journal, {
      drop: ['gone'],
      markExecuted: ['5-new.js'],
      markPending: ['3-done', '4-twin'],
    });
    expect(actions).toEqual([
      { type: 'drop', name: '1-gone.js' },
      { type: 'mark-executed', name: '5-new.js' },
      { type: 'mark-pending', name: '3-done.js' },
      { type: 'mark-pending', name: '4-twin.js' },
    ]);
    expect(rowsOf(actions)).toEqual({
      removed: ['1-gone.js', '3-done.js', '4-twin.js'],
      written: ['5-new.js'],
    });
  });

  it('drops all orphans at once, each once', () => {
    expect(plan(journal, { dropsOrphans: true, drop: ['1-gone.js'] })).toEqual([
      { type: 'drop', name: '1-gone.js' },
      { type: 'drop', name: '2-lost.js' },
    ]);
  });

  it('renames an orphan to the file that is named, and a twin to itself', () => {
    expect(plan(journal, { rename: ['1-gone=5-new'] })).toEqual([
      { type: 'rename', from: '1-gone.js', to: '5-new.js', why: 'asked for' },
    ]);
    expect(plan(journal, { rename: ['4-twin.js=4-twin.ts'] })).toEqual([
      { type: 'rename', from: '4-twin.js', to: '4-twin.ts', why: 'asked for' },
    ]);
  });

  it.each([
    [{ drop: ['3-done'] }, 'migration-not-orphaned'],
    [{ drop: ['5-new'] }, 'migration-not-executed'],
    [{ drop: ['nothing'] }, 'unknown-migration'],
    [{ markExecuted: ['3-done'] }, 'migration-already-executed'],
    [{ markPending: ['5-new'] }, 'migration-not-executed'],
    [{ markPending: ['1-gone'] }, 'migration-orphaned'],
    [{ rename: ['1-gone'] }, 'repair-rename-syntax'],
    [{ rename: ['1-gone=3-done'] }, 'migration-already-executed'],
    [{ rename: ['1-gone=5-new', '2-lost=5-new'] }, 'repair-contradictory'],
    [{ drop: ['1-gone'], rename: ['1-gone=5-new'] }, 'repair-contradictory'],
  ])('refuses %j with %s', (request, code) => {
    expect(() => plan(journal, request)).toThrow(expect.objectContaining({ code }));
  });
});
