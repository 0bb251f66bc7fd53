import { describe, expect, it } from 'vitest';
import { openPage } from '../../../src/ui/screens/page/open.ts';
import { paintPage } from '../../../src/ui/screens/page/paint.ts';
import type { PageScreen } from '../../../src/ui/screens/page/state.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import type { TestConsole } from '../support/console.ts';
import { besideCustomer } from './described-shop.ts';
import { paneText, shopConsole } from './schema-console.ts';

function openOn(
  node: string,
  row: string | null = null,
  size?: { columns: number; rows: number },
): TestConsole {
  const console = shopConsole(size);
  const [state, effects] = openPage(console.state, node, row);
  console.state = state;
  console.effects.push(...effects);
  return console;
}

function pageOn(console: TestConsole): PageScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'page') throw new Error(`The screen is ${screen.type}.`);
  return screen;
}

function frame(console: TestConsole): string {
  return paneText(console, (canvas) => paintPage(canvas, pageOn(console)));
}

function withBeside(console: TestConsole): TestConsole {
  return console.send({ type: 'beside-read', screenId: pageOn(console).id, beside: besideCustomer });
}

describe('the page of a model', () => {
  it.each([
    [80, 24],
    [200, 60],
  ])('stands whole at %i by %i', async (columns, rows) => {
    const console = withBeside(openOn('Customer', 'field:status:status', { columns, rows }));
    await expect(`${frame(console)}\n`).toMatchFileSnapshot(
      `golden/page-${String(columns)}x${String(rows)}.txt`,
    );
  });

  it('joins attribute and column, and says where the two differ or one is missing', () => {
    const customer = frame(openOn('Customer', null, { columns: 200, rows: 60 }));
    expect(customer).toMatch(/passwordHash ⇄ password_hash +varchar\(255\) +secret/);
    expect(customer).toMatch(/legacy_code +text +null +no attribute/);
    const order = frame(openOn('Order', null, { columns: 200, rows: 60 }));
    expect(order).toMatch(/FK +customerId ⇄ customer_id +integer/);
    expect(order).toMatch(/total +DECIMAL\(10,2\) ⇄ numeric\(12,2\)/);
    expect(order).toMatch(/label +VIRTUAL/);
  });

  it('tells on its title what the model is and where it differs, and on other headings how to read them', () => {
    const console = openOn('Customer', null, { columns: 80, rows: 24 });
    expect(frame(console)).toMatch(/── Customer ─+\n +Customer \(table customers\) has 5 columns and about/);
    expect(frame(console)).toContain('Model and database differ in legacy_code.');
    expect(frame(console.press('}'))).toMatch(/── Attributes ─+\n +PK FK UQ +primary key, refers to another/);
    expect(frame(console.press('}'))).toMatch(/── Associations ─+\n +>─┼ +belongs to one/);
  });

  it('says on a narrow terminal what an attribute is rather than its column and type whole', () => {
    const narrow = frame(openOn('Customer', 'field:status:status', { columns: 80, rows: 24 }));
    expect(narrow).toMatch(/passwordHash +varchar\(255\) +secret/);
    expect(narrow).toMatch(/status +enum +active \| banned/);
    expect(narrow).toMatch(/orders +┼─< +Order +id ← customerId +on delete cascade/);
  });

  it('cuts no name and no type where there is room for all of them', () => {
    const order = frame(openOn('Order', null, { columns: 110, rows: 36 }));
    expect(order).toMatch(/total +DECIMAL\(10,2\) ⇄ numeric\(12,2\) /);
    const narrow = frame(openOn('Order', null, { columns: 96, rows: 36 }));
    expect(narrow).toMatch(/total +DECIMAL\(10,2\) ⇄ [^ ]*…/);
  });

  it('tells estimates as such, with when they were made, and no value of a secret column', () => {
    const status = frame(withBeside(openOn('Customer', 'field:status:status')));
    expect(status).toContain('est. 0% null · ~2 different values, analysed 2026-11-01 10:20');
    expect(status).toMatch(/often +active 91%, banned 9\.0%/);
    const nickname = frame(withBeside(openOn('Customer', 'field:nickname:nickname')));
    expect(nickname).toContain('est. 40% null · each value once');
    expect(nickname).toMatch(/from +ada, bob, zoe/);
    expect(nickname).toMatch(/made by +02-nickname\.js:7/);
    const secret = frame(withBeside(openOn('Customer', 'field:passwordHash:password_hash')));
    expect(secret).toContain('Values are not shown: they look secret.');
  });

  it('says how to get what the planner knows, where it knows nothing yet', () => {
    const { statistics } = besideCustomer;
    if (statistics === null) throw new Error('the statistics of a test are there');
    const told = (columns: typeof statistics.columns, analyzedAt: string | null): string => {
      const console = openOn('Customer', 'field:status:status');
      const beside = { ...besideCustomer, statistics: { ...statistics, columns, analyzedAt } };
      const screenId = pageOn(console).id;
      return frame(console.send({ type: 'beside-read', screenId, beside })).replaceAll(/\s+/g, ' ');
    };
    expect(told([], null)).toContain(
      'Nothing is known before the first ANALYZE: run ANALYZE "customers"; with D',
    );
    expect(told([], '2026-11-01T10:20:00.000Z')).toContain('The last ANALYZE found no rows');
    const others = statistics.columns.filter(({ column }) => column !== 'status');
    expect(told(others, '2026-11-01T10:20:00.000Z')).toContain('younger than the last ANALYZE');
  });

  it('scrolls what is told of a line where it is longer than its room', () => {
    const console = openOn('Order', 'association:customer', { columns: 80, rows: 14 });
    expect(frame(console)).toMatch(/── customer {2}⇧↓ \d ─/);
    const before = frame(console);
    expect(frame(console.press('ctrl+e'))).not.toBe(before);
    expect(frame(console.press('ctrl+y'))).toBe(before);
  });

  it('tells what a scope means, hooks, triggers, and who made the table', () => {
    const text = frame(withBeside(openOn('Customer', null, { columns: 200, rows: 60 })));
    expect(text).toContain(`WHERE "Customer"."status" = 'active'`);
    expect(text).toContain('beforeCreate  hashPassword');
    expect(text).toMatch(/touch +before update, each row +touch\(\)/);
    expect(text).toMatch(/made by +01-customers\.js/);
  });

  it('asks for what is beside the schema, once the schema is here', () => {
    const console = openOn('Customer');
    expect(console.takeEffects()).toEqual([
      {
        type: 'read-beside',
        screenId: pageOn(console).id,
        model: 'Customer',
        place: { schema: 'public', table: 'customers' },
      },
    ]);
  });
});

