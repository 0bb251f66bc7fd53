import { mkdtemp, readFile, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { specFor } from '../../../src/queries/query-spec.ts';
import { listSavedQueries } from '../../../src/queries/saved-queries/run-saved-query.ts';
import type { ParamValues, SavedOutcome } from '../../../src/queries/saved-queries/saved-query.ts';
import { writeSavedQuery } from '../../../src/queries/saved-queries/write-saved-query.ts';
import { openRitualityQueries } from '../opened-queries.ts';

const root = resolve(import.meta.dirname, '../../..');
const rituality = { root, folder: join(root, 'src/queries/saved') };
let opened: Awaited<ReturnType<typeof openRitualityQueries>>;
let own: { readonly root: string; readonly folder: string };

beforeAll(async () => {
  opened = await openRitualityQueries();
  const folder = await mkdtemp(join(tmpdir(), 'saved-'));
  own = { root: folder, folder: join(folder, 'queries') };
  await mkdir(own.folder);
  await writeFile(join(folder, 'package.json'), '{"name": "own"}');
}, 120_000);

afterAll(async () => {
  await opened.close();
  await rm(own.root, { recursive: true, force: true });
});

async function query(name: string, text: string): Promise<void> {
  await writeFile(join(own.folder, name), text);
}

async function run(name: string, params: ParamValues = {}): Promise<SavedOutcome> {
  return opened.queries.runSaved(own, name, params);
}

describe("Rituality's saved queries", () => {
  it('are listed without being run, each described', async () => {
    const listed = await listSavedQueries(rituality);
    expect(listed.map(({ name, problem }) => [name, problem])).toEqual(
      [
        'active-users',
        'devices-unseen',
        'expired-sessions',
        'never-signed-in',
        'sign-ups',
        'users-by-role',
        'users-without-permissions',
      ].map((name) => [name, null]),
    );
    expect(listed.every(({ description }) => description !== null)).toBe(true);
    expect(listed.find(({ name }) => name === 'devices-unseen')?.params).toEqual([
      {
        name: 'days',
        type: 'integer',
        default: 30,
        description: 'how long they were not seen',
        choices: null,
      },
    ]);
  });

  it('all run', async () => {
    for (const { name } of await listSavedQueries(rituality)) {
      const outcome = await opened.queries.runSaved(rituality, name, {});
      const page =
        outcome.type === 'spec' ? await opened.queries.page({ ...outcome.spec, limit: 5 }) : outcome.page;
      expect(page.columns.length === 0 && page.rows.length > 0, name).toBe(false);
    }
  });

  it('take their parameters', async () => {
    const outcome = await opened.queries.runSaved(rituality, 'devices-unseen', { days: '60' });
    expect(outcome).toMatchObject({
      type: 'spec',
      spec: { scopes: [{ name: 'active' }, { name: 'unseenFor', arguments: [60] }] },
    });
    const months = await opened.queries.runSaved(rituality, 'sign-ups', { since: '2025-01-01' });
    expect(months).toMatchObject({ type: 'page', page: { columns: [{ name: 'month' }, { name: 'users' }] } });
  });
});

describe('a saved query', () => {
  it('describes what to read, with a where of Sequelize or of filters', async () => {
    await query(
      'described.js',
      `module.exports = ({ User, Op }, { status }) => ({
        model: User, scopes: ['verified'], where: { status, createdAt: { [Op.gt]: new Date('2025-01-01') } },
        include: ['devices(required)', { association: 'role', attributes: ['name'] }], order: 'createdAt:desc, name', limit: 3,
      });
      module.exports.params = { status: { choices: ['active', 'pending'], default: 'active' } };`,
    );
    expect(await run('described')).toEqual({
      type: 'spec',
      spec: {
        ...specFor({ type: 'model', name: 'User' }, 3),
        scopes: [{ name: 'verified', arguments: [] }],
        filter: 'status = active and createdAt > 2025-01-01T00:00:00.000Z',
        includes: [
          {
            association: 'devices',
            required: true,
            isSeparate: null,
            filter: '',
            columns: null,
            softDeleted: 'hidden',
            includes: [],
          },
          {
            association: 'role',
            required: null,
            isSeparate: null,
            filter: '',
            columns: ['name'],
            softDeleted: 'hidden',
            includes: [],
          },
        ],
        order: [
          { attribute: 'createdAt', direction: 'desc' },
          { attribute: 'name', direction: 'asc' },
        ],
      },
    });
  });

  it('reads rows by any call', async () => {
    await query('rows.mjs', `export default async ({ Role }) => Role.findAll({ order: ['name'] });`);
    await query(
      'raw.js',
      `module.exports = ({ sequelize }) => sequelize.query('SELECT 1 AS one, NULL AS two');`,
    );
    await query('one.cjs', `module.exports = async ({ User }) => User.count();`);
    const rows = await run('rows');
    expect(rows.type === 'page' && rows.page.columns.slice(0, 2)).toMatchObject([
      { name: 'id', isPrimaryKey: true },
      { name: 'name' },
    ]);
    expect(rows.type === 'page' && rows.page.sql).toContain('FROM "roles"');
    expect(await run('raw')).toMatchObject({ page: { rows: [[1, null]] } });
    expect(await run('one')).toMatchObject({ page: { columns: [{ name: 'value' }] } });
  });

  it.each<[string, string, ParamValues, string]>([
    [
      'throws.js',
      'module.exports = () => {\n  throw new Error("no such shelf");\n};',
      {},
      'saved-query-failed',
    ],
    ['sql.js', 'module.exports = ({ sequelize }) => sequelize.query("SELEC 1");', {}, 'syntax-error'],
    ['syntax.js', 'module.exports = () => {', {}, 'saved-query-failed'],
    ['nothing.js', 'module.exports = 5;', {}, 'saved-query-invalid'],
    ['key.js', "module.exports = () => ({ model: 'User', wher: 'x' });", {}, 'saved-query-invalid'],
    [
      'literal.js',
      "module.exports = ({ sequelize }) => ({ model: 'User', where: sequelize.literal('1 = 1') });",
      {},
      'saved-query-invalid',
    ],
    [
      'type.js',
      "module.exports = () => []; module.exports.params = { days: { type: 'int' } };",
      {},
      'saved-query-invalid',
    ],
    [
      'needs.js',
      "module.exports = () => []; module.exports.params = { days: { type: 'integer' } };",
      {},
      'param-missing',
    ],
    [
      'wrong.js',
      "module.exports = () => []; module.exports.params = { days: { type: 'integer' } };",
      { days: 'x' },
      'param-invalid',
    ],
    [
      'other.js',
      "module.exports = () => []; module.exports.params = { days: { type: 'integer' } };",
      { dayz: 1 },
      'unknown-param',
    ],
  ])('%s is refused with one clear error', async (file, text, params, code) => {
    await query(file, text);
    const error: unknown = await run(file.replace('.js', ''), params).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code });
    expect(error).toHaveProperty('remedy', expect.stringMatching(/./));
  });

  it('that is not there is answered with the nearest', async () => {
    await expect(run('describd')).rejects.toMatchObject({
      code: 'unknown-saved-query',
      remedy: 'Did you mean "described"?',
    });
  });

  it('that cannot be loaded is listed with its problem', async () => {
    await query('broken.js', 'module.exports = (');
    const listed = await listSavedQueries(own);
    expect(listed.find(({ name }) => name === 'broken')?.problem).toMatchObject({
      code: 'saved-query-failed',
    });
  });
});

