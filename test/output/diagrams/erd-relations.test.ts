/** What an ERD draws, against what the catalog and the models say, each asked by itself. */
import { resolve } from 'node:path';
import { Compiler, Filepath, MemoryProjectLayout } from '@dbml/parse';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dbmlText } from '../../../src/output/diagrams/dbml.ts';
import type { ModelSummary, SchemaDescription } from '../../../src/schema/description.ts';
import { graphPart } from '../../../src/schema/graph/graph-part.ts';
import { schemaGraph } from '../../../src/schema/graph/schema-graph.ts';
import { describeRelated, relatedTables } from '../../schema/graph/related-schema.ts';
import { fixtureDirectory, fixtureProjects, makeFixtureTables } from '../../cli/describe/fixture-tables.ts';
import { testSession } from '../../session/test-session.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { ritualityDatabase } from '../../support/rituality.ts';

type Schema = Pick<SchemaDescription, 'models' | 'tables'>;

/** `schema.table(column) schema.table(column)` of every relation, as DBML's own parser reads the diagram. */
function drawnRelations(schema: Schema): readonly string[] {
  const text = dbmlText(graphPart(schemaGraph(schema), { names: [] }), 'keys');
  const files = new MemoryProjectLayout({ '/schema.dbml': text });
  const report = new Compiler(files).interpretFile(Filepath.from('/schema.dbml'));
  expect(report.getErrors()).toEqual([]);
  const ends = (report.getValue()?.refs ?? []).map(({ endpoints }) =>
    endpoints.map(({ schemaName, tableName, fieldNames }) =>
      endText(schemaName ?? 'public', tableName, fieldNames),
    ),
  );
  return ends.map((pair) => pair.join(' ')).sort();
}

function endText(schema: string, table: string, columns: readonly string[]): string {
  return `${schema}.${table}(${columns.join(',')})`;
}

/** By information_schema, which says of each key's column at which place of the other's key its partner is. */
const keysSql = `
  SELECT c.constraint_name AS name, k.table_schema AS s, k.table_name AS t, k.column_name AS c, k.ordinal_position AS n,
         r.table_schema AS rs, r.table_name AS rt, r.column_name AS rc
    FROM information_schema.referential_constraints c
    JOIN information_schema.key_column_usage k USING (constraint_schema, constraint_name)
    JOIN information_schema.key_column_usage r ON r.constraint_schema = c.unique_constraint_schema
     AND r.constraint_name = c.unique_constraint_name AND r.ordinal_position = k.position_in_unique_constraint
   ORDER BY 1, 2, 3, 5`;

async function catalogRelations(own: TestDatabase): Promise<readonly string[]> {
  const keys = new Map<string, { from: string; to: string; columns: string[]; others: string[] }>();
  for (const row of await own.execute(keysSql)) {
    const [name, s, t, c, rs, rt, rc] = ['name', 's', 't', 'c', 'rs', 'rt', 'rc'].map((key) =>
      String(row[key]),
    );
    const key = keys.get(`${s} ${t} ${name}`) ?? {
      from: `${s}.${t}`,
      to: `${rs}.${rt}`,
      columns: [],
      others: [],
    };
    key.columns.push(c ?? '');
    key.others.push(rc ?? '');
    keys.set(`${s} ${t} ${name}`, key);
  }
  return [...keys.values()].map(
    ({ from, to, columns, others }) => `${from}(${columns.join(',')}) ${to}(${others.join(',')})`,
  );
}

function associatedRelations(models: readonly ModelSummary[]): readonly string[] {
  const end = (name: string, attribute: string): string => {
    const model = models.find((one) => one.name === name);
    const column = model?.attributes.find((one) => one.name === attribute)?.column ?? attribute;
    return endText(model?.schema ?? 'public', model?.table ?? '', [column]);
  };
  return models.flatMap(({ name, associations }) =>
    associations.flatMap(({ type, target, foreignKey, otherKey, through, sourceKey, targetKey }) => {
      if (type === 'belongsTo') return [`${end(name, foreignKey)} ${end(target, targetKey)}`];
      if (type !== 'belongsToMany') return [`${end(target, foreignKey)} ${end(name, sourceKey)}`];
      const own = `${end(through ?? '', foreignKey)} ${end(name, sourceKey)}`;
      return [own, `${end(through ?? '', otherKey ?? '')} ${end(target, targetKey)}`];
    }),
  );
}

function together(...lists: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(lists.flat())].sort();
}

describe('the relations drawn are the foreign keys and the associations', () => {
  let related: TestDatabase;
  let rituality: TestDatabase;
  beforeAll(async () => {
    [related, rituality] = await Promise.all([createTestDatabase(), ritualityDatabase()]);
    await related.execute(relatedTables);
  });
  afterAll(() => Promise.all([related.drop(), rituality.drop()]));

  test('of a schema with every kind of relation', async () => {
    const schema = await describeRelated(related);
    const models = schema.models.map(({ model }) => model);
    const expected = together(await catalogRelations(related), associatedRelations(models));
    expect(expected).toHaveLength(14);
    expect(drawnRelations(schema)).toEqual(expected);
  });

  test('of the example', async () => {
    const directory = resolve(import.meta.dirname, '../../..');
    const { session } = testSession({ directory, url: rituality.url });
    const schema = await session.schema();
    const { models } = await session.models();
    const expected = together(await catalogRelations(rituality), associatedRelations(models));
    expect(expected).toHaveLength(3);
    expect(drawnRelations(schema)).toEqual(expected);
  });

  test.each(fixtureProjects)('of the project "%s", before its tables are there and after', async (name) => {
    const own = await createTestDatabase();
    try {
      const { session } = testSession({ directory: fixtureDirectory(name), url: own.url });
      const { models } = await session.models();
      const associated = associatedRelations(models);
      expect(drawnRelations(await session.schema())).toEqual(together(associated));
      await makeFixtureTables(name, own);
      const keys = await catalogRelations(own);
      expect(drawnRelations(await session.schema())).toEqual(together(keys, associated));
      await session.close();
    } finally {
      await own.drop();
    }
  });
});
