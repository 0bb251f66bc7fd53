/** Sixty drifts, each planted in one place: by SQL in the database, by an edit of the models, or by one of the migrations. */

export interface Seed {
  readonly name: string;
  readonly to: 'live' | 'models' | 'migrations';
  readonly sql?: string;
  readonly file?: string;
  readonly edits?: readonly (readonly [from: string, to: string])[];
  /** Of a file that is not there. */
  readonly text?: string;
}

const live = (name: string, sql: string): Seed => ({ name, to: 'live', sql });
const models = (name: string, from: string, to: string): Seed => ({
  name,
  to: 'models',
  file: 'models.js',
  edits: [[from, to]],
});
const people = '20260101000000-create-people.js';
const shop = '20260102000000-create-shop.js';
const audit = '20260103000000-create-audit.js';
const migrations = (name: string, file: string, from: string, to: string): Seed => ({
  name,
  to: 'migrations',
  file,
  edits: [[from, to]],
});
const pending = (name: string, file: string, sql: string): Seed => ({
  name,
  to: 'migrations',
  file,
  text: `'use strict';

module.exports = {
  async up(queryInterface) {
    await queryInterface.sequelize.query(${JSON.stringify(sql)});
  },
  async down() {},
};
`,
});

export const seeds: readonly Seed[] = [
  live('a column shortened', 'ALTER TABLE roles ALTER name TYPE varchar(20)'),
  live('a column retyped', 'ALTER TABLE users ALTER rank TYPE double precision'),
  live('a column dropped', 'ALTER TABLE profiles DROP COLUMN about'),
  live('a column added by hand', 'ALTER TABLE profiles ADD COLUMN nickname varchar(20)'),
  live('null allowed by hand', 'ALTER TABLE "Categories" ALTER name DROP NOT NULL'),
  live('a default changed', 'ALTER TABLE "Categories" ALTER depth SET DEFAULT 1'),
  live('a default dropped', 'ALTER TABLE order_items ALTER quantity DROP DEFAULT'),
  live('an enum label added', `ALTER TYPE user_status ADD VALUE 'deleted'`),
  live(
    'enum labels in another order',
    `ALTER TABLE "Orders" ALTER state DROP DEFAULT, ALTER state TYPE text;
     DROP TYPE "enum_Orders_state"; CREATE TYPE "enum_Orders_state" AS ENUM ('paid', 'open', 'sent');
     ALTER TABLE "Orders" ALTER state TYPE "enum_Orders_state" USING state::"enum_Orders_state", ALTER state SET DEFAULT 'open'`,
  ),
  live('a unique constraint dropped', 'ALTER TABLE tags DROP CONSTRAINT tags_label_key'),
  live('a unique index added', 'CREATE UNIQUE INDEX sessions_device ON sessions (device)'),
  live('a foreign key dropped', 'ALTER TABLE order_items DROP CONSTRAINT order_items_product_id_fkey'),
  live(
    'a delete rule changed',
    `ALTER TABLE profiles DROP CONSTRAINT profiles_user_id_fkey,
       ADD CONSTRAINT profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) ON UPDATE CASCADE ON DELETE RESTRICT`,
  ),
  live('a check dropped', 'ALTER TABLE users DROP CONSTRAINT users_balance_check'),
  live('an index dropped', 'DROP INDEX order_items_product'),
  live('an index added', 'CREATE INDEX roles_by_hand ON roles (name, id)'),
  live('an index renamed', 'ALTER INDEX products_cheap RENAME TO cheap_products'),
  live('a comment changed', `COMMENT ON COLUMN users.full_name IS 'As it is spoken'`),
  live('a table dropped', 'DROP TABLE product_tags'),
  live('a table made by hand', 'CREATE TABLE notes (id serial PRIMARY KEY, body text)'),
  live(
    'a view changed',
    `CREATE OR REPLACE VIEW active_users AS SELECT id, full_name FROM users WHERE deleted_at IS NULL`,
  ),
  live('a trigger disabled', 'ALTER TABLE users DISABLE TRIGGER users_touch'),
  live('a policy dropped', 'DROP POLICY legacy_readers ON audit.legacy_imports'),
  live('a schema of another tool', 'CREATE SCHEMA tool; CREATE TABLE tool.jobs (id int)'),
  live('a primary key dropped', 'ALTER TABLE sessions DROP CONSTRAINT sessions_pkey'),

  models('a longer string in the model', 'DataTypes.STRING(80)', 'DataTypes.STRING(120)'),
  models('another precision in the model', 'DataTypes.DECIMAL(10, 2)', 'DataTypes.DECIMAL(10, 3)'),
  models('a decimal without a precision', 'DataTypes.DECIMAL(12, 2)', 'DataTypes.DECIMAL'),
  models('an enum label of the model alone', `'beta', 'staff'`, `'beta', 'staff', 'press'`),
  models(
    'a JSON column for a JSONB one',
    'payload: { type: DataTypes.JSONB }',
    'payload: { type: DataTypes.JSON }',
  ),
  models(
    'another range in the model',
    'DataTypes.RANGE(DataTypes.INTEGER)',
    'DataTypes.RANGE(DataTypes.BIGINT)',
  ),
  models('text for citext', 'type: DataTypes.CITEXT', 'type: DataTypes.TEXT'),
  models(
    'an array of longer strings',
    'DataTypes.ARRAY(DataTypes.STRING(20))',
    'DataTypes.ARRAY(DataTypes.STRING(30))',
  ),
  models(
    'null allowed in the model',
    'sku: { type: DataTypes.STRING(32), allowNull: false }',
    'sku: { type: DataTypes.STRING(32) }',
  ),
  models(
    'null forbidden in the model',
    'score: { type: DataTypes.DOUBLE }',
    'score: { type: DataTypes.DOUBLE, allowNull: false }',
  ),
  models('another default in the model', `defaultValue: "it's new"`, `defaultValue: 'new'`),
  models(
    'a default of the model alone',
    'weight: { type: DataTypes.FLOAT }',
    'weight: { type: DataTypes.FLOAT, defaultValue: 1.5 }',
  ),
  models(
    'an attribute of the model alone',
    'wakesAt: { type: DataTypes.TIME },',
    'wakesAt: { type: DataTypes.TIME }, sleepsAt: { type: DataTypes.TIME },',
  ),
  models('an attribute that is missing', 'photo: { type: DataTypes.BLOB },', ''),
  models(
    'unique in the model alone',
    'kind: { type: DataTypes.STRING(30), allowNull: false }',
    'kind: { type: DataTypes.STRING(30), allowNull: false, unique: true }',
  ),
  models(
    'a delete rule of the model',
    `foreignKey: 'categoryId', onDelete: 'SET NULL'`,
    `foreignKey: 'categoryId', onDelete: 'CASCADE'`,
  ),
  models(
    'an update rule of the model',
    `onDelete: 'NO ACTION',\n    onUpdate: 'NO ACTION'`,
    `onDelete: 'NO ACTION',\n    onUpdate: 'CASCADE'`,
  ),
  models('an association without its key', 'constraints: false', 'constraints: true'),
  models(
    'an index of the model alone',
    `{ fields: ['status', 'born_on'] },`,
    `{ fields: ['status', 'born_on'] }, { fields: ['score'] },`,
  ),
  models('a comment of the model', `comment: 'What somebody may do'`, `comment: 'What one may do'`),
  models(
    'a model without a table',
    '  User.belongsTo(Role,',
    `  sequelize.define('Invoice', { total: DataTypes.INTEGER }, { tableName: 'invoices', timestamps: false });\n  User.belongsTo(Role,`,
  ),

  migrations('a column made shorter', people, 'Sequelize.STRING(64)', 'Sequelize.STRING(60)'),
  migrations('a column left out', people, '      network: Sequelize.CIDR,\n', ''),
  migrations('a default left out', shop, `defaultValue: ['new'] }`, '}'),
  migrations(
    'null allowed in the migration',
    audit,
    'happenedAt: { type: Sequelize.DATE(3), allowNull: false }',
    'happenedAt: Sequelize.DATE(3)',
  ),
  migrations(
    'a check left out',
    people,
    'ALTER TABLE users ADD CONSTRAINT users_rank_check CHECK (rank IN (1, 2, 3));',
    '',
  ),
  migrations('an index left out', audit, 'CREATE INDEX legacy_files ON audit.legacy_imports (file);', ''),
  migrations(
    'another function body',
    people,
    'NEW.updated_at := now();',
    'NEW.updated_at := clock_timestamp();',
  ),
  migrations('another generated column', people, 'left(full_name, 1)', 'left(full_name, 2)'),
  migrations(
    'another identity',
    shop,
    'autoIncrementIdentity: true, autoIncrement: true',
    'autoIncrement: true',
  ),
  migrations('a sequence with another start', audit, 'START 100', 'START 200'),
  migrations('a domain with another rule', audit, 'CHECK (VALUE > 0)', 'CHECK (VALUE >= 0)'),
  migrations('a constraint with another name', shop, `name: 'orders_number'`, `name: 'orders_number_key'`),
  pending(
    'a pending column',
    '20260105000000-add-phone.js',
    'ALTER TABLE roles ADD COLUMN phone varchar(30)',
  ),
  pending(
    'a pending table',
    '20260106000000-create-coupons.js',
    'CREATE TABLE coupons (id serial PRIMARY KEY, code text NOT NULL)',
  ),
];
