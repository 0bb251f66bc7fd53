/** Where drift can make its scratch databases nowhere: one error that says why, and what helps. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withScratchCopy } from '../../../src/database/scratch/scratch-database.ts';
import { ConsoleError } from '../../../src/errors.ts';
import { createTestDatabase, testServer, type TestDatabase } from '../../support/postgres.ts';

const role = `seqscope_plain_${String(process.pid)}`;
let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`CREATE ROLE ${role} LOGIN`);
});
afterAll(async () => {
  await database.execute(`DROP ROLE ${role}`);
  await database.drop();
});

const missing = (): Promise<never> =>
  Promise.reject(
    new ConsoleError('No PostgreSQL server was found.', {
      code: 'embedded-unavailable',
      kind: 'connection',
      remedy: 'Install PostgreSQL.',
    }),
  );
const copying = (isNeverHere: boolean) =>
  withScratchCopy(
    { ...database.target, user: role },
    { largestCopyBytes: 0, elsewhere: missing, isNeverHere, wanted: { objects: [] } },
    () => Promise.resolve('made'),
  );

describe('a scratch database', () => {
  it('that neither this server nor an embedded one gives is an error with both reasons', async () => {
    await expect(copying(false)).rejects.toMatchObject({
      code: 'no-scratch-database',
      message: `The role "${role}" may create no database here, and the embedded server, which would do instead, does not start: No PostgreSQL server was found.`,
      remedy: `Let the role create databases: \`ALTER ROLE "${role}" CREATEDB\`. Install PostgreSQL.`,
    });
    await expect(copying(true)).rejects.toMatchObject({
      code: 'no-scratch-database',
      message:
        'A read-only session makes no database beside the real one, and the embedded server, which would do instead, does not start: No PostgreSQL server was found.',
      remedy: 'Install PostgreSQL.',
    });
  });

  it('is made elsewhere where the role may only read', async () => {
    await database.execute(`ALTER ROLE ${role} SET default_transaction_read_only = on`);
    const options = { largestCopyBytes: 0, wanted: { objects: [] } };
    const isElsewhere = await withScratchCopy(
      { ...database.target, user: role },
      { ...options, elsewhere: () => Promise.resolve(testServer()) },
      (copy) => Promise.resolve(copy.isElsewhere),
    );
    expect(isElsewhere).toBe(true);
  });
});
