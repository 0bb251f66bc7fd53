/** What the database alone says: its tables, indexes, sequences and statistics. */
import type { Seed } from './seed.ts';

export const seedsInDatabase: readonly Seed[] = [
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
