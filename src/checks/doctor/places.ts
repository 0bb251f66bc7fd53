/** Who stands before what: models, their tables and columns, and the indexes that serve a question. Pure. */
import { tableOfModel } from '../../schema/join-tables.ts';
import type { DoctorFacts } from './doctor-check.ts';
import type { AttributeFacts, ModelFacts } from './facts/model-facts.ts';
import type { ColumnFacts, IndexFacts, TableFacts } from './facts/table-facts.ts';

export function tableOf(facts: DoctorFacts, model: ModelFacts): TableFacts | null {
  return tableOfModel(model, facts.tables);
}

export function modelNamed(facts: DoctorFacts, name: string): ModelFacts | null {
  return facts.models.find((model) => model.name === name) ?? null;
}

/** Whether rows are written into it: views and foreign tables have no keys and indexes of their own. */
export function isOwnTable({ kind }: TableFacts): boolean {
  return kind === 'table' || kind === 'partitioned';
}

export function ownTables({ tables }: DoctorFacts): readonly TableFacts[] {
  return tables.filter(isOwnTable);
}

/** A model and its table, where the database has one that rows are written into. */
export interface Standing {
  readonly model: ModelFacts;
  readonly table: TableFacts;
}

/** By model; a table that several models stand before comes once for each. */
export function standings(facts: DoctorFacts): readonly Standing[] {
  return facts.models.flatMap((model) => {
    const table = tableOf(facts, model);
    return table === null || !isOwnTable(table) ? [] : [{ model, table }];
  });
}

export interface AttributePair extends Standing {
  readonly attribute: AttributeFacts;
  readonly column: ColumnFacts;
}

export function attributePairs(facts: DoctorFacts): readonly AttributePair[] {
  return standings(facts).flatMap(({ model, table }) =>
    model.attributes.flatMap((attribute) => {
      const column = table.columns.find(({ name }) => name === attribute.column);
      return column === undefined ? [] : [{ model, table, attribute, column }];
    }),
  );
}

/** A place of an attribute, for a symptom. */
export function placeOf({ model, table, attribute, column }: AttributePair) {
  return {
    schema: table.schema,
    table: table.name,
    column: column.name,
    model: model.name,
    attribute: attribute.name,
  };
}

/**
 * Whether the index finds rows by equality of these columns: they are its first keys in any order, and it has every row, or every
 * one where they are not NULL.
 */
export function findsBy(index: IndexFacts, columns: readonly string[]): boolean {
  const first = index.columns.slice(0, columns.length);
  if (!index.isValid || !['btree', 'hash'].includes(index.method)) return false;
  if (index.method === 'hash' && columns.length > 1) return false;
  const isWhole = index.predicate === null || isNotNullOnly(index.predicate, columns);
  return isWhole && columns.every((column) => first.includes(column));
}

function isNotNullOnly(predicate: string, columns: readonly string[]): boolean {
  const match = /^\("?(.+?)"? IS NOT NULL\)$/.exec(predicate);
  return match?.[1] !== undefined && columns.includes(match[1]);
}

/** Whether a unique index keeps these columns apart, in every row: what is unique alone is unique with others too. */
export function keepsUnique(
  { isUnique, isValid, columns, predicate }: IndexFacts,
  wanted: readonly string[],
): boolean {
  return (
    isUnique &&
    isValid &&
    predicate === null &&
    columns.every((column) => column !== null && wanted.includes(column))
  );
}

/** By the rows of the counters where there are none of the planner. */
export function rowsOf({ rowEstimate, counters }: TableFacts): number {
  return Math.max(rowEstimate ?? 0, counters?.liveRows ?? 0);
}

export function countText(count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : several}`;
}

export function bytesText(byteLength: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [byteLength, 0];
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${unit === 0 ? String(value) : value.toFixed(value < 10 ? 1 : 0)} ${units[unit] ?? ''}`;
}

/** Of 0 to 1: `12 %`, `less than 1 %`. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.01) return 'less than 1 %';
  return `${String(Math.round(share * 100))} %`;
}

/** A line of evidence. */
export function rowsText(table: TableFacts): string {
  return table.rowEstimate === null && table.counters === null
    ? 'rows: not known'
    : `about ${countText(rowsOf(table), 'row')}`;
}
