/** Columns of one table, as each side has them. Pure. */
import { quoteIdentifier, quoteLiteral } from '../../database/quote.ts';
import { alterColumnSql, alterEnumSql } from '../../journal/from-models/code/column-sql.ts';
import { alterEnum } from '../../journal/from-models/match-enums.ts';
import { type ColumnState, tableKey, type TableName } from '../../journal/from-models/schema-state.ts';
import { keyColumns, placeSql, userType } from '../../journal/from-models/sql-names.ts';
import { absent, type Aspect, claim, type Claim, type Claims } from './aspect.ts';
import { columnWords, numberingWords, withoutOwnCast } from './column-words.ts';
import type { DriftSide } from './drift.ts';
import { labelsOf, type SideSchema, textOf, typeWords } from './side-schema.ts';

export interface TableSides {
  readonly place: TableName;
  /** Those that have the table. */
  readonly sides: readonly SideSchema[];
  /** Sequelize itself gives the column its value. */
  readonly isFilled: (column: string) => boolean;
  readonly isUnmade: (place: TableName) => boolean;
}

interface ColumnSide {
  readonly schema: SideSchema;
  readonly column: ColumnState;
}

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
      presence(table, name, there, isUnsayable || isGenerated),
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

function claimsOf(there: readonly ColumnSide[], of: (side: ColumnSide) => Claim | null): Claims {
  return Object.fromEntries(
    there.flatMap((side) => {
      const own = of(side);
      return own === null ? [] : [[side.schema.side, own]];
    }),
  );
}

/** The column of `from` made into what `change` makes of it for `to`. */
function altering(
  place: TableName,
  there: readonly ColumnSide[],
  change: (own: ColumnState, wanted: ColumnState) => ColumnState,
): Aspect['sql'] {
  return (from, to) => {
    const own = there.find(({ schema }) => schema.side === from)?.column;
    const wanted = there.find(({ schema }) => schema.side === to)?.column;
    if (own === undefined || wanted === undefined) return null;
    const statements = alterColumnSql({
      type: 'alter-column',
      place,
      from: own,
      to: change(own, wanted),
      ownsSequence: own.numbering === null && wanted.numbering === 'serial',
    });
    return statements.map((statement) => `${statement};`).join('\n');
  };
}

function nameOf(there: readonly ColumnSide[]): string {
  return there[0]?.column.name ?? '';
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

/**
 * Defaults, numbering and generation. A model that gives no default does not contradict one where Sequelize fills the column in, or
 * where the column numbers its rows.
 */
function defaultAspect({ place, isFilled }: TableSides, there: readonly ColumnSide[]): Aspect {
  const others = there.filter(({ schema }) => schema.side !== 'models').map(({ column }) => column);
  const claims = claimsOf(there, ({ schema, column }) => {
    const numbered = numberingWords(schema, place, column);
    const initial = column.default === null || isNull(column.default) ? null : column.default;
    if (schema.side === 'models') {
      const isSilent = initial === null && column.numbering === null;
      if (others.some(({ generated }) => generated !== null)) return null;
      if (isSilent && (isFilled(column.name) || others.some(({ numbering }) => numbering !== null)))
        return null;
    }
    if (column.generated !== null) return claim(`GENERATED ALWAYS AS (${column.generated})`);
    if (numbered !== null) return claim(numbered.said, 'numbered', numbered.exact);
    if (initial === null) return absent;
    const words = withoutOwnCast(schema, column);
    return { ...claim(initial, words), words };
  });
  const type =
    there.find(({ schema }) => schema.side !== 'models')?.column.type ?? there[0]?.column.type ?? 'text';
  const isEnum = there.some(({ schema, column }) => labelsOf(schema, column) !== null);
  return {
    subject: 'default',
    ...place,
    name: nameOf(there),
    claims,
    question: {
      type: 'default',
      column: nameOf(there),
      columnType: isEnum ? type.replace(/^.*?((?:\[\])*)$/, 'text$1') : type,
    },
    sql(from, to) {
      const isGenerated = there.some(({ column }) => column.generated !== null);
      if (isGenerated) return null;
      return altering(place, there, (own, { default: initial, numbering, drawn }) => ({
        ...own,
        default: initial,
        numbering,
        drawn,
      }))(from, to);
    },
  };
}

/** What the server writes of a constant that is null (ruleutils.c, get_const_expr): as good as no default. */
function isNull(words: string): boolean {
  return /^NULL::(?:[\w ]|"(?:[^"]|"")+"|\.)+(?:\(\d+(?:,\d+)?\))?(?:\[\])*$/.test(words);
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
