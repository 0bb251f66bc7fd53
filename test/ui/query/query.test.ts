import { describe, expect, it } from 'vitest';
import type { QuerySpec } from '../../../src/queries/query-spec.ts';
import type { TestConsole } from '../support/console.ts';
import { openConsole } from '../support/console.ts';
import {
  answerQuery,
  cursorText,
  formsOf,
  goTo,
  lineIds,
  openUserQuery,
  queryOf,
  specOf,
} from './query-console.ts';

function requests(console: TestConsole): readonly string[] {
  return console.takeEffects().map(({ type }) => type);
}

describe('opening the query screen', () => {
  it('asks for the forms and the first rows of the model under the cursor', () => {
    const console = openUserQuery();
    const [write, preview] = console.takeEffects();
    expect(write).toMatchObject({ type: 'write-query', spec: { source: { name: 'User' }, limit: null } });
    expect(preview).toMatchObject({ type: 'preview-query', spec: { limit: 50, clipBytes: 1000 } });
  });

  it('carries scopes, filter, order and seen columns over from the grid', () => {
    const console = openConsole().press('j', 'enter').answerPages(90);
    console.press('F').type('name = x').press('enter').answerPages(90).press('o').answerPages(90);
    console.press('l', 'H', 'b');
    expect(specOf(console)).toMatchObject({
      filter: 'name = x',
      order: [{ attribute: 'id', direction: 'asc' }],
      columns: ['id', 'roleId'],
      limit: null,
      clipBytes: null,
    });
    expect(console.press('escape').state.screens.at(-1)?.type).toBe('rows');
  });

  it('leaves out of reach what a table without a model does not have', () => {
    const console = openConsole().press('j', 'j', 'j').press('b');
    expect(specOf(console).source).toMatchObject({ type: 'table', name: 'SequelizeMeta' });
    expect(lineIds(console)).toEqual(['model', 'filter', 'attributes', 'grouping', 'order', 'limit']);
  });
});

