/**
 * Makes the associations that a project leaves to be made: `associate(models)` of each model, as the generated index does
 * it, and exported functions for all of them. What the project has done by itself is never done twice.
 */
import type { Model, ModelStatic, Sequelize } from 'sequelize';
import type { Associate } from './adopt-exports.ts';
import type { MissingModels } from './missing-models.ts';
import type { SequelizeClass } from '../modules/sequelize-package.ts';

export interface ModelsToAssociate {
  readonly instance: Sequelize;
  readonly Sequelize: SequelizeClass;
  readonly associates: readonly Associate[];
  readonly missing: MissingModels;
  /** Runs one piece of the project's code, and keeps what it throws. */
  readonly attempt: (work: () => Promise<void>) => Promise<void>;
}

/** True when no model of the instance is associated with another. */
export function hasNoAssociations({ models }: Sequelize): boolean {
  return Object.values(models).every((model) => Object.keys(model.associations).length === 0);
}

/** Which models want `associate` is settled first: one model's call may well make associations of another's. */
export async function associateModels(source: ModelsToAssociate): Promise<void> {
  const { instance, Sequelize, associates, attempt } = source;
  await source.missing.during(instance, Sequelize, async (complete) => {
    const known: Record<string, unknown> = { ...instance.models, sequelize: instance, Sequelize };
    const models = complete(known);
    for (const { model, call } of waiting(instance)) {
      await attempt(async () => {
        await call.call(model, models);
      });
    }
    for (const call of associates) {
      await attempt(async () => {
        await call(models, instance);
      });
    }
  });
}

type AssociateModel = (models: Readonly<Record<string, unknown>>) => unknown;

function waiting(
  instance: Sequelize,
): readonly { readonly model: ModelStatic<Model>; readonly call: AssociateModel }[] {
  return Object.values(instance.models).flatMap((model) => {
    if (Object.keys(model.associations).length > 0) return [];
    if (!('associate' in model) || typeof model.associate !== 'function') return [];
    // The custom of the generated index: a static that takes all the models.
    return [{ model, call: model.associate as AssociateModel }];
  });
}
