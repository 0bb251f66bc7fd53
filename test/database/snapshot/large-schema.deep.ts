/** A snapshot of a thousand tables stays a matter of one query. */
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { readSnapshot } from '../../../src/database/snapshot/read-snapshot.ts';
import { createTestDatabase } from '../../support/postgres.ts';

it('reads a thousand tables in seven statements', async () => {
  const database = await createTestDatabase();
  // In several transactions: one would lock more than the server has room for.
  for (let from = 1; from <= 1000; from += 100) {
    await database.execute(`
      DO $$ BEGIN FOR i IN ${from}..${from + 99} LOOP
        EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, a text NOT NULL DEFAULT %L, b integer, c timestamptz, d numeric, e jsonb, f uuid, g boolean, UNIQUE (a, b))', i, 'x');
        EXECUTE format('CREATE INDEX ON t%s (c)', i);
      END LOOP; END $$`);
  }
  const statements: string[] = [];
  const client = openDatabase(
    database.target,
    { readOnly: true, statementTimeoutMs: null },
    { onStatement: ({ sql, durationMs }) => statements.push(`${sql.trim().slice(0, 10)} ${durationMs}`) },
  );
  const { objects } = await client.withConnection(readSnapshot);
  await client.close();
  await database.drop();
  expect(objects.filter(({ type }) => type === 'table')).toHaveLength(1000);
  expect(objects.filter(({ type }) => type === 'column')).toHaveLength(8000);
  expect(statements.length).toBeLessThanOrEqual(7);
});
