import { DataTypes, Sequelize } from 'sequelize';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAllTables } from '../../../src/database/catalog.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { detailModels } from '../../../src/schema/describe-details.ts';
import { findPaths } from '../../../src/schema/graph/find-paths.ts';
import type { SchemaGraph } from '../../../src/schema/graph/graph.ts';
import { graphPart } from '../../../src/schema/graph/graph-part.ts';
import { schemaGraph } from '../../../src/schema/graph/schema-graph.ts';
import { joinSchema } from '../../../src/schema/join-tables.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

const tables = `
  CREATE TABLE tenants (id int PRIMARY KEY);
  CREATE TABLE orders (
    tenant_id int NOT NULL REFERENCES tenants, id int, PRIMARY KEY (tenant_id, id));
  CREATE TABLE addresses (tenant_id int NOT NULL REFERENCES tenants, id int, PRIMARY KEY (tenant_id, id));
  CREATE TABLE lines (
    id int PRIMARY KEY, tenant_id int NOT NULL, order_id int NOT NULL, bill_id int, ship_id int,
    CONSTRAINT lines_order FOREIGN KEY (order_id, tenant_id) REFERENCES orders (id, tenant_id) ON DELETE CASCADE,
    CONSTRAINT lines_bill FOREIGN KEY (tenant_id, bill_id) REFERENCES addresses (tenant_id, id),
    CONSTRAINT lines_ship FOREIGN KEY (tenant_id, ship_id) REFERENCES addresses (tenant_id, id),
    CONSTRAINT lines_tenant FOREIGN KEY (tenant_id) REFERENCES tenants);
  CREATE TABLE tags (tenant_id int, id int, PRIMARY KEY (tenant_id, id));
  CREATE TABLE line_tags (line_id int REFERENCES lines, tenant_id int, tag_id int,
    CONSTRAINT line_tags_tag FOREIGN KEY (tenant_id, tag_id) REFERENCES tags, PRIMARY KEY (line_id, tenant_id, tag_id));
`;

let own: TestDatabase;
let graph: SchemaGraph;

beforeAll(async () => {
  own = await createTestDatabase();
  await own.execute(tables);
  const database = openDatabase(own.target, { readOnly: true, statementTimeoutMs: 5000 });
  graph = schemaGraph(joinSchema(detailModels(models()), await readAllTables(database)));
  await database.close();
});
afterAll(() => own.drop());

function models(): Sequelize {
  const sequelize = new Sequelize({ dialect: 'postgres', logging: false });
  const options = { timestamps: false, underscored: true };
  const id = { type: DataTypes.INTEGER, primaryKey: true };
  const Tenant = sequelize.define('Tenant', { id }, options);
  const Order = sequelize.define('Order', { id, tenantId: DataTypes.INTEGER }, options);
  const Address = sequelize.define('Address', { id, tenantId: DataTypes.INTEGER }, options);
  const Tag = sequelize.define('Tag', { id, tenantId: DataTypes.INTEGER }, options);
  const Line = sequelize.define('Line', { id, tenantId: DataTypes.INTEGER }, options);
  const LineTag = sequelize.define('LineTag', { tenantId: DataTypes.INTEGER }, options);
  Line.belongsTo(Order, { as: 'order', foreignKey: 'orderId' });
  Order.hasMany(Line, { as: 'lines', foreignKey: 'orderId' });
  Line.belongsTo(Address, { as: 'bill', foreignKey: 'billId' });
  Line.belongsTo(Address, { as: 'anyAddress', foreignKey: 'tenantId', targetKey: 'tenantId' });
  Line.belongsTo(Tenant, { as: 'tenant', foreignKey: 'tenantId' });
  Line.belongsToMany(Tag, { as: 'tags', through: LineTag, foreignKey: 'lineId', otherKey: 'tagId' });
  return sequelize;
}

function saidOf(from: string, to: string): readonly string[] {
  return graph.edges
    .filter((edge) => edge.kind === 'key' && edge.from.node === from && edge.to.node === to)
    .map(({ from: end, associations, foreignKey }) => {
      const said = associations.map(({ name, by }) =>
        by === undefined ? name : `${name} by ${by.from.join()}`,
      );
      return `${end.columns.join()} [${said.join(' ')}] ${foreignKey?.name ?? '-'}`;
    });
}

test('an association by one column of a key of several is said of that key', () => {
  expect(saidOf('Line', 'Order')).toEqual([
    'order_id,tenant_id [order by order_id lines by order_id] lines_order',
  ]);
  expect(graph.edges.find(({ from, to }) => from.node === 'Line' && to.node === 'Order')).toMatchObject({
    from: { cardinality: { least: 0, most: 'many' } },
    to: { cardinality: { least: 1, most: 1 } },
    foreignKey: { onDelete: 'CASCADE' },
  });
});

test('of two keys it is said of the one it is part of, and of neither where it is part of both', () => {
  expect(saidOf('Line', 'Address')).toEqual([
    'tenant_id [anyAddress] -',
    'tenant_id,bill_id [bill by bill_id] lines_bill',
    'tenant_id,ship_id [] lines_ship',
  ]);
});

test('a foreign key of that one column keeps its own association', () => {
  expect(saidOf('Line', 'Tenant')).toEqual(['tenant_id [tenant] lines_tenant']);
});

test('a join table whose key has several columns is joined by the one that the models know', () => {
  expect(saidOf('LineTag', 'Tag')).toEqual(['tenant_id,tag_id [tags by tag_id] line_tags_tag']);
  expect(graph.edges.find(({ kind }) => kind === 'many-to-many')).toMatchObject({
    to: { node: 'Tag', columns: ['id'] },
    throughColumns: { from: ['line_id'], to: ['tag_id'] },
  });
});

test('a path joins by what an include joins by', () => {
  const { paths } = findPaths(graph, { from: 'Order', to: 'Line' });
  expect(paths).toHaveLength(1);
  expect(paths[0]?.sql).toBe(
    'SELECT "lines".*\nFROM "orders" AS "Order"\nJOIN "lines" AS "lines" ON "lines"."order_id" = "Order"."id";',
  );
});

test('a diagram has one line between the two', () => {
  expect(graphPart(graph, { names: ['Order', 'Line'] }).edges).toHaveLength(1);
});

test('a path by a part of a key warns that rows of others are joined, and by what else to join', () => {
  const warned = (from: string, to: string): readonly unknown[] =>
    findPaths(graph, { from, to }).paths.flatMap(({ warnings }) =>
      warnings.filter(({ code }) => code === 'not-unique'),
    );
  const message =
    '"id" alone does not tell the rows of "orders" apart: rows that belong to others are joined too. ' +
    'The key between the two has lines.tenant_id → orders.tenant_id as well: join by that too.';
  const warning = { code: 'not-unique', node: 'Order', columns: ['id'], message, fix: null };
  expect(warned('Order', 'Line')).toEqual([warning]);
  expect(warned('Line', 'Order')).toEqual([warning]);
  expect(warned('Line', 'Tenant')).toEqual([]);
});
