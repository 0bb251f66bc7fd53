import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageRoot, type Run, runSeqscope } from './run-seqscope.ts';

/** Where the embedded server of this test keeps everything. */
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'seqscope-demo-'));
  // As root the server runs as another user, who must be able to pass.
  await chmod(home, 0o711);
  for (const name of ['state', 'cache', 'run']) await mkdir(join(home, name), { mode: 0o711 });
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function run(...words: string[]): Promise<Run> {
  const variables = {
    XDG_STATE_HOME: join(home, 'state'),
    XDG_CACHE_HOME: join(home, 'cache'),
    XDG_RUNTIME_DIR: join(home, 'run'),
  };
  return runSeqscope(words, { variables, directory: home });
}

describe('the demo without a terminal', () => {
  it('prepares the example, says where it is, and goes on where it was', async () => {
    const first = await run('demo');
    expect(first.exitCode).toBe(0);
    expect(first.stdout).toMatch(
      /^The demo is ready: database rituality_platform_[0-9a-f]{6}, PostgreSQL 15\.\d+\.\n/,
    );
    expect(first.stdout).toContain(`seqscope models --project ${packageRoot} --embedded\n`);
    expect(first.stderr).not.toBe('');

    const again = await run('demo', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ project: packageRoot, embedded: true });

    const flags = ['--project', packageRoot, '--embedded'];
    const count = await run('query', 'User', '--count', '--json', ...flags);
    expect(JSON.parse(count.stdout)).toMatchObject({ count: expect.any(Number) as number });

    await run('sql', 'delete from user_devices', '--yes', ...flags);
    expect((await run('query', 'UserDevice', '--count', ...flags)).stdout).toBe('0\n');
    expect((await run('demo', '--reset')).exitCode).toBe(0);
    expect(Number((await run('query', 'UserDevice', '--count', ...flags)).stdout)).toBeGreaterThan(10_000);
  }, 90_000);
});
