/** What keeps a column the type it has: those for whose sake ALTER TABLE is refused, and what is computed from it. Pure. */
import { quoteIdentifier } from '../../database/quote.ts';
import type { ColumnFacts, TableFacts } from './facts/table-facts.ts';
import { nameText, quotedNames } from './mending.ts';

/** Lines of evidence; [] where the server takes another type. */
export function typeBars(
  table: TableFacts,
  { name, typeHolders, isInherited }: ColumnFacts,
): readonly string[] {
  const column = `"${nameText(table)}.${name}"`;
  return [
    ...(typeHolders.length === 0
      ? []
      : [`the server refuses ${column} another type because of ${quotedNames(typeHolders)}`]),
    ...(isInherited ? [`${column} is inherited: its type changes with that of the parent table`] : []),
  ];
}

/**
 * Indexes, and checks where they are `unfit`, that compute something of the column: what they call may not be there for another type, or
 * not be immutable (manual, CREATE INDEX). That it is NULL or not can be said of each type.
 */
export function computedBars(table: TableFacts, column: ColumnFacts, unfit: RegExp): readonly string[] {
  const named = [column.name, quoteIdentifier(column.name)].map((name) =>
    name.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'),
  );
  const ofColumn = new RegExp(String.raw`(?<![\w"])(?:${named.join('|')})(?![\w"])(?! IS (?:NOT )?NULL)`);
  const isUnfit = (sql: string | null) => sql !== null && ofColumn.test(sql) && unfit.test(sql);
  const indexes = table.indexes.filter(
    ({ columns, keys, predicate }) =>
      isUnfit(predicate) || keys.some((key, at) => columns[at] === null && isUnfit(key)),
  );
  const rules = table.rules.filter(({ definition }) => isUnfit(definition));
  return [...indexes, ...rules].map(
    ({ name }) => `"${name}" computes something of it that another type may not have`,
  );
}
