/** What the models say of their tables beyond the SQL that Sequelize makes of them: names, and what it fills in. Reads the models. */
import { filledColumns, tablesOf } from '../../journal/from-models/model-facts.ts';
import type { ModelsSchema } from '../../journal/from-models/models-schema.ts';
import { tableKey, type TableName } from '../../journal/from-models/schema-state.ts';
import { isUnread } from '../../journal/from-models/sync-models.ts';
import type { ModelNotes } from './compare-tables.ts';

export interface ModelNames extends ModelNotes {
  readonly names: readonly string[];
  /** Of several models of one table, the first. */
  readonly modelOf: (place: TableName) => string | null;
  readonly attributeOf: (place: TableName, column: string) => string | null;
}

/** Sequelize 6, lib/model.js. */
interface InnerModel {
  readonly rawAttributes: Readonly<Record<string, { readonly field?: string }>>;
}

/** `isIncomplete`: some models did not load, and associations with them. */
export function modelNotes(read: ModelsSchema | null, isIncomplete: boolean): ModelNames {
  if (read === null)
    return {
      names: [],
      isFilled: () => false,
      isUnmade: () => false,
      isIncomplete,
      modelOf: () => null,
      attributeOf: () => null,
    };
  const places = tablesOf(read.models, read.state);
  const made = new Set(read.state.tables.filter((table) => !isUnread(read.problems, table)).map(tableKey));
  const models = new Map<string, string>();
  const attributes = new Map<string, string>();
  for (const [model, place] of places) {
    const key = tableKey(place);
    if (!models.has(key)) models.set(key, model.name);
    const { rawAttributes } = model as unknown as InnerModel;
    for (const [name, { field }] of Object.entries(rawAttributes)) {
      const column = JSON.stringify([key, field ?? name]);
      if (!attributes.has(column)) attributes.set(column, name);
    }
  }
  return {
    names: [...places.keys()].map(({ name }) => name),
    isFilled: filledColumns(places),
    isIncomplete,
    isUnmade: (place) => !made.has(tableKey(place)),
    modelOf: (place) => models.get(tableKey(place)) ?? null,
    attributeOf: (place, column) => attributes.get(JSON.stringify([tableKey(place), column])) ?? null,
  };
}
