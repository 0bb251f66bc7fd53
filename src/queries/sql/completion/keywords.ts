/** Key words that people type in statements, and those that a name must be quoted for (PostgreSQL manual, appendix C). */

/** What a statement begins with. */
export const statementWords: readonly string[] =
  'SELECT INSERT UPDATE DELETE WITH CREATE ALTER DROP TRUNCATE BEGIN COMMIT ROLLBACK SAVEPOINT EXPLAIN ANALYZE SHOW SET RESET VALUES TABLE MERGE VACUUM REFRESH GRANT REVOKE COMMENT CALL DO COPY LOCK REINDEX RELEASE START'.split(
    ' ',
  );

/** What stands further on. */
export const clauseWords: readonly string[] =
  'FROM WHERE JOIN LEFT INNER RIGHT FULL OUTER CROSS LATERAL ON USING GROUP ORDER BY HAVING LIMIT OFFSET UNION INTERSECT EXCEPT ALL DISTINCT AS AND OR NOT NULL IN IS BETWEEN LIKE ILIKE SIMILAR EXISTS ANY CASE WHEN THEN ELSE END ASC DESC NULLS FIRST LAST RETURNING SET VALUES INTO DEFAULT TRUE FALSE CAST ARRAY INTERVAL FILTER OVER PARTITION WINDOW ROWS RANGE CONFLICT NOTHING DO UPDATE DELETE SELECT WITH RECURSIVE MATERIALIZED FOR SHARE SKIP LOCKED CURRENT_DATE CURRENT_TIMESTAMP COLLATE ESCAPE TABLE VIEW INDEX UNIQUE PRIMARY KEY FOREIGN REFERENCES CONSTRAINT CHECK CASCADE RESTRICT COLUMN ADD RENAME TO TYPE IF CONCURRENTLY TEMPORARY SCHEMA SEQUENCE FUNCTION ANALYZE VERBOSE BUFFERS FORMAT JSON'.split(
    ' ',
  );

const reserved = new Set(
  'all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create current_date current_role current_time current_timestamp current_user default deferrable desc distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit localtime localtimestamp not null offset on only or order placing primary references returning select session_user some symmetric table then to trailing true union unique user using variadic when where window with'.split(
    ' ',
  ),
);

/** The name as it has to be written, quoted only where it must be. */
export function writtenName(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
