/** What is said of one attribute and its column, line by line: what both say once, what they say differently twice. */
import type { ColumnDescription } from '../../database/catalog-description.ts';
import type { OriginPlace, TableOrigin } from '../../journal/origin/table-origin.ts';
import type { ColumnReference, FieldDescription } from '../../schema/description.ts';
import type { AttributeDetails, ValidationRule } from '../../schema/model-details.ts';
import { labelText } from '../../text/label-text.ts';

export interface FieldParts {
  readonly field: FieldDescription;
  readonly attribute: AttributeDetails | null;
  readonly column: ColumnDescription | null;
  /** Unique by itself, in the database. */
  readonly isUnique: boolean;
  readonly origin: TableOrigin | null;
}

export function fieldLines(parts: FieldParts): readonly string[] {
  const { field, attribute, column, origin } = parts;
  return [
    mainLine(parts),
    ...defaultLines(parts),
    ...valueLines(parts),
    ...flagLine(attribute, column),
    ...(attribute === null || attribute.rules.length === 0
      ? []
      : [`validates ${rulesText(attribute.rules)}`]),
    ...field.refersTo.map((reference) => `→ ${referenceText(reference, field)}`),
    ...field.referredBy.map((reference) => `← ${referenceText(reference, field)}`),
    ...commentLines(attribute?.comment ?? null, column?.comment ?? null),
    ...originLine(column?.name ?? null, origin),
  ];
}

/** A column without a model, as far as the table says it. */
export function columnField(column: ColumnDescription): FieldDescription {
  return {
    attribute: null,
    column: column.name,
    isInTable: true,
    differences: [],
    refersTo: [],
    referredBy: [],
    indexes: [],
    isSecret: false,
  };
}

function mainLine({ field, attribute, column, isUnique }: FieldParts): string {
  if (attribute !== null && attribute.column === null) return 'virtual';
  const differs = (what: FieldDescription['differences'][number]) => field.differences.includes(what);
  const type = column?.type ?? attribute?.type.toLowerCase() ?? '';
  const isNullable = column?.isNullable ?? attribute?.isNullable ?? true;
  const words = [
    differs('type') ? `${type} (the model: ${modelType(attribute)})` : type,
    differs('nullability')
      ? `${isNullable ? 'nullable' : 'not null'} (the model: ${isNullable ? 'not null' : 'nullable'})`
      : isNullable
        ? ''
        : 'not null',
    (column?.isPrimaryKey ?? attribute?.isPrimaryKey) === true
      ? 'primary key'
      : isUnique || (column === null && attribute?.isUnique === true)
        ? 'unique'
        : '',
    differs('primary-key')
      ? attribute?.isPrimaryKey === true
        ? 'the model: primary key'
        : 'no key in the model'
      : '',
    attribute !== null && attribute.name !== field.column ? `column ${field.column ?? ''}` : '',
    field.isInTable === false ? 'not in the database' : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}

function modelType(attribute: AttributeDetails | null): string {
  return attribute?.type.toLowerCase() ?? '';
}

/** A default that both have is said once; identity and generated columns stand in the default's place. */
function defaultLines({ field, attribute, column }: FieldParts): readonly string[] {
  const ofColumn = column?.defaultExpression ?? null;
  const ofModel = attribute?.defaultValue ?? null;
  const isComputed = column !== null && (column.identity !== null || column.generated !== null);
  const said = ofColumn === null ? [] : [isComputed ? ofColumn : `default ${ofColumn}`];
  if (ofModel === null) return said;
  if (ofColumn !== null && !field.differences.includes('default') && isPlain(ofModel)) return said;
  return [...said, `${ofColumn === null && column === null ? 'default' : 'model default'} ${ofModel}`];
}

/** A constant, which the database was seen to have too. */
function isPlain(text: string): boolean {
  return /^('.*'|-?[\d.]+|true|false|NOW)$/s.test(text);
}

function valueLines({ field, attribute, column }: FieldParts): readonly string[] {
  const ofColumn = column?.enumValues ?? null;
  const ofModel = attribute?.enumValues ?? null;
  const values = ofColumn ?? ofModel;
  if (values === null) return [];
  const said = [`one of ${values.map(labelText).join(', ')}`];
  return field.differences.includes('enum-values') && ofModel !== null
    ? [...said, `the model: one of ${ofModel.map(labelText).join(', ')}`]
    : said;
}

function flagLine(attribute: AttributeDetails | null, column: ColumnDescription | null): readonly string[] {
  const purposes = {
    'created-at': 'set when created',
    'updated-at': 'set when updated',
    'deleted-at': 'set when deleted',
    version: 'version of the row',
  } as const;
  const flags = [
    attribute?.purpose == null ? '' : purposes[attribute.purpose],
    attribute?.isAutoIncrement === true ? 'auto-increment' : '',
    attribute?.hasGetter === true ? 'getter' : '',
    attribute?.hasSetter === true ? 'setter' : '',
    attribute?.isHidden === true ? 'hidden by the default scope' : '',
    column?.domainOf == null ? '' : `a domain of ${column.domainOf}`,
    column?.collation == null ? '' : `collation ${column.collation}`,
    column?.hasOwnStorage === true ? `storage ${column.storage}` : '',
    column?.compression == null ? '' : `compression ${column.compression}`,
    column?.statisticsTarget == null ? '' : `statistics target ${String(column.statisticsTarget)}`,
    column === null || column.wrapperOptions.length === 0
      ? ''
      : `options ${column.wrapperOptions.join(', ')}`,
  ].filter((flag) => flag !== '');
  return flags.length === 0 ? [] : [flags.join(', ')];
}

export function rulesText(rules: readonly ValidationRule[]): string {
  return rules
    .map(({ name, arguments: given, isCustom }) =>
      isCustom ? `${name}()` : given === null ? name : `${name} ${given}`,
    )
    .join(', ');
}

function referenceText(
  { schema, table, column, constraint, associations }: ColumnReference,
  { isInTable }: FieldDescription,
): string {
  const place = schema === null || schema === 'public' ? table : `${schema}.${table}`;
  // Without a database nobody knows whether there is a key.
  const key = constraint ?? (isInTable === null ? [] : 'no foreign key');
  return `${place}.${column} (${[key, associations].flat().join(', ')})`;
}

function commentLines(ofModel: string | null, ofColumn: string | null): readonly string[] {
  const shown = [...new Set([ofColumn, ofModel])].filter((comment) => comment !== null);
  return shown.map((comment) => `“${comment}”`);
}

/** Only where it is another migration than the one that made the table. */
function originLine(column: string | null, origin: TableOrigin | null): readonly string[] {
  const own = origin?.columns.find((one) => one.column === column);
  if (own === undefined) return [];
  const words = [
    own.made !== null && own.made.migration !== origin?.made?.migration
      ? `made by ${placeText(own.made)}`
      : '',
    own.changed === null ? '' : `changed by ${placeText(own.changed)}`,
  ].filter((word) => word !== '');
  return words.length === 0 ? [] : [words.join(', ')];
}

export function placeText({ migration, line }: OriginPlace): string {
  return line === null ? migration : `${migration}:${String(line)}`;
}
