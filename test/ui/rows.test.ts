import { describe, expect, it } from 'vitest';
import { currentScreen } from '../../src/ui/state.ts';
import { knownTotal, rowAt } from '../../src/ui/screens/rows/state.ts';
import { pagesKept } from '../../src/ui/screens/rows/window.ts';
import { numberedPage, openConsole, type TestConsole } from './support/console.ts';

/** User open with `total` rows, the first page read; by default there is no other. */
function users(total = 90): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(total);
}

function cellUnderCursor(console: TestConsole): unknown {
  return rowAt(console.rows, console.rows.cursor.row)?.[0];
}

describe('opening a model', () => {
  it('searches the sidebar, opens the best match and asks for the first page', () => {
    const console = openConsole().press('/').type('User').press('enter');
    expect(console.rows.label).toBe('User');
    expect(console.state.focus).toBe('main');
    expect(console.state.sidebar).toMatchObject({ isSearching: false, search: { text: '' } });
    expect(console.takeEffects()).toMatchObject([
      {
        type: 'load-page',
        spec: { source: { type: 'model', name: 'User' }, place: { type: 'start' }, limit: 100 },
      },
      { type: 'describe-table', schema: 'public', name: 'users' },
    ]);
  });

  it('opens a table without a model by its schema and name', () => {
    openConsole().press('/').type('SequelizeM').press('enter');
    const console = openConsole().press('/').type('SequelizeM').press('enter');
    expect(console.rows.spec.source).toEqual({ type: 'table', schema: 'public', name: 'SequelizeMeta' });
  });
});

describe('paging', () => {
  it('asks for the next page as soon as the first one is here, and only once', () => {
    const console = users(250);
    for (let step = 0; step < 90; step += 1) console.press('j');
    const places = console
      .takeEffects()
      .flatMap((effect) => (effect.type === 'load-page' ? [effect.spec.place] : []));
    expect(places).toEqual([{ type: 'after', bookmark: { type: 'keys', keys: ['99'] } }]);
  });

  it('lets the cursor reach every row and stops at the last one', () => {
    const console = users(250);
    for (let step = 0; step < 400; step += 1) console.press('j').answerPages(250);
    expect(console.rows.cursor.row).toBe(249);
    expect(knownTotal(console.rows)).toBe(250);
  });

  it('drops a page that answers an older question', () => {
    const console = openConsole().press('/').type('User').press('enter');
    const [old] = console.takeEffects();
    console.press('r');
    console.effects.push(...(old === undefined ? [] : [old]));
    console.answerPages(7);
    expect(knownTotal(console.rows)).toBe(7);
    if (old?.type !== 'load-page') throw new Error('no page was asked for');
    console.send({
      type: 'page-arrived',
      requestId: old.requestId,
      screenId: old.screenId,
      page: numberedPage({ type: 'start' }, 0, []),
    });
    expect(knownTotal(console.rows)).toBe(7);
  });

  it('goes to the last row by reading from the end, and counts nothing', () => {
    const console = users(5000).press('G');
    expect(console.takeEffects().map((effect) => effect.type)).not.toContain('count-rows');
    console.press('G').answerPages(5000);
    expect(cellUnderCursor(console)).toBe('id 4999');
    for (let step = 0; step < 300; step += 1) console.press('k').answerPages(5000);
    expect(cellUnderCursor(console)).toBe('id 4699');
  });

  it('comes from the end to the first row, and numbers the rows from there', () => {
    const console = users(1250).press('G').answerPages(1250);
    for (let step = 0; step < 1400; step += 1) console.press('k').answerPages(1250);
    expect(cellUnderCursor(console)).toBe('id 0');
    expect(console.rows.cursor.row).toBe(0);
    console.press('G').answerPages(1250).press('g', 'g').answerPages(1250);
    expect(cellUnderCursor(console)).toBe('id 0');
  });

  it('lets far pages go, and reads them again when they are come back to', () => {
    const console = users(5000);
    for (let step = 0; step < 3000; step += 1) console.press('j').answerPages(5000);
    expect(cellUnderCursor(console)).toBe('id 3000');
    expect(console.rows.window?.pages.length).toBeLessThanOrEqual(pagesKept);
    for (let step = 0; step < 2900; step += 1) console.press('k').answerPages(5000);
    expect(cellUnderCursor(console)).toBe('id 100');
    expect(console.rows.window?.pages.length).toBeLessThanOrEqual(pagesKept);
  });

  it('reads the rows in view again and keeps the cursor on its row', () => {
    const console = users(5000);
    for (let step = 0; step < 700; step += 1) console.press('j').answerPages(5000);
    console.press('r').answerPages(5000);
    expect(cellUnderCursor(console)).toBe('id 700');
  });
});

