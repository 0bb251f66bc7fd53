/** Views that stand on what a migration retypes: made anew as they were, or refused before anything is written. */
import { DataTypes } from 'sequelize';
import { afterEach, describe, expect, it } from 'vitest';
import { type Define, inWords, modelsProject, type ModelsProject } from './models-project.ts';

const users =
  (attributes: object): Define =>
  (sequelize) => {
    sequelize.define('User', attributes as never, { tableName: 'users', timestamps: false });
  };
const before = { name: DataTypes.STRING(40), status: DataTypes.ENUM('new', 'old'), age: DataTypes.INTEGER };

const opened: ModelsProject[] = [];
afterEach(async () => {
  for (const models of opened.splice(0)) await models.remove();
});
async function withUsers(sql: string): Promise<ModelsProject> {
  const models = await modelsProject();
  opened.push(models);
  await models.sync(users(before));
  await models.database.execute(sql);
  return models;
}

/** All that a view is, its owner and grants too. */
async function viewsOf({ database }: ModelsProject): Promise<unknown> {
  return database.execute(`
    SELECT c.relname, c.relkind::text, pg_get_userbyid(c.relowner) AS owner, c.relacl::text, c.reloptions::text, c.relispopulated,
           obj_description(c.oid) AS comment, col_description(c.oid, 1) AS first, pg_get_viewdef(c.oid) AS definition,
           (SELECT array_agg(pg_get_indexdef(indexrelid) || coalesce(obj_description(indexrelid), '') ORDER BY 1)::text FROM pg_index WHERE indrelid = c.oid) AS indexes,
           (SELECT array_agg(pg_get_triggerdef(t.oid) || t.tgenabled::text ORDER BY 1)::text FROM pg_trigger t WHERE tgrelid = c.oid) AS triggers,
           (SELECT array_agg(pg_get_expr(adbin, adrelid))::text FROM pg_attrdef WHERE adrelid = c.oid) AS defaults,
           (SELECT array_agg(attacl::text)::text FROM pg_attribute WHERE attrelid = c.oid AND attacl IS NOT NULL) AS columns
      FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm') ORDER BY 1`);
}

const role = `seqscope_views_${String(process.pid)}`;
const several = `
  DO $$ BEGIN CREATE ROLE ${role}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
  GRANT CREATE ON SCHEMA public TO ${role}; GRANT SELECT ON users TO ${role};
  CREATE VIEW first_names WITH (security_barrier) AS SELECT id, name, status FROM users WHERE age > 17;
  CREATE VIEW on_top AS SELECT upper(name) AS name, count(*) AS many FROM first_names GROUP BY 1;
  CREATE MATERIALIZED VIEW kept AS SELECT o.name, o.many, u.status FROM on_top o JOIN users u ON true;
  CREATE UNIQUE INDEX kept_name ON kept (name, many); COMMENT ON INDEX kept_name IS 'each once';
  CREATE MATERIALIZED VIEW later AS SELECT name FROM users WITH NO DATA;
  CREATE VIEW elsewhere AS SELECT age FROM users;
  COMMENT ON VIEW first_names IS 'it''s theirs'; COMMENT ON COLUMN first_names.id IS 'key';
  COMMENT ON MATERIALIZED VIEW kept IS 'kept';
  ALTER VIEW first_names ALTER COLUMN status SET DEFAULT 'new';
  GRANT SELECT, INSERT ON first_names TO ${role} WITH GRANT OPTION; GRANT SELECT ON kept TO PUBLIC;
  GRANT SELECT (name) ON kept TO ${role};
  CREATE FUNCTION say_no() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
  CREATE TRIGGER no INSTEAD OF INSERT ON first_names FOR EACH ROW EXECUTE FUNCTION say_no();
  ALTER VIEW on_top OWNER TO ${role};`;

