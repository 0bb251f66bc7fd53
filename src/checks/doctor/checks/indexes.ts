/** Indexes that cost every write and serve nobody. */
import { quoteQualified } from '../../../database/quote.ts';
import { type DoctorCheck, type DoctorFacts, manual, type Symptom } from '../doctor-check.ts';
import type { IndexFacts, TableFacts } from '../facts/table-facts.ts';
import { nameText, placeText, relyingOn, schemaFix, step } from '../mending.ts';
import { bytesText, countText, findsBy, ownTables, rowsOf } from '../places.ts';
import { dropIndex } from '../schema-steps.ts';

export const invalidIndex: DoctorCheck = {
  id: 'invalid-index',
  level: 'error',
  title: 'index that was left invalid',
  why: 'CREATE INDEX CONCURRENTLY that fails leaves an index that no query uses and every write keeps up. A unique one does not even keep duplicates out for sure.',
  source: manual(
    'CREATE INDEX, Building Indexes Concurrently',
    'sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY',
  ),
  needs: ['database'],
  check(facts) {
    return eachIndex(facts, (table, index) => {
      if (index.isValid || index.isBeingBuilt) return null;
      const name = quoteQualified(table.schema, index.name);
      // What REINDEX CONCURRENTLY leaves beside the index it was to replace (manual, REINDEX).
      const isLeftover = /_cc(?:new|old)\d*$/.test(index.name);
      const fix =
        table.kind === 'partitioned'
          ? null
          : isLeftover
            ? schemaFix('Drop what a failed rebuild left.', step(`DROP INDEX CONCURRENTLY ${name}`))
            : schemaFix(
                'Build it anew; rows that break a unique index are named by the error.',
                step(`REINDEX INDEX CONCURRENTLY ${name}`),
              );
      return { title: `The index "${index.name}" of "${nameText(table)}" is not valid.`, evidence: [], fix };
    });
  },
};

export const duplicateIndex: DoctorCheck = {
  id: 'duplicate-index',
  level: 'warning',
  title: 'index that says the same as another',
  why: 'Every write keeps up both, and no query gains by the second.',
  source: manual('11.5. Combining Multiple Indexes', 'indexes-bitmap-scans.html'),
  needs: ['database'],
  check(facts) {
    return eachIndex(facts, (table, index) => {
      const keeper = keeperOf(table, index);
      if (keeper === undefined || index.isReferred) return null;
      return {
        title: `The index "${index.name}" of "${nameText(table)}" says the same as "${keeper.name}".`,
        evidence: [keeper.definition],
        fix: relyingOn(
          schemaFix(`Drop it; "${keeper.name}" serves alone.`, dropIndex(table, index)),
          table,
          keeper.name,
        ),
      };
    });
  },
};

export const redundantIndex: DoctorCheck = {
  id: 'redundant-index',
  level: 'info',
  title: 'index that is the beginning of another',
  why: 'An index on (a, b) finds rows by a as well. The shorter one is smaller, but every write keeps it up.',
  source: manual('11.3. Multicolumn Indexes', 'indexes-multicolumn.html'),
  needs: ['database'],
  check(facts) {
    return eachIndex(facts, (table, index) => {
      if (index.isUnique || index.constraint !== null || index.isReferred || index.included.length > 0)
        return null;
      const longer = [...table.indexes]
        .sort(byWeight)
        .find(
          (other) =>
            other.isValid &&
            index.method === 'btree' &&
            other.method === 'btree' &&
            other.predicate === index.predicate &&
            other.keys.length > index.keys.length &&
            index.keys.every((key, at) => other.keys[at] === key),
        );
      const isTold = keeperOf(table, index) !== undefined;
      if (longer === undefined || !index.isValid || isTold) return null;
      return {
        title: `The index "${index.name}" of "${nameText(table)}" is the beginning of "${longer.name}".`,
        evidence: [longer.definition],
        fix: relyingOn(
          schemaFix(`Drop it; "${longer.name}" finds the same rows.`, dropIndex(table, index)),
          table,
          longer.name,
        ),
      };
    });
  },
};

export const unusedIndex: DoctorCheck = {
  id: 'unused-index',
  level: 'info',
  title: 'index that nothing was looked up in',
  why: 'Every write keeps it up. The counters are of this server alone: a replica may use it, and a yearly report may.',
  source: manual('27.2.16. pg_stat_all_indexes', 'monitoring-stats.html#MONITORING-PG-STAT-ALL-INDEXES-VIEW'),
  needs: ['database'],
  check(facts) {
    const { leastRows, leastReads } = facts.limits;
    return eachIndex(facts, (table, index) => {
      const reads = (table.counters?.sequentialScans ?? 0) + (table.counters?.indexScans ?? 0);
      const servesKey = table.foreignKeys.some(({ columns }) => findsBy(index, columns));
      const mayGo =
        !index.isUnique && index.constraint === null && !index.isReferred && !servesKey && index.isValid;
      if (!mayGo || index.scans > 0 || rowsOf(table) < leastRows || reads < leastReads) return null;
      return {
        title: `Nothing was looked up in the index "${index.name}" of "${nameText(table)}".`,
        evidence: [`its table was read ${countText(reads, 'time')} in other ways`],
        fix: schemaFix('Drop it, if no replica uses it.', dropIndex(table, index)),
      };
    });
  },
};

function eachIndex(
  facts: DoctorFacts,
  look: (table: TableFacts, index: IndexFacts) => Pick<Symptom, 'title' | 'evidence' | 'fix'> | null,
): readonly Symptom[] {
  return ownTables(facts).flatMap((table) =>
    table.indexes.flatMap((index) => {
      const seen = look(table, index);
      if (seen === null) return [];
      return [
        {
          key: `${placeText(table)}.${index.name}`,
          place: { schema: table.schema, table: table.name, column: index.columns[0] ?? null },
          ...seen,
          evidence: [
            index.definition,
            ...seen.evidence,
            `${bytesText(index.byteLength)}, looked up ${countText(index.scans, 'time')}`,
          ],
        },
      ];
    }),
  );
}

/** Of those that say the same the one that stays, where that is another one. */
function keeperOf({ indexes }: TableFacts, index: IndexFacts): IndexFacts | undefined {
  return indexes.find((other) => other !== index && isSame(other, index) && staysRather(other, index));
}

function isSame(a: IndexFacts, b: IndexFacts): boolean {
  return (
    a.isValid &&
    b.isValid &&
    a.method === b.method &&
    a.predicate === b.predicate &&
    JSON.stringify([a.keys, a.included]) === JSON.stringify([b.keys, b.included])
  );
}

/** What stays comes first. */
function byWeight(a: IndexFacts, b: IndexFacts): number {
  return staysRather(a, b) ? -1 : 1;
}

/** Of two that say the same the one that more stands on stays; of equals the one whose name is first. */
function staysRather(a: IndexFacts, b: IndexFacts): boolean {
  const weight = ({ isPrimary, isReferred, constraint, isUnique }: IndexFacts) =>
    [isPrimary, isReferred, constraint !== null, isUnique].map(Number).join('');
  const [left, right] = [weight(a), weight(b)];
  return left === right ? a.name < b.name : left > right;
}
