/** Snapshots of real schemas: what they tell, what they leave out, when two are equal. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { catalogHash } from '../../../src/database/snapshot/catalog-hash.ts';
import {
  difference,
  isEmptyDifference,
  withoutColumnOrder,
  type SchemaDifference,
} from '../../../src/database/snapshot/difference.ts';
import { readSnapshot, readSnapshotWithin } from '../../../src/database/snapshot/read-snapshot.ts';
import { rebuildSchema } from '../../../src/database/snapshot/rebuild.ts';
import { keyText, withoutTable, type Snapshot } from '../../../src/database/snapshot/snapshot.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { richSchema } from './rich-schema.ts';

const mode = { readOnly: false, statementTimeoutMs: null };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(richSchema);
});
afterAll(async () => {
  await database.drop();
});

async function snapshot(of = database): Promise<Snapshot> {
  const client = openDatabase(of.target, mode);
  try {
    return await client.withConnection(readSnapshot);
  } finally {
    await client.close();
  }
}

/** What a change of the schema is in the difference, the change undone again. */
async function changed(sql: string): Promise<SchemaDifference> {
  const client = openDatabase(database.target, mode);
  try {
    return await client.withConnection(async (connection) => {
      const read = async (text: string) => (await connection.query(text)).rows;
      await connection.query('BEGIN');
      const before = await readSnapshotWithin(read);
      await connection.query(sql);
      const after = await readSnapshotWithin(read);
      await connection.query('ROLLBACK');
      return difference(before, after);
    });
  } finally {
    await client.close();
  }
}

function named({ added, removed, changed: others }: SchemaDifference): readonly string[] {
  const text = ({ type, name }: { readonly type: string; readonly name: string }) => `${type} ${name}`;
  return [
    ...added.map((object) => `+ ${text(object)}`),
    ...removed.map((object) => `- ${text(object)}`),
    ...others.flatMap((object) => object.changes.map(({ property }) => `~ ${text(object)}: ${property}`)),
  ];
}

describe('a snapshot', () => {
  it('has every object once, sorted, and is the same when it is read again', async () => {
    const first = await snapshot();
    const keys = first.objects.map(keyText);
    expect(keys).toEqual([...new Set(keys)].sort());
    expect(await snapshot()).toEqual(first);
  });

  it('tells of a column its type, default, identity, generation and collation', async () => {
    const { objects } = await snapshot();
    const columns = objects.filter(({ type, table }) => type === 'column' && table === 'items');
    expect(Object.fromEntries(columns.map(({ name, properties }) => [name, properties]))).toMatchObject({
      id: { type: 'bigint', isNullable: false, identity: 'by default' },
      'Owner Id': { type: 'integer', isNullable: true, comment: 'who' },
      price: { type: 'shop.price' },
      label: { type: 'text', collation: 'shop.folded', storage: 'e', statisticsTarget: 500 },
      total: { generated: "((length(COALESCE(label, ''::text)))::numeric * (2)::numeric) stored" },
      doubled: { default: 'shop.double(2)' },
    });
  });

  it('tells of a foreign key its actions, and when it is checked', async () => {
    const { objects } = await snapshot();
    expect(objects.find(({ name }) => name === 'items_Owner Id_fkey')?.properties).toEqual({
      kind: 'foreign key',
      definition:
        'FOREIGN KEY ("Owner Id") REFERENCES public.owners(id) ON UPDATE SET NULL ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED',
    });
  });

  it('qualifies names whatever the search path is, and leaves the search path as it was', async () => {
    const client = openDatabase(database.target, mode);
    const [elsewhere, path] = await client.withConnection(async (connection) => {
      await connection.query('BEGIN; SET search_path = shop, public');
      const read = async (text: string) => (await connection.query(text)).rows;
      return [await readSnapshotWithin(read), (await connection.query('SHOW search_path')).rows] as const;
    });
    await client.close();
    expect(elsewhere).toEqual(await snapshot());
    expect(path).toEqual([['shop, public']]);
  });

  it('keeps no lock on what it read', async () => {
    const client = openDatabase(database.target, mode);
    const { rows } = await client.withConnection(async (connection) => {
      await connection.query('BEGIN');
      await readSnapshotWithin(async (text) => (await connection.query(text)).rows);
      return connection.query(
        `SELECT relation::regclass::text FROM pg_locks WHERE pid = pg_backend_pid() AND relation::regclass::text LIKE '%items%'`,
      );
    });
    await client.close();
    expect(rows).toEqual([]);
  });

  it('is the same for the same schema in another database, whatever the oids', async () => {
    const other = await createTestDatabase();
    await other.execute(`CREATE TABLE first (id serial); DROP TABLE first; ${richSchema}`);
    const [ours, theirs] = [await snapshot(), await snapshot(other)];
    await other.drop();
    expect(theirs).toEqual(ours);
    expect(catalogHash(theirs)).toBe(catalogHash(ours));
  });

  it('leaves out one table and what belongs to it', async () => {
    const whole = await snapshot();
    const rest = withoutTable(whole, { schema: 'shop', table: 'items' });
    expect(new Set(difference(rest, whole).added.map(({ type }) => type))).toEqual(
      new Set(['table', 'column', 'constraint', 'index', 'trigger']),
    );
    expect(rest.objects.some(({ table }) => table === 'items')).toBe(false);
  });
});