describe('changing the query by keys', () => {
  const cases: readonly [string, (console: TestConsole) => void, Partial<QuerySpec>][] = [
    [
      'a scope is used',
      (c) => goTo(c, 'scope:active').press('space'),
      { scopes: [{ name: 'active', arguments: [] }] },
    ],
    ['the default scope is left', (c) => goTo(c, 'scope:defaultScope').press('space'), { isUnscoped: true }],
    ['every scope is left', (c) => goTo(c, 'unscoped').press('space'), { isUnscoped: true, scopes: [] }],
    ['soft-deleted rows are shown', (c) => c.press('x'), { softDeleted: 'shown' }],
    ['a filter is typed', (c) => c.press('F').type('name = x').press('enter'), { filter: 'name = x' }],
    [
      'an association is included',
      (c) => goTo(c.press('i'), 'devices:include').press('space'),
      {
        includes: [
          {
            association: 'devices',
            required: null,
            isSeparate: null,
            filter: '',
            columns: null,
            softDeleted: 'hidden',
            includes: [],
          },
        ],
      },
    ],
    ['a limit is typed', (c) => c.press('#').type('1,000').press('enter'), { limit: 1000 }],
    [
      'an order is chosen',
      (c) => c.press('o').type('created').press('enter'),
      { order: [{ attribute: 'createdAt', direction: 'asc' }] },
    ],
  ];

  it.each(cases)('%s', (_, press, expected) => {
    const console = answerQuery(openUserQuery());
    press(console);
    expect(specOf(console)).toMatchObject(expected);
  });

  it('asks for the arguments of a scope that takes some', () => {
    const console = answerQuery(openUserQuery());
    goTo(console, 'scope:registeredSince').press('space').type('"2026-01-01"').press('enter');
    const [parse] = console.takeEffects();
    expect(parse).toMatchObject({ type: 'parse-scope', text: 'registeredSince("2026-01-01")' });
    const use = { name: 'registeredSince', arguments: ['2026-01-01'] };
    console.send({ type: 'scope-parsed', screenId: queryOf(console).id, use });
    expect(specOf(console).scopes).toEqual([use]);
    expect(queryOf(console).typing).toBeNull();
  });

  it('filters, narrows and requires the include under the cursor', () => {
    const console = answerQuery(openUserQuery());
    goTo(console.press('i'), 'devices:include').press('space', 'right', 'F');
    console.type('platform = ios');
    expect(console.takeEffects().findLast(({ type }) => type === 'complete-filter')).toMatchObject({
      request: { source: { type: 'model', name: 'UserDevice' }, text: 'platform = ios' },
    });
    goTo(console.press('enter'), 'devices:required').press('space');
    goTo(console, 'devices:separate').press('space', 'space');
    expect(specOf(console).includes).toMatchObject([
      { association: 'devices', filter: 'platform = ios', required: true, isSeparate: false },
    ]);
  });

  it('includes below an include, and takes all of it out with it', () => {
    const console = answerQuery(openUserQuery());
    goTo(console.press('i'), 'devices:include').press('space', 'right', 'i');
    goTo(console, 'devices/user:include').press('space');
    expect(specOf(console).includes).toMatchObject([
      { association: 'devices', includes: [{ association: 'user' }] },
    ]);
    goTo(console, 'devices:include').press('space');
    expect(specOf(console).includes).toEqual([]);
  });

  it('groups by an attribute, counts its rows, and orders by the count', () => {
    const console = answerQuery(openUserQuery());
    console.press('b').type('status').press('enter');
    expect(specOf(console).grouping).toEqual({
      by: ['status'],
      aggregates: [{ function: 'count', attribute: null, isDistinct: false }],
    });
    console.press('o').type('count').press('enter', 'space');
    expect(specOf(console).order).toEqual([{ attribute: 'count', direction: 'desc' }]);
    goTo(console, 'aggregate:count').press('d');
    expect(specOf(console)).toMatchObject({ grouping: { by: ['status'], aggregates: [] }, order: [] });
  });

  it('leaves out the attribute under the cursor, of those that came with the rows', () => {
    const console = answerQuery(openUserQuery(), ['id', 'email', 'status']);
    goTo(console.press('a'), 'attribute:email').press('space');
    expect(specOf(console).columns).toEqual(['id', 'status']);
    goTo(console, 'attribute:email').press('space');
    expect(specOf(console).columns).toEqual(['id', 'email', 'status']);
    goTo(console, 'attributes').press('d');
    expect(specOf(console).columns).toBeNull();
  });

  it('moves terms of the order, turns them and their nulls', () => {
    const console = answerQuery(openUserQuery());
    console.press('o').type('email').press('enter').press('o').type('status').press('enter');
    console.press('{', 'n');
    expect(specOf(console).order).toEqual([
      { attribute: 'status', direction: 'asc', nulls: 'first' },
      { attribute: 'email', direction: 'asc' },
    ]);
    expect(cursorText(console)).toBe('status: ↑ nulls first');
  });

  it('takes changes back and makes them again', () => {
    const console = answerQuery(openUserQuery()).press('x', '#').type('5').press('enter');
    expect(specOf(console)).toMatchObject({ softDeleted: 'shown', limit: 5 });
    expect(specOf(console.press('u'))).toMatchObject({ softDeleted: 'shown', limit: null });
    expect(specOf(console.press('u'))).toMatchObject({ softDeleted: 'hidden', limit: null });
    expect(console.press('u').state.notice?.text).toBe('This is the query as it was opened.');
    expect(specOf(console.press('U', 'U'))).toMatchObject({ softDeleted: 'shown', limit: 5 });
  });

  it('refuses a limit that is none, and says what one is', () => {
    const console = answerQuery(openUserQuery()).press('#').type('many').press('enter');
    expect(specOf(console).limit).toBeNull();
    expect(queryOf(console).typing?.purpose).toBe('limit');
    expect(console.state.notice?.text).toContain('Give a number of rows');
  });
});

