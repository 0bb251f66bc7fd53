/**
 * What paging needs to know of one table or view: its columns and its keys. A look-up by name that stays as fast in a
 * database of ten thousand tables as in one of ten, unlike the full description of catalog.ts.
 */
import type { CatalogTable } from './catalog.ts';
import { kindName } from './catalog-sql.ts';
import type { DatabaseConnection } from './client.ts';

export interface RelationColumn {
  readonly name: string;
  /** As format_type() gives it. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly isPrimaryKey: boolean;
  /** The labels of an enum, in their order; null for any other type. */
  readonly enumValues: readonly string[] | null;
  /**
   * How a text is looked for in it: `text` as it is, `cast` in its text (an enum, a uuid, JSON, text whose collation LIKE refuses),
   * `elements` in the elements of an array of these; null for everything that is no text. A domain is what it is made of.
   */
  readonly textForm: 'text' | 'cast' | 'elements' | null;
}

export interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly kind: CatalogTable['kind'];
  readonly columns: readonly RelationColumn[];
  /** True where tables inherit from this one: their rows are its rows too, and no key holds across them (manual, 5.11). */
  readonly hasHeirs: boolean;
  /**
   * Columns that together are unique and never NULL, in the order of their index: the primary key first, then unique indexes
   * by number of columns and name. Partial and deferrable ones, and ones on expressions, are no keys; a table with heirs has
   * none.
   */
  readonly keys: readonly (readonly string[])[];
}

/** typcategory is that of the type a domain is made of (manual, 51.64); the base type is looked up for what has no category of text. */
const textForm = `
  CASE WHEN (to_jsonb(l) ->> 'collisdeterministic') = 'false' THEN 'cast'
       WHEN t.typcategory = 'S' THEN 'text'
       WHEN t.typcategory = 'E' OR coalesce(b.typname, t.typname) IN ('uuid', 'json', 'jsonb', 'xml', 'hstore') THEN 'cast'
       WHEN t.typcategory = 'A' AND (m.typcategory IN ('S', 'E') OR m.typname IN ('uuid', 'json', 'jsonb')) THEN 'elements' END`;

const columnsJson = `
  SELECT coalesce(jsonb_agg(jsonb_build_object(
           'name', a.attname,
           'type', pg_catalog.format_type(a.atttypid, a.atttypmod),
           'isNullable', NOT a.attnotnull,
           'isPrimaryKey', coalesce(a.attnum = ANY (k.indkey), false),
           'textForm', ${textForm},
           'enumValues', (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder)
                            FROM pg_catalog.pg_enum e WHERE e.enumtypid = a.atttypid)) ORDER BY a.attnum), '[]')
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
    LEFT JOIN pg_catalog.pg_type m ON m.oid = coalesce(b.typelem, t.typelem)
    LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
    LEFT JOIN pg_catalog.pg_index k ON k.indrelid = a.attrelid AND k.indisprimary
   WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped`;

/** indnkeyatts leaves out the columns that an index only INCLUDEs. */
const keysJson = `
  SELECT coalesce(jsonb_agg(names ORDER BY NOT is_primary, size, index_name), '[]')
    FROM (SELECT i.indisprimary AS is_primary, i.indnkeyatts AS size, ic.relname AS index_name,
                 (SELECT jsonb_agg(a.attname ORDER BY place)
                    FROM generate_series(0, i.indnkeyatts - 1) AS place
                    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[place]) AS names
            FROM pg_catalog.pg_index i
            JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
           WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indimmediate
             AND i.indpred IS NULL AND i.indexprs IS NULL
             AND NOT EXISTS (SELECT 1 FROM generate_series(0, i.indnkeyatts - 1) AS place
                               JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[place]
                              WHERE NOT a.attnotnull)) AS unique_keys`;

const relationJson = `jsonb_build_object(
    'schema', n.nspname, 'name', c.relname,
    'kind', ${kindName('c.relkind')},
    'hasHeirs', c.relkind = 'r' AND c.relhassubclass,
    'columns', (${columnsJson}),
    'keys', CASE WHEN c.relkind = 'r' AND c.relhassubclass THEN '[]'::jsonb ELSE (${keysJson}) END)`;

/**
 * Null when there is no such table or view. Without a schema the first on the connection's search path is meant, as in the
 * statements of a model that names none. Names are taken as they are, not folded to lower case.
 */
export async function readRelation(
  database: DatabaseConnection,
  schema: string | null,
  name: string,
): Promise<Relation | null> {
  const where =
    schema === null ? 'c.oid = to_regclass(quote_ident($1))' : 'c.relname = $1 AND n.nspname = $2';
  const { rows } = await database.query(
    `SELECT ${relationJson} FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE ${where} AND c.relkind IN ('r', 'v', 'm', 'p', 'f')`,
    schema === null ? [name] : [name, schema],
  );
  const relation = rows[0]?.[0];
  // The object that relationJson builds.
  return relation === undefined ? null : (relation as Relation);
}
