/**
 * What a transaction did to the rows of one table, without triggers. New versions are those whose xmin is one of its ids in progress
 * (PostgreSQL manual, 5.6). Old versions are those that another connection sees with an xmax and the transaction itself no longer
 * sees. Both are matched by primary key.
 */
import { quoteIdentifier } from '../quote.ts';
import { ConsoleError } from '../../errors.ts';
import { databaseError } from '../database-error.ts';
import type { AskConnection } from './own-connection.ts';
import type { RowChange, RowTexts, TableReview } from './sandbox.ts';
import type { TouchedTable } from './touched-tables.ts';

export interface ReviewedTransaction {
  readonly ask: AskConnection;
  /** Another connection, which sees what was before; gives up waiting for a lock. */
  readonly askBefore: AskConnection;
  /** Ids of transactions, whole ones (txid): the first is its own, the last later than all of its subtransactions'. */
  readonly range: { readonly first: bigint; readonly last: bigint };
  readonly rowLimit: number;
}

/** A row's version: where it is, and a digest of its values. */
interface Version {
  readonly place: string;
  readonly digest: string;
}

/** Changes by the place of the new and the old version. */
interface Found {
  readonly inserted: readonly string[];
  readonly updated: readonly (readonly [string, string])[];
  readonly deleted: readonly string[];
}

const xidBits = 32n;
const xids = 1n << xidBits;
const placesAtOnce = 5000;

/** `isNew`: the table was made in the transaction. */
export async function reviewTable(
  transaction: ReviewedTransaction,
  table: TouchedTable,
  isNew: boolean,
): Promise<TableReview> {
  if (table.isExclusive && !isNew) return reviewAltered(transaction, table);
  try {
    const found = await findChanges(transaction, table, isNew);
    const rows = await tellRows(transaction, table, found);
    const { inserted, updated, deleted } = found;
    const total = inserted.length + updated.length + deleted.length;
    const hasTwins = table.key.length === 0 && inserted.length > 0 && deleted.length > 0;
    return {
      ...headOf(table),
      inserted: inserted.length,
      updated: updated.length,
      deleted: deleted.length,
      rows,
      isTruncated: total > rows.length,
      note: hasTwins
        ? 'It has no primary key: a row that was updated is told as one deleted and one inserted.'
        : null,
    };
  } catch (error) {
    if (!isLocked(error)) throw error;
    return untold(table, 'It is locked by somebody else: its rows cannot be compared.');
  }
}

function headOf({ schema, table }: TouchedTable): Pick<TableReview, 'schema' | 'table'> {
  return { schema, table };
}

function untold(table: TouchedTable, note: string): TableReview {
  return { ...headOf(table), inserted: 0, updated: 0, deleted: 0, rows: [], isTruncated: false, note };
}

function isLocked(error: unknown): boolean {
  const told = databaseError(error, {});
  return told instanceof ConsoleError && told.details.sqlState === '55P03';
}

/** Nobody else may read it before the transaction ends, so that there is nothing to compare with. */
async function reviewAltered({ ask, range }: ReviewedTransaction, table: TouchedTable): Promise<TableReview> {
  const [row] = await ask(
    `SELECT count(*)::text, (count(*) FILTER (WHERE ${isOwn(range)}))::text FROM ONLY ${table.name}`,
  );
  const [all = '0', own = '0'] = row ?? [];
  return untold(
    table,
    `It was altered, truncated or locked, so its rows cannot be compared one by one: it has ${String(all)}, of which ${String(own)} were written here.`,
  );
}

async function findChanges(
  { ask, askBefore, range }: ReviewedTransaction,
  table: TouchedTable,
  isNew: boolean,
): Promise<Found> {
  const versions = `SELECT ctid::text, ${keySql(table)}, ${digestSql(table)} FROM ONLY ${table.name}`;
  const now = await ask(`${versions} WHERE ${isOwn(range)}`);
  if (isNew) return { inserted: now.map(([place]) => String(place)), updated: [], deleted: [] };
  const before = versionsByKey(await askBefore(`${versions} WHERE xmax::text <> '0'`));
  const inserted: string[] = [];
  const updated: (readonly [string, string])[] = [];
  for (const [key, version] of versionsByKey(now)) {
    const old = table.key.length === 0 ? undefined : before.get(key);
    if (old === undefined) inserted.push(version.place);
    else if (old.digest !== version.digest) updated.push([version.place, old.place]);
    if (old !== undefined) before.delete(key);
  }
  const left = [...before.values()].map(({ place }) => place);
  // Rows that were only locked, or whose update somebody else rolled back, have an xmax too.
  const still = await stillSeen(ask, table, left);
  return { inserted, updated, deleted: left.filter((place) => !still.has(place)) };
}

