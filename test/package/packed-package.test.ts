import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import packageFile from '../../package.json' with { type: 'json' };
import { cleanEnvironment } from '../cli/run-seqscope.ts';

const repository = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const patience = 240_000;

// Short: a unix socket's path has 107 bytes.
let home: string;
let packed: readonly string[];

beforeAll(async () => {
  home = await mkdtemp('/tmp/sqk-');
  // Without scripts: `prepare` would build dist anew under the feet of the other tests.
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', home], {
    cwd: repository,
  });
  // The part of npm's report that is read here.
  const [report] = JSON.parse(stdout) as readonly { filename: string; files: readonly { path: string }[] }[];
  packed = report?.files.map(({ path }) => path) ?? [];
  await mkdir(join(home, 'clean'));
  await writeFile(join(home, 'clean/package.json'), '{"name": "clean", "private": true}');
  await run(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', join(home, report?.filename ?? '')],
    {
      cwd: join(home, 'clean'),
    },
  );
}, patience);

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

/** The installed command, from a folder that has no project. */
async function seqscope(...words: readonly string[]): Promise<string> {
  const folders = { XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_RUNTIME_DIR: join(home, 'r') };
  const { stdout } = await run(join(home, 'clean/node_modules/.bin/seqscope'), words, {
    cwd: join(home, 'clean'),
    env: cleanEnvironment(folders),
  });
  return stdout;
}

describe('the packed package', () => {
  it('has the bundle and the example, and nothing of the workshop', () => {
    expect(packed).toEqual(
      expect.arrayContaining([
        'bin/seqscope.js',
        'dist/main.mjs',
        'dist/host.mjs',
        '.sequelizerc',
        'README.md',
        'LICENSE',
      ]),
    );
    expect(packed).toContain('src/models/User.model.ts');
    const strangers = packed.filter(
      (path) => !/^(bin|dist|src\/(config|models|migrations|seeders|queries\/saved))\//.test(path),
    );
    expect([...strangers].sort()).toEqual(
      ['.env.example', '.sequelizerc', 'CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'].sort(),
    );
  });

  it('installs into a clean folder and says its version', async () => {
    expect((await seqscope('--version')).trim()).toBe(packageFile.version);
  });

  it('brings no development package along', async () => {
    const installed = await readdir(join(home, 'clean/node_modules'));
    for (const name of ['typescript', 'ink', 'react', 'vitest', 'sequelize-cli'])
      expect(installed).not.toContain(name);
  });

  it(
    'runs its example, models and rows',
    async () => {
      // JSON.parse gives `any`; both are looked at below.
      const demo = JSON.parse(await seqscope('demo', '--json')) as { project: string };
      expect(demo).toMatchObject({ embedded: true, project: join(home, 'clean/node_modules/seqscope') });
      const there = ['--project', demo.project, '--embedded'];
      const models = JSON.parse(await seqscope('models', '--json', ...there)) as readonly { name: string }[];
      expect(models.map(({ name }) => name)).toEqual(['Role', 'User', 'UserDevice', 'UserPermission']);
      const admin = await seqscope(
        'query',
        'User',
        '--where',
        'email = admin@rituality.com',
        '--columns',
        'name',
        '--json',
        ...there,
      );
      expect(JSON.parse(admin)).toEqual([{ name: 'Admin User' }]);
      const filter = 'status = active and emailVerified';
      expect(
        JSON.parse(await seqscope('query', 'User', '--where', filter, '--count', '--json', ...there)),
      ).toEqual({
        count: expect.any(Number) as unknown,
      });
    },
    patience,
  );
});
