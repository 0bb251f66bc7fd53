import { describe, expect, it } from 'vitest';
import type { PageColumn, Value } from '../../src/queries/query-spec.ts';
import { numberedPage, openConsole, type TestConsole } from './support/console.ts';

function users(): TestConsole {
  return openConsole().press('/').type('User').press('enter').answerPages(90);
}

/** Answers the completion that was asked for last. */
function complete(console: TestConsole, from: number, ...texts: readonly string[]): TestConsole {
  const asked = console.takeEffects().findLast((effect) => effect.type === 'complete-filter');
  if (asked?.type !== 'complete-filter') throw new Error('no completion was asked for');
  const candidates = texts.map((text) => ({ text, aside: '' }));
  const { request, screenId } = asked;
  const completion = { from, to: request.cursor, candidates };
  return console.send({ type: 'completion-arrived', screenId, request, completion });
}

describe('completion in the filter bar', () => {
  it('asks with every change of the text, and not for an empty one', () => {
    const console = users().press('F');
    expect(console.takeEffects()).toEqual([]);
    console.press('s');
    expect(console.takeEffects()).toEqual([
      {
        type: 'complete-filter',
        screenId: console.rows.id,
        request: { source: { type: 'model', name: 'User' }, text: 's', cursor: 1 },
      },
    ]);
    console.press('backspace');
    expect(console.takeEffects()).toEqual([]);
  });

  it('takes the chosen candidate on Tab and asks what follows', () => {
    const console = complete(users().press('F').type('st'), 0, 'status', 'state');
    console.press('down', 'tab');
    expect(console.rows.filterInput).toEqual({ text: 'state ', cursor: 6 });
    complete(console, 6, '=', '!=').press('tab');
    expect(console.rows.filterInput?.text).toBe('state = ');
  });

  it('goes round the ends of the list', () => {
    const console = complete(users().press('F').type('s'), 0, 'a', 'b', 'c').press('up');
    expect(console.rows.completion?.chosen).toBe(2);
    expect(console.press('down').rows.completion?.chosen).toBe(0);
  });

  it('puts no space behind a dot, nor beside another one', () => {
    const console = complete(users().press('F').type('ro'), 0, 'role.').press('tab');
    expect(console.rows.filterInput?.text).toBe('role.');
    const middle = users().press('F').type('s = 1').press('home', 'right');
    complete(middle, 0, 'status').press('tab');
    expect(middle.rows.filterInput).toEqual({ text: 'status = 1', cursor: 6 });
  });

  it('drops an answer to what is no longer typed', () => {
    const console = users().press('F').type('s');
    const [asked] = console.takeEffects();
    console.press('t');
    if (asked?.type !== 'complete-filter') throw new Error('no completion was asked for');
    const completion = { from: 0, to: 1, candidates: [{ text: 'status', aside: '' }] };
    console.send({
      type: 'completion-arrived',
      screenId: asked.screenId,
      request: asked.request,
      completion,
    });
    expect(console.rows.completion).toBeNull();
  });

  it('closes the list first, then the bar, and opens it again on Tab', () => {
    const console = complete(users().press('F').type('s'), 0, 'status').press('escape');
    expect(console.rows).toMatchObject({ completion: null, filterInput: { text: 's' } });
    complete(console.press('tab'), 0, 'status').press('escape', 'escape');
    expect(console.rows).toMatchObject({ completion: null, filterInput: null });
  });

  it('uses the text as it is on Enter', () => {
    const console = complete(users().press('F').type('status'), 0, 'status', 'statusOf').press('enter');
    expect(console.rows).toMatchObject({ completion: null, filterInput: null, spec: { filter: 'status' } });
  });
});

describe('filtering by the cell under the cursor', () => {
  const column = (type: string, kind: PageColumn['kind']): PageColumn => ({
    name: 'cell',
    type,
    kind,
    isPrimaryKey: false,
    isVirtual: false,
  });

  /** A screen of one cell. */
  function cell(value: Value, of: PageColumn, isClipped = false): TestConsole {
    const console = openConsole().press('/').type('User').press('enter');
    const [load] = console.takeEffects();
    if (load?.type !== 'load-page') throw new Error('no page was asked for');
    const clipped = isClipped ? [{ row: 0, column: 0, byteLength: 5000 }] : [];
    const page = { ...numberedPage({ type: 'start' }, 1, ['cell']), columns: [of], rows: [[value]], clipped };
    return console.send({ type: 'page-arrived', requestId: load.requestId, screenId: load.screenId, page });
  }

  it.each<[Value, string, PageColumn['kind'], string, string]>([
    ['active', 'enum', 'enum', 'cell = active', 'cell != active'],
    ['science fiction', 'text', 'text', 'cell = "science fiction"', 'cell != "science fiction"'],
    [`it's \\ "so"\n`, 'text', 'text', `cell = "it's \\\\ \\"so\\"\\n"`, `cell != "it's \\\\ \\"so\\"\\n"`],
    ['null', 'text', 'text', 'cell = "null"', 'cell != "null"'],
    ['', 'text', 'text', 'cell = ""', 'cell != ""'],
    [null, 'text', 'text', 'cell is null', 'cell is not null'],
    [null, 'jsonb', 'json', 'cell is null', 'cell is not null'],
    [42, 'integer', 'number', 'cell = 42', 'cell != 42'],
    ['-1.50', 'numeric', 'number', 'cell = -1.50', 'cell != -1.50'],
    [9007199254740993n, 'bigint', 'number', 'cell = 9007199254740993', 'cell != 9007199254740993'],
    [false, 'bool', 'boolean', 'cell = false', 'cell != false'],
    ['2026-01-31', 'date', 'date', 'cell = 2026-01-31', 'cell != 2026-01-31'],
    [
      new Date('2026-01-31T12:00:00.123Z'),
      'timestamptz',
      'date',
      'cell >= 2026-01-31T12:00:00.123Z and cell < 2026-01-31T12:00:00.124Z',
      'cell < 2026-01-31T12:00:00.123Z or cell >= 2026-01-31T12:00:00.124Z',
    ],
  ])('of %s (%s)', (value, type, kind, equal, other) => {
    expect(cell(value, column(type, kind)).press('+').rows.spec.filter).toBe(equal);
    expect(cell(value, column(type, kind)).press('-').rows.spec.filter).toBe(other);
  });

  it('adds to the filter that is there, whatever joins it', () => {
    const console = users().press('F').type('a = 1 or b = 2').press('enter').answerPages(90);
    console.press('+').answerPages(90).press('l', '-');
    expect(console.rows.spec.filter).toBe('(a = 1 or b = 2) and id = "id 0" and name != "name 0"');
  });

  it('says so where a value cannot be compared', () => {
    for (const console of [
      cell({ a: 1 }, column('jsonb', 'json')),
      cell(['a'], column('text[]', 'array')),
      cell(Number.NaN, column('real', 'number')),
      cell('x', { ...column('text', 'text'), isVirtual: true }),
      cell('x', column('text', 'text'), true),
    ]) {
      console.press('+');
      expect(console.rows.spec.filter).toBe('');
      expect(console.state.notice?.text).toMatch(
        /^This value of "cell" (cannot be compared|is not here) whole/,
      );
    }
  });

  it('takes the filter off on a key, and says so where there is none', () => {
    const console = users().press('+').answerPages(90).press('*');
    expect(console.rows.spec.filter).toBe('');
    expect(console.answerPages(90).press('*').state.notice?.text).toBe('There is no filter.');
  });
});
