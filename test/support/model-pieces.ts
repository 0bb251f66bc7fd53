/** Descriptions of models with nothing special about them, for tests that are about what is. */
import type { ModelDescription } from '../../src/schema/description.ts';
import { joinSchema } from '../../src/schema/join-tables.ts';
import type { ModelDetails } from '../../src/schema/model-details.ts';
import type { ModelSummary } from '../../src/schema/model-summary.ts';

/** A model of which nothing is known but what a list says. */
export function plainModel(summary: ModelSummary): ModelDetails {
  return {
    ...summary,
    attributes: summary.attributes.map((attribute) => ({
      ...attribute,
      rules: [],
      hasGetter: false,
      hasSetter: false,
      isAutoIncrement: false,
      isHidden: false,
      purpose: null,
      onDelete: null,
      onUpdate: null,
    })),
    associations: summary.associations.map((association) => ({
      ...association,
      onDelete: null,
      onUpdate: null,
      wantsConstraint: true,
    })),
    rules: [],
    indexes: [],
    hooks: [],
    settings: {
      isParanoid: summary.isParanoid,
      isUnderscored: false,
      freezesTableName: false,
      hasTimestamps: false,
      createdAt: null,
      updatedAt: null,
      deletedAt: null,
      version: null,
      schema: summary.schema,
    },
    comment: null,
  };
}

/** Models without a database. */
export function describedAlone(summaries: readonly ModelSummary[]): readonly ModelDescription[] {
  return joinSchema(summaries.map(plainModel), null).models;
}
