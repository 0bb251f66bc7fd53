/** What the watcher knows of statements beside their text. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { watchStatements, type StatementWatcher } from '../../../src/queries/statement-watch.ts';
import { rowCountOf } from '../../../src/database/client/row-counts.ts';
import { openLibraryQueries, type OpenedQueries } from '../opened-queries.ts';
import type { Library } from '../library.ts';

let opened: OpenedQueries<Library>;
let watcher: StatementWatcher;

beforeAll(async () => {
  opened = await openLibraryQueries();
  watcher = watchStatements(opened.application.sequelize, async () => undefined);
});
afterAll(() => opened.close());

it('a statement is told with the rows it returned or changed, and in the logging of the instance too', async () => {
  const { sequelize } = opened.application;
  const logged: (number | null)[] = [];
  const logging = (_sql: string, _ms?: number, options?: unknown) => logged.push(rowCountOf(options));
  const { statements } = await watcher.watch(async () => {
    await sequelize.query('SELECT n FROM generate_series(1, 7) n', { logging, benchmark: true });
    await sequelize.query(
      'CREATE TEMP TABLE numbers AS SELECT n FROM generate_series(1, 4) n; UPDATE numbers SET n = 0',
      {
        logging: false,
      },
    );
    await sequelize.query('SELECT broken').catch(() => undefined);
  });
  expect(statements.map(({ rowCount }) => rowCount)).toEqual([7, 4, null]);
  expect(logged).toEqual([7]);
});
