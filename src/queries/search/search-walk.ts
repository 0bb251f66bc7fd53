/**
 * How a search goes through a table: in stretches that each look at so many of its rows, so that what was found is kept when the
 * time is over and the search can go on from there. Every row lies in one stretch and in one only, whatever is written meanwhile.
 */
import type { Database } from '../../database/client.ts';
import type { Relation } from '../../database/relation.ts';
import { orderWords, type KeyTerm, type KeyValues } from '../keyset/key-term.ts';
import { stretchSql, type KeyCondition, type Stretch } from '../keyset/stretches.ts';
import { columnExpression } from '../keyset/table-order.ts';
import { quoteIdentifier } from '../../database/quote.ts';
import type { SearchPlace } from './search-request.ts';

/** The rows that one statement looks at, and where the next begins: null when there are no more. */
export interface Step {
  readonly stretch: Stretch;
  readonly next: SearchPlace['at'] | null;
  /** How many rows those are; of a walk by blocks as the planner has it. */
  readonly rowCount: number;
}

export interface Walk {
  readonly type: 'keys' | 'blocks';
  readonly start: SearchPlace['at'];
  /** The next `length` rows or so from a place that is this walk's own. */
  readonly step: (at: SearchPlace['at'], length: number, signal: AbortSignal) => Promise<Step>;
}

/** True for an order that one comparison of rows can cut: one direction, and NULL in the first term alone (manual, 9.25.5). */
export function canWalkKeys(terms: readonly KeyTerm[]): boolean {
  const [first, ...rest] = terms;
  if (first === undefined || first.type === 'tid' || first.type === 'oid') return false;
  return rest.every(({ isNullable, direction }) => !isNullable && direction === first.direction);
}

/** Through the order of the spec; the server counts off where the next stretch begins, reading the index and little else. */
export function keysWalk(
  database: Database,
  relation: Relation,
  owner: string,
  terms: readonly KeyTerm[],
): Walk {
  const parts = partsOf(terms);
  const table = `${quoteIdentifier(relation.schema)}.${quoteIdentifier(relation.name)} AS ${quoteIdentifier(owner)}`;
  const keyList = terms.map(({ expression }) => `${expression}::text`).join(', ');
  const order = terms.map((term) => `${term.expression} ${orderWords(term)}`).join(', ');

  async function ask(
    stretch: Stretch,
    sqlOf: (where: string) => string,
    signal: AbortSignal,
  ): Promise<readonly unknown[] | null> {
    const values: string[] = [];
    const condition = stretchSql(stretch, (value) => `$${values.push(value)}`);
    const { rows } = await database.query(sqlOf(condition === '' ? '' : ` WHERE ${condition}`), values, {
      signal,
    });
    return rows[0] ?? null;
  }

  return {
    type: 'keys',
    start: { walk: 'keys', part: 0, keys: null },
    async step(at, length, signal) {
      const { part, keys } = at.walk === 'keys' ? at : { part: 0, keys: null };
      const rest = stretchOf(terms, parts[part] ?? 'all', keys, null);
      const last = await ask(
        rest,
        (where) => `SELECT ${keyList} FROM ${table}${where} ORDER BY ${order} OFFSET ${length - 1} LIMIT 1`,
        signal,
      );
      if (last !== null) {
        const to = last.map((value) => (typeof value === 'string' ? value : null));
        const stretch = stretchOf(terms, parts[part] ?? 'all', keys, to);
        return { stretch, next: { walk: 'keys', part, keys: to }, rowCount: length };
      }
      const counted = await ask(rest, (where) => `SELECT count(*) FROM ${table}${where}`, signal);
      const next = part + 1 < parts.length ? ({ walk: 'keys', part: part + 1, keys: null } as const) : null;
      return { stretch: rest, next, rowCount: Number(counted?.[0] ?? 0) };
    },
  };
}

type Part = 'all' | 'null' | 'not-null';

/** NULLs of the first term lie before all others or after them, and no comparison reaches across. */
function partsOf([first]: readonly KeyTerm[]): readonly Part[] {
  if (first?.isNullable !== true) return ['all'];
  return first.nulls === 'first' ? ['null', 'not-null'] : ['not-null', 'null'];
}

/** The rows of a part after those with the keys `from`, up to and with the one with the keys `to`. */
function stretchOf(
  terms: readonly KeyTerm[],
  part: Part,
  from: KeyValues | null,
  to: KeyValues | null,
): Stretch {
  const [first] = terms;
  if (first === undefined) return [];
  const skipped = part === 'null' ? 1 : 0;
  const compared = terms.slice(skipped);
  const isUp = first.direction === 'asc';
  const bound = (keys: KeyValues | null, operator: '>' | '<' | '>=' | '<='): readonly KeyCondition[] => {
    if (keys === null) return [];
    const values = keys.slice(skipped).map((value) => value ?? '');
    return [{ type: 'beyond', operator, terms: compared, values }];
  };
  const kind: readonly KeyCondition[] =
    part === 'null'
      ? [{ type: 'null', term: first }]
      : part === 'not-null' && from === null && to === null
        ? [{ type: 'not-null', term: first }]
        : [];
  return [...kind, ...bound(from, isUp ? '>' : '<'), ...bound(to, isUp ? '<=' : '>=')];
}

/** Through the table's file, block by block: nothing but what is searched has to be read (PostgreSQL 14 and later). */
export function blocksWalk(owner: string, blockCount: number, rowEstimate: number): Walk {
  const term: KeyTerm = {
    expression: columnExpression(owner, 'ctid'),
    type: 'tid',
    direction: 'asc',
    nulls: 'last',
    isNullable: false,
  };
  const rowsPerBlock = Math.max(1, rowEstimate / Math.max(1, blockCount));
  const bound = (operator: '>=' | '<', block: number): KeyCondition => ({
    type: 'beyond',
    operator,
    terms: [term],
    values: [`(${block},0)`],
  });
  return {
    type: 'blocks',
    start: { walk: 'blocks', block: 0 },
    async step(at, length) {
      const block = at.walk === 'blocks' ? at.block : 0;
      const end = block + Math.max(1, Math.round(length / rowsPerBlock));
      const from = bound('>=', block);
      // What was added since the file was measured lies behind its last block, or in gaps.
      if (end >= blockCount) {
        const left = Math.max(0, blockCount - block);
        return { stretch: [from], next: null, rowCount: Math.round(left * rowsPerBlock) };
      }
      const next = { walk: 'blocks', block: end } as const;
      return {
        stretch: [from, bound('<', end)],
        next,
        rowCount: Math.round((end - block) * rowsPerBlock),
      };
    },
  };
}
