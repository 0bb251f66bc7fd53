import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTable } from '../../../src/database/catalog.ts';
import { openDatabase, type Database } from '../../../src/database/client.ts';
import { graphIndex } from '../../../src/schema/graph/index-columns.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

let own: TestDatabase;
let database: Database;
beforeAll(async () => {
  own = await createTestDatabase();
  database = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 5000 });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

test('the columns of an index are read off its definition, up to its first expression', async () => {
  await own.execute(`
    CREATE TABLE "odd, USING (x" ("a b" text, "c""d" int, lower text, "WHERE" int, é int, tags int[]);
    CREATE INDEX i1 ON "odd, USING (x" ("a b" COLLATE "C" DESC NULLS LAST, "c""d");
    CREATE UNIQUE INDEX i2 ON "odd, USING (x" (lower(lower), "WHERE");
    CREATE UNIQUE INDEX i3 ON "odd, USING (x" ("WHERE", (é + 1));
    CREATE UNIQUE INDEX i4 ON "odd, USING (x" ("WHERE") WHERE lower = ') USING';
    CREATE UNIQUE INDEX i5 ON "odd, USING (x" (é, lower text_pattern_ops) INCLUDE ("WHERE") WITH (fillfactor='70');
    CREATE INDEX i6 ON "odd, USING (x" USING gin (tags);
    CREATE INDEX i7 ON "odd, USING (x" USING hash (lower);
    CREATE INDEX "i8 USING btree (z" ON "odd, USING (x" (lower);
  `);
  const table = await readTable(database, 'public', 'odd, USING (x');
  expect(table?.indexes.map(graphIndex)).toEqual([
    { name: 'i1', columns: ['a b', 'c"d'], isUnique: false, hasCondition: false },
    { name: 'i2', columns: [], isUnique: false, hasCondition: false },
    { name: 'i3', columns: ['WHERE'], isUnique: false, hasCondition: false },
    { name: 'i4', columns: ['WHERE'], isUnique: false, hasCondition: true },
    { name: 'i5', columns: ['é', 'lower'], isUnique: true, hasCondition: false },
    { name: 'i6', columns: [], isUnique: false, hasCondition: false },
    { name: 'i7', columns: ['lower'], isUnique: false, hasCondition: false },
    { name: 'i8 USING btree (z', columns: ['lower'], isUnique: false, hasCondition: false },
  ]);
});
