/**
 * Exports what the application reads: instances of the model with their getters, virtual attributes and included records, in
 * one transaction that sees one moment. A cursor reads them once; where a scope joins several rows to one, or reads
 * associations apart, pages by key do, because only the finder puts such rows together.
 */
import type { FindOptions, Model, ModelStatic, Transaction } from 'sequelize';
import type { CompiledSpec } from '../compile-spec.ts';
import { modelRows, readInstance } from '../model-rows.ts';
import type { PageColumn, PagePlace, QuerySpec, Value } from '../query-spec.ts';
import { runWatched, type ModelReader } from '../model-reader.ts';
import { compileReading, readModelPage, type ModelStatement, type ReadingStatement } from '../read-model.ts';
import { sequelizeClassOf } from '../sequelize-class.ts';
import type { StatementOptions } from '../statement-watch.ts';
import type { ExportRequest } from './export-request.ts';
import { rowFormat, type StoredStart } from './stored-rows.ts';
import { lineWriter } from './value-lines.ts';

/** Rows that are held at once. */
const batchLength = 500;
const cursorName = 'seqscope_export';

type Batch = Pick<ReturnType<typeof modelRows>, 'columns' | 'rows'>;
type Values = readonly (readonly Value[])[];

/** `start` is called once, then `receive` with whole lines. Resolves to the number of rows. */
export async function readApplicationRows(
  reader: ModelReader,
  statement: ModelStatement,
  {
    spec,
    format,
    hasHeader,
  }: ExportRequest & { readonly format: Exclude<ExportRequest['format'], 'insert'> },
  start: (start: StoredStart) => Promise<void>,
  receive: (bytes: Buffer, rowCount: number) => Promise<void>,
  signal?: AbortSignal,
): Promise<number> {
  return inOneMoment(reader, async (transaction) => {
    const rowEstimate = await estimateRows(reader, statement, transaction);
    let writeLine: ReturnType<typeof lineWriter> | null = null;
    let rowCount = 0;
    const batches = needsFinder(statement)
      ? pages(reader, spec, transaction, signal)
      : fetches(reader, statement, spec, transaction, signal);
    for await (const { columns, rows } of batches) {
      if (writeLine === null) {
        writeLine = lineWriter(format, columns);
        await start({ format: rowFormat(format, columns, hasHeader), rowEstimate });
      }
      const lines: string = rows.map(writeLine).join('');
      rowCount += rows.length;
      if (rows.length > 0) await receive(Buffer.from(lines), rows.length);
    }
    return rowCount;
  });
}

/** Outside of the watch: a rollback must not be refused because the export was cancelled. */
async function inOneMoment<T>(
  { sequelize }: ModelReader,
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const isolationLevel = sequelizeClassOf(sequelize).Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
  const transaction = await sequelize.transaction({ isolationLevel });
  try {
    const result = await work(transaction);
    await transaction.commit();
    return result;
  } catch (error) {
    // A connection that is gone has rolled back.
    await transaction.rollback().catch(() => undefined);
    throw error;
  }
}

function needsFinder({ compiled: { included }, options }: ModelStatement): boolean {
  return (
    included.length > 0 && (Reflect.get(options, 'hasMultiAssociation') === true || hasSeparate(included))
  );
}

function hasSeparate(include: unknown): boolean {
  const items: readonly unknown[] = Array.isArray(include) ? include : [include];
  return items.some(
    (item) =>
      typeof item === 'object' &&
      item !== null &&
      (Reflect.get(item, 'separate') === true || hasSeparate(Reflect.get(item, 'include') ?? [])),
  );
}

