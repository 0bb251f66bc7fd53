/** Every other kind of change than those in rounds.test.ts, each drafted, proved, migrated, compared again, and undone. */
import { DataTypes } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { type Define, round } from './models-project.ts';
import { expectProved, plain, users } from './users-model.ts';

describe('a column', { timeout: 120_000 }, () => {
  it('is kept when that is asked for', async () => {
    const result = await round(users({ age: DataTypes.INTEGER }), users({ city: DataTypes.TEXT }), {
      keeps: ['columns'],
    });
    expectProved(result);
    expect(result.effects).toEqual(['+ column users.city text']);
    expect(result.draft.kept).toContainEqual(
      expect.objectContaining({ what: 'column', name: 'age', why: 'asked' }),
    );
  });

  it('gets another type of its family and NOT NULL by one changeColumn()', async () => {
    const result = await round(
      users({ age: DataTypes.SMALLINT }),
      users({ age: { type: DataTypes.BIGINT, allowNull: false } }),
    );
    expectProved(result);
    expect(result.draft.file?.text).toContain('queryInterface.changeColumn(');
  });

  it('gets a type that only an explicit cast leads to', async () => {
    const result = await round(users({ age: DataTypes.STRING }), users({ age: DataTypes.INTEGER }), {
      prepare: `INSERT INTO users (age) VALUES ('36')`,
    });
    expectProved(result);
    expect(result.draft.file?.text).toContain('USING "age"::integer');
  });

  it('becomes an enum with a default, and is text again after that', async () => {
    const result = await round(
      users({ role: { type: DataTypes.STRING, defaultValue: 'guest' } }),
      users({ role: { type: DataTypes.ENUM('guest', "it's"), defaultValue: 'guest' } }),
      { prepare: `INSERT INTO users (role) VALUES ('guest')` },
    );
    expectProved(result);
  });

  it('loses its default, and gets another one', async () => {
    const result = await round(
      users({
        a: { type: DataTypes.INTEGER, defaultValue: 1 },
        b: { type: DataTypes.STRING, defaultValue: 'x' },
      }),
      users({ a: DataTypes.INTEGER, b: { type: DataTypes.STRING, defaultValue: "it's" } }),
    );
    expectProved(result);
    expect(result.effects).toHaveLength(2);
  });

  it('gets a comment, and its table too', async () => {
    const result = await round(
      users({ age: DataTypes.INTEGER }),
      users({ age: { type: DataTypes.INTEGER, comment: "Years; it's a guess" } }, { comment: 'People' }),
    );
    expectProved(result);
    expect(result.effects).toEqual([
      '~ comment on users: People',
      "~ comment on users.age: Years; it's a guess",
    ]);
  });

  it('begins to number itself', async () => {
    const result = await round(
      'CREATE TABLE users (id integer PRIMARY KEY, name varchar(255)); INSERT INTO users VALUES (41)',
      users({}),
    );
    expectProved(result);
    expect(result.effects).toEqual(['~ column users.id: not numbered → serial']);
  });

  it('is renamed when that is said, with what stands on it', async () => {
    const indexed = (name: string): Define =>
      users(
        { [name]: { type: DataTypes.STRING, unique: true } },
        { indexes: [{ name: 'users_idx', fields: [name] }] },
      );
    const asked = await round(indexed('nick'), indexed('handle'));
    expectProved(asked);
    expect(asked.draft.possibleRenames).toEqual(['users.nick:handle']);
    const result = await round(indexed('nick'), indexed('handle'), {
      renames: ['users.nick:handle'],
      prepare: `INSERT INTO users (nick) VALUES ('ada')`,
    });
    expectProved(result);
    expect(result.effects).toEqual(['~ column users.nick → handle']);
    expect(result.draft.file?.text).toContain(
      `queryInterface.renameColumn('users', 'nick', 'handle', { transaction })`,
    );
  });
});