describe('moving about', () => {
  it('follows an association to the page at its other end, and Esc comes back to the row', () => {
    const console = openOn('Order', 'association:customer').press('enter');
    expect(pageOn(console).node).toBe('Customer');
    console.press('escape');
    expect(pageOn(console).node).toBe('Order');
    expect(frame(console)).toMatch(/› +customer/);
  });

  it('follows a column that refers to something', () => {
    const console = openOn('Order', 'field:customerId:customer_id').press('right');
    expect(pageOn(console).node).toBe('Customer');
    console.press('escape');
    const nowhere = openOn('Order', 'field:total:total').press('enter');
    expect(nowhere.state.notice?.text).toBe('This leads to no other model or table.');
  });

  it('folds a section from any of its rows, and shows it again from its heading', () => {
    const console = openOn('Order', 'field:total:total').press('left');
    expect(frame(console)).toMatch(/› ▸ Attributes {2}4\n/);
    expect(frame(console)).not.toContain('numeric(12,2)');
    expect(frame(console.press('enter'))).toContain('numeric(12,2)');
  });

  it('goes from section to section', () => {
    const console = openOn('Customer').press('}', '}');
    expect(frame(console)).toMatch(/› ▾ Associations/);
    expect(frame(console.press('{'))).toMatch(/› ▾ Attributes/);
  });

  it('leads to rows, graph, query and the search', () => {
    const types = ['o', 'a', 'b', '/'].map((key) => currentScreen(openOn('Customer').press(key).state).type);
    expect(types).toEqual(['rows', 'graph', 'query', 'schema']);
  });

  it('opens a table without a model, and says where a node is gone', () => {
    expect(frame(openOn('public.audit_log'))).toMatch(/▾ Columns {2}2/);
    expect(frame(openOn('Gone'))).toContain('The schema has no Gone any more.');
  });
});
