import { Sequelize } from 'sequelize';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readAllTables } from '../../src/database/catalog.ts';
import { openDatabase } from '../../src/database/client.ts';
import { cutName } from '../../src/database/quote.ts';
import { detailModels } from '../../src/schema/describe-details.ts';
import type { SchemaDescription } from '../../src/schema/description.ts';
import { schemaGraph } from '../../src/schema/graph/schema-graph.ts';
import { joinSchema } from '../../src/schema/join-tables.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const ofOwners = `owners_${'o'.repeat(60)}`;
const ofPets = `pets_${'é'.repeat(40)}`;

let own: TestDatabase;
let schema: Pick<SchemaDescription, 'models' | 'tables'>;

beforeAll(async () => {
  own = await createTestDatabase();
  await own.execute(`
    CREATE TABLE "${ofOwners}" (id int PRIMARY KEY);
    CREATE TABLE "${ofPets}" (id int PRIMARY KEY, owner_id int NOT NULL CONSTRAINT of_owner REFERENCES "${ofOwners}")`);
  const sequelize = new Sequelize({ dialect: 'postgres', logging: false });
  const options = { timestamps: false, underscored: true };
  const Owner = sequelize.define('Owner', {}, { ...options, tableName: ofOwners });
  const Pet = sequelize.define('Pet', {}, { ...options, tableName: ofPets });
  Owner.hasMany(Pet, { as: 'pets', foreignKey: 'ownerId' });
  const database = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 5000 });
  schema = joinSchema(detailModels(sequelize), await readAllTables(database));
  await database.close();
});
afterAll(() => own.drop());

describe('a model whose table has a longer name than the server keeps', () => {
  test('stands before the table of the name that was cut', () => {
    expect(schema.tables.map(({ model }) => model)).toEqual(['Owner', 'Pet']);
    expect(schema.models.map(({ model, table }) => table?.name === model.table)).toEqual([true, true]);
  });

  test('has the foreign key that its association goes by', () => {
    expect(schema.models[0]?.associationRules).toMatchObject([{ constraints: [{ name: 'of_owner' }] }]);
    const { nodes, edges } = schemaGraph(schema);
    expect(nodes.map(({ id }) => id)).toEqual(['Owner', 'Pet']);
    expect(edges.map(({ id, foreignKey }) => [id, foreignKey?.name])).toEqual([
      ['Pet(owner_id) -> Owner(id)', 'of_owner'],
    ]);
  });
});

test.each(['a'.repeat(70), 'é'.repeat(40), `${'a'.repeat(60)}😀`, `${'a'.repeat(59)}😀`, 'short'])(
  'a name is cut where the server cuts it (%s)',
  async (name) => {
    await own.execute(`CREATE TYPE "${name}" AS ()`);
    const types = await own.execute('SELECT typname FROM pg_type ORDER BY oid DESC LIMIT 2');
    expect(types.map(({ typname }) => typname)).toContain(cutName(name));
    await own.execute(`DROP TYPE "${name}"`);
  },
);
