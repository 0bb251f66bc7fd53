/** One database with the tables of every fixture project, each project's in a schema of its name. */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { openSession } from '../../../src/open-session.ts';
import { environmentOf } from '../../../src/session/environment.ts';
import { sessionOptions } from '../../session/test-session.ts';
import { createTestDatabase, type TestDatabase } from '../../support/postgres.ts';

const projects = resolve(import.meta.dirname, '../../fixtures/projects');
/** One has no models; one needs a package that only its own test puts in place. */
const others: readonly string[] = ['own-runner', 'decorators'];

/** Each of them with its models. */
export const fixtureProjects = readdirSync(projects).filter((name) => !others.includes(name));

export function fixtureDirectory(name: string): string {
  return resolve(projects, name);
}

/** Each as Sequelize's own `sync` makes it, after those it refers to. */
const sync = `
  const left = new Set(Object.values(sequelize.models));
  for (const { schema } of [...left].map((model) => model.getTableName()))
    if (schema) await sequelize.query(\`CREATE SCHEMA IF NOT EXISTS "\${schema}"\`);
  // It alone can make tables that refer to each other.
  await sequelize.sync().then(() => left.clear(), () => undefined);
  for (let isGoingOn = true; isGoingOn; ) {
    isGoingOn = false;
    for (const model of left) {
      const isMade = await model.sync().then(() => true, () => false);
      if (isMade) left.delete(model);
      isGoingOn ||= isMade;
    }
  }
  [...left].map(({ name }) => name).join()`;

/** Resolves to the models that have no table: those that refer to one that is in no model. */
export async function makeFixtureTables(name: string, database: TestDatabase): Promise<string> {
  const directory = process.cwd();
  const options = sessionOptions({ directory: fixtureDirectory(name), url: database.url });
  const session = openSession(options, environmentOf(process));
  try {
    const made = await session.evaluate({ id: 1, code: sync, withJson: true });
    if (made.status !== 'done') throw new Error(`${name}: ${JSON.stringify(made)}`);
    return String(JSON.parse(made.json ?? '""'));
  } finally {
    await session.close();
    process.chdir(directory);
  }
}

export async function fixtureDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  for (const name of fixtureProjects) {
    const left = await makeFixtureTables(name, database);
    if (left !== '' && name !== 'db-object') throw new Error(`The tables of ${name} were not made: ${left}`);
    await database.execute(`ALTER SCHEMA public RENAME TO "${name}"; CREATE SCHEMA public`);
  }
  await database.execute('ANALYZE');
  return database;
}
