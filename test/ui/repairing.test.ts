import { describe, expect, it } from 'vitest';
import type { RepairPlan } from '../../src/journal/repair/repair.ts';
import { matchingChoices } from '../../src/ui/overlays/update.ts';
import { journalView, openConsole, type TestConsole } from './support/console.ts';

const states = { '01.js': 'orphaned', '02.js': 'executed', '03.js': 'pending' } as const;

function migrations(key: 'home' | 'j' | 'end'): TestConsole {
  const console = openConsole().press('M');
  console.send({ type: 'journal-read', kind: 'migrations', view: journalView(states) });
  console.press('home');
  if (key !== 'home') console.press(key);
  console.takeEffects();
  return console.press('p');
}

function planOf(said: Partial<RepairPlan> = {}): RepairPlan {
  const nothing = { actions: [], removed: [], written: [], left: [] };
  return { request: { kind: 'migrations' }, journal: 'table "SequelizeMeta"', ...nothing, ...said };
}

/** Answers what is being planned, and gives what was asked. */
function planned(console: TestConsole, plan: RepairPlan) {
  const effect = console.takeEffects().find(({ type }) => type === 'plan-repair');
  if (effect?.type !== 'plan-repair') throw new Error('Nothing is planned.');
  const { requestId, request, then } = effect;
  console.send({ type: 'repair-planned', requestId, plan: { ...plan, request }, then });
  return request;
}

function choices(console: TestConsole): readonly string[] {
  const { overlay } = console.state;
  if (overlay?.type !== 'list') throw new Error('Nothing is to be chosen.');
  return matchingChoices(overlay).map(({ title, aside }) => `${title} | ${aside}`);
}

const inGit = {
  name: '01.js',
  commit: '0123456789abcdef',
  committedAt: '',
  path: '01.js',
  branches: ['main'],
};

describe('p', () => {
  it.each([
    ['end', 'Record as executed: 03.js | runs nothing', { markExecuted: ['03.js'] }],
    ['j', 'Record as pending: 02.js | undoes nothing', { markPending: ['02.js'] }],
    ['home', 'Take its row out: 01.js | undoes nothing', { drop: ['01.js'] }],
  ] as const)('with the cursor at %s offers "%s"', (key, choice, request) => {
    const console = migrations(key);
    planned(console, planOf());
    expect(choices(console)).toEqual([choice]);
    console.press('enter');
    expect(console.takeEffects()).toMatchObject([{ type: 'plan-repair', then: 'confirm', request }]);
  });

  it('offers the file from git where it is, which is a step like any other', () => {
    const console = migrations('home');
    planned(console, planOf({ left: [{ name: '01.js', inGit }] }));
    expect(choices(console)[0]).toBe('Revert from git: 01.js | branch main');
    console.press('enter');
    expect(console.takeEffects()).toMatchObject([
      {
        type: 'foresee-step',
        request: { direction: 'down', isFromGit: true, selection: { type: 'only', names: ['01.js'] } },
      },
    ]);
  });

  it('offers first what can be told by itself, and all entries without a file together', () => {
    const console = migrations('end');
    const left = ['00.js', '01.js'].map((name) => ({ name, inGit: null }));
    const rename = { type: 'rename', from: '03.ts', to: '03.js', why: 'the same migration' } as const;
    planned(console, planOf({ actions: [rename], left }));
    expect(choices(console).slice(0, 2)).toEqual([
      'Put right what can be told by itself | 1 row',
      'Take out every entry without a file | 2 rows',
    ]);
  });

  it('says that there is nothing to repair', () => {
    const console = openConsole().press('M');
    console.send({ type: 'journal-read', kind: 'migrations', view: journalView({}) });
    console.press('p');
    planned(console, planOf());
    expect(console.state.notice?.text).toBe('Nothing to repair.');
  });
});

describe('a repair', () => {
  function confirmed(production: string | null): TestConsole {
    const console = migrations('home');
    const place = { host: 'localhost', port: 5432, database: 'acme', user: 'app', serverVersion: '15.18' };
    console.send({
      type: 'database-connected',
      database: { ...place, readOnly: false, embedded: false, production },
    });
    planned(console, planOf());
    console.press('enter');
    planned(console, planOf({ actions: [{ type: 'drop', name: '01.js' }], removed: ['01.js'] }));
    return console;
  }

  it('shows its rows before it writes them, and what is read again after', () => {
    const console = confirmed(null);
    expect(console.state.overlay).toMatchObject({ type: 'confirm', title: 'Repair the journal?' });
    expect(JSON.stringify(console.state.overlay)).toContain('− 01.js');
    console.press('y');
    const [effect] = console.takeEffects();
    if (effect?.type !== 'repair-journal') throw new Error('Nothing is repaired.');
    expect(effect.plan.removed).toEqual(['01.js']);
    console.send({ type: 'journal-repaired', requestId: effect.requestId, plan: effect.plan });
    expect(console.state.notice?.text).toBe('Repaired the journal: took out "01.js".');
    expect(console.takeEffects().map(({ type }) => type)).toContain('read-journal');
  });

  it('in production asks for the name of the database', () => {
    const console = confirmed('environment "production"');
    expect(console.state.overlay).toMatchObject({ type: 'typed-confirm', wanted: 'acme', verb: 'repair' });
  });

  it('that comes too late says so and reads the journal again', () => {
    const console = confirmed(null).press('y');
    const [effect] = console.takeEffects();
    if (effect?.type !== 'repair-journal') throw new Error('Nothing is repaired.');
    const report = {
      kind: 'failed',
      code: 'journal-changed',
      message: 'Changed.',
      remedy: 'Look.',
      details: {},
    } as const;
    console.send({
      type: 'request-failed',
      failed: { part: 'repair', requestId: effect.requestId },
      report,
    });
    expect(console.state.notice?.text).toBe('Changed. Look.');
    expect(console.takeEffects().map(({ type }) => type)).toContain('read-journal');
  });
});
