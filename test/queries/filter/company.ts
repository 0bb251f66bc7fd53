/**
 * Tables that refer to one another in every way, with foreign keys, and models over them with paranoid rows, default scopes,
 * association scopes and aliases of unusual names.
 */
import { DataTypes, Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../../../src/database/target.ts';

/** A dozen of each, some values null, some rows soft-deleted; the same on every run. */
export const companyTables = `
  CREATE TABLE teams (id int PRIMARY KEY, team_name text, parent_id int REFERENCES teams);
  CREATE TABLE people (
    id int PRIMARY KEY, full_name text, team_id int REFERENCES teams, boss_id int REFERENCES people,
    is_bot boolean NOT NULL, traits jsonb, gone_at timestamptz
  );
  CREATE TABLE badges (code text PRIMARY KEY, label text, rank int);
  CREATE TABLE people_badges (
    person_ref int REFERENCES people, badge_ref text REFERENCES badges, level int, PRIMARY KEY (person_ref, badge_ref)
  );
  CREATE TABLE notes (
    id int PRIMARY KEY, sender_id int REFERENCES people, reader_id int REFERENCES people, body text, kind text, address inet
  );
  CREATE TABLE rooms (building text, number int, seats int, PRIMARY KEY (building, number));
  CREATE TABLE bookings (
    id int PRIMARY KEY, building text, number int, person_id int REFERENCES people, starts timestamptz,
    FOREIGN KEY (building, number) REFERENCES rooms
  );

  INSERT INTO teams SELECT n, CASE WHEN n % 5 = 0 THEN NULL ELSE 'team ' || n % 3 END, CASE WHEN n > 3 THEN n / 2 END
    FROM generate_series(1, 9) n;
  INSERT INTO people
  SELECT n, CASE WHEN n % 7 = 0 THEN NULL ELSE 'O''Neil ' || n % 4 END, CASE WHEN n % 6 = 0 THEN NULL ELSE n * 7 % 9 + 1 END,
         CASE WHEN n > 4 THEN n / 3 END, n % 8 = 5,
         CASE WHEN n % 3 = 0 THEN NULL ELSE jsonb_build_object('shoe', n, 'likes', jsonb_build_object('tea time', n % 2 = 0)) END,
         CASE WHEN n % 5 = 3 THEN now() END
    FROM generate_series(1, 24) n;
  INSERT INTO badges SELECT 'b' || n, CASE WHEN n = 4 THEN NULL ELSE 'label ' || n % 2 END, n FROM generate_series(1, 5) n;
  INSERT INTO people_badges
  SELECT DISTINCT ON (1, 2) n % 24 + 1, 'b' || (n * n % 5 + 1), CASE WHEN n % 4 = 0 THEN NULL ELSE n % 3 END FROM generate_series(1, 60) n;
  INSERT INTO notes
  SELECT n, n % 11 + 1, CASE WHEN n % 4 = 0 THEN NULL ELSE n % 13 + 3 END, 'note ' || n % 6,
         (ARRAY['letter', 'memo', NULL])[n % 3 + 1], ('10.0.0.' || n)::inet
    FROM generate_series(1, 40) n;
  INSERT INTO rooms SELECT b, n, n * 10 FROM unnest(ARRAY['north', 'south']) b, generate_series(1, 3) n;
  INSERT INTO bookings
  SELECT n, CASE WHEN n % 2 = 0 THEN 'north' ELSE 'south' END, n % 3 + 1, n % 20 + 1, timestamptz '2026-01-01T00:00Z' + n * interval '1 day'
    FROM generate_series(1, 15) n;
`;

/** Models over companyTables. Rooms and bookings have none. */
export function openCompany(target: ConnectionTarget): { readonly sequelize: Sequelize } {
  const sequelize = new Sequelize({
    dialect: 'postgres',
    host: target.host,
    port: target.port,
    database: target.database,
    username: target.user,
    logging: false,
    define: { timestamps: false },
  });
  const key = { type: DataTypes.INTEGER, primaryKey: true };
  const Team = sequelize.define(
    'Team',
    {
      id: key,
      name: { type: DataTypes.TEXT, field: 'team_name' },
      parentId: { type: DataTypes.INTEGER, field: 'parent_id' },
    },
    { tableName: 'teams', scopes: { withMembers: { include: ['members'] } } },
  );
  const Person = sequelize.define(
    'Person',
    {
      id: key,
      name: { type: DataTypes.TEXT, field: 'full_name' },
      teamId: { type: DataTypes.INTEGER, field: 'team_id' },
      bossId: { type: DataTypes.INTEGER, field: 'boss_id' },
      isBot: { type: DataTypes.BOOLEAN, field: 'is_bot' },
      traits: DataTypes.JSONB,
    },
    {
      tableName: 'people',
      timestamps: true,
      createdAt: false,
      updatedAt: false,
      paranoid: true,
      deletedAt: 'gone_at',
      defaultScope: { where: { isBot: false } },
    },
  );
  const Badge = sequelize.define(
    'Badge',
    { code: { type: DataTypes.TEXT, primaryKey: true }, label: DataTypes.TEXT, rank: DataTypes.INTEGER },
    { tableName: 'badges' },
  );
  const PersonBadge = sequelize.define(
    'PersonBadge',
    {
      personId: { type: DataTypes.INTEGER, primaryKey: true, field: 'person_ref' },
      badgeCode: { type: DataTypes.TEXT, primaryKey: true, field: 'badge_ref' },
      level: DataTypes.INTEGER,
    },
    { tableName: 'people_badges' },
  );
  const Note = sequelize.define(
    'Note',
    {
      id: key,
      senderId: { type: DataTypes.INTEGER, field: 'sender_id' },
      readerId: { type: DataTypes.INTEGER, field: 'reader_id' },
      body: DataTypes.TEXT,
      kind: DataTypes.TEXT,
      address: DataTypes.INET,
    },
    { tableName: 'notes' },
  );

  Team.belongsTo(Team, { as: 'parent', foreignKey: 'parentId' });
  Team.hasMany(Team, { as: 'children', foreignKey: 'parentId' });
  Team.hasMany(Person, { as: 'members', foreignKey: 'teamId' });
  Person.belongsTo(Team, { as: 'team', foreignKey: 'teamId' });
  Person.belongsTo(Person, { as: 'boss', foreignKey: 'bossId' });
  Person.hasMany(Person, { as: 'reports', foreignKey: 'bossId' });
  Person.hasOne(Note, { as: 'no"te', foreignKey: 'readerId' });
  Person.hasMany(Note, { as: 'sent mail', foreignKey: 'senderId' });
  Person.hasMany(Note, { as: 'and', foreignKey: 'senderId' });
  Person.hasMany(Note, { as: 'to.Team', foreignKey: 'senderId', scope: { kind: 'letter' } });
  Person.belongsToMany(Badge, {
    as: 'badges',
    through: PersonBadge,
    foreignKey: 'personId',
    otherKey: 'badgeCode',
  });
  Person.belongsToMany(Badge, {
    as: 'topBadges',
    through: { model: PersonBadge, scope: { level: 2 } },
    foreignKey: 'personId',
    otherKey: 'badgeCode',
  });
  Badge.belongsToMany(Person, {
    as: 'people',
    through: PersonBadge,
    foreignKey: 'badgeCode',
    otherKey: 'personId',
  });
  Note.belongsTo(Person, { as: 'sender', foreignKey: 'senderId' });
  Note.belongsTo(Person, { as: 'reader', foreignKey: 'readerId' });
  return { sequelize };
}
