/**
 * nextval() and setval() are not rolled back (PostgreSQL manual, 9.17), and a seeder that was rehearsed would then find other ids than
 * it counts on. ALTER SEQUENCE … RESTART is: it gives the sequence a new file for the rest of the transaction, and numbers are drawn
 * from that. It also keeps others from drawing meanwhile, so a sequence that is in use is left alone, and moves.
 */
import type { DatabaseConnection } from '../../database/client.ts';
import { quoteLiteral } from '../../database/quote.ts';
import { isRollbackToSavepoint } from '../../database/transaction/transaction-words.ts';
import type { MovedSequence } from './rehearsal.ts';
import type { WatchedClient } from './watch-clients.ts';

/** How long to wait for somebody who is drawing from a sequence. */
const patienceMs = 100;

const name = String.raw`(?:"(?:[^"]|"")+"|[\w$]+)`;
const inserts = new RegExp(
  String.raw`\b(?:INSERT\s+INTO|COPY)\s+(?:ONLY\s+)?(${name}(?:\s*\.\s*${name})?)`,
  'gi',
);
const drawn = /\b(?:nextval|setval|pg_get_serial_sequence)\s*\(\s*'((?:[^']|'')+)'/gi;

/** Returns what to do before each statement of a transaction; a sequence is protected once. */
export function sequenceProtection(): {
  readonly prepare: (client: WatchedClient, sql: string) => Promise<void>;
  /** After a rollback to a savepoint everything is to be protected again. */
  readonly forget: () => void;
} {
  const done = new Set<string>();
  return {
    async prepare(client, sql) {
      if (isRollbackToSavepoint(sql)) done.clear();
      const places = [...sql.slice(0, 100_000).matchAll(inserts), ...sql.matchAll(drawn)].map(
        ([, place = '']) => place,
      );
      const fresh = [...new Set(places)].filter((place) => !done.has(place));
      for (const place of fresh) done.add(place);
      if (fresh.length > 0) await client.send(protectSql(fresh));
    },
    forget() {
      done.clear();
    },
  };
}

/**
 * The sequences that belong to a table, are in a default of it, or are named; whatever fails (no such table, no right, in use)
 * leaves the sequence as it is.
 */
function protectSql(places: readonly string[]): string {
  const list = places.map(quoteLiteral).join(', ');
  return `DO $seqscope_sequences$ DECLARE
    patience text := current_setting('lock_timeout'); place text; relation regclass; item record; drawn record;
  BEGIN
    PERFORM set_config('lock_timeout', '${String(patienceMs)}', true);
    FOREACH place IN ARRAY ARRAY[${list}]::text[] LOOP
      BEGIN relation := to_regclass(place); EXCEPTION WHEN OTHERS THEN CONTINUE; END;
      FOR item IN
        SELECT s.oid::regclass::text AS name, q.seqincrement AS step
          FROM pg_catalog.pg_class s JOIN pg_catalog.pg_sequence q ON q.seqrelid = s.oid
         WHERE s.oid = relation
            OR s.oid IN (SELECT d.objid FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
                            AND d.refobjid = relation AND d.deptype IN ('a', 'i'))
            OR s.oid IN (SELECT d.refobjid FROM pg_catalog.pg_attrdef f JOIN pg_catalog.pg_depend d ON d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
                          WHERE f.adrelid = relation AND d.refclassid = 'pg_class'::regclass)
      LOOP
        BEGIN
          EXECUTE format('SELECT last_value, is_called FROM %s', item.name) INTO drawn;
          EXECUTE format('ALTER SEQUENCE %s RESTART WITH %s', item.name, CASE WHEN drawn.is_called THEN drawn.last_value + item.step ELSE drawn.last_value END);
        EXCEPTION WHEN OTHERS THEN NULL; END;
      END LOOP;
    END LOOP;
    PERFORM set_config('lock_timeout', patience, true);
  END $seqscope_sequences$`;
}

/** The last number drawn from each sequence, by name. */
export async function readSequences(
  database: DatabaseConnection,
): Promise<ReadonlyMap<string, MovedSequence>> {
  const { rows } = await database.query(
    'SELECT schemaname::text, sequencename::text, last_value::text FROM pg_catalog.pg_sequences',
  );
  return new Map(
    rows.map(([schema, sequence, value]) => {
      const at = typeof value === 'string' ? value : null;
      const moved = { schema: String(schema), name: String(sequence), from: at, to: at };
      return [JSON.stringify([schema, sequence]), moved];
    }),
  );
}

export function movedSequences(
  before: ReadonlyMap<string, MovedSequence>,
  after: ReadonlyMap<string, MovedSequence>,
): readonly MovedSequence[] {
  return [...before].flatMap(([key, { schema, name: sequence, from }]) => {
    const to = after.get(key)?.to ?? null;
    return after.has(key) && to !== from ? [{ schema, name: sequence, from, to }] : [];
  });
}
