/**
 * Random changes of random schemas: a snapshot changes when pg_dump does, the difference is empty when the hashes are equal, and a
 * schema rebuilt from its snapshot is the same to pg_dump.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { catalogHash } from '../../../src/database/snapshot/catalog-hash.ts';
import { difference, isEmptyDifference } from '../../../src/database/snapshot/difference.ts';
import { readSnapshot } from '../../../src/database/snapshot/read-snapshot.ts';
import { rebuildSchema } from '../../../src/database/snapshot/rebuild.ts';
import type { Snapshot } from '../../../src/database/snapshot/snapshot.ts';
import type { ConnectionTarget } from '../../../src/database/target.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { richSchema } from './rich-schema.ts';

const rounds = 150;
const mode = { readOnly: false, statementTimeoutMs: null };

/** Mulberry32: the same changes in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

async function pgDump({ host, port, user, database }: ConnectionTarget): Promise<string> {
  const words = ['-s', '-O', '-x', '-h', host, '-p', String(port), '-U', user, database];
  const { stdout } = await promisify(execFile)('pg_dump', words, { maxBuffer: 64 * 1024 * 1024 });
  // Newer servers begin and end a dump with a random word.
  return stdout.replace(/^\\(?:un)?restrict .*$/gm, '');
}

/** One change; many fail, as they should, and change nothing. */
function randomChange(random: (below: number) => number): string {
  const pick = (...words: readonly string[]) => words[random(words.length)] ?? '';
  const table = pick('owners', 'shop.items', 'base', 'derived', 'events', 'scraps', 'extra1', 'extra2');
  const column = pick('a', 'b', 'name', 'mood', 'label', 'price', 'n', 'c1', 'c2');
  const type = pick(
    'integer',
    'text',
    'varchar(20)',
    'numeric(8,2)',
    'jsonb',
    'mood',
    'timestamptz',
    'text[]',
  );
  return pick(
    `CREATE TABLE extra${1 + random(3)} (a integer, c1 ${type} DEFAULT NULL)`,
    `DROP TABLE ${table} CASCADE`,
    `ALTER TABLE ${table} ADD COLUMN ${column} ${type}`,
    `ALTER TABLE ${table} DROP COLUMN ${column} CASCADE`,
    `ALTER TABLE ${table} ALTER COLUMN ${column} ${pick('SET NOT NULL', 'DROP NOT NULL', 'DROP DEFAULT', 'SET DEFAULT NULL', 'SET STATISTICS 7', 'SET STORAGE EXTERNAL')}`,
    `ALTER TABLE ${table} ALTER COLUMN ${column} TYPE ${type} USING NULL`,
    `ALTER TABLE ${table} RENAME COLUMN ${column} TO c${1 + random(2)}`,
    `ALTER TABLE ${table} RENAME TO extra${1 + random(3)}`,
    `ALTER TABLE ${table} ADD CONSTRAINT k${random(4)} ${pick(`CHECK (${column} IS NOT NULL) NOT VALID`, `UNIQUE (${column})`, `FOREIGN KEY (${column}) REFERENCES owners (id) ON DELETE ${pick('CASCADE', 'SET NULL')}`)}`,
    `ALTER TABLE ${table} DROP CONSTRAINT k${random(4)}`,
    `ALTER TABLE ${table} VALIDATE CONSTRAINT k${random(4)}`,
    `CREATE ${pick('', 'UNIQUE ')}INDEX i${random(4)} ON ${table} ${pick('', 'USING hash ')}(${column})`,
    `DROP INDEX i${random(4)}`,
    `ALTER TYPE mood ADD VALUE 'm${random(9)}' ${pick('BEFORE', 'AFTER')} 'ok'`,
    `ALTER TYPE mood RENAME VALUE '${pick('sad', 'm1', 'm2')}' TO 'm${random(9)}'`,
    `COMMENT ON ${pick(`TABLE ${table}`, `COLUMN ${table}.${column}`)} IS ${pick('NULL', `'c${random(3)}'`)}`,
    `CREATE OR REPLACE FUNCTION f${random(2)}() RETURNS integer LANGUAGE sql AS 'SELECT ${random(3)}'`,
    `CREATE OR REPLACE VIEW v${random(2)} AS SELECT a FROM ${table}`,
    `DROP VIEW v${random(2)} CASCADE`,
    `ALTER SEQUENCE shop.tickets ${pick('INCREMENT 2', 'INCREMENT 5', 'CYCLE', 'NO CYCLE', 'CACHE 9')}`,
    `ALTER TABLE ${table} ${pick('ENABLE', 'DISABLE')} ROW LEVEL SECURITY`,
    `ALTER TABLE ${table} SET (fillfactor = ${50 + random(3)})`,
    `ALTER TABLE ${table} SET ${pick('LOGGED', 'UNLOGGED')}`,
    `CREATE TRIGGER g${random(2)} BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION shop.touch()`,
    `ALTER TABLE ${table} ${pick('ENABLE', 'DISABLE')} TRIGGER USER`,
    `INSERT INTO ${table} DEFAULT VALUES`,
    `ALTER TABLE ${table} SET SCHEMA ${pick('shop', 'public')}`,
  );
}