describe('sorting, filtering, scopes', () => {
  it('sorts by the column under the cursor: up, down, not', () => {
    const console = users().press('l', 'o');
    expect(console.rows.spec.order).toEqual([{ attribute: 'name', direction: 'asc' }]);
    console.answerPages(250).press('o');
    expect(console.rows.spec.order).toEqual([{ attribute: 'name', direction: 'desc' }]);
    console.answerPages(250).press('o');
    expect(console.rows.spec.order).toEqual([]);
  });

  it('applies a typed filter and gives a wrong one back to be mended', () => {
    const console = users().press('F').type('stats = x').press('enter');
    expect(console.rows.spec.filter).toBe('stats = x');
    const [load] = console.takeEffects().filter((effect) => effect.type === 'load-page');
    if (load?.type !== 'load-page') throw new Error('no page was asked for');
    const report = {
      code: 'unknown-attribute',
      kind: 'usage',
      message: 'No attribute "stats".',
      remedy: 'Write `status`.',
      details: { excerpt: 'stats = x\n^' },
    } as const;
    console.send({
      type: 'request-failed',
      failed: { part: 'request', requestId: load.requestId },
      report,
    });
    expect(console.rows.error).toEqual(report);
    expect(console.rows.filterInput?.text).toBe('stats = x');
  });

  it('combines scopes as Sequelize does: the first named one replaces the default, the last one left brings it back', () => {
    const console = users().press('s', 'down', 'space', 'down', 'space');
    expect(console.rows.spec).toMatchObject({
      scopes: [{ name: 'active' }, { name: 'verified' }],
      isUnscoped: false,
    });
    console.press('space', 'up', 'space');
    expect(console.rows.spec).toMatchObject({ scopes: [], isUnscoped: false });
  });

  it('leaves the default scope out when it is toggled alone, and names it beside others', () => {
    const console = users().press('s', 'space');
    expect(console.rows.spec).toMatchObject({ scopes: [], isUnscoped: true });
    console.press('down', 'space', 'up', 'space');
    expect(console.rows.spec.scopes.map((scope) => scope.name)).toEqual(['defaultScope', 'active']);
  });

  it('has the typed argument of a scope read, and uses what was understood', () => {
    const console = users().press('s', 'end', 'space').type('"2026-01-01"');
    console.takeEffects();
    console.press('enter');
    expect(console.takeEffects()).toEqual([
      { type: 'parse-scope', screenId: console.rows.id, text: 'registeredSince("2026-01-01")' },
    ]);
    expect(console.rows.scopesPanel?.argument).not.toBeNull();
    const use = { name: 'registeredSince', arguments: ['2026-01-01'] };
    console.send({ type: 'scope-parsed', screenId: console.rows.id, use });
    expect(console.rows.spec.scopes).toEqual([use]);
    expect(console.rows.scopesPanel?.argument).toBeNull();
  });

  it('shows soft-deleted rows on a key, and says so where a model has none', () => {
    const console = users().press('x');
    expect(console.rows.spec.softDeleted).toBe('shown');
    const devices = openConsole().press('/').type('UserDevice').press('enter').answerPages(1).press('x');
    expect(devices.rows.spec.softDeleted).toBe('hidden');
    expect(devices.state.notice?.text).toContain('does not soft-delete');
  });
});

describe('records and associations', () => {
  it('opens a record, follows devices from it, and comes back with cursor and filter intact', () => {
    const console = users().press('F').type('name ~ "jo%"').press('enter').answerPages(250);
    console.press('j', 'j', 'j', 'enter');
    expect(currentScreen(console.state)).toMatchObject({
      type: 'record',
      values: ['id 3', 'name 3', 'roleId 3'],
    });
    console.press('end', 'enter');
    expect(console.rows.label).toBe('devices');
    expect(console.rows.spec).toMatchObject({
      source: { type: 'model', name: 'UserDevice' },
      relatedTo: { model: 'User', association: 'devices', value: 'id 3' },
    });
    console.press('escape', 'escape');
    expect(console.rows.cursor.row).toBe(3);
    expect(console.rows.spec.filter).toBe('name ~ "jo%"');
    console.press('escape');
    expect(console.state.focus).toBe('sidebar');
  });

  it('offers the associations of the row under the cursor', () => {
    const console = users().press('f').type('rol').press('enter');
    expect(console.rows.spec.relatedTo).toEqual({ model: 'User', association: 'role', value: 'roleId 0' });
  });

  it('says why an association cannot be followed when its key was not read', () => {
    const console = openConsole().press('/').type('User').press('enter').answerPages(3, ['id', 'name']);
    console.press('f').type('role').press('enter');
    expect(console.rows.label).toBe('User');
    expect(console.state.notice?.text).toContain('"roleId" was not read');
  });

  it('moves to the neighbouring record, and the rows behind it move along', () => {
    const console = users().press('enter', 'n', 'n', 'p');
    expect(currentScreen(console.state)).toMatchObject({
      type: 'record',
      values: ['id 1', 'name 1', 'roleId 1'],
    });
    console.press('escape');
    expect(console.rows.cursor.row).toBe(1);
  });
});

describe('cancelling and quitting', () => {
  it('cancels what runs with the first Ctrl-C and quits with the next', () => {
    const console = openConsole().press('/').type('User').press('enter');
    const [load] = console.takeEffects();
    if (load?.type !== 'load-page') throw new Error('no page was asked for');
    console.press('ctrl+c');
    expect(console.takeEffects()).toEqual([{ type: 'cancel-request', requestId: load.requestId }]);
    console.send({
      type: 'request-failed',
      failed: { part: 'request', requestId: load.requestId },
      report: { code: 'interrupted', kind: 'interrupted', message: 'Interrupted.', remedy: '', details: {} },
    });
    console.press('ctrl+c');
    expect(console.takeEffects()).toEqual([{ type: 'quit' }]);
  });

  it('types a q into a filter instead of quitting', () => {
    const console = users().press('F', 'q');
    expect(console.rows.filterInput?.text).toBe('q');
    expect(console.takeEffects().map(({ type }) => type)).toEqual(['complete-filter']);
  });
});
