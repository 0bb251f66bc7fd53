/** The plan screen: opened from a grid, folded, analyzed, copied, painted. */
import { describe, expect, it } from 'vitest';
import type { Explanation } from '../../../src/queries/explain/plan.ts';
import { markPlan } from '../../../src/queries/explain/mark-plan.ts';
import { readPlan } from '../../../src/queries/explain/read-plan.ts';
import { paintPlan } from '../../../src/ui/screens/plan/paint.ts';
import { planLines } from '../../../src/ui/screens/plan/lines.ts';
import type { PlanScreen } from '../../../src/ui/screens/plan/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { openConsole, type TestConsole } from '../support/console.ts';

type Raw = Readonly<Record<string, unknown>>;

const node = (type: string, time: number, rest: Raw = {}, ...plans: readonly Raw[]): Raw => ({
  'Node Type': type,
  'Startup Cost': 0,
  'Total Cost': time * 10,
  'Plan Rows': 4,
  'Actual Rows': 400,
  'Actual Loops': 1,
  'Actual Total Time': time,
  ...rest,
  Plans: plans,
});

function explanation(): Explanation {
  const scan = node('Seq Scan', 30, { 'Relation Name': 'users', Alias: 'u', Filter: "(u.name = 'x')" });
  const other = node('Index Scan', 2, {
    'Relation Name': 'roles',
    Alias: 'roles',
    'Index Name': 'roles_pkey',
  });
  const read = readPlan([{ Plan: node('Hash Join', 40, {}, scan, other), 'Execution Time': 41 }]);
  if (read === null) throw new Error('no plan');
  return { ...markPlan(read, []), sql: 'SELECT 1', ran: 'read-only' };
}

function opened(): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(30).press('X');
}

function answered(console: TestConsole): TestConsole {
  const asked = console.takeEffects().find(({ type }) => type === 'explain');
  if (asked?.type !== 'explain') throw new Error('no plan was asked for');
  return console.send({ type: 'plan-arrived', requestId: asked.requestId, explanation: explanation() });
}

function shown({ state }: TestConsole): PlanScreen {
  const screen = currentScreen(state);
  if (screen.type !== 'plan') throw new Error(`The screen is ${screen.type}, not a plan.`);
  return screen;
}

function labels(console: TestConsole): readonly string[] {
  const { explanation: plan, closed } = shown(console);
  return plan === null ? [] : planLines(plan.plan, closed).map((line) => `${line.branch}${line.node.title}`);
}

function frame(console: TestConsole, width = 80, height = 20): readonly string[] {
  const canvas = { state: console.state, width, height, paint: (text: string) => text };
  return paintPlan(canvas, shown(console));
}

describe('the plan screen', () => {
  it('opens from a grid with what the grid reads, and runs nothing', () => {
    const console = opened();
    const [effect] = console.takeEffects();
    expect(effect).toMatchObject({
      type: 'explain',
      request: { type: 'spec', spec: { source: { type: 'model', name: 'User' }, clipBytes: null } },
    });
    expect(effect).not.toHaveProperty('request.analyze');
    expect(frame(console)[0]).toContain('Asking for the plan');
  });

  it('folds what is below a node away and shows it again', () => {
    const console = answered(opened());
    expect(labels(console)).toEqual(['Hash Join', '├ Seq Scan', '└ Index Scan']);
    expect(labels(console.press('enter'))).toEqual(['Hash Join']);
    expect(labels(console.press('right'))).toHaveLength(3);
    console.press('j', 'j', 'left');
    expect(shown(console).cursor).toBe(0);
  });

  it('goes to the next node that is marked, and round', () => {
    const console = answered(opened());
    console.press('n', 'n');
    const marked = planLines(explanation().plan, new Set()).map(({ node: each }) => each.marks.length > 0);
    expect(marked[shown(console).cursor]).toBe(true);
  });

  it('analyzes, and asks first where that would write', () => {
    const console = answered(opened()).press('a');
    const [asked] = console.takeEffects();
    if (asked?.type !== 'explain') throw new Error('nothing was asked for');
    expect(asked.request).toMatchObject({ analyze: true });
    const report = {
      code: 'explain-would-write',
      kind: 'failed',
      message: 'It writes.',
      remedy: '',
      details: {},
    } as const;
    console.send({ type: 'request-failed', failed: { part: 'request', requestId: asked.requestId }, report });
    expect(console.state.overlay?.type).toBe('confirm');
    expect(console.takeEffects()).toEqual([]);
    expect(console.press('y').takeEffects()).toMatchObject([
      { type: 'explain', request: { analyze: true, mayWrite: true } },
    ]);
    expect(shown(console).requestId).not.toBeNull();
  });

  it('says what went wrong where nothing is shown yet', () => {
    const console = opened();
    const [asked] = console.takeEffects();
    if (asked?.type !== 'explain') throw new Error('nothing was asked for');
    const report = {
      code: 'x',
      kind: 'failed',
      message: 'No such table.',
      remedy: 'Look.',
      details: {},
    } as const;
    console.send({ type: 'request-failed', failed: { part: 'request', requestId: asked.requestId }, report });
    expect(frame(console).join('\n')).toContain('No such table.');
  });

  it('is copied as text and as JSON', () => {
    const console = answered(opened());
    const [text] = console.press('y').takeEffects();
    expect(text).toMatchObject({ type: 'copy-text' });
    expect(text?.type === 'copy-text' ? text.text : '').toContain('├─ Seq Scan on users u');
    const [json] = console.press('Y').takeEffects();
    expect(JSON.parse(json?.type === 'copy-text' ? json.text : '')).toMatchObject({ sql: 'SELECT 1' });
  });

  it.each([
    [52, 16],
    [80, 20],
    [200, 58],
  ])('fills %i columns and %i lines exactly, legible without colour', (width, height) => {
    const lines = frame(answered(opened()), width, height);
    expect(lines).toHaveLength(height);
    for (const line of lines) expect(line).toHaveLength(width);
    const text = lines.join('\n');
    expect(text).toContain('Seq Scan');
    expect(text).toContain('! slow');
    expect(text).toMatch(/75 %/);
  });

  it('shows what is said of the node under the cursor', () => {
    const console = answered(opened()).press('j');
    const text = frame(console).join('\n');
    expect(text).toContain("Filter: (u.name = 'x')");
    expect(text).toContain('It takes 75 % of the time.');
  });
});
