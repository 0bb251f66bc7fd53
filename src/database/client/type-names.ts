/**
 * Names of result columns' types as `format_type()` writes them (PostgreSQL manual, 9.27.5): `character varying(255)`,
 * enums and domains by name. Asked for once a type and database.
 */
import type pg from 'pg';

export interface TypeNames {
  /** The name of each field's type, in order; asks the server only for those that are not known yet. */
  nameAll(client: pg.ClientBase, fields: readonly pg.FieldDef[]): Promise<readonly string[]>;
}

/** Built-in types have fixed oids (pg_type.dat), so that the commonest results cost no second round trip. */
const builtIn: readonly (readonly [number, string])[] = [
  [16, 'boolean'],
  [17, 'bytea'],
  [19, 'name'],
  [20, 'bigint'],
  [21, 'smallint'],
  [23, 'integer'],
  [25, 'text'],
  [26, 'oid'],
  [114, 'json'],
  [700, 'real'],
  [701, 'double precision'],
  [869, 'inet'],
  [1043, 'character varying'],
  [1082, 'date'],
  [1114, 'timestamp without time zone'],
  [1184, 'timestamp with time zone'],
  [1700, 'numeric'],
  [2950, 'uuid'],
  [3802, 'jsonb'],
];

/** An empty cache beyond the built-in types; one for each database. */
export function typeNames(): TypeNames {
  const known = new Map(builtIn.map(([typeId, name]) => [keyOf(typeId, -1), name]));
  return {
    async nameAll(client, fields) {
      const unknown = new Map(
        fields
          .map((field) => ({ key: keyOf(field.dataTypeID, field.dataTypeModifier), field }))
          .filter(({ key }) => !known.has(key))
          .map(({ key, field }) => [key, field]),
      );
      if (unknown.size > 0) await learn(client, [...unknown.values()], known);
      return fields.map((field) => known.get(keyOf(field.dataTypeID, field.dataTypeModifier)) ?? '');
    },
  };
}

async function learn(
  client: pg.ClientBase,
  fields: readonly pg.FieldDef[],
  known: Map<string, string>,
): Promise<void> {
  const { rows } = await client.query<{ id: string; modifier: number; name: string }>({
    text: `SELECT id::text AS id, modifier, pg_catalog.format_type(id, modifier) AS name
             FROM unnest($1::oid[], $2::int4[]) AS wanted(id, modifier)`,
    values: [fields.map((field) => field.dataTypeID), fields.map((field) => field.dataTypeModifier)],
  });
  for (const row of rows) known.set(keyOf(Number(row.id), row.modifier), row.name);
}

function keyOf(typeId: number, modifier: number): string {
  return `${typeId}:${modifier}`;
}
