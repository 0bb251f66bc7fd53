/** `--explain` and `--analyze` as they are typed. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { type Run, runSeqscope } from './run-seqscope.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await ritualityDatabase();
});
afterAll(() => database.drop());

async function run(...words: string[]): Promise<Run> {
  return runSeqscope(words, { variables: ritualityVariables(database.target) });
}

const countUsers = async () => (await database.execute('SELECT count(*)::int AS n FROM users'))[0]?.['n'];

describe('query --explain', () => {
  it('draws the plan as a tree with what the planner expects', async () => {
    const { exitCode, stdout, stderr } = await run('query', 'User', '--scope', 'active', '--explain');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [head = '', top = ''] = stdout.split('\n');
    expect(head).toMatch(/^ +cost +own +rows$/);
    expect(top).toMatch(/^Limit +[\d,]+ +(?:<1|\d+) % +100$/);
    expect(stdout).toContain('└─ ');
    expect(stdout).toMatch(/ on users User /);
    expect(stdout).toContain('Not executed');
  });

  it('gives the plan as one JSON document', async () => {
    const { stdout } = await run('query', 'User', '--limit', '3', '--explain', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ ran: 'no', shareOf: 'cost', plan: { id: 0, children: [{}] } });
  });

  it('takes no --count with it', async () => {
    expect(await run('query', 'User', '--analyze', '--count')).toMatchObject({ exitCode: 2 });
  });
});

describe('sql --analyze', () => {
  it('runs what reads, and says where the time went', async () => {
    const { exitCode, stdout } = await run('sql', 'select * from users order by id', '--analyze');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^ +time +own +rows +planned$/m);
    expect(stdout).toMatch(/executed in [\d.]+ ms/);
    expect(stdout).not.toContain('rolled back');
  });

  it('runs what writes and rolls it back, and says so', async () => {
    const before = await countUsers();
    const { exitCode, stdout } = await run('sql', 'delete from user_devices', '--analyze');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Delete on user_devices/m);
    expect(stdout).toContain('It wrote: it was run and rolled back.');
    expect(await countUsers()).toBe(before);
    expect((await database.execute('SELECT count(*)::int AS n FROM user_devices'))[0]?.['n']).toBeGreaterThan(
      0,
    );
  });

  it('writes nothing with --read-only either', async () => {
    const { exitCode, stderr } = await run('sql', 'delete from user_devices', '--analyze', '--read-only');
    expect(exitCode).toBe(1);
    expect(stderr).toContain('read-only');
  });
});
