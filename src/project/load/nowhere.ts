/** What stands in for a database that nothing names, or that is wrong: models are looked at all the same. */
import type { ConnectionTarget } from '../../database/target.ts';

/** Known by its identity; nothing ever connects to it. */
export const nowhere: ConnectionTarget = {
  host: 'localhost',
  port: 5432,
  database: 'postgres',
  user: 'postgres',
  password: null,
  ssl: false,
};
