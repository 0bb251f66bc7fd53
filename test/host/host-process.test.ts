import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHost } from '../../src/host/host-process.ts';
import type { SessionEvent } from '../../src/session-shapes.ts';
import { sessionOptions } from '../session/test-session.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqscope-host-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** A child that does `onCall` when it is asked for something. */
async function hostThat(onCall: string): Promise<{ hostFile: string; events: SessionEvent[] }> {
  const hostFile = join(folder, `${Math.random()}.mjs`);
  await writeFile(
    hostFile,
    `process.on('message', (message) => { if (message.type === 'call') { ${onCall} } });`,
  );
  return { hostFile, events: [] };
}

const options = sessionOptions({ directory: '/' });
const request = { method: 'project', arguments: [], listeners: null } as const;

it('names the error that a host died of, and reports its stack', async () => {
  const { hostFile, events } = await hostThat(`
    const report = { code: 'bug', kind: 'bug', message: 'x is not a function', remedy: '', details: {}, stack: 'at x' };
    process.send({ type: 'crashed', report }, () => process.exit(70));`);
  const host = startHost(hostFile, options, (event) => events.push(event));
  await expect(host.ask(request)).rejects.toMatchObject({
    code: 'host-exited',
    message: `The project's code ended its process with "x is not a function".`,
  });
  expect(events).toMatchObject([{ type: 'host-exited', report: { code: 'host-exited', stack: 'at x' } }]);
  expect(host.hasExited()).toBe(true);
});

it('names the signal that a host was killed by', async () => {
  const { hostFile, events } = await hostThat(`process.kill(process.pid, 'SIGKILL');`);
  const host = startHost(hostFile, options, (event) => events.push(event));
  await expect(host.ask(request)).rejects.toThrow('SIGKILL');
});

it('passes on the last words of a host that leaves in the middle of them', async () => {
  const { hostFile, events } = await hostThat(
    `process.stdout.write('good'); process.stderr.write('bye'); process.exit(0);`,
  );
  const host = startHost(hostFile, options, (event) => events.push(event));
  await expect(host.ask(request)).rejects.toMatchObject({ code: 'host-exited' });
  expect(events).toContainEqual({ type: 'project-printed', stream: 'stdout', text: 'good' });
  expect(events).toContainEqual({ type: 'project-printed', stream: 'stderr', text: 'bye' });
  expect(events.at(-1)?.type).toBe('host-exited');
});

it('waits for the outcome of a call that was given up, where something may have been done', async () => {
  const { hostFile, events } = await hostThat(
    `setTimeout(() => process.send({ type: 'answer', id: message.id, value: 'done all the same' }), 100);`,
  );
  const host = startHost(hostFile, options, (event) => events.push(event));
  const controller = new AbortController();
  const waiting = host.ask(request, {
    extras: { signal: controller.signal, listeners: {} },
    waitsForOutcome: true,
  });
  const leaving = host.ask(request, { extras: { signal: controller.signal, listeners: {} } });
  controller.abort();
  await expect(leaving).rejects.toMatchObject({ name: 'AbortError' });
  await expect(waiting).resolves.toBe('done all the same');
  await host.end();
});

it('cannot be started from a file that is not there', async () => {
  const events: SessionEvent[] = [];
  const host = startHost(join(folder, 'missing.mjs'), options, (event) => events.push(event));
  await expect(host.ask(request)).rejects.toMatchObject({ code: 'host-exited' });
});

it('is killed when it does not go by itself', async () => {
  const { hostFile, events } = await hostThat(
    `process.on('SIGTERM', () => {}); process.send({ type: 'answer', id: message.id, value: process.pid });`,
  );
  const host = startHost(hostFile, options, (event) => events.push(event));
  const pid = Number(await host.ask(request));
  await host.end();
  expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  expect(events).toEqual([]);
});
