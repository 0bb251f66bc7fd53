/**
 * Indexes that are missing: for a scan that throws most rows of a big table away, for a join whose column no index begins with, and
 * for a sort of which only the first rows are wanted. Pure.
 */
import { quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import type { PlanMark, PlanNode } from './plan.ts';
import { comparedColumns, joinedColumns, sortColumn, type ColumnUse } from './simple-condition.ts';
import type { TableFacts } from './table-facts.ts';

/** A smaller table is read faster whole than through an index (manual, 14.1.1). */
const bigTableRows = 10_000;
/** An index is worth it where it leaves out at least so much. */
const mostKept = 0.1;

/** By the node's id. One hint for each index: the first node that wants it says so. */
export function indexMarks(
  plan: PlanNode,
  tables: readonly TableFacts[],
): ReadonlyMap<number, readonly PlanMark[]> {
  const marks = new Map<number, PlanMark[]>();
  const told = new Set<string>();
  const add = (
    node: PlanNode,
    table: TableFacts,
    columns: readonly string[],
    why: string,
    section: string,
  ) => {
    if (columns.length === 0 || isCovered(columns, table)) return;
    const sql = `CREATE INDEX ON ${quoteQualified(table.schema, table.name)} (${columns.map(quoteIdentifier).join(', ')})`;
    if (told.has(sql)) return;
    told.add(sql);
    const text = `${why}: an index might help: ${sql}`;
    marks.set(node.id, [...(marks.get(node.id) ?? []), { type: 'index', sql, text, section }]);
  };
  const visit = (node: PlanNode, parent: PlanNode | null): void => {
    const table = factsOf(node, tables);
    if (table !== null && throwsMostAway(node, table)) {
      const columns = filterColumns(node, table);
      add(node, table, columns, `Most rows of ${table.name} are read and thrown away`, '11.2');
    }
    for (const [scan, use] of joinScans(node)) {
      const joined = factsOf(scan, tables);
      if (joined === null || (joined.rows ?? 0) < bigTableRows || !keepsFew(node, joined)) continue;
      const isKey = joined.foreignKeys.some((key) => key.length === 1 && key[0] === use.column);
      const what = isKey
        ? `Foreign key ${use.column} of ${joined.name}`
        : `Column ${use.column} of ${joined.name}`;
      add(scan, joined, [use.column], `${what} is joined without an index`, isKey ? '5.5.5' : '11.2');
    }
    const sorted = sortedScan(node, parent);
    const sortedTable = sorted === null ? null : factsOf(sorted, tables);
    if (sortedTable !== null && (sortedTable.rows ?? 0) >= bigTableRows) {
      const columns = sortColumns(node, sortedTable);
      add(node, sortedTable, columns, `All of ${sortedTable.name} is sorted for its first rows`, '11.4');
    }
    for (const child of node.children) visit(child, node);
  };
  visit(plan, null);
  return marks;
}

function factsOf({ relation }: PlanNode, tables: readonly TableFacts[]): TableFacts | null {
  if (relation === null) return null;
  return tables.find(({ schema, name }) => name === relation.name && schema === relation.schema) ?? null;
}

/** Some index begins with all of them, whatever their order: equality does not mind. */
function isCovered(columns: readonly string[], { indexes }: TableFacts): boolean {
  return indexes.some((index) => columns.every((column) => index.slice(0, columns.length).includes(column)));
}

function throwsMostAway(node: PlanNode, table: TableFacts): boolean {
  const filtered = node.removed.find(({ by }) => by === 'Filter')?.rows;
  if (node.actual !== null) {
    if (filtered === undefined) return false;
    const read = filtered + node.actual.rows * node.actual.loops;
    const wasRead = read >= bigTableRows || (node.type === 'Seq Scan' && (table.rows ?? 0) >= bigTableRows);
    return wasRead && filtered / read >= 1 - mostKept;
  }
  const rows = table.rows ?? 0;
  return node.type === 'Seq Scan' && rows >= bigTableRows && node.plannedRows <= rows * mostKept;
}

/** 11.3: those compared for equality first, then one of a range. */
function filterColumns(node: PlanNode, table: TableFacts): readonly string[] {
  const filter = node.conditions.find(({ name }) => name === 'Filter')?.text ?? '';
  const uses = comparedColumns(filter).filter(
    ({ alias, column }) => alias === node.alias && table.columns.includes(column),
  );
  const equal = uses.filter(({ isEqual }) => isEqual).map(({ column }) => column);
  const range = uses.find(({ isEqual, column }) => !isEqual && !equal.includes(column));
  return [...new Set([...equal, ...(range === undefined ? [] : [range.column])])].slice(0, 3);
}

/** The scans of whole tables that a join reads, each with the column it joins by. */
function joinScans(node: PlanNode): readonly (readonly [PlanNode, ColumnUse])[] {
  const conditions = node.conditions.filter(({ name }) =>
    /^(?:Hash Cond|Merge Cond|Join Filter)$/.test(name),
  );
  const scans = node.children.map(scanBelow).filter((scan) => scan !== null);
  return conditions
    .flatMap(({ text }) => joinedColumns(text).flat())
    .flatMap((use) => {
      const scan = scans.find(({ alias }) => alias === use.alias);
      return scan === undefined ? [] : [[scan, use] as const];
    });
}

/** The whole table's scan that a node reads, through what only keeps or sorts its rows. */
function scanBelow(node: PlanNode): PlanNode | null {
  if (node.type === 'Seq Scan') return node;
  const [child] = node.children;
  const isTransparent = /^(?:Hash|Sort|Materialize|Gather|Gather Merge|Memoize)$/.test(node.type);
  return isTransparent && child !== undefined && node.children.length === 1 ? scanBelow(child) : null;
}

/** A join that keeps much of the table is best done by reading all of it. */
function keepsFew(join: PlanNode, table: TableFacts): boolean {
  const rows = join.actual === null ? join.plannedRows : join.actual.rows * Math.max(1, join.actual.loops);
  return rows <= (table.rows ?? 0) * mostKept;
}

/** 11.4: an index gives rows sorted, which pays where only the first are wanted, or sorting takes the disk. */
function sortedScan(node: PlanNode, parent: PlanNode | null): PlanNode | null {
  if (node.type !== 'Sort' || (parent?.type !== 'Limit' && parent?.type !== 'Gather Merge')) return null;
  const [child] = node.children;
  return child?.type === 'Seq Scan' && child.conditions.length === 0 ? child : null;
}

/** None where a key is no column, or they do not all go one way as an index does that is read forwards or backwards. */
function sortColumns(node: PlanNode, table: TableFacts): readonly string[] {
  const keys = node.details.find(({ name }) => name === 'Sort Key')?.text.split(', ') ?? [];
  const columns = keys.map(sortColumn);
  const isOneWay = new Set(keys.map((key) => key.includes(' DESC'))).size === 1;
  if (!isOneWay || columns.some((use) => use === null)) return [];
  const names = columns.flatMap((use) => (use === null ? [] : [use.column]));
  return names.every((column) => table.columns.includes(column)) ? names : [];
}
