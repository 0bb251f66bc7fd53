/** Conditions as the `where` of code, in the shortest form that finds the same rows. */
import type { Model, ModelStatic } from 'sequelize';
import { attributesOf } from '../model-attributes.ts';
import type { SequelizeClass } from '../sequelize-class.ts';
import { kindOfTypeName, typeNameOfAttribute } from '../value-kind.ts';
import type { CodeItem } from './code-layout.ts';
import { joinWhere, type WhereContext } from './join-where.ts';
import type { ValueWriter } from './write-value.ts';

/** What has to be known of a model to join conditions on it. */
export function whereContext(model: ModelStatic<Model>, Op: SequelizeClass['Op']): WhereContext {
  const attributes = attributesOf(model);
  return {
    Op,
    isList: (name) => {
      const type = attributes.get(name)?.type;
      return type !== undefined && kindOfTypeName(typeNameOfAttribute(type)) === 'array';
    },
  };
}

export function whereCode(where: unknown, model: ModelStatic<Model>, writer: ValueWriter): CodeItem {
  return writer.writeNoted(joinWhere([where], whereContext(model, writer.Op)));
}