describe('saving a query', () => {
  it('writes a file that says the same, and never over another', async () => {
    const spec = {
      ...specFor({ type: 'model' as const, name: 'User' }, 10),
      scopes: [{ name: 'registeredSince', arguments: ['2026-01-01'] }],
      filter: 'name ~ "o\'b%" and createdAt > 7d',
      order: [{ attribute: 'createdAt', direction: 'desc' as const, nulls: 'last' as const }],
    };
    const request = { name: 'mine/new-users', spec, description: "this week's" };
    const { path } = writeSavedQuery(own, request, 'javascript');
    expect(path).toBe('queries/mine/new-users.js');
    expect(await readFile(join(own.root, path), 'utf8')).toMatchInlineSnapshot(`
      "module.exports = () => ({
        model: 'User',
        scopes: ['registeredSince("2026-01-01")'],
        where: 'name ~ "o\\'b%" and createdAt > 7d',
        order: [['createdAt', 'DESC NULLS LAST']],
        limit: 10,
      });

      module.exports.description = "this week's";
      "
    `);
    expect(await run('mine/new-users')).toEqual({ type: 'spec', spec });
    expect(() => writeSavedQuery(own, request, 'javascript')).toThrow(
      'There is a saved query "mine/new-users" already',
    );
    writeSavedQuery(own, { ...request, spec: { ...spec, limit: 5 }, isForced: true }, 'javascript');
    expect(await run('mine/new-users')).toMatchObject({ spec: { limit: 5 } });
  });
});