/** The finder's own statement under a cursor, and its rows made instances as the finder makes them (lib/model.js, findAll). */
async function* fetches(
  reader: ModelReader,
  statement: ModelStatement,
  spec: QuerySpec,
  transaction: Transaction,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch> {
  const { sequelize } = reader;
  const { compiled } = statement;
  const reading = await compileReading(reader, spec, statement);
  const { sql, options } = reading;
  const { model } = compiled;
  const query = async (text: string, asFinder: boolean): Promise<readonly Model[]> => {
    const { value } = await runWatched(
      reader,
      spec,
      () => sequelize.query(text, asFinder ? { ...options, transaction } : { raw: true, transaction }),
      signal,
    );
    // With the finder's options it gives instances; what it gives without is not looked at.
    return value as unknown as readonly Model[];
  };
  await query(`DECLARE ${cursorName} NO SCROLL CURSOR FOR ${sql}`, false);
  let names = compiled.names;
  for (let isFirst = true; ; isFirst = false) {
    const instances = await query(`FETCH FORWARD ${batchLength} FROM ${cursorName}`, true);
    if (instances.length === 0 && !isFirst) return;
    await runWatched(reader, spec, () => runAfterFind(model, instances, options), signal);
    const batch = batchOf(compiled, reading, instances, names);
    names = batch.columns.map(({ name }) => name);
    yield batch;
    if (instances.length < batchLength) return;
  }
}

/** As findAll() runs them; the types of 6.x leave the method out. */
async function runAfterFind(
  model: ModelStatic<Model>,
  instances: readonly Model[],
  options: StatementOptions,
): Promise<void> {
  const runHooks: unknown = Reflect.get(model, 'runHooks');
  if (typeof runHooks === 'function') await Reflect.apply(runHooks, model, ['afterFind', instances, options]);
}

/** `names` are those of the first batch, so that every row has the same. */
function batchOf(
  { model, joined }: CompiledSpec,
  { options, selected, included }: ReadingStatement,
  instances: readonly Model[],
  names: readonly string[] | null,
): Batch {
  const read = instances.map((instance) => readInstance(instance, selected, included.plans));
  const first = modelRows({ model, names, joined }, read, options);
  if (names !== null) return first;
  const seen = first.columns.map(({ name }) => name);
  const missing = modelRows({ model, names, joined }, [], options).columns.map(({ name }) => name);
  const all = [...new Set([...seen, ...missing])];
  return all.length === seen.length ? first : modelRows({ model, names: all, joined }, read, options);
}

/** Pages by key, which read their place anew each: dear where no index has the order. */
async function* pages(
  reader: ModelReader,
  spec: QuerySpec,
  transaction: Transaction,
  signal: AbortSignal | undefined,
): AsyncGenerator<Batch> {
  const within: Pick<FindOptions, 'transaction'> = { transaction };
  let left = spec.limit ?? Number.POSITIVE_INFINITY;
  let place: PagePlace = spec.place;
  let columns: readonly PageColumn[] | null = null;
  for (;;) {
    const limit = Math.min(left, batchLength);
    const page = await readModelPage(reader, { ...spec, clipBytes: null, limit, place }, signal, within);
    columns ??= page.columns;
    yield { columns, rows: inOrder(page.rows, page.columns, columns) };
    left -= page.rows.length;
    const bookmark = page.bookmarks.at(-1);
    if (!page.hasAfter || left <= 0 || bookmark === undefined) return;
    place = { type: 'after', bookmark };
  }
}

/** The rows of a later page under the columns of the first one. */
function inOrder(rows: Values, own: readonly PageColumn[], columns: readonly PageColumn[]): Values {
  const places = columns.map(({ name }) => own.findIndex((column) => column.name === name));
  return rows.map((row) => places.map((place) => row[place] ?? null));
}

/** What EXPLAIN expects; null when it does not say. */
async function estimateRows(
  { sequelize }: ModelReader,
  { sql }: ModelStatement,
  transaction: Transaction,
): Promise<number | null> {
  const [rows] = await sequelize.query(`EXPLAIN (FORMAT JSON) ${sql}`, { transaction, raw: true });
  const [row] = rows as readonly { readonly 'QUERY PLAN'?: unknown }[];
  const plans = row?.['QUERY PLAN'] as
    readonly { readonly Plan?: { readonly 'Plan Rows'?: number } }[] | undefined;
  return plans?.[0]?.Plan?.['Plan Rows'] ?? null;
}
