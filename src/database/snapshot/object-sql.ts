/**
 * The SQL of read-snapshot.ts for what is no table and belongs to none: types, functions, extensions, and, by name only, what is
 * rarer still. Same columns as the parts of relation-sql.ts.
 */

const isOwned = (catalog: string, oid: string) =>
  `EXISTS (SELECT 1 FROM owned o WHERE o.classid = '${catalog}'::regclass AND o.objid = ${oid})`;

const flag = (condition: string) => `CASE WHEN ${condition} THEN true END`;

/** The comment that initdb gives "public" says nothing of the user's. */
const schemas = `
  SELECT 'schema', '', NULL, n.schema, jsonb_build_object(
      'comment', nullif(pg_catalog.obj_description(n.oid, 'pg_namespace'), CASE n.schema WHEN 'public' THEN 'standard public schema' END))
    FROM namespaces n WHERE NOT ${isOwned('pg_namespace', 'n.oid')}`;

/** Each database has plpgsql. */
const extensions = `
  SELECT 'extension', '', NULL, e.extname, jsonb_build_object('version', e.extversion, 'schema', n.nspname)
    FROM pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname <> 'plpgsql'`;

const enums = `
  SELECT 'enum', n.schema, NULL, t.typname, jsonb_build_object(
      'labels', (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid),
      'comment', pg_catalog.obj_description(t.oid, 'pg_type'))
    FROM pg_catalog.pg_type t JOIN namespaces n ON n.oid = t.typnamespace
   WHERE t.typtype = 'e' AND NOT ${isOwned('pg_type', 't.oid')}`;

const domains = `
  SELECT 'domain', n.schema, NULL, t.typname, jsonb_build_object(
      'base', pg_catalog.format_type(t.typbasetype, t.typtypmod),
      'isNotNull', ${flag('t.typnotnull')},
      'default', coalesce(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault),
      'collation', CASE WHEN t.typcollation <> b.typcollation THEN
                   (SELECT pg_catalog.format('%I.%I', cn.nspname, co.collname) FROM pg_catalog.pg_collation co
                      JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = t.typcollation) END,
      'constraints', (SELECT jsonb_agg(pg_catalog.format('CONSTRAINT %I ', k.conname) || pg_catalog.pg_get_constraintdef(k.oid) ORDER BY k.conname COLLATE "C")
                        FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'),
      'comment', pg_catalog.obj_description(t.oid, 'pg_type'))
    FROM pg_catalog.pg_type t JOIN namespaces n ON n.oid = t.typnamespace
    JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
   WHERE t.typtype = 'd' AND NOT ${isOwned('pg_type', 't.oid')}`;

const compositeTypes = `
  SELECT 'composite-type', r.schema, NULL, r.relname, jsonb_build_object(
      'attributes', (SELECT jsonb_agg(pg_catalog.quote_ident(a.attname) || ' ' || pg_catalog.format_type(a.atttypid, a.atttypmod)
                              || coalesce((SELECT pg_catalog.format(' COLLATE %I.%I', cn.nspname, co.collname) FROM pg_catalog.pg_collation co
                                   JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
                                   JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
                                  WHERE co.oid = a.attcollation AND a.attcollation <> y.typcollation), '') ORDER BY a.attnum)
                       FROM pg_catalog.pg_attribute a WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped),
      'comment', pg_catalog.obj_description(r.reltype, 'pg_type'))
    FROM relations r WHERE r.relkind = 'c' AND NOT ${isOwned('pg_type', 'r.reltype')}`;

const rangeTypes = `
  SELECT 'range-type', n.schema, NULL, t.typname, jsonb_build_object(
      'subtype', pg_catalog.format_type(g.rngsubtype, NULL),
      'comment', pg_catalog.obj_description(t.oid, 'pg_type'))
    FROM pg_catalog.pg_type t JOIN namespaces n ON n.oid = t.typnamespace
    JOIN pg_catalog.pg_range g ON g.rngtypid = t.oid
   WHERE NOT ${isOwned('pg_type', 't.oid')}`;

