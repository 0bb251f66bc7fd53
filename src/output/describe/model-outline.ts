/** A model with its table, in sections. What Laravel's `model:show` shows is all here, joined with what the database says. */
import type { TableOrigin } from '../../journal/origin/table-origin.ts';
import type { ScopeMeaning, ScopeMeanings } from '../../queries/scope-sql.ts';
import type { AssociationRule, FixedValues, IndexJoin, ModelDescription } from '../../schema/description.ts';
import type { AssociationDetails, ModelIndex, ModelSettings } from '../../schema/model-details.ts';
import { fieldLines, rulesText } from './field-lines.ts';
import { indexEntry, isUniqueAlone } from './index-lines.ts';
import type { Outline, OutlineEntry } from './outline.ts';
import { kindNames, tableFacts, tableSections } from './table-outline.ts';

export interface ModelExtras {
  /** Null where they could not be told. */
  readonly scopes: ScopeMeanings | null;
  readonly origin: TableOrigin | null;
  /** False where the database could not be asked. */
  readonly isAsked: boolean;
}

export function modelOutline(description: ModelDescription, extras: ModelExtras): Outline {
  const { model, table, fields } = description;
  const place = `${table?.schema ?? model.schema ?? ''}.${model.table}`.replace(/^\./, '');
  const missing = table !== null ? '' : extras.isAsked ? ', not in the database' : ', database not asked';
  return {
    title: `${model.name}: ${kindNames[table?.kind ?? 'table']} ${place}${missing}`,
    facts: [
      settingsText(model.settings),
      ...(model.comment === null || model.comment === table?.comment ? [] : [`“${model.comment}”`]),
      ...(table === null ? [] : tableFacts(table, extras.origin)),
    ].filter((fact) => fact !== ''),
    sections: [
      {
        title: 'Attributes',
        entries: fields.map((field) => ({
          label: field.attribute ?? field.column ?? '',
          lines: [
            ...fieldLines({
              field,
              attribute: model.attributes.find(({ name }) => name === field.attribute) ?? null,
              column: table?.columns.find(({ name }) => name === field.column) ?? null,
              isUnique: table !== null && field.column !== null && isUniqueAlone(table, field.column),
              origin: extras.origin,
            }),
            ...(field.attribute === null ? ['not in the model'] : []),
          ],
        })),
      },
      {
        title: 'Validations of the whole',
        entries: model.rules.map((rule) => ({ label: rulesText([rule]), lines: [] })),
      },
      {
        title: 'Associations',
        entries: model.associations.map((association) =>
          associationEntry(
            association,
            description.associationRules.find((rule) => rule.association === association.name),
          ),
        ),
      },
      { title: 'Scopes', entries: scopeEntries(description, extras.scopes) },
      { title: 'Indexes', entries: description.indexes.map((join) => joinedIndex(join, description)) },
      {
        title: 'Hooks',
        entries: hookEntries(description),
      },
      ...(table === null ? [] : tableSections(table)),
    ],
  };
}

function settingsText(settings: ModelSettings): string {
  const stamps = [settings.createdAt, settings.updatedAt].filter((name) => name !== null);
  const words = [
    settings.deletedAt === null ? '' : `soft-deletes by ${settings.deletedAt}`,
    stamps.length === 0 ? 'no timestamps' : `timestamps ${stamps.join(', ')}`,
    settings.version === null ? '' : `optimistic locking by ${settings.version}`,
    settings.isUnderscored ? 'underscored' : '',
    settings.freezesTableName ? 'table name frozen' : '',
  ];
  return words.filter((word) => word !== '').join(', ');
}

function associationEntry(association: AssociationDetails, rule: AssociationRule | undefined): OutlineEntry {
  const { name, type, target, foreignKey, targetKey, sourceKey, through, otherKey, scope, throughScope } =
    association;
  const keys =
    type === 'belongsTo'
      ? `${foreignKey} → ${target}.${targetKey}`
      : through === null
        ? `${target}.${foreignKey} → ${sourceKey}`
        : `through ${through} (${foreignKey}, ${otherKey ?? ''})`;
  const fixed = [
    ...(scope === undefined ? [] : [`where ${fixedText(scope)}`]),
    ...(throughScope === undefined ? [] : [`where ${fixedText(throughScope)} in ${through ?? ''}`]),
  ];
  return { label: name, lines: [`${type} ${target}, ${keys}`, ...fixed, ...ruleLines(association, rule)] };
}

function fixedText(fixed: FixedValues): string {
  return Object.entries(fixed)
    .map(([key, value]) => `${key} = ${String(value)}`)
    .join(', ');
}

