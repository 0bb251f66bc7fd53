import { DataTypes } from 'sequelize';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';
import { type ClinicDraft, examine, reached } from './clinic-fixture.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const id = { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true };

async function found(sql: string, draft: Partial<ClinicDraft> = {}): Promise<readonly string[]> {
  await database.execute(`DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${sql}`);
  const findings = await examine({
    target: database.target,
    draft: { models: {}, associations: {}, ...draft },
    files: [],
  });
  return findings.map((finding) => finding.id);
}

describe('the doctor says nothing of', () => {
  it('polymorphic associations, and those that want no constraint', async () => {
    const sql = `CREATE TABLE posts (id serial PRIMARY KEY); CREATE TABLE images (id serial PRIMARY KEY);
      CREATE TABLE comments (id serial PRIMARY KEY, commentable_id int, commentable_type text)`;
    const table = (tableName: string) => ({ tableName, timestamps: false, underscored: true });
    const draft: ClinicDraft = {
      models: {
        Post: { attributes: { id }, options: table('posts') },
        Image: { attributes: { id }, options: table('images') },
        Comment: {
          attributes: { id, commentableId: DataTypes.INTEGER, commentableType: DataTypes.TEXT },
          options: table('comments'),
        },
      },
      associations: {
        both({ Post, Image, Comment }) {
          const options = { foreignKey: 'commentableId', constraints: false };
          Post?.hasMany(reached(Comment), { ...options, scope: { commentableType: 'post' } });
          Image?.hasMany(reached(Comment), options);
        },
      },
    };
    expect(await found(sql, draft)).toEqual([]);
  });

  it('views behind models, partitions, and keys of several columns that an index holds in another order', async () => {
    const sql = `
      CREATE TABLE regions (country char(2), code int, PRIMARY KEY (country, code));
      CREATE TABLE shops (id serial PRIMARY KEY, code int, country char(2), FOREIGN KEY (country, code) REFERENCES regions);
      CREATE INDEX ON shops (code, country, id);
      CREATE TABLE sales (id bigserial, at date NOT NULL, shop_id int REFERENCES shops, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
      CREATE TABLE sales_1 PARTITION OF sales FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
      CREATE INDEX ON sales (shop_id);
      CREATE VIEW open_shops AS SELECT id, code::timestamp IS NULL AS x FROM (SELECT id, NULL::text AS code FROM shops) s`;
    const draft: Partial<ClinicDraft> = {
      models: {
        OpenShop: {
          attributes: { id, x: { type: DataTypes.BOOLEAN, allowNull: false, unique: true } },
          options: { tableName: 'open_shops', timestamps: false, paranoid: true },
        },
      },
    };
    expect(await found(sql, draft)).toEqual([]);
  });

  it('indexes that only look alike', async () => {
    const sql = `
      CREATE TABLE t (id serial PRIMARY KEY, a text, b int);
      CREATE INDEX plain ON t (a); CREATE INDEX lower ON t (lower(a)); CREATE INDEX pattern ON t (a text_pattern_ops);
      CREATE INDEX descending ON t (a DESC); CREATE INDEX partial ON t (a) WHERE b > 1; CREATE INDEX hashed ON t USING hash (a);
      CREATE INDEX included ON t (b) INCLUDE (a); CREATE UNIQUE INDEX only_once ON t (b);
      CREATE INDEX in_c ON t (a COLLATE "C")`;
    expect(await found(sql)).toEqual([]);
  });

  it('a partial index over what a foreign key can be, and RESTRICT beside NO ACTION', async () => {
    const sql = `CREATE TABLE "Parent's" (id serial PRIMARY KEY);
      CREATE TABLE "Chi""ld" (id serial PRIMARY KEY, "par ent" int REFERENCES "Parent's" ON DELETE RESTRICT ON UPDATE CASCADE);
      CREATE INDEX ON "Chi""ld" ("par ent") WHERE "par ent" IS NOT NULL`;
    const draft: ClinicDraft = {
      models: {
        Parent: { attributes: { id }, options: { tableName: "Parent's", timestamps: false } },
        Child: {
          attributes: { id, parent: { type: DataTypes.INTEGER, field: 'par ent' } },
          options: { tableName: 'Chi"ld', timestamps: false },
        },
      },
      associations: {
        parent({ Child, Parent }) {
          Child?.belongsTo(reached(Parent), { as: 'one', foreignKey: 'parent', onDelete: 'NO ACTION' });
        },
      },
    };
    expect(await found(sql, draft)).toEqual([]);
  });

  it('names that only sound like secrets, and secrets that are no columns or are not shown', async () => {
    const sql = `CREATE TABLE accounts (id serial PRIMARY KEY, password_hash text, password_changed_at timestamptz,
      reset_token_count int, is_password_set boolean, passage text, token_id int)`;
    const { VIRTUAL, TEXT, DATE, INTEGER, BOOLEAN } = DataTypes;
    const draft: Partial<ClinicDraft> = {
      models: {
        Account: {
          attributes: {
            id,
            password: VIRTUAL,
            passwordHash: TEXT,
            passwordChangedAt: DATE,
            resetTokenCount: INTEGER,
            isPasswordSet: BOOLEAN,
            passage: TEXT,
            tokenId: INTEGER,
          },
          options: {
            tableName: 'accounts',
            timestamps: false,
            underscored: true,
            defaultScope: { attributes: ['id', 'passage'] },
          },
        },
      },
    };
    expect(await found(sql, draft)).toEqual([]);
  });

  it('timestamps that the model names itself, an attribute that another of its column fills, and what nobody said of a delete', async () => {
    const sql = `CREATE TABLE teams (id serial PRIMARY KEY);
      CREATE TABLE users (id serial PRIMARY KEY, team_id int REFERENCES teams ON DELETE CASCADE, created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL, seen_at timestamptz);
      CREATE INDEX ON users (team_id)`;
    const named = { type: DataTypes.DATE, allowNull: false };
    const draft: ClinicDraft = {
      models: {
        Team: { attributes: { id }, options: { tableName: 'teams', timestamps: false } },
        User: {
          attributes: { id, createdAt: DataTypes.DATE, updated_at: DataTypes.DATE, seenAt: named },
          options: { tableName: 'users', underscored: true, deletedAt: 'seenAt', paranoid: true },
        },
      },
      associations: {
        team({ User, Team }) {
          User?.belongsTo(reached(Team), { as: 'team' });
          Team?.hasMany(reached(User), { as: 'users' });
        },
      },
    };
    expect(await found(sql, draft)).toEqual([]);
  });

  it('uniqueness with a column that is unique alone, and of a pair that the database has unique with more', async () => {
    const sql = `CREATE TABLE users (id serial PRIMARY KEY, name text); CREATE TABLE groups (id serial PRIMARY KEY);
      CREATE TABLE members (id serial PRIMARY KEY, user_id int REFERENCES users, group_id int REFERENCES groups, role text,
        UNIQUE (user_id, group_id, role));
      CREATE INDEX ON members (group_id)`;
    const table = (tableName: string) => ({ tableName, timestamps: false, underscored: true });
    const draft: ClinicDraft = {
      models: {
        User: {
          attributes: { id, name: DataTypes.TEXT },
          options: { ...table('users'), indexes: [{ unique: true, fields: ['id', 'name'] }] },
        },
        Group: { attributes: { id }, options: table('groups') },
        Member: { attributes: { id, role: DataTypes.TEXT }, options: table('members') },
      },
      associations: {
        both({ User, Group, Member }) {
          User?.belongsToMany(reached(Group), { through: reached(Member) });
          Group?.belongsToMany(reached(User), { through: reached(Member) });
        },
      },
    };
    expect(await found(sql, draft)).toEqual([]);
  });

  it('a model whose table exists twice, and nullable timestamps that Sequelize fills', async () => {
    const sql = `CREATE TABLE users (id serial PRIMARY KEY, "createdAt" timestamptz, "updatedAt" timestamptz, "deletedAt" timestamptz);
      DROP SCHEMA IF EXISTS other CASCADE; CREATE SCHEMA other; CREATE TABLE other.users (id serial PRIMARY KEY)`;
    const draft: Partial<ClinicDraft> = {
      models: { User: { attributes: { id }, options: { tableName: 'users', paranoid: true } } },
    };
    expect(await found(sql, draft)).toEqual([]);
  });
});

