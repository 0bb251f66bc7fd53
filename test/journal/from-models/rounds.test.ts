/** Kinds of change: drafted, proved in a rehearsal, migrated for good, compared again, and undone. The others: rounds.deep.ts. */
import { DataTypes, type Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { type Define, round } from './models-project.ts';
import { expectProved, plain, users } from './users-model.ts';

describe('a column', { timeout: 120_000 }, () => {
  it('is added, not null with a default', async () => {
    const result = await round(
      users({}),
      users({ age: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 7 } }),
      {
        prepare: `INSERT INTO users (name) VALUES ('Ada')`,
      },
    );
    expectProved(result);
    expect(result.effects).toEqual(['+ column users.age integer not null default 7']);
    expect(result.draft.file?.text).toContain(
      `await queryInterface.addColumn(
        'users',
        'age',
        { type: Sequelize.INTEGER, allowNull: false, defaultValue: 7 },
        { transaction },
      );`,
    );
  });

  it('is dropped, and the values it destroys are counted', async () => {
    const result = await round(users({ age: DataTypes.INTEGER }), users({}), {
      prepare: `INSERT INTO users (name, age) VALUES ('Ada', 36), ('Grace', NULL), ('Edsger', 72)`,
    });
    expectProved(result);
    expect(result.draft.effects).toEqual([
      { sign: '-', text: 'column users.age integer', loss: { count: 2, of: 'values' } },
    ]);
  });
});

describe('an enum', { timeout: 120_000 }, () => {
  const role = (labels: readonly string[], defaultValue?: string): Define =>
    users({
      role: { type: DataTypes.ENUM(...labels), ...(defaultValue === undefined ? {} : { defaultValue }) },
    });

  it('is made anew where the new value is the default of the same migration', async () => {
    expectProved(await round(role(['a'], 'a'), role(['a', 'b'], 'b')));
  });
});

describe('a key or an index', { timeout: 120_000 }, () => {
  it('comes and goes: unique, of several columns, partial, of an expression, of another method', async () => {
    const attributes = { a: DataTypes.INTEGER, b: DataTypes.STRING, c: DataTypes.JSONB };
    const indexed = users(attributes, {
      indexes: [
        { fields: ['a', 'b'] },
        { unique: true, fields: ['b'], where: { a: null } },
        { name: 'users_lower', fields: [{ name: 'b', order: 'DESC' }] },
        { name: 'users_c', using: 'gin', fields: ['c'] },
      ],
    });
    const to = await round(users(attributes), indexed);
    expectProved(to);
    expect(to.effects).toHaveLength(4);
    expectProved(await round(indexed, users(attributes)));
  });

  it('of other columns leaves none NOT NULL that was not, on the way there and on the way back', async () => {
    const joined = (sequelize: Sequelize) => {
      const key = { type: DataTypes.INTEGER, primaryKey: true };
      sequelize.define('User', { a: key, b: key }, { tableName: 'users', ...plain });
    };
    const numbered = users({ a: DataTypes.INTEGER, b: DataTypes.INTEGER });
    const there = await round(numbered, joined);
    expectProved(there);
    expect(there.effects).toContain('~ column users.a: not null');
    expectProved(await round(joined, numbered));
  });

  it('to another table comes with its actions, and changes them', async () => {
    const referring =
      (onDelete: string | null): Define =>
      (sequelize) => {
        const one = sequelize.define('Team', { name: DataTypes.STRING }, { tableName: 'teams', ...plain });
        const many = sequelize.define(
          'User',
          { name: DataTypes.STRING, teamId: DataTypes.INTEGER },
          { tableName: 'users', ...plain },
        );
        if (onDelete !== null) many.belongsTo(one, { foreignKey: 'teamId', onDelete, onUpdate: 'NO ACTION' });
      };
    const added = await round(referring(null), referring('CASCADE'));
    expectProved(added);
    expect(added.effects).toEqual([
      '+ constraint users_teamId_fkey on users: FOREIGN KEY ("teamId") REFERENCES public.teams(id) ON DELETE CASCADE',
    ]);
    expectProved(await round(referring('CASCADE'), referring('RESTRICT')));
  });

  it('does on delete what an association says in words, whichever is made first', async () => {
    const owned: Define = (sequelize) => {
      const team = sequelize.define('Team', {}, { tableName: 'teams', ...plain });
      const user = sequelize.define('User', {}, { tableName: 'users', ...plain });
      user.belongsTo(team, { foreignKey: { name: 'teamId', allowNull: false } });
      team.hasMany(user, { foreignKey: 'teamId', onDelete: 'CASCADE', onUpdate: 'RESTRICT' });
      team.hasMany(user, { as: 'admins', foreignKey: 'ownerId' });
      user.belongsTo(team, { as: 'owner', foreignKey: 'ownerId', onDelete: 'RESTRICT' });
    };
    const result = await round('SELECT 1', owned);
    expectProved(result);
    expect(result.draft.file?.text).toMatch(
      /teamId: \{[^}]*\},\s*onUpdate: 'RESTRICT',\s*onDelete: 'CASCADE'/,
    );
    expect(result.draft.file?.text).toMatch(
      /ownerId: \{[^}]*\},\s*onUpdate: 'CASCADE',\s*onDelete: 'RESTRICT'/,
    );
  });
});

describe('a table', { timeout: 120_000 }, () => {
  const shop: Define = (sequelize) => {
    const { models } = sequelize;
    sequelize.define(
      'Customer',
      {
        id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
        name: { type: DataTypes.STRING(80), allowNull: false, comment: "The customer's own" },
        full: { type: DataTypes.VIRTUAL, get: () => 'x' },
        kinds: { type: DataTypes.ARRAY(DataTypes.ENUM('a', 'b')), defaultValue: [] },
        balance: { type: DataTypes.DECIMAL(12, 2), allowNull: false, defaultValue: 0 },
        details: { type: DataTypes.JSONB, defaultValue: {} },
        status: { type: DataTypes.ENUM('new', 'old'), allowNull: false, defaultValue: 'new' },
      },
      { underscored: true, paranoid: true, comment: 'Who buys' },
    );
    sequelize.define('Order', { placedOn: DataTypes.DATEONLY, at: DataTypes.TIME, score: DataTypes.DOUBLE });
    sequelize.define(
      'Line',
      {
        orderId: { type: DataTypes.INTEGER, primaryKey: true },
        position: { type: DataTypes.INTEGER, primaryKey: true },
        text: DataTypes.TEXT,
      },
      { schema: 'lines', ...plain },
    );
    const { Customer, Order, Line } = models;
    if (!Customer || !Order || !Line) throw new Error('not defined');
    // A circle: a customer has a last order, an order a customer.
    Order.belongsTo(Customer, { onDelete: 'CASCADE' });
    Customer.belongsTo(Order, { as: 'lastOrder', constraints: true });
    Line.belongsTo(Order, { foreignKey: 'orderId' });
    Customer.belongsToMany(Order, { through: 'customer_orders', as: 'favourites' });
    Customer.belongsTo(Customer, { as: 'parent' });
  };

  it('is created with all that a model can say, in a circle of references and another schema', async () => {
    const result = await round('SELECT 1', shop);
    expectProved(result);
    expect(result.effects).toContain('+ schema lines');
  });
});
