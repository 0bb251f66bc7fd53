/** One table, and one column of it, as each side has it. Pure. */
import { quoteIdentifier } from '../../database/quote.ts';
import { alterColumnSql } from '../../journal/from-models/code/column-sql.ts';
import type { ColumnState, TableName } from '../../journal/from-models/schema-state.ts';
import { placeSql } from '../../journal/from-models/sql-names.ts';
import type { Aspect, Claim, Claims } from './aspect.ts';
import type { SideSchema } from './side-schema.ts';

export interface TableSides {
  readonly place: TableName;
  /** Those that have the table. */
  readonly sides: readonly SideSchema[];
  /** Sequelize itself gives the column its value. */
  readonly isFilled: (column: string) => boolean;
  readonly isUnmade: (place: TableName) => boolean;
  /** A column that models which did not load may have given the table. */
  readonly isLost: (column: string) => boolean;
}

export interface ColumnSide {
  readonly schema: SideSchema;
  readonly column: ColumnState;
}

export function nameOf(there: readonly ColumnSide[]): string {
  return there[0]?.column.name ?? '';
}

/** Null for a side that says nothing of it. */
export function claimsOf(there: readonly ColumnSide[], of: (side: ColumnSide) => Claim | null): Claims {
  return Object.fromEntries(
    there.flatMap((side) => {
      const own = of(side);
      return own === null ? [] : [[side.schema.side, own]];
    }),
  );
}

function alterationSql(place: TableName, own: ColumnState, to: ColumnState): string {
  const alter = (from: ColumnState) =>
    alterColumnSql({
      type: 'alter-column',
      place,
      from,
      to,
      ownsSequence: from.numbering === null && to.numbering === 'serial',
    });
  // The sequence of an identity goes with it.
  const isSwitched = own.numbering === 'identity' && to.numbering === 'serial';
  const statements = isSwitched
    ? [
        `ALTER TABLE ${placeSql(place)} ALTER COLUMN ${quoteIdentifier(own.name)} DROP IDENTITY`,
        ...alter({ ...own, numbering: null }),
      ]
    : alter(own);
  return statements.map((statement) => `${statement};`).join('\n');
}

/** The column of `from` made into what `change` makes of it for `to`. */
export function altering(
  place: TableName,
  there: readonly ColumnSide[],
  change: (own: ColumnState, wanted: ColumnState) => ColumnState,
): Aspect['sql'] {
  return (from, to) => {
    const own = there.find(({ schema }) => schema.side === from)?.column;
    const wanted = there.find(({ schema }) => schema.side === to)?.column;
    if (own === undefined || wanted === undefined) return null;
    return alterationSql(place, own, change(own, wanted));
  };
}
