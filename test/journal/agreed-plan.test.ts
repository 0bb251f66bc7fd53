import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { StepRequest } from '../../src/journal/journal.ts';
import { stepJournal } from '../../src/journal/step-journal.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { foresee, writtenProject } from './forecast/forecast-fixture.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** 2 and 5 are executed, 3 is an orphan between them: 1 and 4 are out of order. */
beforeEach(async () => {
  await database.execute(`
    DROP TABLE IF EXISTS "SequelizeMeta";
    CREATE TABLE "SequelizeMeta" (name varchar(255) PRIMARY KEY);
    INSERT INTO "SequelizeMeta" VALUES ('2.js'), ('3.js'), ('5.js');
  `);
});

function project() {
  const nothing = { up: '', down: '' };
  return writtenProject({
    '1.js': nothing,
    '2.js': nothing,
    '4.js': nothing,
    '5.js': nothing,
    '6.js': nothing,
  });
}

async function run(request: Omit<StepRequest, 'kind'>): Promise<readonly string[]> {
  const connection = {
    target: database.target,
    mode: { readOnly: false, statementTimeoutMs: null },
    onStatement: () => undefined,
  };
  const { results } = await stepJournal(project(), { kind: 'migrations', ...request }, connection);
  return results.map(({ name, direction }) => `${direction} ${name}`);
}

const requests: readonly (readonly [string, Omit<StepRequest, 'kind'>, readonly string[]])[] = [
  ['one up', { direction: 'up', selection: { type: 'next', count: 1 } }, ['up 1.js']],
  ['one down', { direction: 'down', selection: { type: 'next', count: 1 } }, ['down 5.js']],
  ['two down', { direction: 'down', selection: { type: 'next', count: 2 } }, ['down 5.js', 'down 2.js']],
  [
    'up to an out-of-order one',
    { direction: 'up', selection: { type: 'to', name: '4.js' } },
    ['up 1.js', 'up 4.js'],
  ],
  [
    'down to here',
    { direction: 'down', selection: { type: 'to', name: '2.js' } },
    ['down 5.js', 'down 2.js'],
  ],
  ['all up', { direction: 'up', selection: { type: 'all' } }, ['up 1.js', 'up 4.js', 'up 6.js']],
  [
    'a redo',
    { direction: 'down', selection: { type: 'next', count: 2 }, isRedone: true },
    ['down 5.js', 'down 2.js', 'up 2.js', 'up 5.js'],
  ],
];

describe('what is agreed to', () => {
  it.each(requests)('is what runs: %s', async (_title, request, expected) => {
    const { entries } = await foresee(project(), database, request);
    expect(entries.map(({ name, direction }) => `${direction} ${name}`)).toEqual(expected);
    const agreed = entries.filter(({ direction }) => direction === request.direction).map(({ name }) => name);
    expect(await run({ ...request, agreed })).toEqual(expected);
  });

  it('is not exceeded when the journal has moved on: nothing runs', async () => {
    const request = { direction: 'down', selection: { type: 'next', count: 1 } } as const;
    await database.execute(`DELETE FROM "SequelizeMeta" WHERE name = '5.js'`);
    await expect(run({ ...request, agreed: ['5.js'] })).rejects.toMatchObject({ code: 'journal-changed' });
    expect(await database.execute('SELECT name FROM "SequelizeMeta" ORDER BY name')).toEqual([
      { name: '2.js' },
      { name: '3.js' },
    ]);
  });
});
