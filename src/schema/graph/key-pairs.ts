/** Which columns join which, as the models' associations and the catalog's foreign keys say it: not yet how many rows that is. */
import type { AssociationSummary, FixedValues, ModelDescription, SchemaDescription } from '../description.ts';
import { columnOf } from '../key-links.ts';
import type { EdgeAssociation, GraphEdge } from './graph.ts';
import { placeOf } from './graph-nodes.ts';
import { pairKey, type ColumnPair } from './column-pairs.ts';
import { onWholeKeys, type FoundPair } from './whole-keys.ts';

/** What joins two nodes, and who says so. */
export interface KeyPair extends FoundPair {
  readonly foreignKey: GraphEdge['foreignKey'];
}

/** A belongsToMany and, where there is one, its twin on the other side. */
export interface ManyPair {
  readonly from: string;
  readonly to: string;
  readonly through: string;
  /** Of the join table, those that refer to `from` and to `to`. */
  readonly fromKey: string;
  readonly toKey: string;
  readonly associations: readonly EdgeAssociation[];
}

type Schema = Pick<SchemaDescription, 'models' | 'tables'>;

/** One for each pair of columns, whoever says it; an association whose target is no model is left out. */
export function keyPairs(
  { models, tables }: Schema,
  tableIds: ReadonlyMap<string, readonly string[]>,
): readonly KeyPair[] {
  const constraints = tables.flatMap((table) => foreignEnds(table, tableIds));
  const foreign = constraints.flatMap(({ ends }) => ends);
  const pairs = new Map<string, KeyPair>();
  for (const pair of onWholeKeys(associatedPairs(models), foreign)) {
    const key = pairKey(pair);
    const before = pairs.get(key);
    pairs.set(key, {
      ...pair,
      associations: [...(before?.associations ?? []), ...pair.associations],
      foreignKey: null,
    });
  }
  for (const { ends, foreignKey } of constraints) {
    const said = ends.filter((pair) => pairs.has(pairKey(pair)));
    // What several models stand before is said by those that know of it, and by the table's own where none does.
    for (const pair of said.length > 0 ? said : ends.slice(0, 1)) {
      const known = pairs.get(pairKey(pair)) ?? { ...pair, associations: [], foreignKey: null };
      const { columns, otherColumns } = pair;
      pairs.set(pairKey(pair), {
        ...known,
        columns,
        otherColumns,
        foreignKey: known.foreignKey ?? foreignKey,
      });
    }
  }
  return [...pairs.values()];
}

interface ForeignEnds {
  /** Between each of the nodes that stand for either table, the tables' own first; [] where one has none. */
  readonly ends: readonly ColumnPair[];
  readonly foreignKey: NonNullable<KeyPair['foreignKey']>;
}

function foreignEnds(
  table: Schema['tables'][number],
  tableIds: ReadonlyMap<string, readonly string[]>,
): readonly ForeignEnds[] {
  const froms = tableIds.get(placeOf(table.schema, table.name)) ?? [];
  return table.foreignKeys.map((foreignKey) => {
    const { columns, referencedColumns: otherColumns, name, onDelete, onUpdate } = foreignKey;
    const tos = tableIds.get(placeOf(foreignKey.referencedSchema, foreignKey.referencedTable)) ?? [];
    const ends = froms.flatMap((from) => tos.map((to) => ({ from, to, columns, otherColumns })));
    return { ends, foreignKey: { name, onDelete, onUpdate } };
  });
}

/** One for each join table and pair of its keys: both sides' belongsToMany are the same. */
export function manyPairs({ models }: Pick<SchemaDescription, 'models'>): readonly ManyPair[] {
  const byName = modelsByName(models);
  const pairs = new Map<string, ManyPair>();
  for (const { model } of models) {
    for (const association of model.associations) {
      const { target, through, foreignKey, otherKey } = association;
      if (association.type !== 'belongsToMany' || through === null || otherKey === null) continue;
      const middle = byName.get(through);
      if (middle === undefined || !byName.has(target)) continue;
      const own = { node: model.name, key: columnOf(middle.model, foreignKey) };
      const other = { node: target, key: columnOf(middle.model, otherKey) };
      const isTurned = other.node === own.node ? other.key < own.key : other.node < own.node;
      const [from, to] = isTurned ? [other, own] : [own, other];
      const key = JSON.stringify([from.node, from.key, to.node, to.key, through]);
      const said = saidBy(model.name, association, isTurned ? 'to' : 'from', byName);
      const associations = [...(pairs.get(key)?.associations ?? []), said];
      pairs.set(key, {
        from: from.node,
        to: to.node,
        through,
        fromKey: from.key,
        toKey: to.key,
        associations,
      });
    }
  }
  return [...pairs.values()];
}

function associatedPairs(models: readonly ModelDescription[]): readonly FoundPair[] {
  const byName = modelsByName(models);
  return models.flatMap((source) =>
    source.model.associations.flatMap((association) => pairsOf(source, association, byName)),
  );
}

function pairsOf(
  source: ModelDescription,
  association: AssociationSummary,
  byName: ReadonlyMap<string, ModelDescription>,
): readonly FoundPair[] {
  const { type, foreignKey, otherKey, sourceKey, targetKey } = association;
  const target = byName.get(association.target);
  if (target === undefined) return [];
  const end = type === 'belongsTo' ? 'from' : 'to';
  const associations = [saidBy(source.model.name, association, end, byName)];
  const pair = (from: ModelDescription, key: string, to: ModelDescription, other: string): FoundPair => ({
    from: from.model.name,
    columns: [columnOf(from.model, key)],
    to: to.model.name,
    otherColumns: [columnOf(to.model, other)],
    associations,
  });
  switch (type) {
    case 'belongsTo':
      return [pair(source, foreignKey, target, targetKey)];
    case 'hasOne':
    case 'hasMany':
      return [pair(target, foreignKey, source, sourceKey)];
    case 'belongsToMany': {
      const middle = byName.get(association.through ?? '');
      if (middle === undefined) return [];
      const own = pair(middle, foreignKey, source, sourceKey);
      return otherKey === null ? [own] : [own, pair(middle, otherKey, target, targetKey)];
    }
  }
}

function saidBy(
  source: string,
  { name, type, target, through, scope, throughScope }: AssociationSummary,
  end: EdgeAssociation['end'],
  byName: ReadonlyMap<string, ModelDescription>,
): EdgeAssociation {
  const [fixed, ofThrough] = [
    byColumn(byName.get(target), scope),
    byColumn(byName.get(through ?? ''), throughScope),
  ];
  return {
    ...{ source, name, type, end },
    ...(fixed === undefined ? {} : { scope: fixed }),
    ...(ofThrough === undefined ? {} : { throughScope: ofThrough }),
  };
}

function byColumn(
  described: ModelDescription | undefined,
  fixed: FixedValues | undefined,
): FixedValues | undefined {
  if (described === undefined || fixed === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(fixed).map(([attribute, value]) => [columnOf(described.model, attribute), value]),
  );
}

function modelsByName(models: readonly ModelDescription[]): ReadonlyMap<string, ModelDescription> {
  return new Map(models.map((described) => [described.model.name, described]));
}
