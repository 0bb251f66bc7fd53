/**
 * Looks up what a step would destroy: which of it is there, how many rows it has, and what goes with it. Reads only, and no
 * longer than a moment a table: then the planner's number is told.
 */
import { type CatalogTable, readTables } from '../../database/catalog.ts';
import type { Database } from '../../database/client.ts';
import { quoteIdentifier, quoteQualified } from '../../database/quote.ts';
import { tableIn } from '../lint/known-tables.ts';
import { tableText } from '../lint/sql/operation.ts';
import { columnsOfType, deletedWith, viewsOn } from './dependents.ts';
import type { Loss, LostRows } from './forecast.ts';
import type { ReadLoss } from './read-losses.ts';

/** Beyond it a table is told by its estimate. */
const countedRows = 1_000_000;

export interface LossCounter {
  /** In no order; nothing for what is not there. */
  readonly count: (loss: ReadLoss) => Promise<readonly Loss[]>;
}

/** `database` is read-only and has a short statement timeout; after `deadline` (of performance.now()) nothing is counted any more. */
export async function openLossCounter(
  database: Database,
  deadline: number,
  signal: AbortSignal | undefined,
): Promise<LossCounter> {
  const all = await readTables(database);

  async function rowsOf(table: CatalogTable, from: string): Promise<LostRows | null> {
    const { rowEstimate } = table;
    const estimate: LostRows | null =
      rowEstimate === null ? null : { count: rowEstimate, precision: 'estimate' };
    if ((rowEstimate ?? 0) > countedRows || performance.now() > deadline) return estimate;
    try {
      const { rows } = await database.query(
        `SELECT count(*) FROM (SELECT 1 FROM ${from} LIMIT ${String(countedRows + 1)}) counted`,
        undefined,
        { signal },
      );
      const count = Number(rows[0]?.[0]);
      return count > countedRows
        ? (estimate ?? { count: countedRows, precision: 'estimate' })
        : { count, precision: 'exact' };
    } catch {
      signal?.throwIfAborted();
      return estimate;
    }
  }

  const whole = (table: CatalogTable) => rowsOf(table, quotedName(table));

  async function mostOf(table: CatalogTable): Promise<LostRows | null> {
    const rows = await whole(table);
    return rows === null ? null : { ...rows, precision: 'most' };
  }

  async function ofTable(
    table: CatalogTable,
    isCascade: boolean,
    isConditional: boolean,
  ): Promise<readonly Loss[]> {
    const views = isCascade ? await viewsOn(database, quotedName(table)) : [];
    return [
      { type: 'table', table: tableText(table), rows: await whole(table), isConditional },
      ...views.map((name) => ({ type: 'view', name, isConditional }) as const),
    ];
  }

  async function ofColumn(
    table: CatalogTable,
    column: string,
    isConditional: boolean,
  ): Promise<readonly Loss[]> {
    const from = `${quotedName(table)} WHERE ${quoteIdentifier(column)} IS NOT NULL`;
    return [
      { type: 'column', table: tableText(table), column, rows: await rowsOf(table, from), isConditional },
    ];
  }

  return {
    async count(loss) {
      const { isConditional } = loss;
      switch (loss.type) {
        case 'table': {
          const table = tableIn(all, loss.table);
          return table === null ? [] : ofTable(table, loss.isCascade, isConditional);
        }
        case 'column': {
          const table = tableIn(all, loss.table);
          return table === null ? [] : ofColumn(table, loss.column, isConditional);
        }
        case 'rows': {
          const table = tableIn(all, loss.table);
          if (table === null) return [];
          const { verb, from } = loss;
          const rows =
            from === ''
              ? await whole(table)
              : from === null
                ? await mostOf(table)
                : await rowsOf(table, from);
          const isTruncated = verb === 'TRUNCATE';
          if (rows?.count === 0 && rows.precision === 'exact') return [];
          const others =
            isTruncated && !loss.isCascade ? [] : await deletedWith(database, quotedName(table), isTruncated);
          const taken: Loss[] = [];
          for (const name of others) {
            const other = tableIn(all, name);
            if (other === null) continue;
            const theirs = isTruncated ? await whole(other) : await mostOf(other);
            if (theirs?.count === 0) continue;
            taken.push({
              type: 'rows',
              table: tableText(other),
              verb: 'CASCADE',
              rows: theirs,
              isConditional,
            });
          }
          return [{ type: 'rows', table: tableText(table), verb, rows, isConditional }, ...taken];
        }
        case 'schema': {
          const inside = all.filter(({ schema, kind }) => schema === loss.schema && isTable(kind));
          const found: Loss[] = [];
          for (const table of inside) found.push(...(await ofTable(table, true, isConditional)));
          return found;
        }
        case 'type': {
          const found: Loss[] = [];
          for (const { table: name, column } of await columnsOfType(database, loss.name)) {
            const table = tableIn(all, name);
            if (table !== null) found.push(...(await ofColumn(table, column, isConditional)));
          }
          return found;
        }
      }
    },
  };
}

function isTable(kind: CatalogTable['kind']): boolean {
  return kind === 'table' || kind === 'partitioned' || kind === 'foreign';
}

function quotedName({ schema, name }: Pick<CatalogTable, 'schema' | 'name'>): string {
  return quoteQualified(schema, name);
}
