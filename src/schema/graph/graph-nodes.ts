/** The nodes of a schema's graph: every model, and every table that no model stands before. */
import type { ColumnDescription } from '../../database/catalog-description.ts';
import { cutName } from '../../database/quote.ts';
import type {
  AttributeSummary,
  ModelDescription,
  SchemaDescription,
  TableDescription,
} from '../description.ts';
import type { GraphColumn, GraphNode } from './graph.ts';
import { graphIndex } from './index-columns.ts';

/** What is drawn of a description; where it says which tables are journals these are left out, and what only extensions know always. */
export type DrawnSchema = Pick<SchemaDescription, 'models' | 'tables'> &
  Partial<Pick<SchemaDescription, 'journals' | 'tableProblem'>>;

/** Without what only the edges say: no column refers to anything yet, no table joins others. By id. */
export function graphNodes({
  models,
  tables,
  journals = [],
  tableProblem = null,
}: DrawnSchema): readonly GraphNode[] {
  const ofModels = models.map((described) => modelNode(described, tableProblem === null));
  const taken = new Set(ofModels.map(({ id }) => id));
  const left = new Set(journals.map(({ schema, name }) => placeOf(schema, name)));
  const alone = tables
    .filter(({ model, schema, name }) => model === null && !left.has(placeOf(schema, name)))
    .filter((table) => !isExtensionsOwn(table, tables))
    .map((table) => tableNode(table, taken));
  return [...ofModels, ...alone].sort(byId);
}

/** What an extension brought along, and no table of the application refers to. */
function isExtensionsOwn(
  { extension, referencedBy }: TableDescription,
  tables: readonly TableDescription[],
): boolean {
  return (
    extension !== null &&
    referencedBy.every((reference) =>
      tables.some(
        (table) =>
          table.schema === reference.schema && table.name === reference.table && table.extension !== null,
      ),
    )
  );
}

/** In the order of their characters' codes: the same everywhere. */
export function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Names of the times that every table has. */
export const timestampName = /^(?:created|updated|deleted)_?(?:at|on)$/i;

/** How a table is looked up; no two tables share it, whatever their names hold. */
export function placeOf(schema: string, table: string): string {
  return JSON.stringify([schema, table]);
}

function modelNode({ model, table }: ModelDescription, isAsked: boolean): GraphNode {
  const stored = model.attributes.filter(({ column }) => column !== null);
  const isAlone = stored.filter(({ isPrimaryKey }) => isPrimaryKey).length === 1;
  const attributes = new Map(stored.map((attribute) => [attribute.column, attribute]));
  const described = table === null ? [] : tableColumns(table, attributes);
  const known = new Set(described.map(({ name }) => name));
  const ownColumns = stored
    .filter(({ column }) => !known.has(column ?? ''))
    .map((attribute) => ({ ...attributeColumn(attribute, isAlone), ...enumOfModel(attribute, model) }));
  return {
    id: model.name,
    model: model.name,
    schema: table?.schema ?? model.schema,
    table: model.table,
    kind: table?.kind ?? null,
    isMissing: isAsked && table === null,
    comment: table?.comment ?? null,
    columns: [...described, ...ownColumns],
    indexes: table?.indexes.map(graphIndex) ?? [],
    rowEstimate: table?.rowEstimate ?? null,
    deletedColumn: model.isParanoid
      ? (stored.find(({ name }) => name === model.settings.deletedAt)?.column ?? null)
      : null,
    ...(model.defaultCondition === undefined ? {} : { defaultCondition: model.defaultCondition }),
    isJoinTable: false,
  };
}

/** A model may be called what a table is: then the table's id is the longer one. */
function tableNode(table: TableDescription, taken: ReadonlySet<string>): GraphNode {
  const name = `${table.schema}.${table.name}`;
  return {
    id: taken.has(name) ? `${name} (table)` : name,
    model: null,
    schema: table.schema,
    table: table.name,
    kind: table.kind,
    isMissing: false,
    comment: table.comment,
    columns: tableColumns(table, new Map()),
    indexes: table.indexes.map(graphIndex),
    rowEstimate: table.rowEstimate,
    deletedColumn: null,
    isJoinTable: false,
  };
}

function tableColumns(
  table: TableDescription,
  attributes: ReadonlyMap<string | null, AttributeSummary>,
): readonly GraphColumn[] {
  const uniqueAlone = new Set(
    table.indexes
      .map(graphIndex)
      .filter(({ isUnique, columns }) => isUnique && columns.length === 1)
      .map(({ columns }) => columns[0]),
  );
  return table.columns.map((column) => {
    const { name, type, isNullable, isPrimaryKey, comment } = column;
    const attribute = attributes.get(name);
    return {
      name,
      attribute: attribute?.name ?? null,
      type,
      isNullable,
      isPrimaryKey,
      isForeignKey: false,
      isUnique: uniqueAlone.has(name),
      comment: comment ?? attribute?.comment ?? null,
      ...enumOfColumn(column),
    };
  });
}

/** `isAlone` where the model has no other primary key. */
function attributeColumn(attribute: AttributeSummary, isAlone: boolean): GraphColumn {
  const { name, column, type, isNullable, isPrimaryKey, isUnique, comment } = attribute;
  return {
    name: column ?? name,
    attribute: name,
    type,
    isNullable,
    isPrimaryKey,
    isForeignKey: false,
    isUnique: isUnique || (isPrimaryKey && isAlone),
    comment,
  };
}

/** A domain that is made of an enum is a type of its own. */
function enumOfColumn({
  type,
  domainOf,
  enumType,
  enumValues,
}: ColumnDescription): Pick<GraphColumn, 'enumType'> {
  if (enumType === null || domainOf !== null) return {};
  return { enumType: { ...enumType, values: enumValues ?? [], isArray: type.endsWith(']') } };
}

/** Named as `sync()` would (sequelize/lib/dialects/postgres/query-generator.js, pgEnumName). */
function enumOfModel(
  { name, column, type, enumValues }: AttributeSummary,
  { table, schema }: Pick<ModelDescription['model'], 'table' | 'schema'>,
): Pick<GraphColumn, 'enumType'> {
  if (enumValues === null) return {};
  const typeName = cutName(`enum_${table}_${column ?? name}`);
  return {
    enumType: {
      schema: schema ?? 'public',
      name: typeName,
      values: enumValues,
      isArray: type !== 'ENUM',
    },
  };
}