describe('an enum', { timeout: 120_000 }, () => {
  const role = (labels: readonly string[], defaultValue?: string): Define =>
    users({
      role: { type: DataTypes.ENUM(...labels), ...(defaultValue === undefined ? {} : { defaultValue }) },
    });

  it('gets values where they belong, without being made anew', async () => {
    const result = await round(role(['b', 'd']), role(['a', 'b', 'c', 'd', 'e']), {
      prepare: `INSERT INTO users (role) VALUES ('d')`,
    });
    expectProved(result);
    expect(result.effects).toEqual(['~ enum enum_users_role: +a, +c, +e']);
    const [up = ''] = result.draft.file?.text.split('async down') ?? [];
    expect(up).toContain('ADD VALUE');
    expect(up).not.toContain('CREATE TYPE');
  });

  it('loses a value, and what it destroys is counted', async () => {
    const result = await round(role(['a', 'b'], 'a'), role(['a'], 'a'), {
      prepare: `INSERT INTO users (role) VALUES ('a')`,
    });
    expectProved(result);
    expect(result.effects).toEqual(['~ enum enum_users_role: -b']);
  });

  it('is reordered', async () => {
    const result = await round(role(['a', 'b', 'c'], 'b'), role(['c', 'b', 'a'], 'b'), {
      prepare: `INSERT INTO users (role) VALUES ('a')`,
    });
    expectProved(result);
    expect(result.effects).toEqual(['~ enum enum_users_role: a, b, c → c, b, a']);
  });

  it('of an array is altered too, and goes with its column', async () => {
    const tags = (labels: readonly string[]): Define =>
      users({ tags: DataTypes.ARRAY(DataTypes.ENUM(...labels)) });
    expectProved(
      await round(tags(['a', 'b']), tags(['b']), { prepare: `INSERT INTO users (tags) VALUES ('{b}')` }),
    );
    const gone = await round(tags(['a']), users({}));
    expectProved(gone);
    expect(gone.effects).toContain('- enum enum_users_tags (a)');
  });

  it('keeps the name that a migration gave it', async () => {
    const result = await round(
      `CREATE TYPE user_role AS ENUM ('a', 'b'); CREATE TABLE users (id serial PRIMARY KEY, name varchar(255), role user_role DEFAULT 'a')`,
      role(['a', 'b', 'c'], 'a'),
    );
    expectProved(result);
    expect(result.effects).toEqual(['~ enum user_role: +c']);
  });
});

describe('a key or an index', { timeout: 120_000 }, () => {
  it('is dropped only when no model mentions it and nothing keeps it', async () => {
    const prepare = 'CREATE INDEX by_hand ON users (name)';
    const kept = await round(users({}), users({ a: DataTypes.INTEGER }), { prepare, keeps: ['indexes'] });
    expectProved(kept);
    expect(kept.effects).toEqual(['+ column users.a integer']);
    const dropped = await round(users({}), users({}), { prepare });
    expectProved(dropped);
    expect(dropped.effects).toEqual(['- index by_hand on users: btree (name)']);
  });

  it('that means the same under another name is no difference', async () => {
    const same = users(
      { email: { type: DataTypes.STRING, unique: true, allowNull: false } },
      {
        indexes: [{ fields: ['name'] }],
      },
    );
    const result = await round(
      `CREATE TABLE users (id integer GENERATED BY DEFAULT AS IDENTITY, name character varying(255), email varchar(255) NOT NULL,
         CONSTRAINT people PRIMARY KEY (id));
       CREATE UNIQUE INDEX one_account ON users (email); CREATE INDEX named ON users (name)`,
      (sequelize) => {
        same(sequelize);
        sequelize.define('Other', {}, { tableName: 'others', ...plain });
      },
    );
    expectProved(result);
    expect(result.effects).toEqual(['+ table others (id)']);
  });

  it('of a dropped column goes first, a check among them', async () => {
    const result = await round(users({ age: { type: DataTypes.INTEGER, unique: true } }), users({}), {
      prepare: 'ALTER TABLE users ADD CONSTRAINT grown CHECK (age > 17)',
    });
    expectProved(result);
    expect(result.effects.slice(-1)).toEqual(['- column users.age integer']);
  });
});

describe('a table', { timeout: 120_000 }, () => {
  it('that no model has stays, unless it is to be dropped', async () => {
    const stays = await round(users({}), users({ a: DataTypes.INTEGER }), {
      prepare: 'CREATE TABLE other (id integer)',
    });
    expectProved(stays);
    expect(stays.draft.kept).toContainEqual({
      what: 'table',
      place: { schema: 'public', table: 'other' },
      name: null,
      why: 'safe',
    });
    const goes = await round(users({}), users({}), {
      dropsTables: true,
      prepare: `CREATE TABLE other (id serial PRIMARY KEY, code char(3) CHECK (code <> ''), "user" integer REFERENCES users);
        CREATE INDEX on_code ON other (lower(code)); COMMENT ON TABLE other IS 'Other'; INSERT INTO other (code) VALUES ('abc')`,
    });
    expectProved(goes);
    expect(goes.draft.effects.find(({ text }) => text === 'table other')?.loss).toEqual({
      count: 1,
      of: 'rows',
    });
  });

  it('is renamed when that is said, with its columns', async () => {
    const people: Define = (sequelize) => {
      sequelize.define('Person', { fullName: DataTypes.STRING }, { tableName: 'people', ...plain });
    };
    const result = await round(users({}), people, { renames: ['users:people', 'users.name:fullName'] });
    expectProved(result);
    expect(result.effects).toEqual(['~ table users → people', '~ column people.name → fullName']);
  });
});
