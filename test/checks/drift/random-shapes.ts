/** Models made up from a seed: columns of every type, indexes of every kind, references with every rule. */
import {
  DataTypes,
  type IndexesOptions,
  literal,
  type ModelAttributeColumnOptions,
  Op,
  Sequelize,
} from 'sequelize';
import type { Random } from '../../journal/from-models/random-models.ts';
import { type Type, types } from './random-types.ts';

const { fn, col } = Sequelize;
const labels = ['a', 'B', "c'c", 'd d', 'É', 'x,y', '"q"'];

export interface Column {
  readonly attribute: string;
  readonly column: string;
  readonly options: ModelAttributeColumnOptions;
  /** What it is altered to; null for an enum, which gets another label. */
  readonly other: string | null;
  readonly isArray: boolean;
}

export interface Shape {
  readonly name: string;
  readonly table: string;
  readonly schema: string | undefined;
  readonly isUnderscored: boolean;
  readonly comment: string | undefined;
  readonly columns: readonly Column[];
  readonly indexes: readonly IndexesOptions[];
  readonly references: readonly Reference[];
}

interface Reference {
  readonly to: string;
  readonly column: string;
  readonly onDelete: string;
  readonly onUpdate: string;
}

/** The server cuts the name of an enum with it. */
const longEnd = '_of_which_the_column_has_a_name_that_goes_on_and_on';

export const rules = ['CASCADE', 'SET NULL', 'RESTRICT', 'NO ACTION', 'SET DEFAULT'];
const names = ['User', 'orderLine', 'Tägs', 'select'];

export function pick<T>(from: readonly T[], random: Random): T {
  // Undefined for an empty list, which callers reckon with.
  return from[Math.floor(random() * from.length)] as T;
}

export function shapes(random: Random): readonly Shape[] {
  return names.map((name, at) => {
    const columns = Array.from({ length: 10 }, (_, number) => randomColumn(number, random));
    const isUnderscored = random() < 0.3;
    return {
      name,
      table: pick([name, `${name}s`, `the ${name}`], random),
      schema: random() < 0.3 ? 'Other' : undefined,
      isUnderscored,
      comment: random() < 0.3 ? `It's\n${name}` : undefined,
      columns,
      indexes: randomIndexes(name, columns, random),
      references: names
        .slice(0, at + 1)
        .flatMap((to) =>
          random() < 0.5
            ? [{ to, column: `${to}Ref`, onDelete: pick(rules, random), onUpdate: pick(rules, random) }]
            : [],
        ),
    };
  });
}

function randomColumn(number: number, random: Random): Column {
  const attribute = `c${String(number)}${pick(['', 'Name', ' sp', 'É', longEnd], random)}`;
  const [type, defaults, other, isArray] = randomType(random);
  const value = pick(defaults, random);
  const field = random() < 0.2 ? `f_${attribute}` : undefined;
  const options = {
    type,
    ...(random() < 0.4 ? { allowNull: false } : {}),
    ...(random() < 0.6 && value !== undefined ? { defaultValue: value } : {}),
    ...(random() < 0.2 ? { comment: "It's a\nnote" } : {}),
    field: field ?? attribute,
  };
  return { attribute, column: field ?? attribute, options, other, isArray };
}

function randomType(random: Random): readonly [Type, readonly unknown[], string | null, boolean] {
  if (random() < 0.2) {
    const some = labels.filter(() => random() < 0.6).sort(() => random() - 0.5);
    const own = some.length === 0 ? ['a'] : some;
    const isArray = random() < 0.4;
    return isArray
      ? [DataTypes.ARRAY(DataTypes.ENUM(...own)), [[], own.slice(0, 1)], null, true]
      : [DataTypes.ENUM(...own), own, null, false];
  }
  const [type, defaults, other] = pick(types, random);
  return [type(), defaults, other, other.endsWith('[]')];
}

/** Columns of other types cannot be indexed by a tree. */
const sortable = /^(?:varchar|text|bigint|smallint|integer|numeric|real|double)/;
const isTree = (type: unknown) => /^(?:STRING|TEXT|INTEGER|BIGINT|DECIMAL)$/.test(keyOf(type));

function randomIndexes(name: string, columns: readonly Column[], random: Random): readonly IndexesOptions[] {
  const plain = columns.filter(({ other, isArray }) => !isArray && other !== null && sortable.test(other));
  const usable = plain.filter(({ options }) => isTree(options.type));
  const [a, b] = usable;
  if (a === undefined) return [];
  const isText = /^(?:STRING|TEXT)$/.test(keyOf(a.options.type));
  const all: readonly IndexesOptions[] = [
    { name: `${name}_plain`, fields: [a.column] },
    { name: `${name}_desc`, fields: [{ name: a.column, order: 'DESC' }] },
    { name: `${name}_last`, fields: [{ name: a.column, order: 'ASC NULLS FIRST' as 'ASC' }] },
    { name: `${name}_hash`, fields: [a.column], using: 'HASH' },
    { name: `${name}_some`, fields: [a.column], where: { [a.column]: { [Op.ne]: null } } },
    { name: `${name}_uwhere`, unique: true, fields: [a.column], where: { [a.column]: null } },
    ...(isText
      ? [
          { name: `${name}_coll`, fields: [{ name: a.column, collate: 'C' }] },
          { name: `${name}_oper`, fields: [{ name: a.column, operator: 'text_pattern_ops' }] },
          { name: `${name}_fn`, unique: true, fields: [fn('lower', col(a.column))] },
          { name: `${name}_expr`, fields: [literal(`(coalesce("${a.column}", 'x'))`)] },
        ]
      : []),
    ...(b === undefined
      ? []
      : [
          { name: `${name}_two`, fields: [a.column, b.column] },
          { fields: [b.column, { name: a.column, order: 'DESC' as const }] },
          { unique: true, fields: [a.column, b.column], name: `${name}_both` },
        ]),
  ];
  return all.filter(() => random() < 0.4);
}

export function define(sequelize: Sequelize, set: readonly Shape[]): void {
  for (const { name, table, schema, isUnderscored, comment, columns, indexes } of set) {
    sequelize.define(
      name,
      Object.fromEntries(columns.map(({ attribute, options }) => [attribute, { ...options }])),
      {
        tableName: table,
        underscored: isUnderscored,
        ...(schema === undefined ? {} : { schema }),
        ...(comment === undefined ? {} : { comment }),
        indexes: indexes.map((index) => ({ ...index })),
      },
    );
  }
  for (const { name, references } of set) {
    for (const { to, column, onDelete, onUpdate } of references) {
      const [from, other] = [sequelize.models[name], sequelize.models[to]];
      // Sequelize refers to a table of another schema by a name that nothing has.
      if (from === undefined || other === undefined || !isNear(set, name, to)) continue;
      from.belongsTo(other, {
        as: `${to}Of`,
        foreignKey: { name: column, field: column },
        onDelete,
        onUpdate,
      });
    }
  }
}

export function isNear(set: readonly Shape[], one: string, other: string): boolean {
  const schemaOf = (name: string) => set.find((shape) => shape.name === name)?.schema;
  return schemaOf(one) === schemaOf(other);
}

/** Sequelize's own name of a type or of a function that fills a column in. */
export function keyOf(value: unknown): string {
  if ((typeof value !== 'function' && typeof value !== 'object') || value === null) return '';
  return 'key' in value ? String(value.key) : '';
}
