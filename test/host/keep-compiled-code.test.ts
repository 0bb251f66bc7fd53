import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { openHostSession } from '../../src/host/client.ts';
import { modelsIndex, projectFolder } from '../cli/project-folder.ts';
import { sessionOptions } from '../session/test-session.ts';

const hostFile = resolve(import.meta.dirname, '../../dist/host.mjs');
const url = 'postgres://reader@127.0.0.1:1/nowhere';
const keepsCode = 'enableCompileCache' in nodeModule;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seqscope-compiled-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

/** Names of the models that a host with this folder for temporary files loads. */
async function modelsWith(temporary: string): Promise<readonly string[]> {
  const directory = await projectFolder({ 'models/index.js': modelsIndex(url) });
  vi.stubEnv('TMPDIR', temporary);
  vi.stubEnv('NODE_COMPILE_CACHE', undefined);
  vi.stubEnv('NODE_DISABLE_COMPILE_CACHE', undefined);
  const session = openHostSession(sessionOptions({ directory, url }), { hostFile });
  try {
    const { models } = await session.models();
    return models.map(({ name }) => name);
  } finally {
    await session.close();
  }
}

it.runIf(keepsCode)('keeps compiled code in the folder of temporary files where Node can', async () => {
  await expect(modelsWith(folder)).resolves.toContain('Product');
  const [versions] = await readdir(join(folder, 'node-compile-cache'));
  expect(versions).toContain(process.version);
});

it('loads models all the same where no compiled code can be kept', async () => {
  await writeFile(join(folder, 'a-file'), '');
  await expect(modelsWith(join(folder, 'a-file'))).resolves.toContain('Product');
});
