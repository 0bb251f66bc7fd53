/** One change as calls of the query interface, and as SQL where the query interface has no word for it. Pure. */
import { quoteIdentifier, quoteLiteral } from '../../../database/quote.ts';
import type { Change } from '../change.ts';
import type { ColumnState, EnumState, IndexState, KeyState, TableName, TableState } from '../schema-state.ts';
import { enumSql, foreignKeyParts, keyColumns, placeSql, plainIndex, userType } from '../sql-names.ts';
import {
  columnCode,
  impliedEnum,
  keysOf,
  noKeys,
  tableCode,
  typeCode,
  type CodeTerms,
} from './column-code.ts';
import { alterColumnSql, alterEnumSql } from './column-sql.ts';
import { call, type Code, list, object, text } from './javascript.ts';

const inTransaction = object([['transaction', 'transaction']]);

/** Each to be awaited, in this order. */
export function changeCode(change: Change, terms: CodeTerms): readonly Code[] {
  switch (change.type) {
    case 'create-schema':
      return [sql(`CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(change.name)}`)];
    case 'drop-schema':
      // The journal may be in it by then.
      return [
        sql(
          `DO $$ BEGIN DROP SCHEMA ${quoteIdentifier(change.name)}; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$`,
        ),
      ];
    case 'create-enum':
      return [
        sql(
          `CREATE TYPE ${enumSql(change.enum)} AS ENUM (${change.enum.labels.map(quoteLiteral).join(', ')})`,
        ),
      ];
    case 'drop-enum':
      return [sql(`DROP TYPE ${enumSql(change.enum)}`)];
    case 'alter-enum':
      return alterEnumSql(change).map(sql);
    case 'create-table':
      return change.sql === null ? [createTable(change.table, terms)] : change.sql.map(sql);
    case 'drop-table':
      return [call('queryInterface.dropTable', tableCode(change.table), inTransaction)];
    case 'rename-table':
      return [
        sql(
          `ALTER TABLE ${placeSql({ schema: change.schema, table: change.from })} RENAME TO ${quoteIdentifier(change.to)}`,
        ),
      ];
    case 'rename-column':
      return [
        call(
          'queryInterface.renameColumn',
          tableCode(change.place),
          text(change.from),
          text(change.to),
          inTransaction,
        ),
      ];
    case 'add-column':
      return [addColumn(change.place, change.column, terms)];
    case 'drop-column':
      return [
        call('queryInterface.removeColumn', tableCode(change.place), text(change.column.name), inTransaction),
      ];
    case 'alter-column':
      return alterColumn(change, terms);
    case 'add-key':
      return [addKey(change.place, change.key)];
    case 'drop-key':
      return [
        call(
          'queryInterface.removeConstraint',
          tableCode(change.place),
          text(change.key.name),
          inTransaction,
        ),
      ];
    case 'add-index':
      return [addIndex(change.place, change.index)];
    case 'drop-index':
      return [dropIndex(change.place, change.index)];
    case 'drop-view':
      // Another database may lack what somebody made by hand in this one.
      return [
        sql(
          `DROP ${change.view.isMaterialized ? 'MATERIALIZED VIEW' : 'VIEW'} IF EXISTS ${placeSql(change.view)}`,
        ),
      ];
    case 'create-view':
      return change.view.statements.map(sql);
    case 'comment': {
      const { place, column, to } = change;
      const owner =
        column === null ? `TABLE ${placeSql(place)}` : `COLUMN ${placeSql(place)}.${quoteIdentifier(column)}`;
      return [sql(`COMMENT ON ${owner} IS ${to === null ? 'NULL' : quoteLiteral(to)}`)];
    }
  }
}

/** Types that come with the columns that a list of changes makes, and need no statement of their own. */
export function impliedEnums(changes: readonly Change[], enums: readonly EnumState[]): readonly EnumState[] {
  return changes.flatMap((change) => {
    if (change.type === 'add-column') return impliedEnum(change.column, change.place, enums) ?? [];
    if (change.type !== 'create-table' || change.sql !== null) return [];
    return change.table.columns.flatMap((column) => impliedEnum(column, change.table, enums) ?? []);
  });
}

