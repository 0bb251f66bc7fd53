/** The plan as a table: each row of sequelize-cli's commands, and each thing it does wrong. */
import { describe, expect, it } from 'vitest';
import { ConsoleError } from '../../src/errors.ts';
import type { EntryState, JournalView, StepSelection } from '../../src/journal/journal.ts';
import { plan } from '../../src/journal/plan.ts';

/** `+` executed, `-` pending, `?` orphaned. */
function view(entries: string, type: 'sequelize' | 'none' = 'sequelize'): JournalView {
  const states: Record<string, EntryState> = { '+': 'executed', '-': 'pending', '?': 'orphaned' };
  return {
    kind: type === 'none' ? 'seeders' : 'migrations',
    entries: entries
      .split(' ')
      .filter((entry) => entry !== '')
      .map((entry) => {
        const state = states[entry.charAt(0)] ?? 'pending';
        const name = `${entry.slice(1)}.js`;
        return { name, state, path: state === 'orphaned' ? null : `/app/migrations/${name}` };
      }),
    folder: '/app/migrations',
    storage: type === 'none' ? { type } : { type, table: 'SequelizeMeta', schema: null },
    exists: type !== 'none',
  };
}

const next = (count: number): StepSelection => ({ type: 'next', count });
const all: StepSelection = { type: 'all' };
const to = (name: string): StepSelection => ({ type: 'to', name });
const from = (name: string): StepSelection => ({ type: 'from', name });
const only = (...names: string[]): StepSelection => ({ type: 'only', names });

type Row = readonly [title: string, journal: string, selection: StepSelection, expected: string];

function planned(direction: 'up' | 'down', journal: JournalView, selection: StepSelection): string {
  try {
    const { entries, passedOver } = plan(journal, { kind: 'migrations', direction, selection });
    const skipped = passedOver.length === 0 ? '' : ` (passed over ${passedOver.join(' ')})`;
    return entries.map((entry) => entry.name).join(' ') + skipped;
  } catch (error) {
    if (error instanceof ConsoleError) return error.code;
    throw error;
  }
}

describe('plan up', () => {
  const rows: readonly Row[] = [
    ['db:migrate runs what is pending in order', '+a -b -c', all, 'b.js c.js'],
    ['db:migrate with nothing pending runs nothing', '+a +b', all, ''],
    ['db:migrate in an empty folder runs nothing', '', all, ''],
    ['an older pending one is run too, in its place', '-a +b -c', all, 'a.js c.js'],
    ['an orphan does not block the way up', '?a -b', all, 'b.js'],
    ['one step takes the oldest pending one', '+a -b -c', next(1), 'b.js'],
    ['more steps than there are take all', '-a -b', next(5), 'a.js b.js'],
    ['--to is inclusive', '-a -b -c', to('b.js'), 'a.js b.js'],
    ['--to leaves executed ones out', '-a +b -c -d', to('c.js'), 'a.js c.js'],
    ['--to an executed name runs nothing', '-a +b', to('b.js'), ''],
    ['--to an orphaned name runs nothing', '-a ?b', to('b.js'), ''],
    ['--to an unknown name is an error', '-a -b', to('nonsense'), 'unknown-migration'],
    ['--to an empty name is an error', '-a', to(''), 'unknown-migration'],
    ['--to an unambiguous beginning is enough', '-2026a -2026b', to('2026b'), '2026a.js 2026b.js'],
    ['--from is exclusive', '-a -b -c', from('a.js'), 'b.js c.js'],
    ['--from leaves executed ones out', '-a +b -c', from('a.js'), 'c.js'],
    ['--from an executed name runs nothing', '+a -b', from('a.js'), ''],
    ['--from an unknown name is an error', '-a', from('zzzz'), 'unknown-migration'],
    ['--name takes a beginning', '-1-create -2-alter', only('2-'), '2-alter.js'],
    ['--name takes several, in the order given', '-a -b -c', only('c.js', 'a.js'), 'c.js a.js'],
    ['--name given twice runs once', '-ab', only('a', 'ab.js'), 'ab.js'],
    ['--name of an executed one is an error', '+a -b', only('a.js'), 'migration-already-executed'],
    ['--name that begins two is an error', '-ab -ac', only('a'), 'ambiguous-migration'],
    ['--name in full wins over a longer one', '-a -a.js', only('a.js'), 'a.js'],
    ['--name unknown is an error', '-a', only('b'), 'unknown-migration'],
    ['an index among numbered ones is the runner, and left alone', '+1-a -2-b -index', all, '2-b.js'],
    ['an index asked for by name is run', '-1-a -index', only('index'), 'index.js'],
    ['an index among names is one of them', '-a -index', all, 'a.js index.js'],
  ];
  it.each(rows)('%s', (_title, journal, selection, expected) => {
    expect(planned('up', view(journal), selection)).toBe(expected);
  });
});

