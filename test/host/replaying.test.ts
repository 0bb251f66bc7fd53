/** Drift replays migrations in a process of its own: whatever they do, the call ends, and no scratch database is left. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { resolve } from 'node:path';
import type { HostSession } from '../../src/host/client.ts';
import { openHostSession } from '../../src/host/client.ts';
import type { SessionEvent } from '../../src/session-shapes.ts';
import { modelsIndex, projectFolder } from '../cli/project-folder.ts';
import { sessionOptions } from '../session/test-session.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { expectNoScratchLeft } from '../support/scratch-databases.ts';

const hostFile = resolve(import.meta.dirname, '../../dist/host.mjs');
const request = { sides: null, only: [] };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const sessions: HostSession[] = [];
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

/** A project whose migration says that it runs and does `body`; `isRunning` resolves once it has said so. */
async function replaying(body: string): Promise<{ session: HostSession; isRunning: Promise<void> }> {
  const directory = await projectFolder({
    'models/index.js': modelsIndex(database.url),
    'migrations/20260101000000-first.js': `
      module.exports = { async up({ sequelize }) { console.log('it runs'); ${body} }, async down() {} };`,
  });
  const session = openHostSession(sessionOptions({ directory }), { hostFile });
  sessions.push(session);
  const isRunning = new Promise<void>((running) => {
    session.onEvent((event: SessionEvent) => {
      if (event.type === 'project-printed' && event.text.includes('it runs')) running();
    });
  });
  return { session, isRunning };
}

describe('drift', { timeout: 60_000 }, () => {
  it.each([
    ['loops for ever', 'for (;;) {}'],
    ['waits for ever', 'await new Promise(() => setInterval(() => {}, 1000));'],
    ['runs a long statement', `await sequelize.query('SELECT pg_sleep(60)');`],
  ])('ends when it is aborted while a migration %s', async (_what, body) => {
    const { session, isRunning } = await replaying(body);
    const abort = new AbortController();
    const drift = session.drift(request, { signal: abort.signal });
    void isRunning.then(() => abort.abort());
    await expect(drift).rejects.toMatchObject({ name: 'AbortError' });
    await expectNoScratchLeft();
    expect((await session.models()).models).toHaveLength(1);
  });

  it('says that a migration ended the process, and drops what that left at once', async () => {
    const { session } = await replaying('process.exit(0);');
    await expect(session.drift(request)).rejects.toMatchObject({
      code: 'host-exited',
      message: "The project's code ended its process (exit code 0).",
    });
    await expectNoScratchLeft();
  });

  it('leaves nothing when the session is closed in the middle', async () => {
    const { session, isRunning } = await replaying('for (;;) {}');
    const drift = session.drift(request).then(() => 'compared', String);
    await isRunning;
    await session.close();
    expect(await drift).toContain('AbortError');
    await expectNoScratchLeft();
  });
});