describe('what is known of the query', () => {
  it('is asked for anew with every change, and what was asked before is cancelled', () => {
    const console = openUserQuery();
    console.takeEffects();
    console.press('x');
    expect(requests(console)).toEqual([
      'cancel-request',
      'cancel-request',
      'write-query',
      'preview-query',
      'cancel-request',
      'look-through-scopes',
    ]);
    expect(console.state.running.size).toBe(3);
  });

  it('stays as it was, marked, until the answer is here', () => {
    const console = answerQuery(openUserQuery()).press('x');
    expect(queryOf(console).preview).toMatchObject({ isStale: true });
    expect(queryOf(console).preview.value?.rows).toHaveLength(100);
    answerQuery(console);
    expect(queryOf(console).preview).toMatchObject({ isStale: false, requestId: null });
    expect(console.state.running.size).toBe(0);
  });

  it('drops an answer to the query before', () => {
    const console = openUserQuery();
    const [write] = console.takeEffects();
    if (write?.type !== 'write-query') throw new Error('nothing was asked for');
    console.press('x');
    const { requestId, screenId } = write;
    console.send({ type: 'query-written', requestId, screenId, forms: formsOf('SELECT old') });
    expect(queryOf(console).forms.value).toBeNull();
  });

  it('is asked for again where one comes back before it was answered', () => {
    const console = answerQuery(openUserQuery()).press('x');
    console.takeEffects();
    console.press('enter');
    expect(requests(console)).toContain('cancel-request');
    console.press('escape');
    expect(requests(console)).toEqual(expect.arrayContaining(['write-query', 'preview-query']));
  });

  it('keeps an error beside the rows it is about', () => {
    const console = openUserQuery();
    const asked = console.takeEffects().find(({ type }) => type === 'preview-query');
    if (asked?.type !== 'preview-query') throw new Error('no rows were asked for');
    const report = {
      kind: 'failed',
      code: 'filter-syntax',
      message: 'No.',
      remedy: '',
      details: {},
    } as const;
    const failed = { part: 'request', requestId: asked.requestId } as const;
    console.send({ type: 'request-failed', failed, report });
    expect(queryOf(console).preview.error?.message).toBe('No.');
    expect(queryOf(console).forms.error).toBeNull();
  });
});

describe('going on with the query', () => {
  it('opens the grid of the spec on Enter, and leads back to the query as it was', () => {
    const console = answerQuery(openUserQuery()).press('x');
    console.takeEffects();
    console.press('enter');
    expect(console.rows.spec).toMatchObject({ softDeleted: 'shown', clipBytes: 1000 });
    console.answerPages(90).press('escape');
    expect(specOf(console).softDeleted).toBe('shown');
  });

  it('copies the SQL on a key, and says so while it is not written', () => {
    const console = openUserQuery();
    expect(console.press('s').state.notice?.text).toBe('It is not written yet.');
    answerQuery(console).press('s');
    expect(console.takeEffects()).toEqual([{ type: 'copy-text', text: 'SELECT 1 -- \n' }]);
  });
});

describe('the outline', () => {
  it('keeps the cursor on its line while others come and go', () => {
    const console = answerQuery(openUserQuery());
    goTo(console, 'order').press('i');
    expect(cursorText(console)).toMatch(/^includes/);
    console.press('right');
    goTo(console, 'limit');
    expect(lineIds(console)).toContain('role:include');
    goTo(console, 'includes').press('left');
    expect(lineIds(console)).not.toContain('role:include');
    expect(cursorText(console)).toMatch(/^includes/);
  });

  it('goes from a line to what holds it', () => {
    const console = goTo(answerQuery(openUserQuery()), 'scope:verified').press('left');
    expect(cursorText(console)).toMatch(/^scopes/);
    expect(lineIds(console.press('left'))).not.toContain('scope:verified');
  });
});