function sql(statement: string): Code {
  return call('queryInterface.sequelize.query', text(statement), inTransaction);
}

function createTable({ schema, table, columns, keys, comment }: TableState, terms: CodeTerms): Code {
  const place = { schema, table };
  return call(
    'queryInterface.createTable',
    tableCode(place),
    object(columns.map((column) => [column.name, columnCode(column, place, keysOf(column, keys), terms)])),
    object([
      ['comment', comment === null ? null : text(comment)],
      ['transaction', 'transaction'],
    ]),
  );
}

/** Collations, and what is generated, no attribute can say. */
function addColumn(place: TableName, column: ColumnState, terms: CodeTerms): Code {
  return call(
    'queryInterface.addColumn',
    tableCode(place),
    text(column.name),
    columnCode(column, place, noKeys, terms),
    inTransaction,
  );
}

/**
 * changeColumn() states the type again whether it changes or not, which the server refuses where a view or a generated column stands on
 * it; it casts nothing, and sets a new default while the type is still the old one.
 */
function alterColumn(change: Extract<Change, { type: 'alter-column' }>, terms: CodeTerms): readonly Code[] {
  const { place, from, to } = change;
  const isPlain =
    from.type !== to.type &&
    from.numbering === null &&
    to.numbering === null &&
    userType(from.type) === null &&
    userType(to.type) === null &&
    familyOf(from.type) === familyOf(to.type) &&
    to.default === null;
  if (!isPlain) return alterColumnSql(change).map(sql);
  const attribute = object([
    ['type', typeCode(to, place, terms)],
    ['allowNull', to.isNullable ? null : 'false'],
  ]);
  return [call('queryInterface.changeColumn', tableCode(place), text(to.name), attribute, inTransaction)];
}

/** Types of one family the server casts to each other by itself (manual, 10.4). */
function familyOf(type: string): string {
  if (/^(?:character varying|character|text)\b/.test(type) && !type.endsWith(']')) return 'text';
  if (/^(?:smallint|integer|bigint|numeric|real|double precision)\b/.test(type) && !type.endsWith(']'))
    return 'number';
  return type;
}

function addKey(place: TableName, { kind, name, definition }: KeyState): Code {
  const options = keyOptions(kind, definition);
  if (options === null)
    return sql(`ALTER TABLE ${placeSql(place)} ADD CONSTRAINT ${quoteIdentifier(name)} ${definition}`);
  return call(
    'queryInterface.addConstraint',
    tableCode(place),
    object([['type', text(kind)], ['name', text(name)], ...options, ['transaction', 'transaction']]),
  );
}

function keyOptions(
  kind: KeyState['kind'],
  definition: string,
): readonly (readonly [string, Code | null])[] | null {
  if (kind === 'foreign key') {
    const parts = foreignKeyParts(definition);
    const [key, ...others] = parts?.keys ?? [];
    if (parts === null || key === undefined || others.length > 0) return null;
    return [
      ['fields', list(parts.columns.map(text))],
      [
        'references',
        object([
          ['table', tableCode(parts.table)],
          ['field', text(key)],
        ]),
      ],
      ['onUpdate', parts.onUpdate === null ? null : text(parts.onUpdate)],
      ['onDelete', parts.onDelete === null ? null : text(parts.onDelete)],
    ];
  }
  const columns = keyColumns(definition);
  return columns === null ? null : [['fields', list(columns.map(text))]];
}

function addIndex(place: TableName, { name, definition }: IndexState): Code {
  const plain = plainIndex(definition);
  if (plain === null) return sql(definition);
  return call(
    'queryInterface.addIndex',
    tableCode(place),
    list(plain.columns.map(text)),
    object([
      ['name', text(name)],
      ['unique', plain.isUnique ? 'true' : null],
      ['using', plain.method === 'btree' ? null : text(plain.method)],
      ['transaction', 'transaction'],
    ]),
  );
}

/** removeIndex() looks for the index along the search path alone. */
function dropIndex(place: TableName, { name }: IndexState): Code {
  return place.schema === 'public' && !name.includes('.')
    ? call('queryInterface.removeIndex', tableCode(place), text(name), inTransaction)
    : sql(`DROP INDEX ${placeSql({ schema: place.schema, table: name })}`);
}
