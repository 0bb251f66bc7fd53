import { describe, expect, it } from 'vitest';
import type { DriftReport } from '../../../src/checks/drift/drift.ts';
import { differenceItem } from '../../../src/ui/screens/checks/items.ts';
import { paintChecks } from '../../../src/ui/screens/checks/paint.ts';
import type { ChecksScreen } from '../../../src/ui/screens/checks/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { paneText, shopConsole } from '../schema/schema-console.ts';
import type { TestConsole } from '../support/console.ts';
import { doctor, finding, summaries } from './findings.ts';

const drift: DriftReport = {
  differences: [
    {
      id: 'type:public.orders.total',
      subject: 'type',
      schema: 'public',
      table: 'orders',
      name: 'total',
      model: 'Order',
      attribute: 'total',
      odd: 'models',
      said: { models: 'numeric(10,2)', database: 'numeric(12,2)', migrations: 'numeric(12,2)' },
      remedy: { type: 'model', text: 'Change the model.', sql: null },
    },
  ],
  sides: ['models', 'database', 'migrations'],
  incomplete: [],
  remarks: [],
  pendingMigrations: [],
  tableCount: 3,
  modelCount: 2,
};

function checksOn(console: TestConsole): ChecksScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'checks') throw new Error(`The screen is ${screen.type}.`);
  return screen;
}

function frame(console: TestConsole): string {
  return paneText(console, (canvas) => paintChecks(canvas, checksOn(console)));
}

function examined(size?: { columns: number; rows: number }): TestConsole {
  const console = shopConsole(size).press('K');
  const { id: screenId, doctor: asked } = checksOn(console);
  const requestId = asked.requestId ?? 0;
  return console.send({ type: 'schema-examined', screenId, requestId, report: doctor, summaries });
}

function compared(console: TestConsole): TestConsole {
  const { id: screenId, drift: asked } = checksOn(console.press('d'));
  return console.send({ type: 'sides-compared', screenId, requestId: asked.requestId ?? 0, report: drift });
}

