import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { projectFolder } from './project-folder.ts';
import { runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;
let folder = '';

const risky = `import type { QueryInterface } from 'sequelize';

interface Unused { readonly a: string }

export async function up(q: QueryInterface): Promise<void> {
  await q.removeColumn('products', 'name');
}
export async function down(q: QueryInterface): Promise<void> {
  await q.addColumn('products', 'name', 'TEXT');
}
`;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute('CREATE TABLE products (id int, name text)');
  folder = await projectFolder({
    'config/config.json': JSON.stringify({ development: { url: database.url, dialect: 'postgres' } }),
    'models/product.js': `module.exports = (sequelize, T) =>
      sequelize.define('Product', { name: T.STRING }, { tableName: 'products', timestamps: false });`,
    'migrations/1-drop-name.ts': risky,
    'migrations/2-twice.js': `exports.up = async (q) => {
  await q.sequelize.query('UPDATE products SET id = 1');
  await q.sequelize.query('UPDATE products SET id = 2');
};
exports.down = async (q) => { await q.sequelize.query('UPDATE products SET id = 0'); };
`,
  });
});
afterAll(async () => {
  await database.drop();
});

const lint = (...words: string[]) => runSeqscope(['db:migrate:lint', ...words], { directory: folder });

describe('db:migrate:lint', () => {
  it('shows each finding at its place in the source, TypeScript too, and fails on an error', async () => {
    const { exitCode, stdout, stderr } = await lint();
    expect(stderr).toBe('');
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`migrations/1-drop-name.ts
  6:37    error    "products"."name" is dropped, but model Product still has it as "name".  (drop-column-in-use)
      4 |
      5 | export async function up(q: QueryInterface): Promise<void> {
    > 6 |   await q.removeColumn('products', 'name');
        |                                     ^
`);
    expect(stdout).toMatch(/\n1 error, 1 notice in 2 migrations\.\n$/);
    expect(await database.execute('SELECT name FROM products')).toEqual([]);
  });

  it('shows and fails from the levels that are asked for', async () => {
    const level = await lint('--name', '2', '--level', 'warning');
    expect(level).toMatchObject({ exitCode: 0, stdout: 'Nothing found in 1 migration.\n' });
    expect(await lint('--name', '2', '--fail-on', 'notice')).toMatchObject({ exitCode: 1 });
    expect(await lint('--fail-on', 'never')).toMatchObject({ exitCode: 0 });
  });

  it('prints JSON and annotations of a pull request', async () => {
    const { stdout } = await lint('--json', '--rule', 'drop-column-in-use');
    expect(JSON.parse(stdout)).toMatchObject({
      remarks: [],
      entries: [{ findings: [{ rule: 'drop-column-in-use', line: 6, level: 'error' }] }, { findings: [] }],
    });
    expect((await lint('--format', 'github', '--name', '1')).stdout).toMatch(
      /^::error file=migrations\/1-drop-name\.ts,line=6,col=\d+,title=drop-column-in-use::"products"\."name" is dropped, .*%0A/,
    );
  });

  it('lists the rules, and names the nearest of one that there is not', async () => {
    expect((await lint('--list-rules')).stdout).toMatch(/^no-down +error +no `down`\n/);
    const unknown = await lint('--rule', 'no-dawn');
    expect(unknown).toMatchObject({ exitCode: 2 });
    expect(unknown.stderr).toContain('Did you mean "no-down"?');
  });

  it('finds nothing in the Rituality history, as its page demands', async () => {
    const rituality = await ritualityDatabase();
    const run = await runSeqscope(['db:migrate:lint', '--all'], {
      variables: ritualityVariables(rituality.target),
    });
    await rituality.drop();
    expect(run).toMatchObject({ exitCode: 0, stdout: 'Nothing found in 4 migrations.\n' });
  });
});
