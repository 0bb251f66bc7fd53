/** Sets of models made up from a seed: tables, columns of most types, enums, keys, indexes, references with actions. */
import { DataTypes, type IndexesOptions, type ModelAttributeColumnOptions, type Sequelize } from 'sequelize';
import type { Define } from './models-project.ts';

export type Random = () => number;

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface TableShape {
  readonly name: string;
  readonly schema: string | undefined;
  readonly comment: string | undefined;
  readonly hasTimestamps: boolean;
  readonly columns: Readonly<Record<string, ModelAttributeColumnOptions>>;
  readonly indexes: readonly IndexesOptions[];
  readonly references: readonly { readonly to: string; readonly column: string; readonly onDelete: string }[];
}

export type ModelSet = readonly TableShape[];

const tables = ['users', 'Order', 'order lines', 'Tägs'];
const columns = ['name', 'userName', 'select', 'a b', 'status', 'amount', 'flags'];
const labels = ['a', 'B', "c'c", 'd d', 'É'];

export function randomSet(random: Random): ModelSet {
  const chosen = tables.filter(() => random() < 0.7);
  const names = chosen.length === 0 ? ['users'] : chosen;
  return names.map((name) => randomTable(name, names, random));
}

/** Most of it stays as it is. */
export function changedSet(set: ModelSet, random: Random): ModelSet {
  const kept = set.filter(() => random() < 0.9);
  const names = [...new Set([...kept.map(({ name }) => name), ...tables.filter(() => random() < 0.2)])];
  if (names.length === 0) return randomSet(random);
  return names.map((name) => {
    const fresh = randomTable(name, names, random);
    const own = kept.find((table) => table.name === name);
    if (own === undefined) return fresh;
    const merged = Object.fromEntries(
      [...Object.entries(own.columns), ...Object.entries(fresh.columns)].filter(() => random() < 0.8),
    );
    const there = new Set(Object.keys(merged));
    return {
      ...(random() < 0.5 ? own : fresh),
      schema: own.schema,
      columns: merged,
      indexes: [...own.indexes, ...fresh.indexes].filter(
        (index) =>
          random() < 0.7 &&
          (index.fields ?? []).every((field) => typeof field === 'string' && there.has(field)),
      ),
      references: (random() < 0.5 ? own : fresh).references.filter(({ to }) => names.includes(to)),
    };
  });
}

function randomTable(name: string, names: readonly string[], random: Random): TableShape {
  const own = columns.filter(() => random() < 0.5);
  return {
    name,
    schema: name === 'Tägs' ? 'Other' : undefined,
    comment: random() < 0.2 ? `It's ${name}` : undefined,
    hasTimestamps: random() < 0.5,
    columns: Object.fromEntries(own.map((column) => [column, randomColumn(random)])),
    indexes: own
      .filter((column) => column !== 'flags' && random() < 0.3)
      .map((column) => ({ fields: [column], unique: random() < 0.4, name: `${name}_${column}_i` })),
    references: names
      .filter(() => random() < 0.3)
      .map((to) => ({
        to,
        column: `${to}Id`,
        onDelete: pick(['CASCADE', 'SET NULL', 'RESTRICT', 'NO ACTION'], random),
      })),
  };
}

function randomColumn(random: Random): ModelAttributeColumnOptions {
  const [type, values] = randomType(random);
  const value = pick(values, random);
  return {
    type,
    ...(random() < 0.4 ? { allowNull: false } : {}),
    ...(random() < 0.5 && value !== undefined ? { defaultValue: value } : {}),
    ...(random() < 0.2 && values.length > 0 && String(type) !== 'ENUM' ? { unique: true } : {}),
    ...(random() < 0.2 ? { comment: "It's a note" } : {}),
  };
}

type TypeAndValues = readonly [ModelAttributeColumnOptions['type'], readonly unknown[]];

function randomType(random: Random): TypeAndValues {
  const some = labels.filter(() => random() < 0.6).sort(() => random() - 0.5);
  const own = some.length === 0 ? ['a'] : some;
  const types: readonly TypeAndValues[] = [
    [DataTypes.STRING, ['x', "it's", '']],
    [DataTypes.STRING(40), ['null']],
    [DataTypes.TEXT, ['two\nlines']],
    [DataTypes.INTEGER, [0, -3]],
    [DataTypes.BIGINT, [12]],
    [DataTypes.SMALLINT, [1]],
    [DataTypes.DOUBLE, [0.5]],
    [DataTypes.DECIMAL(10, 2), [0, 9.99]],
    [DataTypes.BOOLEAN, [true, false]],
    [DataTypes.DATE, []],
    [DataTypes.DATEONLY, ['2026-01-31']],
    [DataTypes.UUID, ['01ad1059-a6a4-4aae-9d74-1db5911e04a4']],
    [DataTypes.JSONB, []],
    [DataTypes.ARRAY(DataTypes.STRING), []],
    [DataTypes.ENUM(...own), own],
    [DataTypes.ARRAY(DataTypes.ENUM(...own)), []],
  ];
  return pick(types, random);
}

function pick<T>(from: readonly T[], random: Random): T {
  // Undefined for an empty list, which callers reckon with.
  return from[Math.floor(random() * from.length)] as T;
}

export function definitionOf(set: ModelSet): Define {
  return (sequelize: Sequelize) => {
    for (const { name, schema, comment, hasTimestamps, columns: attributes, indexes } of set) {
      sequelize.define(
        name,
        { ...attributes },
        {
          tableName: name,
          ...(schema === undefined ? {} : { schema }),
          ...(comment === undefined ? {} : { comment }),
          timestamps: hasTimestamps,
          indexes: indexes.map((index) => ({ ...index })),
        },
      );
    }
    for (const { name, schema, references } of set) {
      for (const { to, column, onDelete } of references) {
        const [from, other] = [sequelize.models[name], sequelize.models[to]];
        const isNear = schema === set.find((table) => table.name === to)?.schema;
        if (from !== undefined && other !== undefined && isNear)
          from.belongsTo(other, { as: `${column} of`, foreignKey: column, onDelete });
      }
    }
  };
}
