/** docs/filters.md, run as it stands: every row of its tables against the SQL beside it, and its error to the letter. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ConsoleError } from '../../../src/errors.ts';
import type { Queries } from '../../../src/queries/open-queries.ts';
import { specFor } from '../../../src/queries/query-spec.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { openRitualityQueries } from '../opened-queries.ts';

const page = readFileSync(resolve(import.meta.dirname, '../../../docs/filters.md'), 'utf8');

/** The tables' rows whose first and last cell are code: filter and SQL, with the model that the text above named last. */
const examples = page.split('\n').reduce<{ model: string; found: [string, string, string][] }>(
  ({ model, found }, line) => {
    const named = /examples of this section read `(\w+)`/.exec(line)?.[1];
    const [, filter, sql] = /^\| `([^`]+)` +\|(?:.*\|)? `([^`]+)` +\|$/.exec(line) ?? [];
    return {
      model: named ?? model,
      found: filter === undefined || sql === undefined ? found : [...found, [model, filter, sql]],
    };
  },
  { model: '', found: [] },
).found;

const tables = new Map([
  ['User', 'users'],
  ['UserPermission', 'user_permissions'],
]);

let database: TestDatabase;
let queries: Queries;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ database, queries, close } = await openRitualityQueries());
});
afterAll(() => close());

describe('the page on filters', () => {
  test('has a table row for each operator', () => {
    expect(examples).toHaveLength(page.split('\n').filter((line) => line.startsWith('| `')).length);
    const all = examples.map(([, filter]) => filter).join('\n');
    for (const word of [
      '=',
      '!=',
      '<',
      '~',
      '!~',
      ' in (',
      ' not in (',
      ' is null',
      ' is not null',
      ' between ',
      ' not between ',
    ]) {
      expect(all).toContain(word);
    }
  });

  test.each(examples)('%s: %s', async (model, filter, sql) => {
    const { count } = await queries.count({ ...specFor({ type: 'model', name: model }), filter });
    const rows = await database.execute(
      `SELECT count(*)::int AS count FROM ${tables.get(model) ?? ''} WHERE deleted_at IS NULL AND (${sql})`,
    );
    expect(count).toBe(rows[0]?.count);
  });

  test('shows the error as it is', async () => {
    const [, block = ''] = /## Errors\n[^`]*```\n([^`]*)```/.exec(page) ?? [];
    const [filter = ''] = block.split('\n');
    const error: unknown = await queries
      .page({ ...specFor({ type: 'model', name: 'User' }), filter })
      .catch((reason: unknown) => reason);
    if (!(error instanceof ConsoleError)) throw new Error('the filter was accepted');
    expect(`${error.details.excerpt ?? ''}\n${error.message}\n${error.remedy}\n`).toBe(block);
  });
});
