/** Models as one line each, for tests that compare a whole application. */
import type { ModelSummary } from '../../../src/schema/description.ts';

/** `Model: alias:type:target …`, one a model. */
export function outline(models: readonly ModelSummary[]): readonly string[] {
  return models.map(({ name, associations }) =>
    [`${name}:`, ...associations.map(({ name: alias, type, target }) => `${alias}:${type}:${target}`)].join(
      ' ',
    ),
  );
}