function versionsByKey(rows: readonly (readonly unknown[])[]): Map<string, Version> {
  return new Map(
    rows.map(([place, key, digest]) => [String(key), { place: String(place), digest: String(digest) }]),
  );
}

function keySql({ key }: TouchedTable): string {
  if (key.length === 0) return 'ctid::text';
  return `json_build_array(${key.map((name) => `${quoteIdentifier(name)}::text`).join(', ')})::text`;
}

function digestSql({ columns }: TouchedTable): string {
  return `md5(ROW(${columns.map(quoteIdentifier).join(', ')})::text)`;
}

/** xmin is the lower half of an id. Ids of others lie in the same range: theirs are no longer in progress where we see their rows. */
function isOwn({ first, last }: ReviewedTransaction['range']): string {
  const after = `((xmin::text::bigint - ${first % xids} + ${xids}) % ${xids})`;
  return `CASE WHEN ${after} < ${last - first} THEN pg_catalog.txid_status(${first} + ${after}) = 'in progress' ELSE false END`;
}

async function stillSeen(
  ask: AskConnection,
  table: TouchedTable,
  places: readonly string[],
): Promise<ReadonlySet<string>> {
  const seen = new Set<string>();
  for (let from = 0; from < places.length; from += placesAtOnce) {
    const some = places.slice(from, from + placesAtOnce);
    const rows = await ask(`SELECT ctid::text FROM ONLY ${table.name} WHERE ctid = ANY($1::tid[])`, [
      placesText(some),
    ]);
    for (const [place] of rows) seen.add(String(place));
  }
  return seen;
}

function placesText(places: readonly string[]): string {
  return `{${places.map((place) => `"${place}"`).join(',')}}`;
}

/** Updated rows first, then inserted, then deleted ones, up to the limit. */
async function tellRows(
  { ask, askBefore, rowLimit }: ReviewedTransaction,
  table: TouchedTable,
  found: Found,
): Promise<readonly RowChange[]> {
  const updated = found.updated.slice(0, rowLimit);
  const inserted = found.inserted.slice(0, rowLimit - updated.length);
  const deleted = found.deleted.slice(0, rowLimit - updated.length - inserted.length);
  const now = await readRows(ask, table, [...updated.map(([place]) => place), ...inserted]);
  const before = await readRows(askBefore, table, [...updated.map(([, place]) => place), ...deleted]);
  return [
    ...updated.flatMap(([place, oldPlace]) => updatedRow(table, before.get(oldPlace), now.get(place))),
    ...inserted.flatMap((place) => wholeRow('inserted', table, now.get(place))),
    ...deleted.flatMap((place) => wholeRow('deleted', table, before.get(place))),
  ];
}

async function readRows(
  ask: AskConnection,
  table: TouchedTable,
  places: readonly string[],
): Promise<ReadonlyMap<string, RowTexts>> {
  if (places.length === 0) return new Map();
  const columns = table.columns.map((name) => `${quoteIdentifier(name)}::text`);
  const rows = await ask(
    `SELECT ${['ctid::text', ...columns].join(', ')} FROM ONLY ${table.name} WHERE ctid = ANY($1::tid[])`,
    [placesText(places)],
  );
  return new Map(
    rows.map(([place, ...values]) => [
      String(place),
      Object.fromEntries(table.columns.map((name, index) => [name, textOrNull(values[index])])),
    ]),
  );
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function updatedRow(
  table: TouchedTable,
  before: RowTexts | undefined,
  now: RowTexts | undefined,
): readonly RowChange[] {
  if (before === undefined || now === undefined) return [];
  const changes = table.columns.flatMap((column) => {
    const [from, to] = [before[column] ?? null, now[column] ?? null];
    return from === to ? [] : [{ column, from, to }];
  });
  return [{ type: 'updated', key: keyOf(table, now), changes }];
}

function wholeRow(
  type: 'inserted' | 'deleted',
  table: TouchedTable,
  row: RowTexts | undefined,
): readonly RowChange[] {
  return row === undefined ? [] : [{ type, key: keyOf(table, row), row }];
}

function keyOf({ key }: TouchedTable, row: RowTexts): RowTexts {
  return Object.fromEntries(key.map((name) => [name, row[name] ?? null]));
}
