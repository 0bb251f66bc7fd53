/** `attributes` of a finder in pasted code → the columns of a spec. */
import type { Model, ModelStatic } from 'sequelize';
import { attributesOf } from '../../model-attributes.ts';
import type { ReadingOptions } from './reading.ts';
import type { Static } from './static.ts';

/** A list of names, or all but some; throws for computed ones. */
export function readAttributes(
  attributes: Static,
  model: ModelStatic<Model>,
  { source }: ReadingOptions,
): readonly string[] {
  const names = (value: Static): readonly string[] =>
    (value.type === 'list' ? value.items : [value]).map((item) => {
      if (item.type === 'value' && typeof item.value === 'string') return item.value;
      throw source.fault(
        item.at,
        'a query reads attributes by their names',
        'Name them as in `attributes: ["id", "email"]`; what is computed needs `group`.',
      );
    });
  if (attributes.type !== 'object') return names(attributes);
  const excluded = new Set<string>();
  for (const { key, value, at } of attributes.entries) {
    if (key.name !== 'exclude') {
      throw source.fault(at, `a query has nothing for \`${key.name}\` of attributes`, 'List the attributes.');
    }
    for (const name of names(value)) excluded.add(name);
  }
  return [...attributesOf(model).keys()].filter((name) => !excluded.has(name));
}
