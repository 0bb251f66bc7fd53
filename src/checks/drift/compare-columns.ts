/** Columns of one table, as each side has them. Pure. */
import { quoteIdentifier, quoteLiteral } from '../../database/quote.ts';
import { alterEnumSql } from '../../journal/from-models/code/column-sql.ts';
import { alterEnum } from '../../journal/from-models/match-enums.ts';
import { tableKey, type TableName } from '../../journal/from-models/schema-state.ts';
import { keyColumns, placeSql, userType } from '../../journal/from-models/sql-names.ts';
import { absent, type Aspect, claim, type Claim } from './aspect.ts';
import { altering, claimsOf, type ColumnSide, nameOf, type TableSides } from './column-sides.ts';
import { columnWords } from './column-words.ts';
import { defaultAspect } from './compare-defaults.ts';
import type { DriftSide } from './drift.ts';
import { labelsOf, textOf, typeWords } from './side-schema.ts';

export function columnAspects(table: TableSides): readonly Aspect[] {
  const { place, sides } = table;
  const key = tableKey(place);
  const names = new Set(
    sides.flatMap(({ tables }) => tables.get(key)?.columns.map(({ name }) => name) ?? []),
  );
  const isUnsayable = sides.some(
    ({ side, tables }) => side !== 'models' && tables.get(key)?.isPlain === false,
  );
  const inKey = keyColumnNames(table);
  return [...names].flatMap((name) => {
    const there = sides.flatMap((schema): readonly ColumnSide[] => {
      const column = schema.tables.get(key)?.columns.find((own) => own.name === name);
      return column === undefined ? [] : [{ schema, column }];
    });
    const isGenerated = there.some(({ column }) => column.generated !== null);
    return [
      presence(table, name, there, isUnsayable || isGenerated || table.isLost(name)),
      typeAspect(place, there, isGenerated),
      enumAspect(place, there),
      nullability(place, there, isGenerated || inKey.has(name)),
      defaultAspect(table, there),
      commentAspect(place, there),
    ];
  });
}

/** A key's column takes no null, whether the model says so or not. */
function keyColumnNames({ place, sides }: TableSides): ReadonlySet<string> {
  const key = tableKey(place);
  const columns = sides.map(({ tables }) => tables.get(key)?.columns ?? []);
  const primary = sides.flatMap(({ tables }) =>
    (tables.get(key)?.keys ?? []).filter(({ kind }) => kind === 'primary key'),
  );
  return new Set(
    columns
      .flat()
      .map(({ name }) => name)
      .filter((name) => primary.some(({ definition }) => (keyColumns(definition) ?? []).includes(name))),
  );
}

function presence(
  { place, sides }: TableSides,
  name: string,
  there: readonly ColumnSide[],
  unsayable: boolean,
): Aspect {
  const claims: Partial<Record<DriftSide, Claim>> = {};
  for (const schema of sides) {
    const own = there.find((one) => one.schema === schema);
    if (own !== undefined)
      claims[schema.side] = { said: columnWords(schema, place, own.column), exact: '=', loose: '=' };
    else if (schema.side !== 'models' || !unsayable) claims[schema.side] = absent;
  }
  return {
    subject: 'column',
    ...place,
    name,
    claims,
    sql(_from, to) {
      const own = there.find(({ schema }) => schema.side === to);
      const table = `ALTER TABLE ${placeSql(place)}`;
      if (own === undefined) return `${table} DROP COLUMN ${quoteIdentifier(name)};`;
      const { schema, column } = own;
      const labels = labelsOf(schema, column);
      const type = userType(column.type);
      const made =
        labels === null || type === null
          ? ''
          : `CREATE TYPE ${placeSql({ schema: type.schema, table: type.name })} AS ENUM (${labels.map(quoteLiteral).join(', ')});\n`;
      return `${made}${table} ADD COLUMN ${quoteIdentifier(name)} ${columnWords(schema, place, column)};`;
    },
  };
}

function typeAspect(place: TableName, there: readonly ColumnSide[], isGenerated: boolean): Aspect {
  return {
    subject: 'type',
    ...place,
    name: nameOf(there),
    claims: claimsOf(there, ({ schema, column }) => {
      if (schema.side === 'models' && isGenerated) return null;
      const words = typeWords(schema, column.type);
      const object = schema.parts
        .get(tableKey(place))
        ?.find(({ type, name }) => type === 'column' && name === column.name);
      const collation = object === undefined ? null : textOf(object, 'collation');
      const exact = collation === null ? words : `${words} COLLATE ${collation}`;
      const brackets = /(?:\[\])*$/.exec(words)?.[0] ?? '';
      const said =
        schema.side === 'models'
          ? column.type
          : collation === null
            ? column.type
            : `${column.type} COLLATE ${collation}`;
      return claim(said, labelsOf(schema, column) === null ? words : `enum${brackets}`, exact);
    }),
    sql: altering(place, there, (own, wanted) => ({ ...own, type: wanted.type })),
  };
}

/** Labels and their order; what the type is called is the type's affair. */
function enumAspect(place: TableName, there: readonly ColumnSide[]): Aspect {
  return {
    subject: 'enum',
    ...place,
    name: nameOf(there),
    claims: claimsOf(there, ({ schema, column }) => {
      const labels = labelsOf(schema, column);
      return labels === null ? null : claim(`enum (${labels.map(quoteLiteral).join(', ')})`);
    }),
    sql(from, to) {
      const own = there.find(({ schema }) => schema.side === from);
      const wanted = there.find(({ schema }) => schema.side === to);
      const type = own === undefined ? null : userType(own.column.type);
      const labels = wanted === undefined ? null : labelsOf(wanted.schema, wanted.column);
      const found = own?.schema.state.enums.find(
        (one) => one.schema === type?.schema && one.name === type.name,
      );
      if (own === undefined || labels === null || found === undefined) return null;
      const change = alterEnum(own.schema.state, found, labels, (_, column) => column.default);
      if (change.type !== 'alter-enum') return null;
      return alterEnumSql(change)
        .map((statement) => `${statement};`)
        .join('\n');
    },
  };
}

function nullability(place: TableName, there: readonly ColumnSide[], isUnsayable: boolean): Aspect {
  return {
    subject: 'nullability',
    ...place,
    name: nameOf(there),
    claims: claimsOf(there, ({ schema, column }) =>
      schema.side === 'models' && isUnsayable ? null : claim(column.isNullable ? 'NULL' : 'NOT NULL'),
    ),
    sql: altering(place, there, (own, wanted) => ({ ...own, isNullable: wanted.isNullable })),
  };
}

/** A model that says none does not contradict one. */
function commentAspect(place: TableName, there: readonly ColumnSide[]): Aspect {
  const name = nameOf(there);
  return {
    subject: 'comment',
    ...place,
    name,
    claims: claimsOf(there, ({ schema, column }) =>
      column.comment !== null
        ? claim(quoteLiteral(column.comment))
        : schema.side === 'models'
          ? null
          : absent,
    ),
    sql(_from, to) {
      const comment = there.find(({ schema }) => schema.side === to)?.column.comment ?? null;
      return `COMMENT ON COLUMN ${placeSql(place)}.${quoteIdentifier(name)} IS ${comment === null ? 'NULL' : quoteLiteral(comment)};`;
    },
  };
}
