/** What `status`, `db:migrate:status` and `db:migrate:lint` say of a project whose journal is not all up or down. */
import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/postgres.ts';
import { projectFolder } from './project-folder.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';
import { withoutGreeting } from './without-greeting.ts';

let database: TestDatabase;
let folder: string;

const creates = (table: string) =>
  `module.exports = { up: (q) => q.createTable('${table}', { id: 'integer' }), down: (q) => q.dropTable('${table}') };\n`;

async function run(...words: string[]): Promise<Run> {
  return runSeqscope([...words, '--project', folder, '--url', database.url]);
}

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await projectFolder({
    'seqscope.config.json': '{"migrationHistory": true}',
    'migrations/1-one.js': creates('one'),
    'migrations/3-three.js': creates('three'),
    'migrations/4-four.js': creates('four'),
    'migrations/5-five.js': creates('five'),
  });
  await run('db:migrate', '--to', '5-five.js');
  await writeFile(join(folder, 'migrations/2-two.js'), creates('two'));
  await appendFile(join(folder, 'migrations/3-three.js'), '// edited\n');
  await rm(join(folder, 'migrations/4-four.js'));
  await rm(join(folder, 'migrations/5-five.js'));
  await writeFile(join(folder, 'migrations/5-five.ts'), 'export const up = async () => {};\n');
  await writeFile(join(folder, 'migrations/6-six.js'), 'throw new Error("not yet");\n');
});

afterAll(async () => {
  await database.drop();
});

describe('status', () => {
  it('names every state', async () => {
    const { stdout } = await run('status');
    expect(stdout.split('\n').filter((line) => /^(Migrations|\s)/.test(line))).toEqual([
      'Migrations   3 executed, 2 pending, 1 orphaned; 1 out of order; 1 changed since executed; 1 recorded under another extension',
      '             pending 2-two.js (out of order)',
      '             pending 6-six.js',
      '             orphaned 4-four.js',
      '             changed 3-three.js',
    ]);
  });

  it('gives them by name as JSON', async () => {
    const { stdout } = await run('status', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      migrations: {
        executed: ['1-one.js', '3-three.js', '5-five.ts'],
        pending: ['2-two.js', '6-six.js'],
        orphaned: ['4-four.js'],
        renamed: ['5-five.ts'],
        outOfOrder: ['2-two.js'],
        changed: ['3-three.js'],
      },
    });
  });
});

describe('db:migrate:status', () => {
  it('lists without executing a file', async () => {
    const { stdout, stderr, exitCode } = await run('db:migrate:status');
    expect(exitCode).toBe(0);
    expect(stderr).toBe('warning: "4-four.js" was executed, and its file is missing.\n');
    expect(withoutGreeting(stdout).split('\n')).toEqual([
      'up 1-one.js',
      'up 3-three.js (changed since)',
      'up 4-four.js',
      'up 5-five.ts (recorded as 5-five.js)',
      'down 2-two.js',
      'down 6-six.js',
      '',
    ]);
  });

  it('with --check tells what cannot be loaded and what has no down', async () => {
    const { stdout } = await run('db:migrate:status', '--check');
    expect(withoutGreeting(stdout).split('\n').slice(3, 6)).toEqual([
      'up 5-five.ts (recorded as 5-five.js, has no down)',
      'down 2-two.js',
      'down 6-six.js (cannot be loaded)',
    ]);
  });

  it('gives states, flags and times as JSON', async () => {
    const { stdout } = await run('db:migrate:status', '--json');
    const entries: unknown = JSON.parse(stdout);
    expect(entries).toMatchObject([
      {
        name: '1-one.js',
        state: 'executed',
        flags: [],
        history: { tool: expect.stringMatching(/^seqscope \d/) as unknown },
      },
      { name: '2-two.js', state: 'pending', flags: ['out-of-order'] },
      { name: '3-three.js', flags: ['changed'] },
      {
        name: '4-four.js',
        state: 'orphaned',
        path: null,
        history: { checksum: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown },
      },
      { name: '5-five.ts', flags: ['renamed'], recordedAs: '5-five.js' },
      { name: '6-six.js', state: 'pending', flags: [] },
    ]);
  });
});

describe('db:migrate:lint', () => {
  it('finds the executed migrations whose file was edited since, without being asked for them', async () => {
    const { stdout, exitCode } = await run('db:migrate:lint', '--rule', 'edited-after-executed', '--json');
    expect(exitCode).toBe(1);
    const { entries } = JSON.parse(stdout) as { entries: { name: string; findings: { rule: string }[] }[] };
    expect(entries.map(({ name, findings }) => [name, findings.map(({ rule }) => rule)])).toEqual([
      ['2-two.js', []],
      ['3-three.js', ['edited-after-executed']],
      ['6-six.js', []],
    ]);
  });
});
