/** `path`, `erd`, `docs` and `tour` as they are typed; test/output/site tries the page itself. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instance } from '@viz-js/viz';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await ritualityDatabase();
  await database.execute(`CREATE TABLE leftovers (id int PRIMARY KEY); CREATE TABLE brought_along (id int PRIMARY KEY);
    ALTER EXTENSION plpgsql ADD TABLE brought_along`);
  folder = await mkdtemp(join(tmpdir(), 'sqg-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function run(...words: string[]): Promise<Run> {
  return runSeqscope(words, { variables: ritualityVariables(database.target) });
}

describe('path', () => {
  it('prints the way, the rows, the code and the joins, which run', async () => {
    const { exitCode, stdout, stderr } = await run('path', 'role', 'UserDevice');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain('1. Role ─(users)→ User ─(devices)→ UserDevice');
    expect(stdout).toMatch(/about 6,000 rows .* for each row of Role/);
    expect(stdout).toContain(
      "await Role.findAll({ include: [{ association: 'users', include: ['devices'] }] })",
    );
    const sql = stdout.slice(stdout.indexOf('SELECT'));
    const alive = 'deleted_at IS NULL';
    const [counted] = await database.execute(`
      SELECT count(*)::int AS n FROM user_devices WHERE ${alive} AND user_id IN (
        SELECT id FROM users WHERE ${alive} AND role_id IN (SELECT id FROM roles WHERE ${alive}))`);
    expect(await database.execute(sql)).toHaveLength(Number(counted?.['n']));
  });

  it('gives all of it as JSON', async () => {
    const { stdout } = await run('path', 'User', 'Role', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      from: 'User',
      to: 'Role',
      isByAssociations: true,
      islands: null,
      paths: [
        { code: "await User.findAll({ include: ['role'] })", fanOut: { average: 1, most: 1 }, warnings: [] },
      ],
    });
  });

  it.each(['path User sequelizemeta', 'erd --around public.SequelizeMeta'])(
    'says of a journal that it is one (%s)',
    async (line) => {
      const { exitCode, stderr } = await run(...line.split(' '));
      expect(exitCode).toBe(2);
      expect(stderr).toContain('records what was migrated or seeded: it is related to nothing');
      expect(stderr).toContain('`seqscope describe public.SequelizeMeta`');
    },
  );

  it.each(['path User brought_along', 'erd --around public.brought_along'])(
    'says of what an extension brought along that it is nothing of the application (%s)',
    async (line) => {
      const { exitCode, stderr } = await run(...line.split(' '));
      expect(exitCode).toBe(2);
      expect(stderr).toContain('came with the extension plpgsql: nothing of the application refers to it');
      expect(stderr).toContain('`seqscope describe public.brought_along`');
      const { stdout } = await run('describe', 'brought_along');
      expect(stdout).toContain(', of the extension plpgsql\n');
    },
  );

  it('says where there is none, and refuses what it does not know with the nearest', async () => {
    expect(await run('path', 'User', 'leftovers')).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining('public.leftovers is related to nothing.') as unknown,
    });
    expect(await run('path', 'User', 'Rol')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('Did you mean "Role"') as unknown,
    });
  });
});

describe('erd', () => {
  it('draws the schema as Mermaid, and a model with its neighbours', async () => {
    expect((await run('erd', '--columns', 'none')).stdout).toBe(
      [
        'erDiagram',
        '  "Role"',
        '  "User"',
        '  "UserDevice"',
        '  "UserPermission"',
        '  "Role" ||--o{ "User" : "users / role"',
        '  "User" ||--o{ "UserDevice" : "devices / user"',
        '  "User" ||--o| "UserPermission" : "permissions / user"',
        '',
      ].join('\n'),
    );
    const { stdout } = await run('erd', '--around', 'Role', '--columns', 'none');
    expect(stdout.match(/"User/g)).toHaveLength(2);
  });

  it('writes a picture by the ending of its file, and replaces none without being told to', async () => {
    const file = join(folder, 'schema.svg');
    expect(await run('erd', '-o', file)).toMatchObject({ exitCode: 0, stdout: '' });
    const svg = await readFile(file, 'utf8');
    expect(svg).toMatch(/^<svg [^]*<\/svg>\n$/);
    expect(svg).not.toMatch(/(?:href|src|url)\s*[=(]\s*["']?https?:/);
    expect(await run('erd', '-o', file)).toMatchObject({ exitCode: 2 });
    expect(await run('erd', 'User', '-o', file, '--force')).toMatchObject({
      exitCode: 0,
      stderr: `${file}: 1 table, 0 relations\n`,
    });
    expect(await readFile(file, 'utf8')).not.toBe(svg);
    expect(await readdir(folder)).toEqual(['schema.svg']);
  });

  it('writes DOT that Graphviz draws', async () => {
    const { stdout } = await run('erd', '--format', 'dot');
    expect((await instance()).render(stdout, { format: 'json' })).toMatchObject({ status: 'success' });
  });

  it('draws what the models say where no server answers, and says so', async () => {
    const { exitCode, stdout, stderr } = await run(
      'erd',
      '--columns',
      'none',
      '--url',
      'postgres://a@127.0.0.1:1/b',
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('"User" ||--o| "UserPermission"');
    expect(stderr).toContain('warning: No PostgreSQL server answers');
  });
});

describe('tour', () => {
  it('begins with the hub, and is the same each time', async () => {
    const { exitCode, stdout } = await run('tour');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^# A tour of seqscope\n\n4 models, 1 other table, 3 relations and about [\d,]+ rows\./,
    );
    expect([...stdout.matchAll(/^### (.*)$/gm)].map(([, name]) => name)).toEqual([
      'User',
      'UserDevice',
      'UserPermission',
      'Role',
      'public.leftovers',
    ]);
    expect(stdout).toContain('- has at most one [UserPermission](#userpermission) as `permissions`');
    expect(stdout).toContain("- scope `active`: `{ status: 'active', deleted: false }`");
    expect((await run('tour')).stdout).toBe(stdout);
  });
});

describe('docs', () => {
  it('refuses a folder that holds something else, and replaces its own page', async () => {
    const own = join(folder, 'site');
    const first = await run('docs', '-o', own);
    expect(first).toMatchObject({ exitCode: 0, stdout: '' });
    const page = await readFile(join(own, 'index.html'), 'utf8');
    expect(await run('docs', '-o', own)).toMatchObject({ exitCode: 0 });
    expect(await readFile(join(own, 'index.html'), 'utf8')).toBe(page);
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'index.html'), 'mine');
    expect(await run('docs', '-o', other)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('holds something else') as unknown,
    });
    expect(await readFile(join(other, 'index.html'), 'utf8')).toBe('mine');
    expect(await run('docs', '-o', other, '--force')).toMatchObject({ exitCode: 0 });
  });
});
