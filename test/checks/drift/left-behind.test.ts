/** What drift leaves behind: nothing, however it ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogHash } from '../../../src/database/snapshot/catalog-hash.ts';
import { openDatabase } from '../../../src/database/client.ts';
import { readSnapshot } from '../../../src/database/snapshot/read-snapshot.ts';
import { expectNoScratchLeft } from '../../support/scratch-databases.ts';
import { type DriftingProject, driftingProject } from './drifting-project.ts';

let project: DriftingProject;
beforeAll(async () => {
  project = await driftingProject();
});
afterAll(async () => {
  await project.remove();
});

async function hash(): Promise<string> {
  const database = openDatabase(project.database.target, { readOnly: true, statementTimeoutMs: null });
  try {
    return catalogHash(await database.withConnection(readSnapshot));
  } finally {
    await database.close();
  }
}

describe('drift', () => {
  it('leaves the real database as it is, and no scratch database', async () => {
    const before = await hash();
    await project.drift();
    expect(await hash()).toBe(before);
    await expectNoScratchLeft();
  });

  it('leaves no scratch database when it is aborted while migrations are replayed', async () => {
    const abort = new AbortController();
    const told: string[] = [];
    const drift = project.drift(
      {},
      {
        signal: abort.signal,
        onProgress: ({ side, done, total }) => {
          told.push(`${side} ${String(done)}/${String(total)}`);
          if (side === 'migrations' && done === 2) abort.abort();
        },
      },
    );
    await expect(drift).rejects.toMatchObject({ name: 'AbortError' });
    expect(told).toContain('migrations 2/4');
    await expectNoScratchLeft();
  });

  it('tells pending migrations apart: what they mend has them for a remedy', async () => {
    const add = 'ALTER TABLE roles ADD COLUMN phone varchar(30)';
    await project.plant([
      {
        name: 'its migration, pending',
        to: 'migrations',
        file: '20260107000000-add-phone.js',
        text: `module.exports = { up: (queryInterface) => queryInterface.sequelize.query('${add}'), async down() {} };`,
      },
    ]);
    const { differences, pendingMigrations } = await project.drift({ sides: ['database', 'migrations'] });
    expect(pendingMigrations).toEqual(['20260107000000-add-phone.js']);
    expect(differences).toMatchObject([
      { id: 'column:public.roles.phone', remedy: { type: 'migrate', sql: null } },
    ]);
  });
});
