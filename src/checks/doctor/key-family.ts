/**
 * Columns that foreign keys tie to each other, as one: where one of them gets a wider type all do, so that what is said of a key and of
 * what refers to it is mended by the same statements. Pure.
 */
import type { DoctorFacts } from './doctor-check.ts';
import type { ColumnFacts, SequenceFacts, TableFacts } from './facts/table-facts.ts';
import { placeText, type SchemaStep, step } from './mending.ts';
import { typeBars } from './retyping.ts';
import { changeType } from './schema-steps.ts';

export interface FamilyMember {
  readonly table: TableFacts;
  readonly column: ColumnFacts;
}

/** The narrowest first (manual, 8.1.1). */
const widths = ['smallint', 'integer', 'bigint'];

export function isWholeNumber(type: string): boolean {
  return widths.includes(type);
}

/** The share of its values that a sequence has given, 0 to 1. */
export function usedShare({ next, most }: SequenceFacts): number {
  return Number(next) / Number(most);
}

/** By place, itself among them: what refers to it, what it refers to, and so on. Whole numbers only. */
export function familyOf(
  { tables }: Pick<DoctorFacts, 'tables'>,
  start: FamilyMember,
): readonly FamilyMember[] {
  const found = new Map<string, FamilyMember>();
  const look = (member: FamilyMember): void => {
    const key = keyOf(member);
    if (found.has(key) || !isWholeNumber(member.column.bareType)) return;
    found.set(key, member);
    for (const pair of pairs(tables)) {
      const at = pair.findIndex((one) => keyOf(one) === key);
      const other = pair[1 - at];
      if (at >= 0 && other !== undefined) look(other);
    }
  };
  look(start);
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
}

function keyOf({ table, column }: FamilyMember): string {
  return JSON.stringify([table.schema, table.name, column.name]);
}

/** What refers, and what it refers to. */
function pairs(tables: readonly TableFacts[]): readonly (readonly FamilyMember[])[] {
  return tables.flatMap((table) =>
    table.foreignKeys.flatMap(({ columns, referencedSchema, referencedTable, referencedColumns }) =>
      columns.flatMap((name, at) => {
        const other = tables.find((one) => one.schema === referencedSchema && one.name === referencedTable);
        const column = table.columns.find((one) => one.name === name);
        const referenced = other?.columns.find((one) => one.name === referencedColumns[at]);
        if (other === undefined || column === undefined || referenced === undefined) return [];
        return [
          [
            { table, column },
            { table: other, column: referenced },
          ],
        ];
      }),
    ),
  );
}

interface Widening extends FamilyMember {
  /** The type it gets. */
  readonly type: string;
  readonly sequence: SequenceFacts | undefined;
}

type KeyFacts = Pick<DoctorFacts, 'sequences' | 'limits'>;

/** Each narrower one gets the widest type that is among them, or bigint where a sequence of theirs nears its end. */
function widenings({ sequences, limits }: KeyFacts, family: readonly FamilyMember[]): readonly Widening[] {
  const numbered = family.map((member) => ({ ...member, sequence: sequenceOf(sequences, member) }));
  const isNearEnd = numbered.some(
    ({ sequence }) => sequence !== undefined && usedShare(sequence) >= limits.keyShare.warning,
  );
  const widest = Math.max(...family.map(({ column }) => widths.indexOf(column.bareType)));
  const type = isNearEnd ? 'bigint' : (widths[widest] ?? 'bigint');
  return numbered.filter(({ column }) => column.bareType !== type).map((member) => ({ ...member, type }));
}

/** Why the server would refuse it: lines of evidence. */
export function familyBars(facts: KeyFacts, family: readonly FamilyMember[]): readonly string[] {
  return widenings(facts, family).flatMap(({ table, column }) => typeBars(table, column));
}

export function widenFamily(facts: KeyFacts, family: readonly FamilyMember[]): readonly SchemaStep[] {
  return widenings(facts, family).flatMap(({ table, column, sequence, type }) => [
    changeType(table, column, type),
    // The sequence of an identity column goes with its type (manual, ALTER TABLE).
    ...(sequence === undefined || sequence.isIdentity
      ? []
      : [
          step(
            `ALTER SEQUENCE ${sequence.sequence} AS ${type} NO MAXVALUE`,
            `ALTER SEQUENCE ${sequence.sequence} AS ${column.bareType} NO MAXVALUE`,
          ),
        ]),
  ]);
}

function sequenceOf(
  sequences: readonly SequenceFacts[],
  { table, column }: FamilyMember,
): SequenceFacts | undefined {
  return sequences.find(
    (one) =>
      placeText({ schema: one.schema, name: one.table }) === placeText(table) && one.column === column.name,
  );
}
