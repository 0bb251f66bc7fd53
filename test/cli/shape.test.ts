/** `query` and `export` with includes, groups and the scope lens. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadModels } from '../rituality/application.ts';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let models: ReturnType<typeof loadModels>;

beforeAll(async () => {
  database = await ritualityDatabase();
  models = loadModels(database.target);
});

afterAll(async () => {
  await models.sequelize.close();
  await database.drop();
});

async function run(...words: string[]): Promise<Run> {
  return runSeqscope(words, { variables: ritualityVariables(database.target) });
}

describe('--include', () => {
  it('gives what the same Sequelize call gives', async () => {
    const rows = await models.User.findAll({
      include: [
        {
          association: 'devices',
          required: true,
          where: { isActive: true },
          attributes: ['id', 'platform'],
          separate: false,
        },
        { association: 'role' },
      ],
      order: [['id', 'asc']],
    });
    const { stdout, exitCode } = await run(
      ...['query', 'User', '--order', 'id', '--json', '--limit', '3'],
      ...['--include', 'devices(required, where: "isActive", columns: id platform)', '--include', 'role'],
    );
    expect(exitCode).toBe(0);
    const byId = (records: unknown) =>
      (records as readonly { devices: readonly { id: string }[] }[]).map((record) => ({
        ...record,
        devices: [...record.devices].sort((a, b) => (a.id < b.id ? -1 : 1)),
      }));
    expect(byId(JSON.parse(stdout))).toEqual(byId(JSON.parse(JSON.stringify(rows.slice(0, 3)))));
  });

  it('is exported, in as many pages as it takes', async () => {
    const { stdout, exitCode } = await run(
      'export',
      'User',
      '--include',
      'devices(required)',
      '--format',
      'jsonl',
    );
    expect(exitCode).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; devices: unknown[] });
    const expected = await models.User.count({
      include: [{ association: 'devices', required: true }],
      distinct: true,
    });
    expect(new Set(lines.map(({ id }) => id)).size).toBe(expected);
    expect(lines).toHaveLength(expected);
    expect(lines.every(({ devices }) => devices.length > 0)).toBe(true);
  });

  it('says where it is mistyped, before anything is read', async () => {
    const { stderr, exitCode } = await run('query', 'User', '--include', 'devices(requird)');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('The include stops at column 9');
  });

  it('names the nearest association', async () => {
    const { stderr, exitCode } = await run('query', 'User', '--include', 'device');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Model "User" has no association "device".');
    expect(stderr).toContain('Did you mean "devices"?');
  });
});

describe('--group-by and --aggregate', () => {
  it('give a row a group, and their number', async () => {
    const words = [
      'query',
      'User',
      '--group-by',
      'status',
      '--aggregate',
      'count',
      '--aggregate',
      'count(distinct roleId)',
    ];
    const { stdout } = await run(...words, '--order', 'count:desc', '--json');
    const expected = await database.execute(
      `SELECT status, count(*)::int AS count, count(DISTINCT role_id)::int AS "count_distinct_roleId"
         FROM users WHERE deleted_at IS NULL GROUP BY 1 ORDER BY 2 DESC, 1`,
    );
    expect(JSON.parse(stdout)).toEqual(expected);
    expect((await run(...words, '--count')).stdout).toBe(`${expected.length}\n`);
    expect((await run(...words)).stderr).toMatch(/^\d groups in /);
  });

  it('of a table, as CSV', async () => {
    const { stdout } = await run('query', 'users', '--aggregate', 'min(created_at)', '--format', 'csv');
    expect(stdout).toMatch(/^min_created_at\r?\n2\d{3}-/);
  });

  it('say what no sum can be made of', async () => {
    const { stderr, exitCode } = await run('query', 'User', '--aggregate', 'sum(email)');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('"sum" cannot be made of "email", which is varchar(255).');
  });
});

describe('--scopes', () => {
  it('prints a row a scope, with what it adds and hides', async () => {
    const { stdout, exitCode } = await run('query', 'User', '--scopes');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/verified .*WHERE "User"\."email_verified" = true; without passwordHash/);
    expect(stdout).toMatch(/registeredSince\(since\) │ +│ needs since/);
    const { stdout: json } = await run('query', 'User', '--scopes', '--json');
    const lens = JSON.parse(json) as { scopes: readonly { name: string; rows: unknown }[] };
    expect(lens.scopes.find(({ name }) => name === 'active')?.rows).toEqual({
      type: 'counted',
      rows: await models.User.scope('active').count(),
    });
  });
});