describe('a fix', () => {
  it('quotes names whatever they are, and finds a name that is free', async () => {
    const sql = `CREATE TABLE "Parent's" (id serial PRIMARY KEY);
      CREATE TABLE "Chi""ld" (id serial PRIMARY KEY, "par;ent" int REFERENCES "Parent's");
      CREATE TABLE "Chi""ld_par;ent" (id serial PRIMARY KEY)`;
    expect(await found(sql)).toEqual(['foreign-key-without-index:public.Chi"ld.par;ent']);
    const [finding] = await examine({
      target: database.target,
      draft: { models: {}, associations: {} },
      files: [],
    });
    expect(finding?.fix?.code).toBe(
      `CREATE INDEX CONCURRENTLY "Chi""ld_par;ent_1" ON "public"."Chi""ld" ("par;ent");`,
    );
    await database.execute(finding?.fix?.code ?? '');
    expect(
      await examine({ target: database.target, draft: { models: {}, associations: {} }, files: [] }),
    ).toEqual([]);
  });
});

describe('uniqueness among rows that are not deleted', () => {
  const draft: Partial<ClinicDraft> = {
    models: {
      User: {
        attributes: { id, email: { type: DataTypes.TEXT, unique: true } },
        options: { tableName: 'users', paranoid: true },
      },
    },
  };
  const table = `CREATE TABLE users (id serial PRIMARY KEY, email text, "createdAt" timestamptz, "updatedAt" timestamptz,
    "deletedAt" timestamptz);`;

  it('is kept by a partial index, and not by one that has deletedAt as a key', async () => {
    expect(
      await found(`${table} CREATE UNIQUE INDEX ON users (email) WHERE "deletedAt" IS NULL`, draft),
    ).toEqual([]);
    expect(await found(`${table} CREATE UNIQUE INDEX two ON users (email, "deletedAt")`, draft)).toEqual([
      'unique-only-in-model:User.email',
    ]);
    const [finding] = await examine({
      target: database.target,
      draft: { models: {}, associations: {}, ...draft },
      files: [],
    });
    expect(finding?.evidence).toContain('"two" keeps no two apart whose "deletedAt" is NULL');
  });
});

describe('an index that repeats one and begins another', () => {
  it('is told once, as the repetition', async () => {
    const table = 'CREATE TABLE t (id serial PRIMARY KEY, a int, b int)';
    expect(
      await found(
        `${table}; CREATE INDEX one ON t (a); CREATE INDEX two ON t (a); CREATE INDEX longer ON t (a, b)`,
      ),
    ).toEqual(['duplicate-index:public.t.two', 'redundant-index:public.t.one']);
  });
});
