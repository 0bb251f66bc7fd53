/** What `describe --json` is held against the catalog in. */
import { ritualityDatabase } from '../../support/rituality.ts';
import { fixtureDatabase } from './fixture-tables.ts';
import { hostileDatabase } from './hostile-schema.ts';

export const describedDatabases = [
  ['the Rituality database', ritualityDatabase],
  ['a database with one of everything', hostileDatabase],
  ['the tables of every fixture project', fixtureDatabase],
] as const;
