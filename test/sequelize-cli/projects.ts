/** Projects that the cases run in: small, and written the way sequelize-cli's own documentation writes them. */

export type Files = Readonly<Record<string, string>>;

/** A migration of one table. */
export function table(name: string, columns = 'name: S.STRING'): string {
  return `'use strict';
module.exports = {
  async up(queryInterface, S) {
    await queryInterface.createTable('${name}', { id: { type: S.INTEGER, primaryKey: true }, ${columns} });
  },
  async down(queryInterface) {
    await queryInterface.dropTable('${name}');
  },
};
`;
}

/** A seeder of one row. */
export function row(into: string, id: number): string {
  return `module.exports = {
  up: (queryInterface) => queryInterface.bulkInsert('${into}', [{ id: ${String(id)}, name: 'row ${String(id)}' }], {}),
  down: (queryInterface) => queryInterface.bulkDelete('${into}', { id: ${String(id)} }, {}),
};
`;
}

export function config(settings: Readonly<Record<string, unknown>> = {}): string {
  return `${JSON.stringify({ development: { url: '$URL', ...settings } }, null, 2)}\n`;
}

export const migrations: Files = {
  'migrations/20200101000000-users.js': table('users'),
  'migrations/20200102000000-roles.js': table('roles'),
  'migrations/20200103000000-tags.js': table('tags'),
};

export const seeders: Files = {
  'seeders/20200201000000-admin.js': row('users', 1),
  'seeders/20200202000000-guest.js': row('users', 2),
  'seeders/20200203000000-roles.js': row('roles', 1),
};

export const [usersFile, rolesFile, tagsFile] = [
  '20200101000000-users.js',
  '20200102000000-roles.js',
  '20200103000000-tags.js',
] as const;

export const [adminSeed, guestSeed, rolesSeed] = [
  '20200201000000-admin.js',
  '20200202000000-guest.js',
  '20200203000000-roles.js',
] as const;

/** Three migrations, three seeders, a configuration. */
export function shop(settings: Readonly<Record<string, unknown>> = {}): Files {
  return { 'config/config.json': config(settings), ...migrations, ...seeders };
}

/** The folder `from` is called `to`. */
export function moved(files: Files, from: string, to: string): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path.replace(from, to), text]));
}
