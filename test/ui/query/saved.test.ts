import { describe, expect, it } from 'vitest';
import type { SavedQuery } from '../../../src/queries/saved-queries/saved-query.ts';
import { savedResult } from '../../../src/ui/asking/saved-request.ts';
import type { Page } from '../../../src/queries/query-spec.ts';
import type { SavedResult } from '../../../src/ui/screens/query/saved-result.ts';
import { currentScreen } from '../../../src/ui/state.ts';
import { numberedPage, type TestConsole } from '../support/console.ts';
import { answerQuery, openUserQuery, queryOf, specOf } from './query-console.ts';

const unseen: SavedQuery = {
  name: 'unseen-devices',
  path: 'queries/unseen-devices.js',
  description: 'Devices not seen for a while',
  params: [
    { name: 'days', type: 'integer', description: null, default: 30, choices: null },
    { name: 'platform', type: 'text', description: null, choices: ['ios', 'web'] },
  ],
  problem: null,
};

function listed(): TestConsole {
  const console = answerQuery(openUserQuery()).press('V');
  expect(console.takeEffects()).toEqual([{ type: 'list-saved-queries', screenId: queryOf(console).id }]);
  return console.send({ type: 'saved-queries-listed', screenId: queryOf(console).id, queries: [unseen] });
}

describe('saved queries', () => {
  it('are searched, asked for their parameters one by one, and become the query', () => {
    const console = listed().type('unseen').press('enter');
    expect(queryOf(console).typing).toMatchObject({ purpose: 'param', index: 0, line: { text: '30' } });
    console.press('ctrl+u').type('7').press('enter').type('ios').press('enter');
    const [run] = console.takeEffects();
    expect(run).toMatchObject({
      type: 'run-saved-query',
      name: 'unseen-devices',
      values: { days: '7', platform: 'ios' },
    });
    if (run?.type !== 'run-saved-query') throw new Error('nothing was run');
    const { requestId, screenId, name } = run;
    const spec = { ...specOf(console), source: { type: 'model', name: 'UserDevice' } as const };
    console.send({ type: 'saved-query-ran', requestId, screenId, name, outcome: { type: 'spec', spec } });
    expect(specOf(console).source).toEqual({ type: 'model', name: 'UserDevice' });
    expect(specOf(console.press('u')).source).toEqual({ type: 'model', name: 'User' });
  });

  it('need a value where there is no default', () => {
    const console = listed().press('enter', 'enter', 'enter');
    expect(queryOf(console).typing).toMatchObject({ purpose: 'param', index: 1 });
    expect(console.state.notice?.text).toBe('"platform" needs a value.');
  });

  it('take this query in under a name', () => {
    const console = answerQuery(openUserQuery()).press('x', 'w').type('all-users').press('enter');
    expect(console.takeEffects().at(-1)).toMatchObject({
      type: 'save-query',
      name: 'all-users',
      spec: { softDeleted: 'shown' },
    });
  });

  it('show what they read themselves: records that hold others as a tree, and back the query stands', () => {
    const value = [{ status: 'active', user: { name: 'Ann' } }];
    const console = ran({ type: 'value', value });
    expect(currentScreen(console.state)).toMatchObject({
      type: 'value',
      title: 'unseen-devices',
      tree: { value },
    });
    expect(queryOf(console.press('escape')).savedRun).toBeNull();
  });

  it('show flat rows as a table', () => {
    const page = pageOf(
      ['status', 'n'],
      [
        ['active', 3n],
        ['gone', null],
      ],
    );
    const result = savedResult({ type: 'page', page }, 40);
    expect(currentScreen(ran(result).state)).toMatchObject({ type: 'value', language: 'text' });
    expect(result.type === 'table' ? result.text : '').toMatch(/│ active +│ 3 +│\n/);
  });

  it('show one value as it is, and say when there is none', () => {
    expect(savedResult({ type: 'page', page: pageOf(['value'], [[42]]) }, 40)).toEqual({
      type: 'value',
      value: 42,
    });
    expect(currentScreen(ran({ type: 'value', value: 42 }).state)).toMatchObject({
      type: 'value',
      text: '42',
    });
    const none = savedResult({ type: 'page', page: pageOf([], []) }, 40);
    expect(ran(none).state.notice?.text).toBe('"unseen-devices" read nothing.');
  });
});

function pageOf(names: readonly string[], rows: Page['rows']): Page {
  const columns = names.map(
    (name) => ({ name, type: '', kind: 'text', isPrimaryKey: false, isVirtual: false }) as const,
  );
  return { ...numberedPage({ type: 'start' }, 1, []), columns, rows };
}

/** A console whose saved query ended so. */
function ran(outcome: SavedResult): TestConsole {
  const console = listed().press('enter').press('enter').type('ios').press('enter');
  const [run] = console.takeEffects();
  if (run?.type !== 'run-saved-query') throw new Error('nothing was run');
  const { requestId, screenId, name } = run;
  return console.send({ type: 'saved-query-ran', requestId, screenId, name, outcome });
}
