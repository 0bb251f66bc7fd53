/** Fixes as text: SQL whose statements each run alone, so that CONCURRENTLY may be among them, and code of models. */
import { quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import type { DoctorFacts } from './doctor-check.ts';
import type { ForeignKeyFacts, TableFacts } from './facts/table-facts.ts';
import type { CheckFix } from './finding.ts';

/** Statements without their semicolons. */
export function sqlFix(text: string, ...statements: readonly string[]): CheckFix {
  return { type: 'sql', text, code: statements.map((statement) => `${statement};`).join('\n') };
}

export function modelFix(text: string, code: string): CheckFix {
  return { type: 'model', text, code };
}

export function commandFix(text: string, code: string): CheckFix {
  return { type: 'command', text, code };
}

export function tableName({ schema, name }: Pick<TableFacts, 'schema' | 'name'>): string {
  return quoteQualified(schema, name);
}

/** `public.orders`, for people and for ids. */
export function placeText({ schema, name }: Pick<TableFacts, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}

export function columnList(columns: readonly string[]): string {
  return columns.map(quoteIdentifier).join(', ');
}

/** `"a"`, `"a" and "b"`. */
export function quotedNames(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' and ');
}

/** ` CONCURRENTLY` where a table allows it: a partitioned one does not (manual, CREATE INDEX). */
export function concurrently({ kind }: TableFacts): string {
  return kind === 'partitioned' ? '' : ' CONCURRENTLY';
}

/** What a name may have (manual, 4.1.1). */
const nameBytes = 63;

/** `orders_user_id`, as Sequelize names indexes; numbered where the schema has such a relation. */
export function freeName(facts: DoctorFacts, table: TableFacts, parts: readonly string[]): string {
  const inSchema = facts.tables.filter(({ schema }) => schema === table.schema);
  const taken = new Set(
    inSchema.flatMap(({ name, indexes }) => [name, ...indexes.map((index) => index.name)]),
  );
  const wanted = [table.name, ...parts].join('_');
  for (let number = 0; ; number += 1) {
    const suffix = number === 0 ? '' : `_${String(number)}`;
    const name = `${cutTo(wanted, nameBytes - suffix.length)}${suffix}`;
    if (!taken.has(name)) return name;
  }
}

function cutTo(text: string, byteLength: number): string {
  let kept = text;
  while (Buffer.byteLength(kept) > byteLength) kept = kept.slice(0, -1);
  return kept;
}

/** Added without reading the rows there are, then proven while others work (manual, ALTER TABLE, Notes). */
export function addForeignKey(
  table: TableFacts,
  name: string,
  {
    columns,
    referencedSchema,
    referencedTable,
    referencedColumns,
    onDelete,
    onUpdate,
  }: Omit<ForeignKeyFacts, 'name' | 'isValidated' | 'definition'>,
): readonly string[] {
  const rules = [
    ...(onDelete === 'NO ACTION' ? [] : [` ON DELETE ${onDelete}`]),
    ...(onUpdate === 'NO ACTION' ? [] : [` ON UPDATE ${onUpdate}`]),
  ];
  const key = `FOREIGN KEY (${columnList(columns)}) REFERENCES ${quoteQualified(referencedSchema, referencedTable)} (${columnList(referencedColumns)})`;
  // The rows of a partitioned table are proven at once: it takes no key that is NOT VALID before PostgreSQL 18.
  if (table.kind === 'partitioned')
    return [
      `ALTER TABLE ${tableName(table)} ADD CONSTRAINT ${quoteIdentifier(name)} ${key}${rules.join('')}`,
    ];
  return [
    `ALTER TABLE ${tableName(table)} ADD CONSTRAINT ${quoteIdentifier(name)} ${key}${rules.join('')} NOT VALID`,
    `ALTER TABLE ${tableName(table)} VALIDATE CONSTRAINT ${quoteIdentifier(name)}`,
  ];
}
