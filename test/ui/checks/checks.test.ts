import { describe, expect, it } from 'vitest';
import type { CheckFinding, DoctorReport } from '../../../src/checks/doctor/finding.ts';
import type { DriftReport } from '../../../src/checks/drift/drift.ts';
import { paintChecks } from '../../../src/ui/screens/checks/paint.ts';
import type { ChecksScreen } from '../../../src/ui/screens/checks/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { paneText, shopConsole } from '../schema/schema-console.ts';
import type { TestConsole } from '../support/console.ts';

function finding(given: Partial<CheckFinding> & Pick<CheckFinding, 'id' | 'level' | 'title'>): CheckFinding {
  return {
    check: 'unindexed-foreign-key',
    schema: 'public',
    table: 'orders',
    column: 'customer_id',
    model: 'Order',
    attribute: 'customerId',
    evidence: [],
    fix: null,
    isKnown: false,
    ...given,
  };
}

const doctor: DoctorReport = {
  findings: [
    finding({
      id: 'fk',
      level: 'warning',
      title: 'No index begins with the foreign key.',
      evidence: ['orders_customer_id_fkey refers to customers', 'about 12,000 rows'],
      fix: { type: 'sql', text: 'Add an index.', code: 'CREATE INDEX ON orders (customer_id);' },
    }),
    finding({
      id: 'seq',
      level: 'error',
      check: 'sequence-behind',
      title: 'The sequence is behind.',
      table: 'customers',
      model: 'Customer',
      attribute: 'id',
    }),
    finding({ id: 'old', level: 'info', check: 'unused-index', title: 'Never used.', isKnown: true }),
  ],
  checks: ['unindexed-foreign-key', 'sequence-behind', 'unused-index'],
  remarks: [],
  baseline: null,
};

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
  return console.send({ type: 'schema-examined', screenId, requestId: asked.requestId ?? 0, report: doctor });
}

function compared(console: TestConsole): TestConsole {
  const { id: screenId, drift: asked } = checksOn(console.press('d'));
  return console.send({ type: 'sides-compared', screenId, requestId: asked.requestId ?? 0, report: drift });
}

describe('the checks', () => {
  it.each([
    [80, 24],
    [200, 60],
  ])('stand whole at %i by %i', async (columns, rows) => {
    const console = compared(examined({ columns, rows })).press('j', 'j');
    await expect(`${frame(console)}\n`).toMatchFileSnapshot(
      `golden/checks-${String(columns)}x${String(rows)}.txt`,
    );
  });

  it('asks the doctor at once, and for a comparison only by its key', () => {
    const console = shopConsole().press('K');
    expect(console.takeEffects().map(({ type }) => type)).toEqual(['examine-schema']);
    expect(frame(console)).toContain('Doctor: looking … · Drift: not compared, d does');
    expect(
      console
        .press('d')
        .takeEffects()
        .map(({ type }) => type),
    ).toEqual(['compare-sides']);
    const progress = { side: 'migrations', done: 3, total: 20, isFinished: false } as const;
    const { id: screenId, drift: asked } = checksOn(console);
    console.send({ type: 'sides-progressed', screenId, requestId: asked.requestId ?? 0, progress });
    expect(frame(console)).toContain('Drift: comparing, migrations 3 of 20 …');
  });

  it('lists by level, differences between errors and warnings, and by table', () => {
    const console = compared(examined());
    expect(frame(console)).toMatch(/Errors {2}1[^]*Drift {2}1[^]*Warnings {2}1[^]*Worth a look {2}1/);
    expect(frame(console.press('s'))).toMatch(/customers {2}1[^]*orders {2}3/);
  });

  it('keeps the cursor on its finding when more arrives', () => {
    const console = compared(examined().press('j'));
    expect(frame(console)).toMatch(/› ! Order\.customerId/);
  });

  it('tells evidence, both sides and the fix, and copies the fix', () => {
    const console = examined().press('j');
    expect(frame(console)).toMatch(/about 12,000 rows[^]*→ Add an index\.[^]*CREATE INDEX/);
    console.takeEffects();
    expect(console.press('y').takeEffects()).toEqual([
      { type: 'copy-text', text: 'CREATE INDEX ON orders (customer_id);' },
    ]);
    const differing = compared(console).press('k');
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
    expect(frame(console)).toContain('Doctor: No server. Start it.');
    console.takeEffects();
    expect(
      console
        .press('r')
        .takeEffects()
        .map(({ type }) => type),
    ).toEqual(['examine-schema']);
  });

  it('cancels a comparison with Esc before it is left', () => {
    const console = examined().press('d');
    const { requestId } = checksOn(console).drift;
    console.takeEffects();
    expect(console.press('escape').takeEffects()).toEqual([{ type: 'cancel-request', requestId }]);
  });
});
