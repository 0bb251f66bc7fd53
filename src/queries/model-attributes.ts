/**
 * The attributes of a model by name, as every Sequelize 6 has them.
 */
import type { Model, ModelAttributeColumnOptions, ModelStatic } from 'sequelize';

/** In the order of definition, virtual ones included. */
export function attributesOf(model: ModelStatic<Model>): ReadonlyMap<string, ModelAttributeColumnOptions> {
  // What getAttributes() returns, and all there is in the first releases of version 6 (lib/model.js, refreshAttributes).
  const definitions = Reflect.get(model, 'rawAttributes') as Readonly<
    Record<string, ModelAttributeColumnOptions>
  >;
  return new Map(Object.entries(definitions));
}

/** The column of an attribute. */
export function columnOfAttribute(model: ModelStatic<Model>, name: string): string {
  return attributesOf(model).get(name)?.field ?? name;
}

/** As refreshAttributes() collects them: `getterMethods` of the model, then `get` of its attributes. */
export function getterNames(model: ModelStatic<Model>): readonly string[] {
  return [
    ...Object.keys(model.options.getterMethods ?? {}),
    ...[...attributesOf(model)].filter(([, attribute]) => attribute.get !== undefined).map(([name]) => name),
  ];
}
