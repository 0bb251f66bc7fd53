/** The names that filters of a model or of a table know, as completion follows them. */
import type { DatabaseConnection } from '../../database/client.ts';
import { readTableLinks, type TableLink } from '../../database/foreign-keys.ts';
import { readRelation, type Relation } from '../../database/relation.ts';
import type { ModelSummary } from '../../schema/description.ts';
import { shortTypeName } from '../value-kind.ts';
import type { CompletionNames } from './complete-filter.ts';
import { linksNamed } from './table-source.ts';

/** Virtual attributes are left out: nothing can be compared with them. Null for a model that is not there. */
export function namesOfModel(models: readonly ModelSummary[], name: string): CompletionNames | null {
  const model = models.find((candidate) => candidate.name === name);
  if (model === undefined) return null;
  return {
    fields: model.attributes.flatMap(({ name: field, column, type, enumValues }) =>
      column === null
        ? []
        : [
            {
              name: field,
              column,
              typeName: shortTypeName(type),
              enumValues: type === 'ENUM' ? enumValues : null,
            },
          ],
    ),
    associations: model.associations.map(({ name: alias, type, target }) => ({
      name: alias,
      aside: `${type} ${target}`,
    })),
    async follow(alias) {
      const association = model.associations.find((candidate) => candidate.name === alias);
      return association === undefined ? null : namesOfModel(models, association.target);
    },
  };
}

/** Reads the table and its foreign keys, and of the tables behind them those that are followed: each once. */
export async function namesOfTable(
  database: DatabaseConnection,
  schema: string,
  table: string,
): Promise<CompletionNames | null> {
  const relation = await readRelation(database, schema, table);
  return relation === null ? null : namesOfRelation(database, relation);
}

async function namesOfRelation(database: DatabaseConnection, relation: Relation): Promise<CompletionNames> {
  const links = await readTableLinks(database, relation.schema, relation.name);
  const leading = (name: string): TableLink | null => {
    const [link, ...others] = linksNamed({ relation, links }, name);
    return link === undefined || others.length > 0 ? null : link;
  };
  const followed = new Map<TableLink, Promise<CompletionNames | null>>();
  const names = [
    ...links.flatMap(({ direction, columns }) => (direction === 'to' && columns.length === 1 ? columns : [])),
    ...links.map(({ otherTable }) => otherTable),
  ];
  return {
    fields: relation.columns.map(({ name, type, enumValues }) => ({
      name,
      column: name,
      typeName: enumValues === null ? shortTypeName(type) : 'enum',
      enumValues,
    })),
    associations: [...new Set(names)].flatMap((name) => {
      const link = leading(name);
      if (link === null) return [];
      return [{ name, aside: link.direction === 'to' ? `refers to ${link.otherTable}` : 'refers to this' }];
    }),
    async follow(name) {
      const link = leading(name);
      if (link === null) return null;
      const target = followed.get(link) ?? namesOfTable(database, link.otherSchema, link.otherTable);
      followed.set(link, target);
      return target;
    },
  };
}
