/** What the doctor is to find: each seed makes it in the clean fixture, by SQL, in the models, among the files, or by who is connected. */
import { DataTypes } from 'sequelize';
import type { ConnectionTarget } from '../../../src/database/target.ts';
import { type KeptConnection, keepConnection } from '../../support/execute.ts';
import { type ClinicDraft, type ModelDraft, reached } from './clinic-fixture.ts';

export interface Seed {
  readonly title: string;
  /** The ids of the findings, in the order of the report. */
  readonly finds: readonly string[];
  /** Statements that run one by one, each ended by a semicolon at the end of a line. */
  readonly sql?: string;
  readonly models?: (draft: ClinicDraft) => void;
  readonly files?: (files: readonly string[]) => readonly string[];
  /** Connects, and leaves something going on until `end` is called. */
  readonly live?: (target: ConnectionTarget) => Promise<{ readonly end: () => Promise<void> }>;
}

const model = ({ models }: ClinicDraft, name: string): ModelDraft => reached(models[name]);

const inModels: readonly Seed[] = [
  {
    title: 'a model without a table',
    finds: ['table-missing:Ghost'],
    models(draft) {
      draft.models['Ghost'] = { attributes: { name: DataTypes.TEXT }, options: { tableName: 'ghosts' } };
    },
  },
  {
    title: 'a to-many association in a default scope',
    finds: ['to-many-in-default-scope:Order.items'],
    models(draft) {
      model(draft, 'Order').options.defaultScope = { include: ['items'] };
    },
  },
  {
    title: 'a to-many association below another in a default scope',
    finds: ['to-many-in-default-scope:Comment.post.tags'],
    models(draft) {
      model(draft, 'Comment').options.defaultScope = {
        include: { association: 'post', include: ['tags'] } as never,
      };
    },
  },
  {
    title: 'a scope that joins two to-many associations',
    finds: ['row-explosion:User.everything'],
    models(draft) {
      model(draft, 'User').options.scopes = {
        everything: { include: ['posts', { association: 'orders' }] },
        enough: { include: ['posts', { association: 'orders', separate: true }] },
      };
    },
  },
  {
    title: 'a getter that reads for each record',
    finds: ['read-per-record:Team.size'],
    models(draft) {
      draft.associations['members'] = ({ Team, User }) =>
        Team?.hasMany(reached(User), { as: 'members', foreignKey: 'teamId' });
      model(draft, 'Team').attributes['size'] = {
        type: DataTypes.VIRTUAL,
        get(this: { countMembers: () => unknown }) {
          return this.countMembers();
        },
      } as never;
    },
  },
  {
    title: 'a hook that reads for each record',
    finds: ['read-per-record:Order.afterFind'],
    models(draft) {
      model(draft, 'Order').options.hooks = {
        async afterFind(found: unknown) {
          for (const order of found as readonly { getItems: () => Promise<unknown> }[])
            await order.getItems();
        },
      };
    },
  },
  {
    title: 'a password that no scope hides',
    finds: ['secret-not-hidden:User.passwordHash'],
    models(draft) {
      delete model(draft, 'User').options.defaultScope;
    },
  },
  {
    title: 'a token that no scope hides',
    finds: ['secret-not-hidden:Visit.sessionToken'],
    models(draft) {
      model(draft, 'Visit').attributes['sessionToken'] = DataTypes.TEXT;
    },
  },
];