const collations = `
  SELECT 'collation', n.schema, NULL, c.collname, jsonb_build_object(
      'provider', CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'c' THEN 'libc' ELSE c.collprovider::text END,
      'isNondeterministic', ${flag('NOT c.collisdeterministic')},
      'locale', coalesce(to_jsonb(c)->>'colllocale', to_jsonb(c)->>'colliculocale', c.collcollate::text))
    FROM pg_catalog.pg_collation c JOIN namespaces n ON n.oid = c.collnamespace
   WHERE NOT ${isOwned('pg_collation', 'c.oid')}`;

/** Those that come with a type (the constructors of a range) are the type's. */
const functions = `
  SELECT 'function', n.schema, NULL, p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', jsonb_build_object(
      'definition', pg_catalog.pg_get_functiondef(p.oid),
      'kind', CASE p.prokind WHEN 'p' THEN 'procedure' END,
      'comment', pg_catalog.obj_description(p.oid, 'pg_proc'))
    FROM pg_catalog.pg_proc p JOIN namespaces n ON n.oid = p.pronamespace
   WHERE p.prokind <> 'a' AND NOT ${isOwned('pg_proc', 'p.oid')}
     AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d
                      WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'i')`;

const aggregates = `
  SELECT 'aggregate', n.schema, NULL, p.proname || '(' || pg_catalog.pg_get_function_identity_arguments(p.oid) || ')', jsonb_build_object(
      'stateFunction', a.aggtransfn::text, 'stateType', pg_catalog.format_type(a.aggtranstype, NULL),
      'finalFunction', nullif(a.aggfinalfn::text, '-'), 'initialValue', a.agginitval,
      'comment', pg_catalog.obj_description(p.oid, 'pg_proc'))
    FROM pg_catalog.pg_proc p JOIN namespaces n ON n.oid = p.pronamespace
    JOIN pg_catalog.pg_aggregate a ON a.aggfnoid = p.oid
   WHERE NOT ${isOwned('pg_proc', 'p.oid')}`;

const statistics = `
  SELECT 'statistics', n.schema, NULL, s.stxname, jsonb_build_object(
      'definition', pg_catalog.pg_get_statisticsobjdef(s.oid),
      'comment', pg_catalog.obj_description(s.oid, 'pg_statistic_ext'))
    FROM pg_catalog.pg_statistic_ext s JOIN namespaces n ON n.oid = s.stxnamespace
   WHERE NOT ${isOwned('pg_statistic_ext', 's.oid')}`;

const eventTriggers = `
  SELECT 'event-trigger', '', NULL, e.evtname, jsonb_build_object(
      'event', e.evtevent, 'function', e.evtfoid::regproc::text, 'enabled', nullif(e.evtenabled::text, 'O'), 'tags', to_jsonb(e.evttags),
      'comment', pg_catalog.obj_description(e.oid, 'pg_event_trigger'))
    FROM pg_catalog.pg_event_trigger e WHERE NOT ${isOwned('pg_event_trigger', 'e.oid')}`;

/** Oids below are of the server's own objects (src/include/access/transam.h, FirstNormalObjectId). */
const firstUserOid = 16384;

const rareCatalogs = [
  'pg_cast',
  'pg_conversion',
  'pg_foreign_data_wrapper',
  'pg_foreign_server',
  'pg_language',
  'pg_opclass',
  'pg_operator',
  'pg_opfamily',
  'pg_publication',
  'pg_transform',
  'pg_ts_config',
  'pg_ts_dict',
  'pg_ts_parser',
  'pg_ts_template',
];

const rareObjects = `
  SELECT 'other', coalesce(i.schema, ''), NULL, i.type || ' ' || i.identity,
         jsonb_build_object('comment', pg_catalog.obj_description(x.oid, x.classid::regclass::name))
    FROM (${rareCatalogs.map((name) => `SELECT '${name}'::regclass::oid AS classid, oid FROM pg_catalog.${name} WHERE oid >= ${String(firstUserOid)}`).join(' UNION ALL ')}) x
   CROSS JOIN LATERAL pg_catalog.pg_identify_object(x.classid, x.oid, 0) i
   WHERE NOT EXISTS (SELECT 1 FROM owned o WHERE o.classid = x.classid AND o.objid = x.oid)`;

export const objectParts: readonly string[] = [
  schemas,
  extensions,
  enums,
  domains,
  compositeTypes,
  rangeTypes,
  collations,
  functions,
  aggregates,
  statistics,
  eventTriggers,
  rareObjects,
];
