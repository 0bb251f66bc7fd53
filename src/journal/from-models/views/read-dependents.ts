/**
 * What stands on columns, constraints, types and views of a database, by PostgreSQL's own dependencies (manual, 53.18): the server
 * refuses to drop or retype what something stands on. Reads only.
 */
import type { DatabaseConnection } from '../../../database/client.ts';
import type { TableName } from '../schema-state.ts';

/** A table or a view with, where that is what is stood on, one of its columns or constraints; or a type, which has no table. */
export interface Ground {
  readonly type: 'relation' | 'column' | 'constraint' | 'enum';
  readonly schema: string;
  /** Of a type, its own name. */
  readonly table: string;
  readonly name: string | null;
}

export interface Dependent {
  /** A view that can be made anew; null for anything else. */
  readonly view: TableName | null;
  /** In the server's words: `policy own on table users`. */
  readonly described: string;
  readonly on: Ground;
}

/** What a snapshot does not have of a view. */
export interface ViewRights {
  readonly view: TableName;
  /** True for one that an extension brought. */
  readonly isOwned: boolean;
  /** Statements that give it back its owner, where that is somebody else, its grants, and what is said of its columns. */
  readonly statements: readonly string[];
}

export async function readDependents(connection: DatabaseConnection): Promise<readonly Dependent[]> {
  const { rows } = await connection.query(dependentsSql);
  return rows.map((row) => {
    const [schema, view, described, type, onSchema, onTable, onName] = row.map(textOf);
    return {
      view: view == null ? null : { schema: schema ?? '', table: view },
      described: described ?? '',
      on: {
        // The words of the query below.
        type: type as Ground['type'],
        schema: onSchema ?? '',
        table: onTable ?? '',
        name: onName ?? null,
      },
    };
  });
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** Of all views that are the user's. */
export async function readViewRights(connection: DatabaseConnection): Promise<readonly ViewRights[]> {
  const { rows } = await connection.query(rightsSql);
  return rows.map(([schema, view, isOwned, statements]) => ({
    view: { schema: textOf(schema) ?? '', table: textOf(view) ?? '' },
    isOwned: isOwned === true,
    statements: JSON.parse(textOf(statements) ?? '[]') as readonly string[],
  }));
}

/**
 * Rules of views are the views themselves. An index or a check stands on an enum whose labels it names. A generated column depends on the column it is computed from by itself, in newer servers by
 * its expression (src/backend/catalog/heap.c and pg_attrdef.c, StoreAttrDefault).
 */
const dependentsSql = `
  SELECT vn.nspname, v.relname,
         CASE WHEN f.oid IS NULL THEN pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)
              ELSE pg_catalog.pg_describe_object('pg_catalog.pg_class'::regclass, f.adrelid, f.adnum) END,
         CASE WHEN y.oid IS NOT NULL THEN 'enum' WHEN k.oid IS NOT NULL THEN 'constraint'
              WHEN d.refobjsubid > 0 THEN 'column' ELSE 'relation' END,
         coalesce(tn.nspname, kn.nspname, yn.nspname), coalesce(t.relname, kt.relname, y.typname),
         coalesce(a.attname, k.conname)
    FROM pg_catalog.pg_depend d
    LEFT JOIN pg_catalog.pg_rewrite r ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_catalog.pg_class v ON v.oid = r.ev_class AND v.relkind IN ('v', 'm') AND r.rulename = '_RETURN'
    LEFT JOIN pg_catalog.pg_namespace vn ON vn.oid = v.relnamespace
    LEFT JOIN pg_catalog.pg_type c ON d.refclassid = 'pg_catalog.pg_type'::regclass AND c.oid = d.refobjid AND c.typrelid <> 0
    LEFT JOIN pg_catalog.pg_class t ON t.oid = CASE d.refclassid WHEN 'pg_catalog.pg_class'::regclass THEN d.refobjid ELSE c.typrelid END
    LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid AND d.refobjsubid > 0
    LEFT JOIN pg_catalog.pg_attrdef f ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND f.oid = d.objid
    LEFT JOIN pg_catalog.pg_constraint k ON d.refclassid = 'pg_catalog.pg_constraint'::regclass AND k.oid = d.refobjid
    LEFT JOIN pg_catalog.pg_class kt ON kt.oid = k.conrelid
    LEFT JOIN pg_catalog.pg_namespace kn ON kn.oid = kt.relnamespace
    LEFT JOIN pg_catalog.pg_type y ON d.refclassid = 'pg_catalog.pg_type'::regclass AND y.oid = d.refobjid AND y.typtype = 'e'
    LEFT JOIN pg_catalog.pg_namespace yn ON yn.oid = y.typnamespace
   WHERE d.classid IN ('pg_catalog.pg_rewrite'::regclass, 'pg_catalog.pg_policy'::regclass, 'pg_catalog.pg_trigger'::regclass,
                       'pg_catalog.pg_proc'::regclass, 'pg_catalog.pg_publication_rel'::regclass, 'pg_catalog.pg_class'::regclass,
                       'pg_catalog.pg_attrdef'::regclass, 'pg_catalog.pg_constraint'::regclass)
     AND (d.classid <> 'pg_catalog.pg_constraint'::regclass OR y.oid IS NOT NULL)
     AND (f.oid IS NULL OR f.adrelid <> d.refobjid OR f.adnum <> d.refobjsubid)
     AND coalesce(tn.nspname, kn.nspname, yn.nspname) !~ '^(?:pg_|information_schema$)'
     AND (v.oid IS NOT NULL
          OR (y.oid IS NOT NULL AND d.objsubid = 0 AND d.classid IN ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_constraint'::regclass))
          OR (d.refobjsubid > 0 AND t.relkind IN ('r', 'p', 'f'))
          OR (t.relkind IN ('v', 'm') AND (d.classid = 'pg_catalog.pg_proc'::regclass OR (c.oid IS NOT NULL AND d.deptype = 'n'))))
     AND (d.classid <> 'pg_catalog.pg_class'::regclass
          OR c.oid IS NOT NULL OR y.oid IS NOT NULL
          OR (d.objsubid > 0 AND d.refobjsubid > 0 AND d.objid = d.refobjid AND d.objsubid <> d.refobjsubid))
     AND (v.oid IS NULL OR v.oid <> d.refobjid)
   ORDER BY 1, 2, 3, 5, 6, 7`;

/** The owner's own privileges come with the view. */
const rightsSql = `
  SELECT n.nspname, v.relname,
         EXISTS (SELECT 1 FROM pg_catalog.pg_depend e
                  WHERE e.classid = 'pg_catalog.pg_class'::regclass AND e.objid = v.oid AND e.deptype = 'e'),
         coalesce((SELECT jsonb_agg(s.statement ORDER BY s.turn, s.statement) FROM (
           SELECT 1 AS turn, pg_catalog.format('ALTER %s %I.%I ALTER COLUMN %I SET DEFAULT %s', kind.word, n.nspname, v.relname,
                             a.attname, pg_catalog.pg_get_expr(f.adbin, f.adrelid)) AS statement
             FROM pg_catalog.pg_attrdef f JOIN pg_catalog.pg_attribute a ON a.attrelid = f.adrelid AND a.attnum = f.adnum
            WHERE f.adrelid = v.oid
           UNION ALL
           SELECT 2, pg_catalog.format('COMMENT ON COLUMN %I.%I.%I IS %L', n.nspname, v.relname, a.attname, c.description)
             FROM pg_catalog.pg_description c JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum = c.objsubid
            WHERE c.classoid = 'pg_catalog.pg_class'::regclass AND c.objoid = v.oid AND c.objsubid > 0
           UNION ALL
           SELECT 3, pg_catalog.format('GRANT %s ON %I.%I TO %s%s', string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type),
                             n.nspname, v.relname, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END,
                             CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
             FROM pg_catalog.aclexplode(v.relacl) g WHERE g.grantee <> v.relowner GROUP BY g.grantee, g.is_grantable
           UNION ALL
           SELECT 3, pg_catalog.format('GRANT %s (%I) ON %I.%I TO %s%s', string_agg(g.privilege_type, ', ' ORDER BY g.privilege_type), a.attname,
                             n.nspname, v.relname, CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(g.grantee)) END,
                             CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
             FROM pg_catalog.pg_attribute a CROSS JOIN LATERAL pg_catalog.aclexplode(a.attacl) g
            WHERE a.attrelid = v.oid AND a.attnum > 0 AND NOT a.attisdropped AND g.grantee <> v.relowner
            GROUP BY a.attname, g.grantee, g.is_grantable
           UNION ALL
           SELECT 4, pg_catalog.format('ALTER %s %I.%I OWNER TO %I', kind.word, n.nspname, v.relname, pg_catalog.pg_get_userbyid(v.relowner))
            WHERE pg_catalog.pg_get_userbyid(v.relowner) <> current_user
         ) s), '[]')::text
    FROM pg_catalog.pg_class v
    JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace AND n.nspname !~ '^(?:pg_|information_schema$)'
    CROSS JOIN LATERAL (SELECT CASE v.relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END AS word) kind
   WHERE v.relkind IN ('v', 'm')`;
