/** Fixes: SQL whose statements each run alone, so that CONCURRENTLY may be among them, code of models, commands; and names in them. */
import { cutName, longestName, quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import type { DoctorFacts } from './doctor-check.ts';
import type { TableFacts } from './facts/table-facts.ts';
import type { CheckFix } from './finding.ts';

/** A statement that changes the schema, and what takes it back; [] where nothing has to. Without their semicolons. */
export interface SchemaStep {
  readonly up: string;
  readonly down: readonly string[];
}

export function step(up: string, ...down: readonly string[]): SchemaStep {
  return { up, down };
}

/** What a migration can do too: `down` takes back the last step first. */
export function schemaFix(text: string, ...steps: readonly SchemaStep[]): CheckFix {
  const up = steps.map((one) => one.up);
  const down = [...steps].reverse().flatMap((one) => one.down);
  return { ...sqlFix(text, ...up), migration: { up, down, reliesOn: [] } };
}

/** A fix that drops what this index does as well. */
export function relyingOn(fix: CheckFix, { schema }: TableFacts, index: string): CheckFix {
  if (fix.migration === null) return fix;
  return { ...fix, migration: { ...fix.migration, reliesOn: [quoteQualified(schema, index)] } };
}

/** What changes no schema: rows, statistics. Statements without their semicolons. */
export function sqlFix(text: string, ...statements: readonly string[]): CheckFix {
  const code = statements.map((statement) => `${statement};`).join('\n');
  return { type: 'sql', text, code, migration: null };
}

export function modelFix(text: string, code: string): CheckFix {
  return { type: 'model', text, code, migration: null };
}

export function commandFix(text: string, code: string): CheckFix {
  return { type: 'command', text, code, migration: null };
}

export function tableName({ schema, name }: Pick<TableFacts, 'schema' | 'name'>): string {
  return quoteQualified(schema, name);
}

/** `orders`, `shop.orders`: for people. */
export function nameText({ schema, name }: Pick<TableFacts, 'schema' | 'name'>): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

/** `public.orders`: for ids. */
export function placeText({ schema, name }: Pick<TableFacts, 'schema' | 'name'>): string {
  return `${schema}.${name}`;
}

export function columnList(columns: readonly string[]): string {
  return columns.map(quoteIdentifier).join(', ');
}

/** Names that are told one by one. */
const mostNames = 5;

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`, `"a", "b", "c", "d" and 9 more`. */
export function quotedNames(names: readonly string[]): string {
  const isLong = names.length > mostNames;
  const told = names.slice(0, isLong ? mostNames - 1 : -1).map((name) => `"${name}"`);
  const last = isLong ? `${String(names.length - mostNames + 1)} more` : `"${names.at(-1) ?? ''}"`;
  return told.length === 0 ? last : `${told.join(', ')} and ${last}`;
}

/** `orders_user_id`, as Sequelize names indexes; numbered where the schema has such a relation. */
export function freeName(facts: DoctorFacts, table: TableFacts, parts: readonly string[]): string {
  const inSchema = facts.tables.filter(({ schema }) => schema === table.schema);
  const taken = new Set(
    inSchema.flatMap(({ name, indexes }) => [name, ...indexes.map((index) => index.name)]),
  );
  const wanted = [table.name, ...parts].join('_');
  for (let number = 0; ; number += 1) {
    const suffix = number === 0 ? '' : `_${String(number)}`;
    const name = `${cutName(wanted, longestName - suffix.length)}${suffix}`;
    if (!taken.has(name)) return name;
  }
}
