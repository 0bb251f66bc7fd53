/**
 * How the application reaches its database: one flat set of Sequelize options, read by sequelize-cli and by the models.
 * Every value comes from a DB_* variable, or from .env at the root, or is the default written here.
 */
import path from 'node:path';
import dotenv from 'dotenv';
import type { Dialect, Options } from 'sequelize';

dotenv.config({ path: path.resolve(__dirname, '../../.env'), quiet: true });

/** An empty variable counts as one that is not set, as in `.env.example`. */
function variable(name: string, fallback: string): string {
  return process.env[name] || fallback;
}

function port(): number {
  const text = variable('DB_PORT', '5432');
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 65_535) {
    throw new Error(`DB_PORT is "${text}": set it to a port number, such as 5432`);
  }
  return value;
}

/** The last key is sequelize-cli's: it records which seeders ran, in the table "SequelizeData". */
const config: Options & { readonly seederStorage: 'sequelize' } = {
  database: variable('DB_NAME', 'rituality_platform'),
  username: variable('DB_USERNAME', 'postgres'),
  password: variable('DB_PASSWORD', ''),
  host: variable('DB_HOST', 'localhost'),
  port: port(),
  // Any text may stand in the variable: Sequelize itself refuses a dialect it does not know, naming those it does.
  dialect: variable('DB_DIALECT', 'postgres') as Dialect,
  logging: variable('DB_LOGGING', 'false') === 'true' ? console.log : false,
  timezone: '+00:00',
  pool: { max: 10, min: 0, acquire: 30_000, idle: 10_000 },
  // Under `define`, never beside it: Sequelize ignores these at the top level, and destroy() would then delete for good.
  define: { timestamps: true, paranoid: true, underscored: true },
  seederStorage: 'sequelize',
};

// Not `export default`: sequelize-cli import()s this file, and the default of a CommonJS module is all of its exports.
export = config;