/** The database's rule, and the model's where it asks for another. */
function ruleLines(
  { onDelete, onUpdate, wantsConstraint }: AssociationDetails,
  rule: AssociationRule | undefined,
): readonly string[] {
  const wanted = wantsConstraint ? rulePhrase(onDelete, onUpdate) : 'no constraint wanted';
  if (rule?.constraints == null) return wanted === '' ? [] : [`the model: ${wanted}`];
  if (rule.constraints.length === 0)
    return [`no foreign key${wanted === '' ? '' : ` (the model: ${wanted})`}`, ...indexLine(rule)];
  const lines = rule.constraints.map((key) => {
    const said = `on delete ${key.onDelete}, on update ${key.onUpdate} (${key.name})`;
    const isSame =
      wantsConstraint && isSameRule(onDelete, key.onDelete) && isSameRule(onUpdate, key.onUpdate);
    return isSame ? said : `${said}; the model: ${wanted}`;
  });
  return [...lines, ...indexLine(rule)];
}

/** What the model leaves open it does not contradict. */
function isSameRule(wanted: string | null, found: string): boolean {
  return wanted === null || wanted.toUpperCase() === found;
}

function rulePhrase(onDelete: string | null, onUpdate: string | null): string {
  return [onDelete === null ? '' : `on delete ${onDelete}`, onUpdate === null ? '' : `on update ${onUpdate}`]
    .filter((word) => word !== '')
    .join(', ');
}

function indexLine({ index, holder }: AssociationRule): readonly string[] {
  const schema = holder.schema === null || holder.schema === 'public' ? '' : `${holder.schema}.`;
  return index === null ? [`no index begins with ${schema}${holder.table}.${holder.columns[0] ?? ''}`] : [];
}

function scopeEntries({ model }: ModelDescription, meanings: ScopeMeanings | null): readonly OutlineEntry[] {
  if (meanings === null) {
    const unread = model.scopes.map(({ name, isFunction, parameters, condition }) => ({
      label: isFunction ? `${name}(${parameters.join(', ')})` : name,
      lines: condition === null ? [] : [condition],
    }));
    return model.defaultScope === null
      ? unread
      : [{ label: 'default', lines: [model.defaultScope] }, ...unread];
  }
  const softDeleted = meanings.softDeleted;
  return [
    ...(softDeleted === null
      ? []
      : [{ label: '(soft-deleted rows)', lines: [`left out by ${softDeleted}`] }]),
    ...meanings.scopes.map(scopeEntry),
  ];
}

function scopeEntry({
  name,
  parameters,
  isKnown,
  failure,
  sql,
  hiddenColumns,
  addedColumns,
}: ScopeMeaning): OutlineEntry {
  const lines = [
    isKnown ? sql : (failure ?? 'needs values'),
    hiddenColumns.length === 0 ? '' : `hides ${hiddenColumns.join(', ')}`,
    addedColumns.length === 0 ? '' : `adds ${addedColumns.join(', ')}`,
  ].filter((line) => line !== '');
  const label = name === 'defaultScope' ? 'default' : name;
  return {
    label: parameters.length === 0 ? label : `${label}(${parameters.join(', ')})`,
    lines: lines.length === 0 ? ['no condition'] : lines,
  };
}

function joinedIndex({ declared, index }: IndexJoin, { table, model }: ModelDescription): OutlineEntry {
  const found = table?.indexes.find(({ name }) => name === index);
  if (found !== undefined) return indexEntry(found, declared === null ? ['not in the model'] : []);
  const label = declared?.name ?? (declared?.by === 'primary-key' ? 'primary key' : `of ${model.name}`);
  const lines =
    declared === null ? [] : [`${declaredText(declared)}${table === null ? '' : ', not in the database'}`];
  return { label, lines };
}

function declaredText({ by, columns, isUnique, method, where }: ModelIndex): string {
  const kind = by !== 'primary-key' && isUnique ? 'unique ' : '';
  const list = columns.map((column) => column ?? 'an expression').join(', ');
  return `${kind}${method === null ? '' : `${method} `}(${list})${where === null ? '' : ` where ${where}`}`;
}

function hookEntries({ model }: ModelDescription): readonly OutlineEntry[] {
  const events = [...new Set(model.hooks.map(({ event }) => event))];
  return events.map((event) => {
    const own = model.hooks.filter((hook) => hook.event === event);
    const names = own.map(({ name }) => name ?? 'unnamed');
    return { label: event, lines: [names.join(', ')] };
  });
}
