/** Tables and columns whose shape will be in the way one day. */
import { quoteIdentifier, quoteLiteral, quoteQualified } from '../../../database/quote.ts';
import { type DoctorCheck, type DoctorFacts, manual, type Symptom } from '../doctor-check.ts';
import type { ColumnFacts, TableFacts } from '../facts/table-facts.ts';
import { familyBars, familyOf, usedShare, widenFamily } from '../key-family.ts';
import { nameText, placeText, schemaFix, sqlFix, step } from '../mending.ts';
import { isOwnTable, rowsText } from '../places.ts';
import { computedBars, typeBars } from '../retyping.ts';
import { changeType } from '../schema-steps.ts';

export const timestampWithoutTimeZone: DoctorCheck = {
  id: 'timestamp-without-time-zone',
  level: 'info',
  title: 'timestamp without time zone',
  why: 'It names no moment: whoever reads it guesses the zone, and pg guesses that of the process. DATE of Sequelize is TIMESTAMP WITH TIME ZONE.',
  source: manual('8.5.1.3. Time Stamps', 'datatype-datetime.html#DATATYPE-DATETIME-INPUT-TIME-STAMPS'),
  needs: ['database'],
  check(facts) {
    return eachColumn(facts, (table, column) => {
      if (column.bareType !== 'timestamp without time zone') return null;
      const inUtc = `${quoteIdentifier(column.name)} AT TIME ZONE 'UTC'`;
      const type = column.type.replace('without', 'with');
      return {
        title: `"${nameText(table)}.${column.name}" is a timestamp without time zone.`,
        // No function of a moment is immutable: the zone of the session counts.
        bars: computedBars(table, column, /^(?!CHECK )/),
        fix: schemaFix(
          'Say the zone its values are in (Sequelize writes UTC); the table is written anew, and nobody can use it until that is done.',
          changeType(table, column, type, { using: inUtc, back: inUtc, initial: momentOf(column) }),
        ),
      };
    });
  },
};

export const jsonNotBinary: DoctorCheck = {
  id: 'json-not-jsonb',
  level: 'info',
  title: 'json where jsonb would do',
  why: 'json is stored as text: it is parsed anew at each look, and can neither be compared nor indexed.',
  source: manual('8.14. JSON Types', 'datatype-json.html'),
  needs: ['database'],
  check(facts) {
    return eachColumn(facts, (table, column) => {
      if (column.bareType !== 'json') return null;
      return {
        title: `"${nameText(table)}.${column.name}" is json.`,
        bars: computedBars(table, column, /\bjson_/),
        fix: schemaFix(
          'Make it jsonb, unless the order of keys matters; the table is written anew, and nobody can use it until that is done.',
          changeType(table, column, 'jsonb'),
        ),
      };
    });
  },
};

/** Of a default that is no moment (a constant, a time in some zone) the one that is; null where it may stay, or there is none. */
function momentOf({ defaultExpression }: ColumnFacts): string | null {
  const isZoneless =
    /^\(.* AT TIME ZONE .*\)$|^timezone\(.*\)$|::timestamp(?:\(\d\))? without time zone$/.test(
      defaultExpression ?? '',
    );
  return isZoneless ? `(${defaultExpression ?? ''}) AT TIME ZONE 'UTC'` : null;
}

interface Unfit extends Pick<Symptom, 'title' | 'fix'> {
  readonly bars: readonly string[];
}

/** Those that are a table's own: what is inherited is said of the parent. No fix where the server would refuse it. */
function eachColumn(
  facts: DoctorFacts,
  look: (table: TableFacts, column: ColumnFacts) => Unfit | null,
): readonly Symptom[] {
  return facts.tables.filter(isOwnTable).flatMap((table) =>
    table.columns.flatMap((column) => {
      const seen = column.isInherited ? null : look(table, column);
      if (seen === null) return [];
      const { title, bars, fix } = seen;
      const all = [...typeBars(table, column), ...bars];
      return [
        {
          key: `${placeText(table)}.${column.name}`,
          place: { schema: table.schema, table: table.name, column: column.name },
          title,
          evidence: [rowsText(table), ...all],
          fix: all.length === 0 ? fix : null,
        },
      ];
    }),
  );
}

export const keyNearItsEnd: DoctorCheck = {
  id: 'key-near-its-end',
  level: 'warning',
  title: "numbered key that nears its type's end",
  why: 'When a sequence has given its last value every INSERT fails, and the way out rewrites the table.',
  source: manual('8.1.4. Serial Types', 'datatype-numeric.html#DATATYPE-SERIAL'),
  needs: ['database'],
  check(facts) {
    return facts.sequences.flatMap((one): readonly Symptom[] => {
      const { sequence, schema, table: name, column: numbered, columnType, next, most } = one;
      const share = usedShare(one);
      const table = facts.tables.find((candidate) => candidate.schema === schema && candidate.name === name);
      const column = table?.columns.find((candidate) => candidate.name === numbered);
      if (share < facts.limits.keyShare.warning || table === undefined || column === undefined) return [];
      const family = familyOf(facts, { table, column });
      const bars = columnType === 'bigint' ? [] : familyBars(facts, family);
      return [
        {
          key: `${schema}.${name}.${numbered}`,
          place: { schema, table: name, column: numbered },
          level: share >= facts.limits.keyShare.error ? ('error' as const) : undefined,
          title: `"${nameText(table)}.${numbered}" (${columnType}) has used up ${percent(share)} of its values.`,
          evidence: [
            `next ${grouped(next)} of ${grouped(most)} (${sequence})`,
            ...family
              .filter((member) => member.column !== column)
              .map((member) => `keys tie "${nameText(member.table)}.${member.column.name}" to it`),
            ...bars,
          ],
          fix:
            columnType === 'bigint'
              ? schemaFix(
                  'Let the sequence count on.',
                  step(
                    `ALTER SEQUENCE ${sequence} AS bigint NO MAXVALUE`,
                    `ALTER SEQUENCE ${sequence} AS bigint MAXVALUE ${most}`,
                  ),
                )
              : bars.length > 0
                ? null
                : schemaFix(
                    'Make the column a bigint, and the columns that keys tie to it; the tables are written anew, and nobody can use them until that is done.',
                    ...widenFamily(facts, family),
                  ),
        },
      ];
    });
  },
};

export const sequenceBehind: DoctorCheck = {
  id: 'sequence-behind',
  level: 'error',
  title: 'sequence behind its column',
  why: 'Rows were written with numbers of their own. The sequence will give one that is taken, and the INSERT fails.',
  source: manual('9.17. Sequence Manipulation Functions', 'functions-sequence.html'),
  needs: ['database'],
  check({ sequences }) {
    return sequences.flatMap(({ sequence, schema, table, column, next, greatest }) => {
      if (greatest === null || BigInt(next) > BigInt(greatest)) return [];
      return [
        {
          key: `${schema}.${table}.${column}`,
          place: { schema, table, column },
          title: `The sequence of "${nameText({ schema, name: table })}.${column}" will give ${grouped(next)}, and ${grouped(greatest)} is there already.`,
          evidence: [`next ${grouped(next)} (${sequence})`, `greatest ${grouped(greatest)}`],
          fix: sqlFix(
            'Set it to the greatest value there is.',
            `SELECT setval(${quoteLiteral(sequence)}, (SELECT max(${quoteIdentifier(column)}) FROM ${quoteQualified(schema, table)}))`,
          ),
        },
      ];
    });
  },
};

function percent(share: number): string {
  return `${String(Math.floor(share * 100))} %`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