describe('a view on what changes', { timeout: 120_000 }, () => {
  it('is made anew with all that it is, with the views on it, and others are left alone', async () => {
    const models = await withUsers(several);
    try {
      const views = await viewsOf(models);
      const there = await models.snapshot();
      const oid = async () => models.database.execute(`SELECT 'elsewhere'::regclass::oid::text`);
      const elsewhere = await oid();
      const after = users({ ...before, name: DataTypes.STRING(80), status: DataTypes.ENUM('old', 'new') });
      const draft = await models.draft(after);
      expect(draft.proof).toMatchObject({ verdict: 'proved', error: null });
      expect(inWords(draft)).toEqual([
        '~ enum enum_users_status: new, old → old, new',
        '~ column users.name: character varying(40) → character varying(80)',
        '~ view first_names: dropped and made anew around this',
        '~ view on_top: dropped and made anew around this',
        '~ materialized view kept: dropped and made anew around this',
        '~ materialized view later: dropped and made anew around this',
      ]);
      await models.write(draft);
      await models.step('up');
      expect(inWords(await models.draft(after))).toEqual([]);
      expect(await viewsOf(models)).toEqual(views);
      expect(await oid()).toEqual(elsewhere);
      await models.step('down');
      expect(await viewsOf(models)).toEqual(views);
      expect(await models.snapshot()).toEqual(there);
    } finally {
      await models.database.execute(`REASSIGN OWNED BY ${role} TO current_user; DROP OWNED BY ${role}`);
      await models.database.execute(`DROP ROLE ${role}`);
    }
  });

  it('is worded by the new names where its columns are renamed as well', async () => {
    const models = await withUsers('CREATE VIEW names AS SELECT name, age FROM users');
    const { name: _name, ...rest } = before;
    const after = users({ ...rest, fullName: DataTypes.TEXT });
    const draft = await models.draft(after, { renames: ['users.name:fullName'] });
    expect(draft.proof).toMatchObject({ verdict: 'proved', error: null });
    await models.write(draft);
    await models.step('up');
    expect(await models.database.execute(`SELECT pg_get_viewdef('names') AS sql`)).toEqual([
      { sql: expect.stringContaining('"fullName" AS name') as string },
    ]);
  });

  it('stays where labels are only added, and is made anew on the way back', async () => {
    const models = await withUsers('CREATE VIEW states AS SELECT status FROM users');
    const draft = await models.draft(users({ ...before, status: DataTypes.ENUM('new', 'old', 'gone') }));
    expect(draft.proof?.verdict).toBe('proved');
    const [up = '', down = ''] = draft.file?.text.split('async down') ?? [];
    expect([up.includes('VIEW'), down.includes('DROP VIEW')]).toEqual([false, true]);
  });

  it.each([
    [
      'a view on a column that goes',
      'CREATE VIEW names AS SELECT age FROM users',
      { name: before.name, status: before.status },
      'The view "names" stands on "users.age", which the migration would drop.',
    ],
    [
      'a policy',
      `CREATE POLICY own ON users USING (name = current_user)`,
      { ...before, name: DataTypes.TEXT },
      'The policy own on table users stands on "users.name", whose type the migration would change.',
    ],
    [
      'a trigger',
      `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
       CREATE TRIGGER t BEFORE UPDATE OF name ON users FOR EACH ROW EXECUTE FUNCTION f()`,
      { ...before, name: DataTypes.TEXT },
      'The trigger t on table users stands on "users.name", whose type the migration would change.',
    ],
    [
      'a generated column',
      'ALTER TABLE users ADD COLUMN twice integer GENERATED ALWAYS AS (age * 2) STORED',
      { name: before.name, status: before.status },
      'The column twice of table users stands on "users.age", which the migration would drop.',
    ],
    [
      'a function of the rows of a view',
      `CREATE VIEW names AS SELECT name FROM users;
       CREATE FUNCTION of_view(names) RETURNS text LANGUAGE sql AS 'SELECT $1.name'`,
      { ...before, name: DataTypes.TEXT },
      'The view "names" would have to be made anew around a column whose type changes, and function of_view(names) stands on it.',
    ],
  ])('%s is refused before anything is written', async (_, sql, after, message) => {
    const models = await withUsers(sql);
    await expect(models.draft(users(after))).rejects.toMatchObject({ code: 'object-in-the-way', message });
    // Without a file to be written it is only told what differs.
    expect(inWords(await models.draft(users(after), { isRehearsed: false })).length).toBeGreaterThan(0);
  });
});

describe('an enum whose labels an index or a check names', { timeout: 120_000 }, () => {
  const gone = DataTypes.ENUM('new');
  const more = DataTypes.ENUM('new', 'old', 'gone');

  it.each([
    ['index news', "CREATE INDEX news ON users (name) WHERE status = 'new'", gone, 'up'],
    ['index news', "CREATE INDEX news ON users (name) WHERE status = 'new'", more, 'down'],
    [
      'constraint known on table users',
      "ALTER TABLE users ADD CONSTRAINT known CHECK (status IN ('new', 'old'))",
      gone,
      'up',
    ],
  ])('is not made anew, and the remedy names the %s', async (named, sql, status, failedDirection) => {
    const models = await withUsers(sql);
    const { proof } = await models.draft(users({ ...before, status }));
    expect(proof).toMatchObject({ verdict: 'failed', failedDirection });
    expect(proof?.error?.remedy).toBe(
      `Drop what names labels of the enum in a migration of its own first, and make it again in one afterwards: ${named}.`,
    );
  });

  it('is made anew where they name none', async () => {
    const models = await withUsers(`CREATE INDEX states ON users (status) WHERE status IS NOT NULL`);
    const draft = await models.draft(users({ ...before, status: gone }));
    expect(draft.proof?.verdict).toBe('proved');
  });
});