const between: readonly Seed[] = [
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

const inDatabase: readonly Seed[] = [
  {
    title: 'a foreign key without an index',
    finds: ['foreign-key-without-index:public.comments.author_id'],
    sql: 'DROP INDEX comments_author_id;',
  },
  {
    title: 'a foreign key with a partial index',
    finds: ['foreign-key-without-index:public.order_items.product_id'],
    sql: `DROP INDEX order_items_product_id;
          CREATE INDEX order_items_many ON order_items (product_id) WHERE amount > 5;`,
  },
  {
    title: 'a foreign key of another type',
    finds: ['foreign-key-type-mismatch:public.badges.team_id'],
    sql: `CREATE TABLE badges (id serial PRIMARY KEY, team_id bigint REFERENCES teams);
          CREATE INDEX badges_team_id ON badges (team_id);`,
  },
  {
    title: 'a check that was never validated',
    finds: ['constraint-not-validated:public.posts.posts_rating_check'],
    sql: 'ALTER TABLE posts ADD CONSTRAINT posts_rating_check CHECK (rating > 0) NOT VALID;',
  },
  {
    title: 'a foreign key that was never validated',
    finds: ['constraint-not-validated:public.events.events_user_id_fkey'],
    sql: `ALTER TABLE events DROP CONSTRAINT events_user_id_fkey;
          ALTER TABLE events ADD FOREIGN KEY (user_id) REFERENCES users ON DELETE CASCADE ON UPDATE CASCADE NOT VALID;`,
  },
  {
    title: 'an invalid index',
    finds: ['invalid-index:public.products.products_name'],
    sql: `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'products_name'::regclass;`,
  },
  {
    title: 'what a failed REINDEX left',
    finds: ['invalid-index:public.products.products_price_ccnew'],
    sql: `CREATE INDEX products_price_ccnew ON products (price);
          UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'products_price_ccnew'::regclass;`,
  },
  {
    title: 'two indexes that say the same',
    finds: ['duplicate-index:public.events.events_kind_again'],
    sql: `CREATE INDEX events_kind_again ON events (kind);
          CREATE INDEX events_kind_pattern ON events (kind varchar_pattern_ops);
          CREATE INDEX events_kind_partial ON events (kind) WHERE kind <> 'x';`,
  },
  {
    title: 'two unique constraints that say the same',
    finds: ['duplicate-index:public.teams.teams_name_key1'],
    sql: `ALTER TABLE teams ADD UNIQUE (name);`,
  },
  {
    title: 'an index that is the beginning of another',
    finds: ['redundant-index:public.events.events_user_id'],
    sql: `CREATE INDEX events_user_id_at ON events (user_id, at);`,
  },
  {
    title: 'an index that nothing is looked up in',
    finds: ['unused-index:public.visits.visits_page'],
    sql: `CREATE INDEX visits_page ON visits (page);
          DO $$ BEGIN FOR n IN 1..150 LOOP PERFORM count(*) FROM visits; END LOOP; END $$;`,
  },
  {
    title: 'a table without a primary key',
    finds: ['table-without-primary-key:public.imports'],
    sql: 'CREATE TABLE imports (line text);',
  },
  {
    title: 'a table whose unique index could be its primary key',
    finds: ['table-without-primary-key:public.codes'],
    sql: `CREATE TABLE codes (code text NOT NULL);
          CREATE UNIQUE INDEX codes_code ON codes (code);`,
  },
  {
    title: 'a serial near its end',
    finds: ['key-near-its-end:public.orders.id'],
    sql: `SELECT setval('orders_id_seq', 2000000000);`,
  },
  {
    title: 'an identity column past its half',
    finds: ['key-near-its-end:public.tags.id'],
    sql: `SELECT setval('tags_id_seq', 20000);`,
  },
  {
    title: 'a sequence behind its column',
    finds: ['sequence-behind:public.teams.id'],
    sql: `INSERT INTO teams (id, name) VALUES (500, 'late');`,
  },
  {
    title: 'a timestamp without time zone',
    finds: ['timestamp-without-time-zone:public.orders.seen_at'],
    sql: 'ALTER TABLE orders ADD COLUMN seen_at timestamp;',
  },
  {
    title: 'a json column',
    finds: ['json-not-jsonb:public.products.extras'],
    sql: 'ALTER TABLE products ADD COLUMN extras json;',
  },
  {
    title: 'a table that nobody analyses',
    finds: ['never-analysed:public.logs', 'autovacuum-off:public.logs'],
    sql: `CREATE TABLE logs (id bigserial PRIMARY KEY, line text) WITH (autovacuum_enabled = false);
          INSERT INTO logs (line) SELECT 'x' FROM generate_series(1, 1500);`,
  },
  {
    title: 'a table full of dead rows',
    finds: ['dead-rows:public.queue', 'autovacuum-off:public.queue'],
    sql: `CREATE TABLE queue (id bigserial PRIMARY KEY, job text) WITH (autovacuum_enabled = off);
          INSERT INTO queue (job) SELECT 'x' FROM generate_series(1, 2000);
          ANALYZE queue;
          DELETE FROM queue WHERE id > 500;`,
  },
];

const elsewhere: readonly Seed[] = [
  {
    title: 'pending migrations',
    finds: ['migrations-pending:pending'],
    files: (files) => [...files, '2-more.js', '3-much-more.js'],
  },
  {
    title: 'an executed migration without a file',
    finds: ['migration-orphaned:0-forgotten.js'],
    sql: `INSERT INTO "SequelizeMeta" VALUES ('0-forgotten.js');`,
  },
  {
    title: 'a statement that runs for long',
    finds: ['long-running-statement:slow@postgres'],
    live: async (target) => {
      const slow = keepConnection(target);
      await slow.execute(`SET application_name = 'slow'`);
      const running = slow.execute('SELECT pg_sleep(600)').catch(() => undefined);
      return endOf(target, 'slow', [slow], running);
    },
  },
  {
    title: 'an idle transaction that keeps others waiting',
    finds: [
      'blocking-session:holder@postgres',
      'long-running-statement:waiter@postgres',
      'idle-in-transaction:holder@postgres',
    ],
    live: async (target) => {
      const holder = keepConnection(target);
      await holder.execute(`SET application_name = 'holder'`);
      await holder.execute('BEGIN');
      await holder.execute('LOCK TABLE visits IN SHARE MODE');
      const waiter = keepConnection(target);
      await waiter.execute(`SET application_name = 'waiter'`);
      const waiting = waiter.execute(`DELETE FROM visits WHERE page = 'none'`).catch(() => undefined);
      const isBlocked = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted`;
      const looker = keepConnection(target);
      while ((await looker.execute(isBlocked))[0]?.['n'] === 0)
        await new Promise((wait) => setTimeout(wait, 20));
      await looker.close();
      return endOf(target, 'holder', [holder, waiter], waiting);
    },
  },
];

/** Ends who calls itself so; the others go on, and are closed. */
function endOf(
  target: ConnectionTarget,
  application: string,
  connections: readonly KeptConnection[],
  running: Promise<unknown>,
): { readonly end: () => Promise<void> } {
  return {
    async end() {
      const ender = keepConnection(target);
      await ender.execute(
        `SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE application_name = '${application}'`,
      );
      await ender.close();
      const [first] = connections;
      await Promise.all(connections.slice(0, 1).map((connection) => connection.close()));
      if (first !== undefined) await running;
      await Promise.all(connections.slice(1).map((connection) => connection.close()));
    },
  };
}

export const seeds: readonly Seed[] = [...inModels, ...between, ...inDatabase, ...elsewhere];

/** Each statement by itself: CONCURRENTLY and VACUUM run in no other way. */
export function statementsIn(sql: string): readonly string[] {
  return sql
    .split(/;\s*(?:\n|$)/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}
