/** Changes for which PostgreSQL writes the whole table anew, under a lock that keeps everybody out. */
import { type LintRule, manual, operationsOf } from '../lint-rule.ts';
import { quote, sqlCall, sqlName, tableArgument } from '../rewrites.ts';
import { type AddedColumn, type ColumnType, tableText, typeText } from '../sql/operation.ts';
import { levelOfSize, sizeOf, sizeText } from '../table-size.ts';

export const volatileDefault: LintRule = {
  id: 'volatile-default',
  level: 'warning',
  title: 'new column with a volatile default',
  why: 'A constant default costs nothing since PostgreSQL 11. One that differs from row to row (a random UUID, a sequence, a stored generated column) has every row written anew while nobody can read the table.',
  source: manual('ALTER TABLE, Notes', 'sql-altertable.html#SQL-ALTERTABLE-NOTES'),
  check(migration, scene) {
    return operationsOf(migration.operations, 'add-column').flatMap((operation) => {
      const { table, column } = operation.change;
      const cause = causeOf(column);
      if (cause === null) return [];
      const size = sizeOf(table, operation, migration, scene);
      const level = levelOfSize(size);
      if (level === null) return [];
      const { call } = column.default ?? { call: null };
      const name = `"${column.name}"`;
      return [
        {
          level,
          message: `Adding "${tableText(table)}".${name} with ${cause} writes every row of the table${sizeText(size)}.`,
          place: operation.statement.place,
          word: column.name,
          rewrite: [
            `await queryInterface.addColumn(${tableArgument(table)}, ${quote(column.name)}, { type: ${quote(typeText(column.type))}, allowNull: true });`,
            ...(call === null
              ? []
              : [
                  '// new rows get a value, old ones are filled in batches',
                  sqlCall(`ALTER TABLE ${sqlName(table)} ALTER COLUMN ${name} SET DEFAULT ${call}`),
                  sqlCall(`UPDATE ${sqlName(table)} SET ${name} = ${call} WHERE ${name} IS NULL`),
                ]),
          ].join('\n'),
        },
      ];
    });
  },
};

function causeOf({ computed, default: value }: AddedColumn): string | null {
  switch (computed) {
    case 'identity':
      return 'an identity';
    case 'serial':
      return 'a sequence';
    case 'generated':
      return 'a stored generated value';
    case null:
      return value?.call == null ? null : `the default ${value.call}`;
  }
}

export const typeChangeRewrites: LintRule = {
  id: 'type-change-rewrites',
  level: 'warning',
  title: 'type change that rewrites the table',
  why: 'Unless the old values can stay as they are (a longer varchar, varchar to text), PostgreSQL writes every row and every index of the column anew while nobody can read the table.',
  source: manual('ALTER TABLE, Notes', 'sql-altertable.html#SQL-ALTERTABLE-NOTES'),
  check(migration, scene) {
    return operationsOf(migration.operations, 'alter-type').flatMap((operation) => {
      const { change, before, statement } = operation;
      const { table, column, to } = change;
      const from = before?.type ?? null;
      if (from === null || !rewrites(from, to)) return [];
      const size = sizeOf(table, operation, migration, scene);
      const level = levelOfSize(size);
      if (level === null) return [];
      const newName = `${column}_new`;
      return [
        {
          level,
          message: `"${tableText(table)}"."${column}" from ${typeText(from)} to ${typeText(to)} writes every row of the table${sizeText(size)}.`,
          place: statement.place,
          word: column,
          rewrite: [
            '// a column beside it, filled in batches; the old one goes once nothing reads it',
            sqlCall(`ALTER TABLE ${sqlName(table)} ADD COLUMN "${newName}" ${typeText(to)}`),
            sqlCall(
              `UPDATE ${sqlName(table)} SET "${newName}" = "${column}"::${typeText(to)} WHERE "${newName}" IS NULL`,
            ),
          ].join('\n'),
        },
      ];
    });
  },
};

/** Types whose values are stored the same: casts without a function (pg_cast), and domains of nothing. */
const storedAlike = [
  ['varchar', 'text', 'citext'],
  ['cidr', 'inet'],
];

/** tablecmds.c, ATColumnChangeRequiresRewrite: alike storage, and a modifier that allows all that was allowed. */
export function rewrites(from: ColumnType, to: ColumnType): boolean {
  if (from.isArray !== to.isArray) return true;
  if (from.name !== to.name) {
    if (from.isArray || !storedAlike.some((names) => names.includes(from.name) && names.includes(to.name)))
      return true;
    if (from.name === 'inet') return true;
  }
  if (to.modifiers.length === 0) return false;
  if (from.modifiers.length === 0) return true;
  const [size = 0, scale = 0] = to.modifiers;
  const [sizeBefore = 0, scaleBefore = 0] = from.modifiers;
  switch (to.name) {
    case 'varchar':
    case 'varbit':
      return size < sizeBefore;
    case 'numeric':
      return scale !== scaleBefore || size < sizeBefore;
    case 'timestamp':
    case 'timestamptz':
    case 'time':
    case 'timetz':
    case 'interval':
      return size < sizeBefore;
    default:
      return size !== sizeBefore || scale !== scaleBefore;
  }
}
