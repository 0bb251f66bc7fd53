/** Every migration of the Rituality database goes up, down and up again to the same schema, and a rehearsal foretells the real one. */
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { openDatabase } from '../../../src/database/client.ts';
import { difference } from '../../../src/database/snapshot/difference.ts';
import { readSnapshot } from '../../../src/database/snapshot/read-snapshot.ts';
import { withoutTable } from '../../../src/database/snapshot/snapshot.ts';
import { rehearseJournal } from '../../../src/journal/rehearse/rehearse-journal.ts';
import { createTestDatabase } from '../../support/postgres.ts';
import { all, fixtureProject, step } from '../fixture-project.ts';
import { named } from './rehearsed-database.ts';

const root = resolve(import.meta.dirname, '../../..');
const mode = { readOnly: false, statementTimeoutMs: null };

it('round trips lead back, and what is rehearsed is what happens', async () => {
  const database = await createTestDatabase();
  const project = { ...fixtureProject({ migrations: resolve(root, 'src/migrations') }), root };
  const request = { kind: 'migrations', direction: 'up', selection: all, isRoundTrip: true } as const;
  const connection = { target: database.target, mode, onStatement: () => undefined };
  const { entries, verdict } = await rehearseJournal(project, request, connection);
  expect(verdict).toBe('fine');
  expect(
    entries.map(({ roundTrip }) =>
      [roundTrip?.afterBack, roundTrip?.afterAgain].map((left) => left && named(left)),
    ),
  ).toEqual(entries.map(() => [[], []]));

  const client = openDatabase(database.target, mode);
  const before = await client.withConnection(readSnapshot);
  await step(project, database.target, 'up', all);
  const after = await client.withConnection(readSnapshot);
  await client.close();
  await database.drop();
  const real = difference(before, withoutTable(after, { schema: 'public', table: 'SequelizeMeta' }));
  const foretold = entries.flatMap(({ passes }) => named(passes[0]?.difference ?? real));
  expect(foretold.toSorted()).toEqual([...named(real)].sort());
});