describe('a difference', () => {
  it.each([
    ["ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'", ['~ enum mood: labels']],
    ['ALTER TABLE owners ALTER tags TYPE varchar(9)[]', ['~ column tags: type']],
    ['ALTER TABLE owners ALTER name DROP NOT NULL', ['~ column name: isNullable']],
    ["ALTER TABLE owners ALTER mood SET DEFAULT 'sad'", ['~ column mood: default']],
    ['ALTER TABLE owners ADD COLUMN age integer', ['+ column age', '~ table owners: columnOrder']],
    ['ALTER TABLE owners DROP CONSTRAINT owners_name_key', ['- constraint owners_name_key']],
    ['ALTER TABLE owners DISABLE ROW LEVEL SECURITY', ['~ table owners: hasRowSecurity']],
    ['CREATE INDEX by_mood ON owners (mood)', ['+ index by_mood']],
    ['ALTER SEQUENCE shop.tickets INCREMENT 7', ['~ sequence tickets: increment']],
    ['COMMENT ON TABLE shop.items IS NULL', ['~ table items: comment']],
    ['ALTER TABLE shop.items ENABLE TRIGGER sleeping', ['~ trigger sleeping: enabled']],
    [
      'ALTER TABLE shop.items ALTER CONSTRAINT "items_Owner Id_fkey" NOT DEFERRABLE',
      ['~ constraint items_Owner Id_fkey: definition'],
    ],
    [
      'CREATE OR REPLACE VIEW shop.cheap AS SELECT i.id, o.name FROM shop.items i JOIN owners o ON o.id = i."Owner Id"',
      ['~ view cheap: definition', '~ view cheap: options'],
    ],
    [
      'DROP EXTENSION citext CASCADE',
      ['- extension citext', '- column email', '~ table owners: columnOrder'],
    ],
    [
      'CREATE OPERATOR shop.<~> (leftarg = int, rightarg = int, function = int4pl)',
      ['+ other operator shop.<~>(integer,integer)'],
    ],
    ["SELECT nextval('shop.tickets')", []],
    ["INSERT INTO owners (name) VALUES ('x'); ANALYZE owners", []],
    ['GRANT SELECT ON owners TO PUBLIC', []],
  ])('says what "%s" does', async (sql, expected) => {
    const names = named(await changed(sql)).filter((line) => !line.includes('columnOrder'));
    expect(names.toSorted()).toEqual(expected.filter((line) => !line.includes('columnOrder')).toSorted());
  });

  it('says from what to what', async () => {
    const { changed: objects } = await changed("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'");
    expect(objects).toEqual([
      {
        type: 'enum',
        schema: 'public',
        table: null,
        name: 'mood',
        changes: [{ property: 'labels', from: ['sad', 'ok', 'happy'], to: ['blue', 'ok', 'happy'] }],
      },
    ]);
  });

  it('counts the order of columns only where those that stayed stand in another one', async () => {
    expect(named(await changed('ALTER TABLE base ADD COLUMN c integer'))).toEqual([
      '+ column c',
      '+ column c',
    ]);
    const moved = await changed(
      'ALTER TABLE shop.items DROP COLUMN doubled, ADD COLUMN doubled integer DEFAULT shop.double(2)',
    );
    expect(named(moved)).toEqual(['- statistics related']);
    const before = await changed('ALTER TABLE scraps ADD m integer');
    expect(isEmptyDifference(withoutColumnOrder(before))).toBe(false);
    const swapped = await changed('ALTER TABLE owners DROP COLUMN email, ADD COLUMN email citext');
    expect(named(swapped)).toEqual(['~ table owners: columnOrder']);
    expect(isEmptyDifference(withoutColumnOrder(swapped))).toBe(true);
  });
});

describe('a schema rebuilt from a snapshot', () => {
  it('is the same schema, but for what a snapshot knows by name only', async () => {
    const other = await createTestDatabase();
    const client = openDatabase(other.target, mode);
    const wanted = await snapshot();
    const rest = await client.withConnection((connection) => rebuildSchema(connection, wanted));
    await client.close();
    await other.drop();
    expect(named(rest)).toEqual(['- aggregate sum_up(integer)']);
  });
});
