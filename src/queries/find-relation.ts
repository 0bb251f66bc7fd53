/**
 * The table behind a model, as the catalog has it.
 */
import type { Model, ModelStatic } from 'sequelize';
import type { Database } from '../database/client.ts';
import { ConsoleError } from '../errors.ts';
import { readRelation, type Relation } from '../database/relation.ts';

/** Reads relations of models, and remembers them from the first page of a table to the next first page. */
export interface RelationFinder {
  /** Null when the database has no such table. `isFresh` reads it anew: a migration may have changed it. */
  find(model: ModelStatic<Model>, isFresh: boolean): Promise<Relation | null>;
}

export function relationFinder(database: Database): RelationFinder {
  const known = new Map<string, Relation | null>();
  return {
    async find(model, isFresh) {
      const remembered = isFresh ? undefined : known.get(model.name);
      if (remembered !== undefined) return remembered;
      const table = model.getTableName();
      const relation =
        typeof table === 'string'
          ? await readRelation(database, null, table)
          : await readRelation(database, schemaOf(table), table.tableName);
      known.set(model.name, relation);
      return relation;
    },
  };
}

/** What the models say has to do where no server answers: then a table counts as not there. */
export function relationsIfAnswered(relations: RelationFinder): RelationFinder {
  return {
    async find(model, isFresh) {
      try {
        return await relations.find(model, isFresh);
      } catch (error) {
        if (error instanceof ConsoleError && error.kind === 'connection') return null;
        throw error;
      }
    },
  };
}

/** Sequelize leaves an empty schema out (dialects/abstract/query-generator.js, quoteTable). */
function schemaOf(table: object): string | null {
  const schema: unknown = Reflect.get(table, 'schema');
  return typeof schema === 'string' && schema !== '' ? schema : null;
}
