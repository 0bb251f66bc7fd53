/**
 * Where one record leads: the associations of its model, then the foreign keys that none of them covers, in both directions;
 * of a table without a model all its keys. Grid, record and peek follow, count and name them by what is here.
 */
import type { QuerySpec, ReadSource, Value } from '../../../queries/query-spec.ts';
import type { AssociationSummary } from '../../../schema/description.ts';
import { specFor } from '../../../session.ts';
import { modelNamed, type State } from '../../state.ts';
import type { Relation } from './relation.ts';
import { attributeOf, modelOfTable, tableOfModel, uncoveredLinks, type Known } from './model-links.ts';
import { linkFilter, linkName, linksOf, linkText, tableNamed } from './table-links.ts';
import { clipBytes, pageLength } from './state.ts';

/** The value of a column of the record, by its name on the page; undefined when it was not read. */
export type ValueOf = (column: string) => Value | undefined;

/** What following a relation from one record reads, or why there is nothing to read. */
export type Destination =
  | { readonly status: 'ready'; readonly spec: QuerySpec }
  | {
      readonly status: 'nowhere';
      /** A few words, to stand beside the relation. */
      readonly aside: string;
      /** The whole sentence. */
      readonly why: string;
      /** True when something is missing, not when the record says that it leads nowhere. */
      readonly isProblem: boolean;
    };

/** Every relation of the records of a source; of the keys those that the catalog has told by now. */
export function relationsOf(state: Known, source: ReadSource): readonly Relation[] {
  if (source.type === 'table') {
    const table = tableNamed(state, source);
    if (table === undefined) return [];
    return linksOf(table).map((link) => ({ type: 'link', link, target: null, name: linkName(link, source) }));
  }
  if (source.type === 'sql') return [];
  const model = modelNamed(state, source.name);
  if (model === null) return [];
  const table = tableOfModel(state, model);
  return [
    ...model.associations.map((association): Relation => ({
      type: 'association',
      model: model.name,
      association,
    })),
    ...uncoveredLinks(state, model).map((link): Relation => {
      const target = modelOfTable(state, link);
      return {
        type: 'link',
        link,
        target,
        name: target ?? linkName(link, table ?? { schema: link.schema, name: '' }),
      };
    }),
  ];
}

export function relationName(relation: Relation): string {
  return relation.type === 'association' ? relation.association.name : relation.name;
}

/** Tells a relation from the others of its record. */
export function relationKey(relation: Relation): string {
  if (relation.type === 'association') return relation.association.name;
  const { direction, schema, table, key } = relation.link;
  return JSON.stringify([direction, schema, table, key]);
}

export function relationKind(relation: Relation): string {
  if (relation.type === 'association') return relation.association.type;
  return relation.link.direction === 'to' ? 'key' : 'referred by';
}

/** `→ Role  by roleId`, `→ Role  through UserRole`, `customer_id → id`, `id ← customer_id`. */
export function relationText(relation: Relation): string {
  if (relation.type === 'link') return linkText(relation.link);
  const { target, through, foreignKey } = relation.association;
  return `→ ${target}  ${through === null ? `by ${foreignKey}` : `through ${through}`}`;
}

/** Of one record, whose values `valueOf` gives by the names of the source's page columns. */
export function destinationOf(
  state: State,
  source: ReadSource,
  relation: Relation,
  valueOf: ValueOf,
): Destination {
  return relation.type === 'association'
    ? associationDestination(state, relation, valueOf)
    : linkDestination(state, source, relation, valueOf);
}

function associationDestination(
  state: State,
  { model, association }: Relation & { readonly type: 'association' },
  valueOf: ValueOf,
): Destination {
  const { name, sourceKey, target } = association;
  const value = valueOf(sourceKey);
  if (value === undefined) return notRead(sourceKey, name);
  if (value === null) {
    const why = `${name}: nothing to follow, ${sourceKey} is null.`;
    return { status: 'nowhere', aside: `${sourceKey} is null`, why, isProblem: false };
  }
  const other = otherOwner(state, model, association, valueOf);
  if (other !== null) {
    const why = `${name}: nothing to follow, ${other}.`;
    return { status: 'nowhere', aside: other, why, isProblem: false };
  }
  const spec = gridSpec({ type: 'model', name: target });
  return { status: 'ready', spec: { ...spec, relatedTo: { model, association: name, value } } };
}

/**
 * Why a polymorphic belongsTo does not lead to its target: the target's own association back over the same key has a scope
 * (`{commentableType: 'post'}`) that this record is not in. Null when it is, or when no association back has one.
 */
function otherOwner(
  state: State,
  model: string,
  { type, target, foreignKey }: AssociationSummary,
  valueOf: ValueOf,
): string | null {
  if (type !== 'belongsTo') return null;
  const scopes = (modelNamed(state, target)?.associations ?? []).flatMap((back) => {
    const isBack = back.target === model && back.targetKey === foreignKey && back.type !== 'belongsTo';
    return isBack && back.through === null ? [back.scope ?? {}] : [];
  });
  const unfit = scopes.map((scope) =>
    Object.entries(scope).find(([name, wanted]) => {
      const value = valueOf(name);
      return value !== undefined && value !== wanted;
    }),
  );
  const [first] = unfit;
  if (first === undefined || unfit.includes(undefined)) return null;
  const value = valueOf(first[0]);
  return `${first[0]} is ${typeof value === 'string' ? value : JSON.stringify(value ?? null)}`;
}

/**
 * By a filter, which may be changed like any other. A foreign key knows no scope and no soft deletion: the row that it refers to
 * is there, so a model is read without either.
 */
function linkDestination(
  state: State,
  source: ReadSource,
  { link, target, name }: Relation & { readonly type: 'link' },
  valueOf: ValueOf,
): Destination {
  const model = source.type === 'model' ? modelNamed(state, source.name) : null;
  const ownName = (column: string): string => (model === null ? column : attributeOf(model, column));
  const own = link.pairs.map((pair) => ownName(pair.own));
  const missing = own.find((column) => valueOf(column) === undefined);
  if (missing !== undefined) return notRead(missing, name);
  const targetModel = target === null ? null : modelNamed(state, target);
  const pairs = link.pairs.map((pair) => ({
    own: ownName(pair.own),
    other: targetModel === null ? pair.other : attributeOf(targetModel, pair.other),
  }));
  const filter = linkFilter({ ...link, pairs }, valueOf);
  if (filter === null) {
    const why = `${name}: nothing to follow, ${own.join(', ')} has no value here.`;
    return { status: 'nowhere', aside: 'no value', why, isProblem: false };
  }
  if (targetModel === null) {
    return {
      status: 'ready',
      spec: { ...gridSpec({ type: 'table', schema: link.schema, name: link.table }), filter },
    };
  }
  const spec = gridSpec({ type: 'model', name: targetModel.name });
  return { status: 'ready', spec: { ...spec, filter, isUnscoped: true, softDeleted: 'shown' } };
}

function notRead(column: string, name: string): Destination {
  const why = `"${column}" was not read with this record; open it without a column choice to follow "${name}".`;
  return { status: 'nowhere', aside: `${column} was not read`, why, isProblem: true };
}

/** What the grid reads of a source to begin with. */
export function gridSpec(source: ReadSource): QuerySpec {
  return { ...specFor(source, pageLength), clipBytes };
}
