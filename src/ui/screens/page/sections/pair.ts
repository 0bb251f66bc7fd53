/** Attribute and column of a field side by side, and what they have in common to say. */
import type { ColumnDescription } from '../../../../database/catalog.ts';
import type { FieldDescription } from '../../../../schema/description.ts';
import type { AttributeDetails, ValidationRule } from '../../../../schema/model-details.ts';
import type { Subject } from '../page-model.ts';

export interface Pair {
  readonly attribute: AttributeDetails | null;
  readonly column: ColumnDescription | null;
}

export function pairOf({ model, table }: Subject, field: FieldDescription): Pair {
  return {
    attribute: model?.model.attributes.find(({ name }) => name === field.attribute) ?? null,
    column: table?.columns.find(({ name }) => name === field.column) ?? null,
  };
}

export function commentOf({ attribute, column }: Pair): readonly string[] {
  const comment = column?.comment ?? attribute?.comment ?? null;
  return comment === null || comment === '' ? [] : [comment];
}

/** `len [3, 255]`. */
export function ruleText({ name, arguments: given }: ValidationRule): string {
  return given === null ? name : `${name} ${given}`;
}
