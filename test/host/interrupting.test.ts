import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type HostSession, openHostSession } from '../../src/host/client.ts';
import { modelsIndex, projectFolder } from '../cli/project-folder.ts';
import { sessionOptions } from '../session/test-session.ts';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';

const hostFile = resolve(import.meta.dirname, '../../dist/host.mjs');

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

let session: HostSession;
let exits: string[];
afterEach(() => session.close());

async function openProject(): Promise<void> {
  const directory = await projectFolder({ 'models/index.js': modelsIndex(database.url, '') });
  session = openHostSession(sessionOptions({ directory, url: database.url }), { hostFile });
  exits = [];
  session.onEvent((event) => {
    if (event.type === 'host-exited') exits.push(event.report.message);
  });
  await session.evaluate({ code: 'var kept = 7', id: 1 });
}

async function interrupted(id: number, code: string): Promise<string> {
  const controller = new AbortController();
  const running = session.evaluate({ code, id }, { signal: controller.signal });
  await delay(15);
  session.interrupt(id);
  controller.abort();
  return (await running).status;
}

describe('typed code that is interrupted', () => {
  it('interrupts what waits without a signal, which the next evaluation could meet', async () => {
    await openProject();
    const controller = new AbortController();
    const code = `var signals = 0; process.on('SIGINT', () => signals++); await new Promise(() => {})`;
    const waiting = session.evaluate(
      { code: `console.log('waiting'); ${code}`, id: 2 },
      {
        signal: controller.signal,
        onTold() {
          session.interrupt(2);
          controller.abort();
        },
      },
    );
    expect(await waiting).toMatchObject({ status: 'interrupted' });
    const later = await session.evaluate({
      code: 'await new Promise((go) => setTimeout(go, 100)); signals',
      id: 3,
    });
    expect(later).toMatchObject({ value: { parts: [{ text: '0' }] } });
  });

  it.each([
    ['a loop of its own', 'while (true) {}'],
    ['nothing of its own that could look', `/^(a+)+$/.test('a'.repeat(60) + '!')`],
  ])('ends though it is %s, and what was typed is kept', async (_what, code) => {
    await openProject();
    expect(await interrupted(2, code)).toBe('interrupted');
    expect(await session.evaluate({ code: 'kept', id: 3 })).toMatchObject({
      value: { parts: [{ text: '7' }] },
    });
    expect(exits).toEqual([]);
  });

  it('ends alone, whenever its own end meets the signal', async () => {
    await openProject();
    for (let round = 0; round < 60; round += 1) {
      const id = 10 + 2 * round;
      // Deaf for about as long as it takes until the signal is sent.
      const wait = `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ${String(60 + (round % 15))})`;
      expect(['interrupted', 'done']).toContain(await interrupted(id, wait));
      expect(await session.evaluate({ code: 'kept', id: id + 1 })).toMatchObject({ status: 'done' });
    }
    expect(exits).toEqual([]);
  });
});
