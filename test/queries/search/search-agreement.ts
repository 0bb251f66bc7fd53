/** Searches of random tables in the smallest stretches, compared with what one SELECT finds. */
import { expect } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { openQueries } from '../../../src/queries/open-queries.ts';
import { specFor, type QuerySpec, type Value } from '../../../src/queries/query-spec.ts';
import type { SearchOutcome, SearchPlace } from '../../../src/queries/search/search-request.ts';
import type { TestDatabase } from '../../support/postgres.ts';
import { randomOrder, randomTable, totalOrderSql, quoted } from '../keyset/random-table.ts';
import { randomFrom } from '../random.ts';

export interface SearchTrials {
  readonly trial: (seed: number) => Promise<SearchOutcome>;
  readonly close: () => Promise<void>;
}

/** On a database that has the types of random-table.ts. */
export function openSearchTrials(database: TestDatabase): SearchTrials {
  const client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  const queries = openQueries({ sequelize: null, database: client });

  async function trial(seed: number): Promise<SearchOutcome> {
    const random = randomFrom(seed);
    const name = `searched_${seed}`;
    const table = randomTable(name, random, 1 + random(400));
    await database.execute(`${table.sql} ALTER TABLE ${quoted(name)} ADD COLUMN words text;
      UPDATE ${quoted(name)} SET words = id % 11 || 'Word' WHERE id % 3 > 0; ANALYZE ${quoted(name)};`);
    const order = randomOrder(table, random);
    const spec: QuerySpec = {
      ...specFor({ type: 'table', schema: 'public', name }, random(2) === 0 ? null : 1 + random(20)),
      order,
      columns: ['id', 'words'],
      search: ['1wORD', '7', 'rd', '%'][random(4)] ?? '',
    };
    const whole = await database.execute(
      `SELECT ctid::text AS place FROM ${quoted(name)} WHERE words ILIKE '%' || replace('${spec.search ?? ''}', '%', '\\%') || '%'
        ORDER BY ${totalOrderSql(table, order)}`,
    );
    const expected = (
      await database.execute(
        `SELECT id, words FROM ${quoted(name)} WHERE ctid = ANY ('{${whole.map(({ place }) => `"${String(place)}"`).join(',')}}'::tid[])
          ORDER BY ${totalOrderSql(table, order)}`,
      )
    ).map(({ id, words }) => [id, words]);

    // A place of no walk: it begins at the first row, in stretches of this length.
    let from: SearchPlace | null = {
      at: { walk: 'none' } as never,
      searchedRows: 0,
      stretchLength: 1 + random(9),
    };
    const found: (readonly Value[])[] = [];
    let told = 0;
    for (;;) {
      const outcome = await queries.search(
        { spec, timeLimitMs: 60_000, from },
        {
          onProgress: ({ page }) => {
            found.push(...page.rows);
            told += 1;
          },
        },
      );
      from = outcome.place;
      if (outcome.stopped !== 'end') continue;
      const isOrdered = outcome.order === 'asked';
      expect(isOrdered ? found : sorted(found), `seed ${seed}`).toEqual(
        isOrdered ? expected : sorted(expected),
      );
      expect(told).toBeGreaterThan(0);
      return outcome;
    }
  }

  return { trial, close: () => client.close() };
}

function sorted(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
