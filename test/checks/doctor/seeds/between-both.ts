/** Where models and database disagree, or where one of them lacks what the other leads to expect. */
import { DataTypes } from 'sequelize';
import { type ModelDraft, reached } from '../clinic-fixture.ts';
import { model, type Seed } from './seed.ts';

export const seedsBetweenBoth: readonly Seed[] = [
  {
    title: 'an association without a foreign key',
    finds: ['association-without-foreign-key:public.comments.post_id'],
    sql: 'ALTER TABLE comments DROP CONSTRAINT comments_post_id_fkey;',
  },
  {
    title: 'a join table without a foreign key',
    finds: ['association-without-foreign-key:public.post_tags.post_id'],
    sql: 'ALTER TABLE post_tags DROP CONSTRAINT post_tags_post_id_fkey;',
  },
  {
    title: 'a foreign key without an association',
    finds: ['foreign-key-without-association:public.posts.posts_reviewer_id_fkey'],
    sql: `ALTER TABLE posts ADD COLUMN reviewer_id int REFERENCES users;
          CREATE INDEX posts_reviewer_id ON posts (reviewer_id);`,
    models(draft) {
      model(draft, 'Post').attributes['reviewerId'] = DataTypes.INTEGER;
    },
  },
  {
    title: 'another onDelete than the database has',
    finds: ['on-delete-mismatch:public.posts.posts_author_id_fkey'],
    sql: `ALTER TABLE posts DROP CONSTRAINT posts_author_id_fkey, ADD FOREIGN KEY (author_id) REFERENCES users ON UPDATE CASCADE;`,
  },
  {
    title: 'an onDelete that only a hasMany says, of a deferrable key',
    finds: ['on-delete-mismatch:public.users.users_team_id_fkey'],
    sql: `ALTER TABLE users DROP CONSTRAINT users_team_id_fkey, ADD FOREIGN KEY (team_id) REFERENCES teams DEFERRABLE INITIALLY DEFERRED;`,
    models(draft) {
      draft.associations['crew'] = ({ Team, User }) =>
        Team?.hasMany(reached(User), { as: 'crew', foreignKey: 'teamId', onDelete: 'SET NULL' });
    },
  },
  {
    title: 'a unique attribute that no index keeps',
    finds: ['unique-only-in-model:Product.sku'],
    sql: 'ALTER TABLE products DROP CONSTRAINT products_sku_key;',
  },
  {
    title: 'a unique pair that no index keeps',
    finds: ['unique-only-in-model:OrderItem.orderId+productId'],
    models(draft) {
      model(draft, 'OrderItem').options.indexes = [{ fields: ['order_id', 'productId'], unique: true }];
    },
  },
  {
    title: 'a table without the primary key that its model says',
    finds: ['table-without-primary-key:public.imported_orders'],
    sql: 'CREATE TABLE imported_orders (number serial, origin varchar(20) NOT NULL);',
    models(draft) {
      draft.models['ImportedOrder'] = {
        attributes: {
          number: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
          origin: { type: DataTypes.STRING(20), allowNull: false },
        },
        options: { tableName: 'imported_orders', timestamps: false },
      };
    },
  },
  {
    title: 'a null that only the model forbids',
    finds: ['not-null-only-in-model:Product.name'],
    sql: 'ALTER TABLE products ALTER COLUMN name DROP NOT NULL;',
  },
  {
    title: 'a null that only the database forbids',
    finds: ['not-null-only-in-database:Order.note'],
    sql: 'ALTER TABLE orders ALTER COLUMN note SET NOT NULL;',
  },
  {
    title: 'a string longer than its column',
    finds: ['text-longer-than-column:Post.title'],
    sql: 'ALTER TABLE posts ALTER COLUMN title TYPE varchar(100);',
  },
  {
    title: 'a text in a column with a limit',
    finds: ['text-longer-than-column:Comment.body'],
    sql: 'ALTER TABLE comments ALTER COLUMN body TYPE varchar(1000);',
  },
  {
    title: 'a len validation beyond the column',
    finds: ['text-longer-than-column:Team.motto'],
    models(draft) {
      model(draft, 'Team').attributes['motto'] = { type: DataTypes.TEXT, validate: { len: [0, 300] } };
    },
  },
  {
    title: 'two models that say different lengths of one column, both beyond it',
    finds: ['text-longer-than-column:Label.name'],
    models(draft) {
      const tag = model(draft, 'Tag');
      const named = (length: number): ModelDraft => ({
        ...tag,
        attributes: { ...tag.attributes, name: { type: DataTypes.STRING(length), allowNull: false } },
      });
      draft.models['Badge'] = named(50);
      draft.models['Label'] = named(60);
    },
  },
  {
    title: 'an enum value that only the model has',
    finds: ['enum-mismatch:Order.state:missing'],
    models(draft) {
      model(draft, 'Order').attributes['state'] = {
        type: DataTypes.ENUM('new', 'lost', 'paid', "it's", 'sent'),
        allowNull: false,
      };
    },
  },
  {
    title: 'an enum value that only the database has',
    finds: ['enum-mismatch:Post.state:surplus'],
    sql: `ALTER TYPE post_state ADD VALUE 'hidden';`,
  },
  {
    title: 'enum values in another order',
    finds: ['enum-mismatch:Invoice.kind:order'],
    models(draft) {
      model(draft, 'Invoice').attributes['kind'] = {
        type: DataTypes.ENUM('credit', 'bill'),
        allowNull: false,
      };
    },
  },
  {
    title: 'a unique constraint that deleted rows fill',
    finds: ['unique-holds-deleted:public.invoices.invoices_number_key'],
    sql: `DROP INDEX invoices_number;
          ALTER TABLE invoices ADD UNIQUE (number);`,
  },
  {
    title: 'a unique index that deleted rows fill',
    finds: ['unique-holds-deleted:public.users.users_email'],
    sql: `DROP INDEX users_email;
          CREATE UNIQUE INDEX users_email ON users (email);`,
  },
  {
    title: 'a soft-delete column without an index',
    finds: ['deleted-without-index:public.invoices.deleted_at'],
    sql: `DROP INDEX invoices_deleted_at;`,
  },
];
