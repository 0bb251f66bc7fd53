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
  const { table } = surroundings;
  const known = new Set(model.attributes.map(({ column }) => column));
  const ofModel = model.attributes.map((attribute) => {
    const column = table?.columns.find(({ name }) => name === attribute.column) ?? null;
    return joinField(model, attribute, column, surroundings);
  });
  const ofTable = (table?.columns ?? [])
    .filter(({ name }) => !known.has(name))
    .map((column) => joinField(model, null, column, surroundings));
  return [...ofModel, ...ofTable];
}

function joinField(
  model: ModelDetails,
  attribute: AttributeDetails | null,
  column: ColumnDescription | null,
  { table, isAsked, links, place }: FieldSurroundings,
): FieldDescription {
  const name = attribute === null ? (column?.name ?? null) : attribute.column;
  const foreignKeys = table?.foreignKeys ?? [];
  return {
    attribute: attribute?.name ?? null,
    column: name,
    isInTable: name === null || !isAsked ? null : column !== null,
    differences: attribute === null || column === null ? [] : differencesOf(attribute, column),
    refersTo: mergedReferences(
      foreignKeys.flatMap(
        ({ columns, referencedSchema, referencedTable, referencedColumns, name: constraint }) =>
          pairedColumns(columns, referencedColumns, name).map((other) => {
            return { schema: referencedSchema, table: referencedTable, column: other, constraint };
          }),
      ),
      links
        .filter(({ holder, holderColumn }) => holder === model && holderColumn === name)
        .map(({ association, target, targetColumn }) => {
          return { ...place(target), column: targetColumn, association };
        }),
    ),
    referredBy: mergedReferences(
      (table?.referencedBy ?? []).flatMap(
        ({ schema, table: other, columns, referencedColumns, name: constraint }) =>
          pairedColumns(referencedColumns, columns, name).map((column) => {
            return { schema, table: other, column, constraint };
          }),
      ),
      links
        .filter(({ target, targetColumn }) => target === model && targetColumn === name)
        .map(({ association, holder, holderColumn }) => {
          return { ...place(holder), column: holderColumn, association };
        }),
    ),
    indexes: (table?.indexes ?? [])
      .filter(({ keys }) => name !== null && keys.some((key) => key.column === name))
      .map((index) => index.name),
    isSecret:
      attribute?.isHidden === true || isSecretColumn(name ?? '', column?.type ?? attribute?.type ?? ''),
  };
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

/** What stands in `others` where `column` stands in `columns`. */
function pairedColumns(
  columns: readonly string[],
  others: readonly string[],
  column: string | null,
): readonly string[] {
  return columns.flatMap((name, index) => {
    const other = others[index];
    return name === column && other !== undefined ? [other] : [];
  });
}

type Said = Omit<ColumnReference, 'constraint' | 'associations'>;

/** Constraints in their order, then what associations alone say. */
function mergedReferences(
  constraints: readonly (Said & { readonly constraint: string })[],
  associations: readonly (Said & { readonly association: string })[],
): readonly ColumnReference[] {
  const isSame = (a: Said, b: Said): boolean =>
    a.table === b.table && a.column === b.column && (a.schema ?? b.schema) === (b.schema ?? a.schema);
  const references = constraints.map((reference) => ({
    ...reference,
    associations: associations
      .filter((other) => isSame(reference, other))
      .map(({ association }) => association),
  }));
  const alone = associations.filter((one) => !constraints.some((reference) => isSame(one, reference)));
  const grouped: { schema: string | null; table: string; column: string; associations: string[] }[] = [];
  for (const { association, ...said } of alone) {
    const found = grouped.find((one) => isSame(one, said));
    if (found === undefined) grouped.push({ ...said, associations: [association] });
    else found.associations.push(association);
  }
  return [...references, ...grouped.map((one) => ({ ...one, constraint: null }))];
}
