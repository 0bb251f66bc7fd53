/** `describe`: one model with its table, or a table alone, in sections for people or as one JSON object. */
import { byteText } from '../output/byte-text.ts';
import { counted } from '../output/measures.ts';
import { sanitiseLine, sanitiseText } from '../output/sanitise.ts';
import type { IndexDescription } from '../database/catalog.ts';
import { exitCodes } from '../errors.ts';
import type { AssociationSummary, TableDescription } from '../schema/description.ts';
import { reportText } from '../output/diagnostics.ts';
import { sourceName } from '../session.ts';
import type { DescribedModel } from '../session-shapes.ts';
import type { Invocation } from './command.ts';
import { resolveSource } from './read-source.ts';
import { writeJson, writeListing } from './rows-output.ts';

/** As JSON: a model's own fields with its table under `database` (null when there is none), or a table's fields. */
export async function describeSource(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  const source = await resolveSource(session, invocation.arguments[0] ?? '');
  if (source.type === 'table') {
    const table = await session.describeTable(source.schema, source.name);
    if (invocation.options.flag('json')) await writeJson(table, invocation);
    else await writeTable(table, invocation);
    return exitCodes.ok;
  }
  const description = await session.describeModel(sourceName(source));
  if (invocation.options.flag('json')) {
    await writeJson({ ...description.model, database: description.table }, invocation);
  } else {
    await writeModel(description, invocation);
  }
  if (description.tableProblem !== null) {
    await invocation.notes.write(reportText(description.tableProblem, invocation.notes.style, 'warning'));
  }
  return exitCodes.ok;
}

async function writeModel(
  { model, table, tableProblem }: DescribedModel,
  invocation: Invocation,
): Promise<void> {
  const place = model.schema === null ? model.table : `${model.schema}.${model.table}`;
  const facts = [
    `table ${place}`,
    table !== null ? sizeText(table) : tableProblem === null ? 'not in the database' : 'not looked up',
    ...(model.isParanoid ? ['soft-deletes'] : []),
  ];
  await invocation.out.write(`${sanitiseLine(`${model.name}: ${facts.join(', ')}`)}\n`);
  if (model.defaultScope !== null) {
    await invocation.out.write(`default scope: ${sanitiseText(model.defaultScope)}\n`);
  }
  await writeSection(
    'Attributes',
    ['attribute', 'column', 'type', 'null', 'key', 'default', 'references', 'validations'],
    model.attributes.map((attribute) => [
      attribute.name,
      attribute.column,
      attribute.enumValues === null
        ? attribute.type
        : `${attribute.type} (${attribute.enumValues.join(', ')})`,
      attribute.isNullable ? 'yes' : 'no',
      attribute.isPrimaryKey ? 'primary' : attribute.isUnique ? 'unique' : null,
      attribute.defaultValue,
      attribute.references,
      attribute.validations.join(', '),
    ]),
    invocation,
  );
  await writeSection(
    'Associations',
    ['name', 'type', 'target', 'foreign key', 'through'],
    model.associations.map((one) => [one.name, one.type, one.target, keyText(one), one.through]),
    invocation,
  );
  await writeSection(
    'Scopes',
    ['scope', 'condition'],
    model.scopes.map((scope) => [
      scope.isFunction ? `${scope.name}(${scope.parameters.join(', ')})` : scope.name,
      scope.condition,
    ]),
    invocation,
  );
  await writeIndexes(table?.indexes ?? [], invocation);
}

async function writeTable(table: TableDescription, invocation: Invocation): Promise<void> {
  const owner = table.model === null ? 'no model' : `model ${table.model}`;
  const name = sanitiseLine(`${table.schema}.${table.name}`);
  await invocation.out.write(`${name}: ${table.kind}, ${sanitiseLine(owner)}, ${sizeText(table)}\n`);
  await writeSection(
    'Columns',
    ['column', 'type', 'null', 'key', 'default', 'comment'],
    table.columns.map((column) => [
      column.name,
      column.type,
      column.isNullable ? 'yes' : 'no',
      column.isPrimaryKey ? 'primary' : null,
      column.defaultExpression,
      column.comment,
    ]),
    invocation,
  );
  await writeSection(
    'Foreign keys',
    ['name', 'columns', 'references', 'on delete', 'on update'],
    table.foreignKeys.map((key) => [
      key.name,
      key.columns.join(', '),
      `${key.referencedSchema}.${key.referencedTable} (${key.referencedColumns.join(', ')})`,
      key.onDelete,
      key.onUpdate,
    ]),
    invocation,
  );
  await writeSection(
    'Referenced by',
    ['name', 'table', 'columns', 'references'],
    table.referencedBy.map((key) => [
      key.name,
      `${key.schema}.${key.table}`,
      key.columns.join(', '),
      key.referencedColumns.join(', '),
    ]),
    invocation,
  );
  await writeIndexes(table.indexes, invocation);
}

async function writeIndexes(indexes: readonly IndexDescription[], invocation: Invocation): Promise<void> {
  const rows = indexes.map((index) => [
    index.name,
    index.isPrimary ? 'primary' : index.isUnique ? 'unique' : null,
    index.definition.replace(/^CREATE (?:UNIQUE )?INDEX .*? ON (?:ONLY )?\S+ /, ''),
  ]);
  await writeSection('Indexes', ['index', 'kind', 'definition'], rows, invocation);
}

/** A titled table; nothing at all without rows. */
async function writeSection(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  invocation: Invocation,
): Promise<void> {
  if (rows.length === 0) return;
  await invocation.out.write(`\n${title}\n`);
  await writeListing(heads, rows, invocation);
}

/** Which attribute holds the key, and of which model. */
function keyText(one: AssociationSummary): string {
  if (one.type === 'belongsTo') return `${one.foreignKey} → ${one.target}.${one.targetKey}`;
  if (one.through === null) return `${one.target}.${one.foreignKey} → ${one.sourceKey}`;
  return `${one.through}.${one.foreignKey}${one.otherKey === null ? '' : `, ${one.otherKey}`}`;
}

function sizeText(table: TableDescription): string {
  const rows =
    table.rowEstimate === null
      ? 'rows not estimated'
      : `about ${counted(Math.round(table.rowEstimate), 'row')}`;
  return `${rows}, ${byteText(table.byteLength)}`;
}
