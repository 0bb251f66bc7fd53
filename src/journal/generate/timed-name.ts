/** What a new migration or seeder is called: sequelize-cli's time in front (helpers/path-helper.js), in UTC. */

/** `20260131235959-add-users.js` */
export function timedName(name: string, now: Date, extension: string): string {
  return `${now.toISOString().replaceAll(/\D/g, '').slice(0, 14)}-${name}${extension}`;
}
