/**
 * What becomes of a row when the one it refers to goes or gets another key, as the models say it. Sequelize fills in what nobody said, and
 * the association that is made first decides for the attribute (lib/utils.js, mergeDefaults): what another one says in words is lost
 * there, and found here.
 */
import type { Model, ModelStatic } from 'sequelize';
import { filledInDeleteRules, filledInUpdateRule } from '../../project/filled-in-rules.ts';
import { isRecord } from '../../project/modules/module-values.ts';

/** What an association says of the key of `owner`; upper case, null where it says nothing that Sequelize would not fill in. */
export interface SaidRule {
  readonly owner: ModelStatic<Model>;
  readonly attribute: string;
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  /** `User.posts` */
  readonly saidBy: string;
}

export interface KeyRule {
  readonly attribute: string;
  /** Upper case; any text that the model has. */
  readonly onDelete: string;
  readonly onUpdate: string | null;
  /** Of `onDelete`: false for what Sequelize fills in where nobody said anything. */
  readonly isSaid: boolean;
  /** The association that says `onDelete`; null for the attribute's own. */
  readonly saidBy: string | null;
}

/** What PostgreSQL can do (manual, CREATE TABLE). */
const keyActions: readonly unknown[] = ['NO ACTION', 'RESTRICT', 'CASCADE', 'SET NULL', 'SET DEFAULT'];

export function isKeyAction(rule: unknown): boolean {
  return keyActions.includes(rule);
}

export function saidRules(models: readonly ModelStatic<Model>[]): readonly SaidRule[] {
  return models.flatMap((model) =>
    Object.values(model.associations).flatMap((association): readonly SaidRule[] => {
      const { associationType: type } = association;
      const filled = filledInDeleteRules[type];
      const options: unknown = Reflect.get(association, 'options');
      const attribute: unknown = Reflect.get(association, 'foreignKey');
      if (filled === undefined || !isRecord(options) || typeof attribute !== 'string') return [];
      if (options['constraints'] === false) return [];
      const onDelete = upper(options['onDelete']);
      const onUpdate = upper(options['onUpdate']);
      return [
        {
          owner: type === 'BelongsTo' ? model : association.target,
          attribute,
          onDelete: onDelete === null || filled.includes(onDelete) ? null : onDelete,
          onUpdate: onUpdate === filledInUpdateRule ? null : onUpdate,
          saidBy: `${model.name}.${association.as}`,
        },
      ];
    }),
  );
}

/** One for each attribute of the model that refers to something and has a rule for it. */
export function keyRules(model: ModelStatic<Model>, said: readonly SaidRule[]): readonly KeyRule[] {
  const own = said.filter(({ owner }) => owner === model);
  const attributes: unknown = Reflect.get(model, 'rawAttributes');
  return Object.entries(isRecord(attributes) ? attributes : {}).flatMap(
    ([attribute, definition]): readonly KeyRule[] => {
      if (!isRecord(definition) || definition['references'] == null) return [];
      const onDelete = upper(definition['onDelete']);
      if (onDelete === null) return [];
      const ofKey = own.filter((rule) => rule.attribute === attribute);
      const update = upper(definition['onUpdate']);
      const otherUpdate = update === 'CASCADE' ? ofKey.find((rule) => rule.onUpdate !== null) : undefined;
      const rule = { attribute, onDelete, onUpdate: otherUpdate?.onUpdate ?? update, saidBy: null };
      // belongsTo looks at allowNull before it sets it itself, and then says NO ACTION of what allows null.
      const { allowNull } = definition;
      const usual = ['NO ACTION', allowNull === false || allowNull === undefined ? 'CASCADE' : 'SET NULL'];
      if (!usual.includes(onDelete)) return [{ ...rule, isSaid: true }];
      const other = ofKey.find((candidate) => candidate.onDelete !== null);
      if (other?.onDelete == null) return [{ ...rule, isSaid: false }];
      return [{ ...rule, onDelete: other.onDelete, isSaid: true, saidBy: other.saidBy }];
    },
  );
}

function upper(rule: unknown): string | null {
  return typeof rule === 'string' ? rule.toUpperCase() : null;
}
