/** What is asked before a step: what it destroys, how much of that, and the name of the database in production. */
import { describe, expect, it } from 'vitest';
import type { Loss } from '../../../src/journal/forecast/forecast.ts';
import { answerForecast, forecastOf } from '../support/foreseen.ts';
import { foreseen, openMigrations, questionLines, questionOf } from './stepping-console.ts';

function tableLoss(table: string, count: number): Loss {
  return { type: 'table', table, rows: { count, precision: 'exact' }, isConditional: false };
}

describe('a step up', () => {
  it('that destroys nothing runs at once', () => {
    const console = openMigrations().press('u');
    foreseen(console, forecastOf('03.js', 'up'));
    expect(console.takeEffects()).toMatchObject([
      { type: 'step-journal', title: 'Running 03.js', total: 1, request: { direction: 'up' } },
    ]);
    expect(console.state.overlay).toBeNull();
  });

  it('that drops a table asks', () => {
    const console = openMigrations().press('u');
    foreseen(console, forecastOf('03.js', 'up', { losses: [tableLoss('users', 1204)] }));
    expect(questionOf(console)).toMatchObject({ type: 'confirm', title: 'Run 03.js?', isDestructive: true });
    expect(questionLines(console)).toEqual([
      'Destroys',
      '  table users | 1,204 rows',
      '',
      'No step brings this back: only a backup has it.',
    ]);
    expect(console.takeEffects()).toEqual([]);
    console.press('y');
    expect(console.takeEffects()).toMatchObject([{ type: 'step-journal', request: { agreed: ['03.js'] } }]);
  });

  it('of which not all can be known asks', () => {
    const console = openMigrations().press('u');
    foreseen(console, forecastOf('03.js', 'up', { doubts: ['it decides by what it reads: SELECT 1'] }));
    expect(questionLines(console)).toEqual([
      'Nothing is seen to be destroyed.',
      '',
      'Cannot be known before it runs',
      '  it decides by what it reads: SELECT 1',
    ]);
  });
});

describe('a step down', () => {
  it('always asks, and does nothing when refused', () => {
    const console = openMigrations().press('d');
    foreseen(console, forecastOf('02.js', 'down'));
    expect(questionOf(console)).toMatchObject({ title: 'Undo 02.js?', isDestructive: true });
    expect(questionLines(console)).toEqual(['Destroys no table, no column and no row.']);
    console.press('enter');
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toEqual([]);
  });

  it('lists the entries in the order they run, what is passed over, and the largest loss first', () => {
    const console = openMigrations().press('D');
    answerForecast(console, {
      entries: [
        forecastOf('02.js', 'down', {
          losses: [
            {
              type: 'column',
              table: 'users',
              column: 'note',
              rows: { count: 1, precision: 'exact' },
              isConditional: false,
            },
            {
              type: 'rows',
              table: 'logs',
              verb: 'DELETE',
              rows: { count: 12, precision: 'most' },
              isConditional: true,
            },
          ],
        }),
        forecastOf('01.js', 'down', {
          losses: [
            {
              type: 'table',
              table: 'users',
              rows: { count: 1_200_000, precision: 'estimate' },
              isConditional: false,
            },
            { type: 'table', table: 'notes', rows: null, isConditional: false },
            tableLoss('empty', 0),
            { type: 'view', name: 'people', isConditional: false },
          ],
        }),
      ],
      passedOver: ['00.js'],
    });
    expect(questionOf(console).title).toBe('Undo 2 migrations?');
    expect(questionLines(console)).toEqual([
      '02.js',
      '01.js',
      '',
      'Passes over "00.js": its file is gone.',
      '',
      'Destroys',
      '  table notes | not counted',
      '  table users | ~1,200,000 rows',
      '  rows of logs, perhaps | up to 12 rows',
      '  column users.note | 1 value',
      '  table empty | no rows',
      '  view people | ',
      '',
      'No step brings this back: only a backup has it.',
    ]);
  });

  it.each([
    { columns: 80, rows: 24 },
    { columns: 60, rows: 16 },
  ])('says how many more there are where the screen ends: %j', (size) => {
    const console = openMigrations({ size }).press('D');
    const names = Array.from({ length: 40 }, (_, index) => String(index).padStart(2, '0'));
    foreseen(
      console,
      ...names.map((name) =>
        forecastOf(`${name}.js`, 'down', { losses: [tableLoss(name, 1)], doubts: ['it asks'] }),
      ),
    );
    const lines = questionLines(console);
    expect(lines.length).toBeLessThanOrEqual(size.rows - 7);
    expect(lines.filter((line) => /… and \d+ more/.test(line))).toHaveLength(3);
  });

  it('that is a redo says so', () => {
    const console = openMigrations().press('R');
    const request = foreseen(console, forecastOf('02.js', 'down'), forecastOf('02.js', 'up'));
    expect(questionOf(console)).toMatchObject({ title: 'Redo 02.js?', verb: 'redo' });
    console.press('y');
    expect(console.takeEffects()).toMatchObject([
      { title: 'Redoing 02.js', total: 2, request: { ...request, agreed: ['02.js'] } },
    ]);
  });

  it('is not asked about over something else that was opened meanwhile', () => {
    const console = openMigrations().press('d');
    const effects = [...console.effects];
    console.press('?');
    console.effects.push(...effects);
    foreseen(console, forecastOf('02.js', 'down'));
    expect(console.state.overlay?.type).toBe('help');
    expect(console.state.notice?.text).toBe('Nothing was run: something else was opened meanwhile.');
  });
});

it('that was looked at while one went elsewhere is not run, and may be asked for again', () => {
  const console = openMigrations().press('u');
  console.press('L');
  foreseen(console, forecastOf('03.js', 'up'));
  expect(console.takeEffects()).toEqual([]);
  expect(console.state.notice?.text).toBe('Nothing was run: something else was opened meanwhile.');
  console.press('escape', 'u');
  expect(console.takeEffects().map(({ type }) => type)).toContain('foresee-step');
});

describe('production', () => {
  const database = { database: 'acme', production: 'environment "production"' };

  it('asks for the name of the database, for a step that destroys nothing too', () => {
    const console = openMigrations({ database }).press('u');
    foreseen(console, forecastOf('03.js', 'up'));
    expect(questionOf(console)).toMatchObject({ type: 'typed-confirm', wanted: 'acme', title: 'Run 03.js?' });
    expect(questionLines(console)[0]).toBe('This is production: environment "production".');
    console.type('acme').press('enter');
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toMatchObject([{ type: 'step-journal' }]);
  });

  it.each(['', 'Acme', 'acm', 'y'])('does nothing but say so when "%s" is typed', (typed) => {
    const console = openMigrations({ database }).press('d');
    foreseen(console, forecastOf('02.js', 'down'));
    console.type(typed).press('enter');
    const asked = questionOf(console);
    expect(asked.type === 'typed-confirm' && asked.problem).toContain('Nothing was done.');
    expect(console.takeEffects()).toEqual([]);
    console.press('escape');
    expect(console.state.overlay).toBeNull();
    expect(console.takeEffects()).toEqual([]);
  });
});