it(`changes when pg_dump does, over ${rounds} random changes`, async () => {
  const database = await createTestDatabase();
  await database.execute(richSchema);
  const client = openDatabase(database.target, mode, { maxConnections: 1 });
  const random = randomNumbers(20261123);
  const seen: { snapshot: Snapshot; dump: string }[] = [];
  const disagreements: string[] = [];
  let applied = 0;
  for (let attempt = 0; applied < rounds && attempt < rounds * 20; attempt += 1) {
    const sql = randomChange(random);
    const hasChanged = await client.query(sql).then(
      () => true,
      () => false,
    );
    if (!hasChanged) continue;
    applied += 1;
    const now = { snapshot: await client.withConnection(readSnapshot), dump: await pgDump(database.target) };
    const before = seen.at(-1);
    seen.push(now);
    if (before === undefined) continue;
    const isSame = isEmptyDifference(difference(before.snapshot, now.snapshot));
    if (isSame !== (before.dump === now.dump))
      disagreements.push(`${sql}: difference empty ${String(isSame)}`);
  }
  let pairs = 0;
  for (const one of seen) {
    for (const other of seen) {
      pairs += 1;
      const isSame = isEmptyDifference(difference(one.snapshot, other.snapshot));
      expect(isSame).toBe(catalogHash(one.snapshot) === catalogHash(other.snapshot));
    }
  }
  const equalNeighbours = seen.filter((now, index) => now.dump === seen[index - 1]?.dump).length;
  console.log(
    `${applied} changes, ${equalNeighbours} of them without an effect; ${pairs} pairs; ${disagreements.length} disagreements with pg_dump`,
  );
  expect(disagreements).toEqual([]);

  const other = await createTestDatabase();
  const target = openDatabase(other.target, mode);
  const last = seen.at(-1);
  if (last === undefined) throw new Error('nothing changed');
  const rest = await target.withConnection((connection) => rebuildSchema(connection, last.snapshot));
  await target.close();
  const dumps = [last.dump, await pgDump(other.target)].map(sortedStatements);
  await client.close();
  await database.drop();
  await other.drop();
  expect(
    [...rest.added, ...rest.changed, ...rest.removed].map(({ type, name }) => `${type} ${name}`),
  ).toEqual(['aggregate sum_up(integer)']);
  expect(dumps[1]).toEqual(dumps[0]?.filter((text) => !text.includes('AGGREGATE')));
});

/** In which order pg_dump writes equal things depends on their oids; the order of a table's columns stays. */
function sortedStatements(dump: string): readonly string[] {
  return dump
    .split(/;\n+/)
    .map((text) => text.replace(/^--.*$/gm, '').trim())
    .filter((text) => text !== '')
    .sort();
}
