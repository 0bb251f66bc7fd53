/** Associations ⇄ foreign keys, and the model's indexes ⇄ the database's. */
import type { IndexDescription } from '../database/catalog-description.ts';
import type { AssociationRule, IndexJoin, TableDescription } from './description.ts';
import type { KeyLink } from './key-links.ts';
import type { ModelDetails, ModelIndex } from './model-details.ts';

export interface RuleSurroundings {
  readonly links: readonly KeyLink[];
  /** The table of a model; null where there is none. */
  readonly tableOf: (model: ModelDetails) => TableDescription | null;
  /** False where there is no database to ask. */
  readonly isAsked: boolean;
}

export function associationRules(
  model: ModelDetails,
  { links, tableOf, isAsked }: RuleSurroundings,
): readonly AssociationRule[] {
  return model.associations.flatMap(({ name }) => {
    const own = links.filter(({ association }) => association === `${model.name}.${name}`);
    const [first] = own;
    if (first === undefined) return [];
    const holder = tableOf(first.holder);
    const columns = own.map(({ holderColumn }) => holderColumn);
    return [
      {
        association: name,
        holder: {
          schema: holder?.schema ?? first.holder.schema,
          table: first.holder.table,
          columns,
        },
        constraints: isAsked ? own.flatMap((link) => constraintOf(link, holder, tableOf(link.target))) : null,
        index: holder === null ? null : (indexOn(holder, first.holderColumn)?.name ?? null),
      },
    ];
  });
}

function constraintOf(
  { holderColumn, targetColumn, target: targetModel }: KeyLink,
  holder: TableDescription | null,
  target: TableDescription | null,
): readonly { readonly name: string; readonly onDelete: string; readonly onUpdate: string }[] {
  const found = holder?.foreignKeys.find(
    ({ columns, referencedColumns, referencedTable, referencedSchema }) =>
      columns.some((column, index) => column === holderColumn && referencedColumns[index] === targetColumn) &&
      referencedTable === targetModel.table &&
      (target === null || referencedSchema === target.schema),
  );
  return found === undefined
    ? []
    : [{ name: found.name, onDelete: found.onDelete, onUpdate: found.onUpdate }];
}

/** One that finds all rows of a key: valid, of the whole table, the column first. */
function indexOn({ indexes }: TableDescription, column: string): IndexDescription | undefined {
  return indexes.find(
    ({ keys, isValid, predicate }) => isValid && predicate === null && keys[0]?.column === column,
  );
}

/** By name, else by what they are on; each of the database's stands for one of the model's. */
export function joinIndexes(model: ModelDetails, table: TableDescription | null): readonly IndexJoin[] {
  const left = [...(table?.indexes ?? [])];
  const take = (isIt: (index: IndexDescription) => boolean): string | null => {
    const place = left.findIndex(isIt);
    return place === -1 ? null : (left.splice(place, 1)[0]?.name ?? null);
  };
  const named = model.indexes.map((declared) =>
    take((index) => (declared.by === 'primary-key' ? index.isPrimary : index.name === declared.name)),
  );
  const joined = model.indexes.map((declared, place) => ({
    declared,
    index: named[place] ?? take((index) => isAlike(declared, index)),
  }));
  return [...joined, ...left.map(({ name }) => ({ declared: null, index: name }))];
}

function isAlike(declared: ModelIndex, index: IndexDescription): boolean {
  return (
    declared.isUnique === index.isUnique &&
    (declared.where === null) === (index.predicate === null) &&
    (declared.method ?? 'btree') === index.method &&
    declared.columns.length === index.keys.length &&
    declared.columns.every((column, place) => column === (index.keys[place]?.column ?? null))
  );
}