describe('plan down', () => {
  const rows: readonly Row[] = [
    ['db:migrate:undo reverts the last name', '+a +b -c', next(1), 'b.js'],
    ['db:migrate:undo reverts the last name, not the last executed', '+a -b +c', next(1), 'c.js'],
    ['db:migrate:undo with nothing executed reverts nothing', '-a', next(1), ''],
    ['two steps revert the last names, newest first', '+a +b +c', next(2), 'c.js b.js'],
    ['an orphan in the way is passed over and named', '+a +b ?c', next(1), 'b.js (passed over c.js)'],
    ['an orphan behind the last step is not spoken of', '?a +b', next(1), 'b.js'],
    ['only orphans left is an error, not silence', '?a ?b -c', next(1), 'migration-orphaned'],
    ['db:migrate:undo:all reverts all, newest first', '+a -b +c', all, 'c.js a.js'],
    ['db:migrate:undo:all passes orphans over', '+a ?b +c', all, 'c.js a.js (passed over b.js)'],
    ['db:migrate:undo:all with nothing executed reverts nothing', '-a -b', all, ''],
    ['undo:all --to is inclusive', '+a +b +c', to('b.js'), 'c.js b.js'],
    ['undo:all --to passes orphans over', '+a ?b +c', to('a.js'), 'c.js a.js (passed over b.js)'],
    ['undo:all --to a pending name is an error', '+a -b', to('b.js'), 'migration-not-executed'],
    ['undo:all --to an orphan is an error', '+a ?b', to('b.js'), 'migration-orphaned'],
    ['undo:all --to an unknown name is an error', '+a', to('zzz'), 'unknown-migration'],
    ['from reverts what came after, exclusive', '+a +b +c', from('a.js'), 'c.js b.js'],
    ['db:migrate:undo --name reverts one in the middle', '+a +b +c', only('b'), 'b.js'],
    ['several names are reverted newest first', '+a +b +c', only('a.js', 'c.js'), 'c.js a.js'],
    ['db:migrate:undo --name of a pending one is an error', '+a -b', only('b.js'), 'migration-not-executed'],
    ['db:migrate:undo --name of an orphan is an error', '+a ?b', only('b.js'), 'migration-orphaned'],
    ['db:migrate:undo --name unknown is an error', '+a', only('b'), 'unknown-migration'],
  ];
  it.each(rows)('%s', (_title, journal, selection, expected) => {
    expect(planned('down', view(journal), selection)).toBe(expected);
  });
});

describe('plan without a storage, as seeders have none', () => {
  const rows: readonly (readonly ['up' | 'down', ...Row])[] = [
    ['up', 'db:seed:all runs everything again', '-a -b', all, 'a.js b.js'],
    ['up', 'db:seed --seed runs that one', '-a -b', only('b'), 'b.js'],
    ['down', 'db:seed:undo reverts the last file', '-a -b', next(1), 'b.js'],
    ['down', 'db:seed:undo:all reverts every file, newest first', '-a -b', all, 'b.js a.js'],
    ['down', 'db:seed:undo --seed reverts that one', '-a -b', only('a.js'), 'a.js'],
  ];
  it.each(rows)('%s: %s', (direction, _title, journal, selection, expected) => {
    expect(planned(direction, view(journal, 'none'), selection)).toBe(expected);
  });
});

describe('the errors of a plan', () => {
  it('list the nearest names for an unknown one', () => {
    const journal = view('-20260109120001-create-roles -20260109120002-create-users');
    expect(() =>
      plan(journal, { kind: 'migrations', direction: 'up', selection: to('20260109120002-create-user.js') }),
    ).toThrow(
      expect.objectContaining({
        message: 'There is no migration "20260109120002-create-user.js".',
        remedy: expect.stringMatching(/^Did you mean "20260109120002-create-users\.js"/) as unknown,
      }),
    );
  });

  it('list the candidates for an ambiguous one', () => {
    expect(() =>
      plan(view('-ab -ac'), { kind: 'migrations', direction: 'up', selection: only('a') }),
    ).toThrow(expect.objectContaining({ remedy: 'Name one of them in full: "ab.js" or "ac.js".' }));
  });
});
