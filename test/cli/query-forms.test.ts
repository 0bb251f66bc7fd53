/** The forms of a query on a command line, and saved queries: through the real process. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { modelsIndex, projectFolder } from './project-folder.ts';
import { runSeqscope, type Run } from './run-seqscope.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await database.execute(`create table products (id serial primary key, name text);
    insert into products (name) select 'product ' || n from generate_series(1, 20) as n`);
});
afterAll(() => database.drop());

const asked = ['Product', '--where', 'id > 17', '--order', 'id:desc'];

async function shop(files: Readonly<Record<string, string>> = {}) {
  const folder = await projectFolder({ 'models/index.js': modelsIndex(database.url), ...files });
  const run = (...words: string[]): Promise<Run> => runSeqscope([...words, '--project', folder]);
  const pipe = (input: string, ...words: string[]): Promise<Run> =>
    runSeqscope([...words, '--project', folder], { input });
  return { folder, run, pipe };
}

describe('query', () => {
  it('--code is read back by --from-code, from the argument and from standard input', async () => {
    const { run, pipe } = await shop();
    const code = await run('query', ...asked, '--code');
    expect(code).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: expect.stringContaining('await Product.findAll({') as string,
    });
    const rows = await run('query', ...asked, '--json');
    expect(JSON.parse(rows.stdout)).toMatchObject([{ id: 20 }, { id: 19 }, { id: 18 }]);
    expect(await run('query', '--from-code', code.stdout, '--json')).toEqual(rows);
    expect(await pipe(code.stdout, 'query', '--from-code', '-', '--json')).toEqual(rows);
  });

  it('--from-code points at what it cannot read, and runs nothing', async () => {
    const { run } = await shop();
    const { exitCode, stdout, stderr } = await run(
      ...['query', '--from-code', 'Product.findAll({ where: { id: run() } })'],
    );
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('1:');
    expect(stderr).toContain('^');
  });

  it('--cli is a line that reads the same rows', async () => {
    const { run } = await shop();
    const { stdout } = await run('query', ...asked, '--cli');
    expect(stdout).toBe("seqscope query Product --where 'id > 17' --order id:desc\n");
  });

  it('--code and --cli need no server', async () => {
    const { run } = await shop();
    const away = await run(
      'query',
      ...asked,
      '--limit',
      '3',
      '--code',
      '--url',
      'postgres://shop@127.0.0.1:1/shop',
    );
    expect(away).toEqual(await run('query', ...asked, '--limit', '3', '--code'));
    expect(away.stdout).toContain('limit: 3');
  });

  it('--save writes a file that --saved runs and `queries` lists, and replaces none unasked', async () => {
    const { folder, run } = await shop();
    const saved = await run('query', ...asked, '--save', 'newest');
    expect(saved).toMatchObject({ exitCode: 0, stdout: '' });
    expect(saved.stderr).toContain('`seqscope query --saved newest` runs it.');
    expect(await readFile(join(folder, 'queries/newest.js'), 'utf8')).toContain("model: 'Product'");
    expect(await run('query', '--saved', 'newest', '--json')).toEqual(await run('query', ...asked, '--json'));
    expect(JSON.parse((await run('queries', '--json')).stdout)).toMatchObject([{ name: 'newest' }]);
    expect((await run('query', 'Product', '--save', 'newest')).exitCode).not.toBe(0);
    expect((await run('query', 'Product', '--save', 'newest', '--force')).exitCode).toBe(0);
  });

  it('--saved takes checked parameters, with their defaults', async () => {
    const { run } = await shop({
      'queries/above.js': `
        exports.description = 'products above a number';
        exports.params = { id: { type: 'integer', default: 19 } };
        exports.default = (models, { id }) => ({ model: 'Product', where: \`id > \${id}\`, order: 'id' });`,
      'queries/names.js': `
        module.exports = ({ sequelize }) => sequelize.query('select name from products where id = 7');`,
    });
    const ids = async (...words: string[]) =>
      (JSON.parse((await run('query', '--saved', ...words, '--json')).stdout) as { id: number }[]).map(
        ({ id }) => id,
      );
    expect(await ids('above')).toEqual([20]);
    expect(await ids('above', '--param', 'id=18')).toEqual([19, 20]);
    const wrong = await run('query', '--saved', 'above', '--param', 'id=many');
    expect(wrong).toMatchObject({ exitCode: 2, stdout: '' });
    expect((await run('query', '--saved', 'names')).stdout).toContain('product 7');
    expect((await run('queries')).stdout).toMatch(/above.*id=19.*products above a number/);
    expect((await run('query', '--saved', 'abov')).stderr).toContain('above');
  });

  it('`queries` lists what cannot be loaded with why, and fails', async () => {
    const { run } = await shop({ 'queries/broken.js': 'exports.default = (' });
    const { exitCode, stdout, stderr } = await run('queries');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('broken');
    expect(stderr).toMatch(/^broken: /);
  });
});

it('`queries` says how to make the first one', async () => {
  const { run } = await shop();
  expect(await run('queries')).toMatchObject({
    exitCode: 0,
    stderr: 'There is no saved query; `seqscope query … --save NAME` makes one.\n',
  });
});