describe('the checks', () => {
  it('say how many of all were made where the doctor could not look at everything', () => {
    const console = shopConsole().press('K');
    const { id: screenId, doctor: asked } = checksOn(console);
    const report = { ...doctor, checks: ['sequence-behind'], incomplete: ['database'] as const };
    const requestId = asked.requestId ?? 0;
    const two = [...summaries, ...summaries];
    console.send({ type: 'schema-examined', screenId, requestId, report, summaries: two });
    expect(frame(console)).toContain(' 1 of 2 checks · not compared');
  });

  it('name what is in no table with its schema', () => {
    const [first] = drift.differences;
    if (first === undefined) throw new Error('There is none.');
    const alone = { ...first, subject: 'other', table: null, model: null, attribute: null } as const;
    const differences = [
      { ...alone, id: 'a', schema: 'audit', name: 'positive' },
      { ...alone, id: 'b', schema: 'public', name: 'touch()' },
      { ...alone, id: 'c', subject: 'schema', schema: 'tool', name: null } as const,
    ];
    expect(differences.map((one) => differenceItem(one).place)).toEqual([
      'audit.positive',
      'touch()',
      'tool',
    ]);
  });

  it('say whose lock they wait for, in a line below and whole in the log', () => {
    const blocker = { pid: 4711, user: 'me', application: 'psql', state: 'idle in transaction' };
    const more = { transactionAgeMs: 9_000, statement: 'LOCK TABLE orders', blockedBy: [] };
    const wait = { relation: 'orders', blockers: [{ ...blocker, ...more }] };
    const { state } = examined().send({ type: 'session-reported', event: { type: 'lock-awaited', wait } });
    expect(state.notice?.text).toBe(
      'Waiting for the lock of "orders", which pid 4711, psql (me), holds: B shows it.',
    );
    expect(state.log.at(-1)?.text).toContain('in its transaction for 9 s: LOCK TABLE orders');
  });

  it.each([
    [80, 24],
    [200, 60],
  ])('stand whole at %i by %i', async (columns, rows) => {
    const console = compared(examined({ columns, rows })).press('left', 'left', 'n', 'j', 'j');
    await expect(`${frame(console)}\n`).toMatchFileSnapshot(
      `golden/checks-${String(columns)}x${String(rows)}.txt`,
    );
  });

  it('asks the doctor at once, and for a comparison only by its key', () => {
    const console = shopConsole().press('K');
    expect(console.takeEffects().map(({ type }) => type)).toEqual(['examine-schema']);
    expect(frame(console)).toContain('the doctor looks … · not compared: d does');
    expect(
      console
        .press('d')
        .takeEffects()
        .map(({ type }) => type),
    ).toEqual(['compare-sides']);
    const progress = { side: 'migrations', done: 3, total: 20, isFinished: false } as const;
    const { id: screenId, drift: asked } = checksOn(console);
    console.send({ type: 'sides-progressed', screenId, requestId: asked.requestId ?? 0, progress });
    expect(frame(console)).toContain('comparing migrations 3 of 20');
  });

  it('lists by level, differences between errors and warnings, and by table', () => {
    const console = compared(examined()).press('h', 'h', 'n');
    expect(frame(console)).toMatch(/Errors {2}1[^]*Drift {2}1[^]*Warnings {2}1[^]*Worth a look {2}1/);
    expect(frame(console.press('s'))).toMatch(/customers {2}1[^]*orders {2}3/);
  });

  it('keeps the cursor on its finding when more arrives', () => {
    const console = examined().press('j', 'r');
    const { id: screenId, doctor: asked } = checksOn(console);
    const sequence = finding({
      id: 'new',
      level: 'error',
      title: 'New.',
      table: 'a',
      model: null,
      attribute: null,
    });
    const report = { ...doctor, findings: [sequence, ...doctor.findings] };
    console.send({ type: 'schema-examined', screenId, requestId: asked.requestId ?? 0, report, summaries });
    expect(frame(console)).toMatch(/› ! Order\.customerId/);
  });

  it('tells evidence, both sides and the fix, and copies the fix', () => {
    const console = examined().press('j');
    expect(frame(console)).toMatch(/about 12,000 rows[^]*→ Add an index\.[^]*CREATE INDEX/);
    console.takeEffects();
    expect(console.press('y').takeEffects()).toEqual([
      { type: 'copy-text', text: 'CREATE INDEX ON orders (customer_id);' },
    ]);
    const differing = compared(console);
    expect(frame(differing)).toMatch(/models +numeric\(10,2\)\n database +numeric\(12,2\)/);
    expect(differing.press('y').state.notice?.text).toBe('There is no fix to copy: somebody has to choose.');
  });

  it('leads to the page of what a finding is about', () => {
    expect(currentScreen(examined().press('enter').state)).toMatchObject({ type: 'page', node: 'Customer' });
  });

  it('says what failed, and asks again', () => {
    const console = shopConsole().press('K');
    const report = {
      code: 'x',
      kind: 'failed',
      message: 'No server.',
      remedy: 'Start it.',
      details: {},
    } as const;
    const { requestId } = checksOn(console).doctor;
    console.send({ type: 'request-failed', failed: { part: 'request', requestId: requestId ?? 0 }, report });
    expect(frame(console)).toContain('the doctor failed: r looks again');
    expect(frame(console)).toMatch(/Failed {2}1[^]*No server\.[^]*→ Start it\./);
    console.takeEffects();
    expect(
      console
        .press('r')
        .takeEffects()
        .map(({ type }) => type),
    ).toEqual(['examine-schema']);
  });

  it('shows a level by itself, with how many there are of each', () => {
    const console = examined();
    expect(frame(console)).toContain(' [all 2]  ✗ errors 1   ≠ drift –   ! warnings 1   · worth a look 0');
    expect(frame(console.press('right'))).toContain('[✗ errors 1]');
    expect(frame(console)).not.toContain('Warnings');
    expect(frame(console.press('left', 'left'))).toMatch(/\[· worth a look 0\][^]*Nothing new was found\./);
    expect(frame(console.press('left', 'left'))).toMatch(/\[≠ drift –\][^]*Not compared yet\./);
  });

  it('counts nothing before it was looked for', () => {
    const console = shopConsole().press('K');
    expect(frame(console)).toContain(' [all –]  ✗ errors –   ≠ drift –   ! warnings –   · worth a look –');
  });

  it('lists what the baseline holds only when it is asked to', () => {
    const console = examined();
    expect(frame(console)).toContain('1 known: n shows them');
    expect(frame(console)).not.toContain('unused-index');
    expect(frame(console.press('n'))).toMatch(/unused-index \(known\)/);
    expect(frame(console)).toContain('n hides them');
  });

  it('narrows the list to words that are typed, until Esc', () => {
    const console = examined().press('/').type('order fk');
    expect(frame(console)).toContain('Nothing here has "order fk" in it.');
    console.press('ctrl+u').type('ORDER foreign').press('enter');
    expect(frame(console)).toMatch(/ \/ ORDER foreign +1 found/);
    expect(frame(console)).not.toContain('sequence-behind');
    console.press('/', 'escape');
    expect(frame(console)).toContain('sequence-behind');
  });

  it('tells why a check is made, and what could not be looked at', () => {
    const console = shopConsole().press('K');
    const { id: screenId, doctor: asked } = checksOn(console);
    const requestId = asked.requestId ?? 0;
    const baseline = { path: 'known.json', stale: ['gone-one'] };
    const report = { ...doctor, remarks: ['The models were not looked at.'], baseline };
    console.send({ type: 'schema-examined', screenId, requestId, report, summaries }).press('j');
    expect(frame(console)).toMatch(/A deleted row is looked for[^]*https:\/\/example\.org\/rule/);
    expect(frame(console)).toMatch(/Notes {2}2[^]*The models were not looked at\./);
    expect(frame(console.press('G'))).toMatch(/gone-one[^]*seqscope doctor --write-baseline/);
  });

  it('opens the page at the column that a finding is about', () => {
    const console = examined().press('j', 'enter');
    const page = currentScreen(console.state);
    expect(page).toMatchObject({ type: 'page', node: 'Order' });
    expect(page.type === 'page' && page.cursor).toBeGreaterThan(1);
  });

  it('cancels a comparison with Esc before it is left', () => {
    const console = examined().press('d');
    const { requestId } = checksOn(console).drift;
    console.takeEffects();
    expect(console.press('escape').takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
  });
});
