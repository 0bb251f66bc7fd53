/**
 * A model → all that it says of itself. Reads what Sequelize keeps of a definition (sequelize/lib/model.js, init and
 * refreshAttributes; lib/hooks.js) by name, for the typings know it only in part, and calls nothing of the project's own.
 */
import type { Association, Model, ModelStatic, Sequelize } from 'sequelize';
import { filledInDeleteRules, filledInUpdateRule } from '../project/filled-in-rules.ts';
import { isRecord } from '../project/modules/module-values.ts';
import { byName, describeModel } from './describe-models.ts';
import { modelIndexes } from './describe-indexes.ts';
import { validationRules } from './describe-validations.ts';
import type { AttributeSummary, ModelSummary } from './description.ts';
import type {
  AssociationDetails,
  AttributeDetails,
  HookSummary,
  ModelDetails,
  ModelSettings,
} from './model-details.ts';

/** One a registered model, in the order of their names. */
export function detailModels(sequelize: Sequelize): readonly ModelDetails[] {
  return Object.values(sequelize.models).map(detailModel).sort(byName);
}

function detailModel(model: ModelStatic<Model>): ModelDetails {
  const summary = describeModel(model);
  const { options } = model;
  const settings = settingsOf(model, summary);
  const hidden = hiddenAttributes(options.defaultScope, summary.attributes);
  return {
    ...summary,
    attributes: summary.attributes.map((attribute) => detailAttribute(model, attribute, settings, hidden)),
    associations: summary.associations.map((association) => ({
      ...association,
      ...constraintOf(model.associations[association.name]),
    })),
    rules: validationRules(Reflect.get(options, 'validate')),
    indexes: modelIndexes(model, summary),
    hooks: hooksOf(Reflect.get(options, 'hooks')),
    settings,
    comment: typeof options.comment === 'string' && options.comment !== '' ? options.comment : null,
  };
}

function detailAttribute(
  model: ModelStatic<Model>,
  attribute: AttributeSummary,
  settings: ModelSettings,
  hidden: ReadonlySet<string>,
): AttributeDetails {
  const { name } = attribute;
  const definition = fieldOf(Reflect.get(model, 'rawAttributes'), name);
  const isReference = attribute.references !== null;
  return {
    ...attribute,
    rules: validationRules(fieldOf(definition, 'validate')),
    hasGetter: fieldOf(Reflect.get(model.prototype, '_customGetters'), name) !== undefined,
    hasSetter: fieldOf(Reflect.get(model.prototype, '_customSetters'), name) !== undefined,
    isAutoIncrement: fieldOf(definition, 'autoIncrement') === true,
    isHidden: hidden.has(name),
    purpose: purposeOf(name, settings),
    onDelete: isReference ? textOf(fieldOf(definition, 'onDelete')) : null,
    onUpdate: isReference ? textOf(fieldOf(definition, 'onUpdate')) : null,
  };
}

function purposeOf(name: string, settings: ModelSettings): AttributeDetails['purpose'] {
  if (name === settings.createdAt) return 'created-at';
  if (name === settings.updatedAt) return 'updated-at';
  if (name === settings.deletedAt) return 'deleted-at';
  return name === settings.version ? 'version' : null;
}

function settingsOf(model: ModelStatic<Model>, { schema, isParanoid }: ModelSummary): ModelSettings {
  const { underscored, freezeTableName, timestamps } = model.options;
  const stamps = Reflect.get(model, '_timestampAttributes') as unknown;
  return {
    isParanoid,
    isUnderscored: underscored === true,
    freezesTableName: freezeTableName === true,
    hasTimestamps: timestamps !== false,
    createdAt: textOf(fieldOf(stamps, 'createdAt')),
    updatedAt: textOf(fieldOf(stamps, 'updatedAt')),
    deletedAt: textOf(fieldOf(stamps, 'deletedAt')),
    version: textOf(Reflect.get(model, '_versionAttribute')),
    schema,
  };
}

/** Those that the default scope's `attributes` leave out: not listed, or excluded and not included again. */
function hiddenAttributes(scope: unknown, attributes: readonly AttributeSummary[]): ReadonlySet<string> {
  const said = fieldOf(scope, 'attributes');
  const names = attributes.map(({ name }) => name);
  if (Array.isArray(said)) {
    const listed = listOf(said);
    return new Set(names.filter((name) => !listed.includes(name)));
  }
  const excluded = listOf(fieldOf(said, 'exclude'));
  const included = listOf(fieldOf(said, 'include'));
  return new Set(names.filter((name) => excluded.includes(name) && !included.includes(name)));
}

/** What the association asks of `sync()` (sequelize/lib/associations/belongs-to.js, has-many.js, belongs-to-many.js). */
function constraintOf(
  association: Association | undefined,
): Pick<AssociationDetails, 'onDelete' | 'onUpdate' | 'wantsConstraint'> {
  const options: unknown = association === undefined ? null : Reflect.get(association, 'options');
  const wantsConstraint = fieldOf(options, 'constraints') !== false;
  if (association === undefined || !wantsConstraint)
    return { wantsConstraint, onDelete: null, onUpdate: null };
  const type = association.associationType;
  const key = keyDefinition(association);
  // The association that was made first decided for the key's attribute; another one's rule counts where somebody said it.
  const rule = (name: string, filledIn: readonly string[]): string | null => {
    const own = textOf(fieldOf(options, name)) ?? (type === 'BelongsToMany' ? 'CASCADE' : null);
    return own !== null && filledIn.includes(own.toUpperCase()) ? (textOf(fieldOf(key, name)) ?? own) : own;
  };
  return {
    wantsConstraint,
    onDelete: rule('onDelete', filledInDeleteRules[type] ?? []),
    onUpdate: rule('onUpdate', [filledInUpdateRule]),
  };
}

/** The attribute that holds the key of a belongsTo or hasOne, as the model has it; undefined of another association. */
function keyDefinition(association: Association): unknown {
  const { associationType: type, source, target } = association;
  const holder = type === 'BelongsTo' ? source : type === 'HasOne' ? target : null;
  return holder === null ? undefined : fieldOf(Reflect.get(holder, 'rawAttributes'), association.foreignKey);
}

/** `hooks` as addHook() keeps it: lists of functions, or of functions with a name. */
function hooksOf(hooks: unknown): readonly HookSummary[] {
  return Object.entries(isRecord(hooks) ? hooks : {}).flatMap(([event, list]) =>
    (Array.isArray(list) ? list : [list]).map((hook: unknown) => {
      const name = textOf(fieldOf(hook, 'name')) ?? textOf(nameOfFunction(hook));
      // A function written in place is named after its key.
      return { event, name: name === event ? null : name };
    }),
  );
}

function nameOfFunction(value: unknown): unknown {
  return typeof value === 'function' ? value.name : null;
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** `['column', 'alias']` is shown under the alias. */
function listOf(value: unknown): readonly string[] {
  return Array.isArray(value)
    ? value.map((item: unknown) => String(Array.isArray(item) ? item[1] : item))
    : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
