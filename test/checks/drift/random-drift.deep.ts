/**
 * Models made up at random, of every type and with odd arguments, whose tables Sequelize itself has made: nothing differs. Then things
 * are altered by SQL, each in a place of its own: those are reported, and nothing else.
 */
import { Sequelize } from 'sequelize';
import { describe, expect, it } from 'vitest';
import { findDrift } from '../../../src/checks/drift/find-drift.ts';
import { fixtureProject } from '../../journal/fixture-project.ts';
import { randomFrom } from '../../journal/from-models/random-models.ts';
import { createTestDatabase, testServer, type TestDatabase } from '../../support/postgres.ts';
import { alterations } from './random-alterations.ts';
import { define, type Shape, shapes } from './random-shapes.ts';

const rounds = Number(process.env['ROUNDS'] ?? 12);
const first = Number(process.env['SEED'] ?? 1);

async function withModels<T>(
  { target }: TestDatabase,
  set: readonly Shape[],
  work: (sequelize: Sequelize) => Promise<T>,
): Promise<T> {
  const { host, port, user, database } = target;
  const sequelize = new Sequelize(database, user, '', { host, port, dialect: 'postgres', logging: false });
  try {
    define(sequelize, set);
    return await work(sequelize);
  } finally {
    await sequelize.close();
  }
}

async function tablesOf(set: readonly Shape[]): Promise<TestDatabase> {
  const database = await createTestDatabase();
  await database.execute(`CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE SCHEMA "Other"`);
  await withModels(database, set, (sequelize) => sequelize.sync());
  return database;
}

/** The ids of the differences, sorted. */
async function differing(database: TestDatabase, set: readonly Shape[]): Promise<readonly string[]> {
  const { differences, remarks } = await withModels(database, set, (sequelize) =>
    findDrift(
      fixtureProject({ migrations: `${import.meta.dirname}/golden` }),
      { sides: ['models', 'database'], only: [] },
      {
        target: database.target,
        sequelize,
        problems: [],
        elsewhere: () => Promise.resolve(testServer()),
        isNeverHere: false,
        onProgress: () => undefined,
        each: {},
      },
    ),
  );
  expect(remarks).toEqual([]);
  return differences.map(({ id }) => id).sort();
}

describe('models made up at random', () => {
  for (let seed = first; seed < first + rounds; seed += 1) {
    it(`differ from their tables where those were altered, and nowhere else, seed ${String(seed)}`, async () => {
      const random = randomFrom(seed);
      const set = shapes(random);
      const database = await tablesOf(set);
      try {
        expect(await differing(database, set)).toEqual([]);
        const altered = alterations(set, random);
        for (const { sql } of altered) await database.execute(sql);
        expect(await differing(database, set)).toEqual(altered.map(({ id }) => id).sort());
      } finally {
        await database.drop();
      }
    });
  }
});
