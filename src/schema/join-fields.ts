/** Attribute ⇄ column: one list of a model's attributes and its table's columns, with what each refers to and what refers to it. */
import type { ColumnDescription } from '../database/catalog-description.ts';
import { defaultsAgree } from './defaults-agree.ts';
import type { ColumnReference, FieldDescription, FieldDifference, TableDescription } from './description.ts';
import type { KeyLink } from './key-links.ts';
import type { AttributeDetails, ModelDetails } from './model-details.ts';
import { isSecretColumn } from './secret-columns.ts';
import { typesAgree } from './types-agree.ts';

/** `place` finds the table of a model: the schema it really lies in, where the database was asked. */
export interface FieldSurroundings {
  readonly table: TableDescription | null;
  /** Whether the database was asked for the table. */
  readonly isAsked: boolean;
  readonly links: readonly KeyLink[];
  readonly place: (model: ModelDetails) => { readonly schema: string | null; readonly table: string };
}

export function joinFields(
  model: ModelDetails,
  surroundings: FieldSurroundings,
): readonly FieldDescription[] {
  const columns = surroundings.table?.columns ?? [];
  const byName = new Map(columns.map((column) => [column.name, column]));
  const known = new Set(model.attributes.map(({ column }) => column));
  const said = saidOfColumns(model, surroundings);
  const { isAsked } = surroundings;
  // Of attributes that share a column, `created_at` and an underscored `createdAt`, sync() makes it as the last one says.
  const lastOf = new Map(model.attributes.map((attribute) => [attribute.column, attribute]));
  const ofModel = model.attributes.map((attribute) => {
    const column = attribute.column === null ? undefined : byName.get(attribute.column);
    const field = joinField(attribute, column ?? null, said, isAsked);
    return lastOf.get(attribute.column) === attribute ? field : { ...field, differences: nothing };
  });
  const ofTable = columns
    .filter(({ name }) => !known.has(name))
    .map((column) => joinField(null, column, said, isAsked));
  return [...ofModel, ...ofTable];
}

/** By column; one of which nothing is said is in none. */
interface SaidOfColumns {
  readonly refersTo: ReadonlyMap<string, readonly ColumnReference[]>;
  readonly referredBy: ReadonlyMap<string, readonly ColumnReference[]>;
  readonly indexes: ReadonlyMap<string, readonly string[]>;
}

const nothing: readonly never[] = [];

function joinField(
  attribute: AttributeDetails | null,
  column: ColumnDescription | null,
  { refersTo, referredBy, indexes }: SaidOfColumns,
  isAsked: boolean,
): FieldDescription {
  const name = attribute === null ? (column?.name ?? null) : attribute.column;
  const isHidden = attribute?.isHidden === true;
  return {
    attribute: attribute?.name ?? null,
    column: name,
    isInTable: name === null || !isAsked ? null : column !== null,
    differences: attribute === null || column === null ? nothing : differencesOf(attribute, column),
    refersTo: refersTo.get(name ?? '') ?? nothing,
    referredBy: referredBy.get(name ?? '') ?? nothing,
    indexes: indexes.get(name ?? '') ?? nothing,
    isSecret: isHidden || isSecretColumn(name ?? '', column?.type ?? attribute?.type ?? ''),
  };
}

function saidOfColumns(model: ModelDetails, { table, links, place }: FieldSurroundings): SaidOfColumns {
  const refersTo = new References();
  const referredBy = new References();
  for (const key of table?.foreignKeys ?? []) {
    const other = { schema: key.referencedSchema, table: key.referencedTable };
    for (const [index, column] of key.columns.entries())
      refersTo.addKey(column, { ...other, column: key.referencedColumns[index] ?? '' }, key.name);
  }
  for (const key of table?.referencedBy ?? []) {
    const other = { schema: key.schema, table: key.table };
    for (const [index, column] of key.referencedColumns.entries())
      referredBy.addKey(column, { ...other, column: key.columns[index] ?? '' }, key.name);
  }
  for (const { association, holder, holderColumn, target, targetColumn } of links) {
    if (holder === model)
      refersTo.addAssociation(holderColumn, { ...place(target), column: targetColumn }, association);
    if (target === model)
      referredBy.addAssociation(targetColumn, { ...place(holder), column: holderColumn }, association);
  }
  const indexes = new Map<string, string[]>();
  for (const { name, keys } of table?.indexes ?? []) {
    for (const { column } of keys) {
      if (column === null) continue;
      const names = indexes.get(column);
      if (names === undefined) indexes.set(column, [name]);
      else names.push(name);
    }
  }
  return { refersTo: refersTo.byColumn, referredBy: referredBy.byColumn, indexes };
}

function differencesOf(attribute: AttributeDetails, column: ColumnDescription): readonly FieldDifference[] {
  const bothSayComment = attribute.comment !== null && column.comment !== null;
  const found: readonly (readonly [FieldDifference, boolean])[] = [
    ['type', typesAgree(attribute, column) === false],
    ['nullability', attribute.isNullable !== column.isNullable],
    ['default', defaultsAgree(attribute.defaultValue, column.defaultExpression) === false],
    ['enum-values', labelsDiffer(attribute.enumValues, column.enumValues)],
    ['primary-key', attribute.isPrimaryKey !== column.isPrimaryKey],
    ['comment', bothSayComment && attribute.comment !== column.comment],
  ];
  return found.flatMap(([difference, isThere]) => (isThere ? [difference] : []));
}

function labelsDiffer(a: readonly string[] | null, b: readonly string[] | null): boolean {
  return a !== null && b !== null && (a.length !== b.length || a.some((label, place) => label !== b[place]));
}

type Said = Omit<ColumnReference, 'constraint' | 'associations'>;

/** What columns refer to: foreign keys in their order, then what associations alone say. */
class References {
  readonly byColumn = new Map<string, (ColumnReference & { readonly associations: string[] })[]>();

  addKey(column: string, said: Said, constraint: string): void {
    this.#of(column).push({ ...said, constraint, associations: [] });
  }

  /** Beside each key that says the same. */
  addAssociation(column: string, said: Said, association: string): void {
    const own = this.#of(column);
    const alike = own.filter((reference) => isSameEnd(reference, said));
    for (const { associations } of alike) associations.push(association);
    if (alike.length === 0) own.push({ ...said, constraint: null, associations: [association] });
  }

  #of(column: string): (ColumnReference & { readonly associations: string[] })[] {
    const own = this.byColumn.get(column) ?? [];
    this.byColumn.set(column, own);
    return own;
  }
}

/** A schema that is not known is any. */
function isSameEnd(a: Said, b: Said): boolean {
  return a.table === b.table && a.column === b.column && (a.schema ?? b.schema) === (b.schema ?? a.schema);
}
