/** The project whose migrations are interrupted, and the states its database goes through, one for each migration. */
import { cp, mkdir, mkdtemp, readdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../../src/database/target.ts';
import { readState } from './database-state.ts';
import { createDatabase, dropDatabase } from './databases.ts';

const repository = resolve(import.meta.dirname, '../..');
const fixtures = join(import.meta.dirname, 'fixtures');
/** As sequelize-cli takes it too, which has no use for a socket in a URL. */
const configuration = `'use strict';

const { DB_HOST: host, DB_PORT: port, DB_NAME: database, DB_USERNAME: username } = process.env;
module.exports = { development: { dialect: 'postgres', host, port, database, username, logging: false } };
`;

/** Steps that no transaction can hold: between their beginning and their end the database is allowed to be in between. */
export const notAtomic: ReadonlySet<string> = new Set([
  '06-enum-value-added-and-used.js',
  '09-index-concurrently.js',
  '17-own-begin-and-commit.js',
  '18-says-no-transaction.js',
]);

export interface FaultyProject {
  readonly folder: string;
  /** In the order of execution. */
  readonly migrations: readonly string[];
  remove(): Promise<void>;
}

/** The mixed migrations, or those given by name and text. */
export async function makeProject(texts?: Readonly<Record<string, string>>): Promise<FaultyProject> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'seqscope-faults-')));
  const migrations = join(folder, 'migrations');
  await mkdir(join(folder, 'config'));
  await writeFile(join(folder, 'config/config.js'), configuration);
  await writeFile(join(folder, 'package.json'), '{ "name": "faults", "private": true }\n');
  await symlink(await realpath(join(repository, 'node_modules')), join(folder, 'node_modules'));
  if (texts === undefined) await cp(join(fixtures, 'migrations'), migrations, { recursive: true });
  else {
    await mkdir(migrations);
    for (const [name, text] of Object.entries(texts)) await writeFile(join(migrations, name), text);
  }
  return {
    folder,
    migrations: (await readdir(migrations)).sort(),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

interface Migration {
  up(queryInterface: unknown, sequelize: unknown): Promise<void>;
}

/**
 * What the database holds before the first migration and after each: one entry more than there are migrations. They are
 * called by nothing but this loop, so that no tool is compared with itself.
 */
export async function stagesOf(project: FaultyProject, server: ConnectionTarget): Promise<readonly string[]> {
  const target = await createDatabase(server);
  const { host, port, database, user: username } = target;
  const load = createRequire(join(project.folder, 'package.json'));
  const stages: string[] = [(await readState(target)).schema];
  try {
    for (const name of project.migrations) {
      const sequelize = new Sequelize({
        dialect: 'postgres',
        host,
        port,
        database,
        username,
        logging: false,
      });
      // The fixtures of this folder export nothing else.
      const migration = load(`./migrations/${name}`) as Migration;
      await migration.up(sequelize.getQueryInterface(), Sequelize);
      await sequelize.close();
      stages.push((await readState(target)).schema);
    }
    return stages;
  } finally {
    await dropDatabase(server, target);
  }
}
