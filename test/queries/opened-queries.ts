/** Queries on a database of their own, models and tables, as the tests of this folder read them. */
import type { Sequelize } from 'sequelize';
import { openDatabase, type Database } from '../../src/database/client.ts';
import { openQueries, type Queries } from '../../src/queries/open-queries.ts';
import { loadModels } from '../rituality/application.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase } from '../support/rituality.ts';
import { companyTables, openCompany } from './filter/company.ts';
import { libraryTables, openLibrary, type Library } from './library.ts';

export interface OpenedQueries<Application> {
  readonly database: TestDatabase;
  readonly client: Database;
  readonly application: Application;
  readonly queries: Queries;
  close(): Promise<void>;
}

/** The fixture with an association of every kind. */
export async function openLibraryQueries(): Promise<OpenedQueries<Library>> {
  const database = await createTestDatabase();
  await database.execute(libraryTables);
  return openOn(database, openLibrary(database.target));
}

/** The fixture with foreign keys in every direction. */
export async function openCompanyQueries(): Promise<OpenedQueries<ReturnType<typeof openCompany>>> {
  const database = await createTestDatabase();
  await database.execute(companyTables);
  return openOn(database, openCompany(database.target));
}

/** The built-in example, seeded. */
export async function openRitualityQueries(): Promise<OpenedQueries<ReturnType<typeof loadModels>>> {
  const database = await ritualityDatabase();
  return openOn(database, loadModels(database.target));
}

function openOn<Application extends { readonly sequelize: Sequelize }>(
  database: TestDatabase,
  application: Application,
): OpenedQueries<Application> {
  const { sequelize } = application;
  const client = openDatabase(database.target, { readOnly: true, statementTimeoutMs: null });
  return {
    database,
    client,
    application,
    queries: openQueries({ sequelize, database: client }),
    async close() {
      await sequelize.close();
      await client.close();
      await database.drop();
    },
  };
}
