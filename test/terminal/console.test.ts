/** The console when things go wrong, in a real terminal: it stays open, says why and how to mend it, and goes on. */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { executeOn, testServer, type TestDatabase } from '../support/postgres.ts';
import { ritualityDatabase, ritualityVariables } from '../support/rituality.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const root = resolve(import.meta.dirname, '../..');
const binary = resolve(root, 'bin/seqscope.js');

let database: TestDatabase;
let program: TerminalProcess | null = null;

beforeAll(async () => {
  database = await ritualityDatabase();
});

afterEach(async () => {
  await program?.dispose();
  program = null;
});

afterAll(async () => {
  await database.drop();
});

interface OpenOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly words?: readonly string[];
}

function openConsole({ env = {}, cwd = root, words = [] }: OpenOptions = {}): TerminalProcess {
  program = new TerminalProcess(process.execPath, [binary, ...words], {
    columns: 100,
    rows: 30,
    cwd,
    env: { ...ritualityVariables(database.target), ...env },
  });
  return program;
}

/** The console with User's rows on screen. */
async function openUsers(options: OpenOptions = {}): Promise<TerminalProcess> {
  const console = openConsole(options);
  await console.until('~5.0k');
  await console.type('/', 'U', 's', 'e', 'r', keys.enter);
  await console.until(/row 1 of \S+ · /);
  return console;
}

describe('a start that fails', () => {
  it('shows models all the same when no server answers, and connects on a key once one does', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'seqscope-socket-'));
    const { host, port } = database.target;
    const console = openConsole({ env: { DB_HOST: folder } });
    await console.until(/No PostgreSQL server/);
    await console.until('UserPermission');
    expect(console.text()).toContain('--embedded');
    await symlink(join(host, `.s.PGSQL.${String(port)}`), join(folder, `.s.PGSQL.${String(port)}`));
    await console.type('r');
    await console.until('~5.0k');
    await console.type('q');
    expect(await console.waitForExit()).toEqual({ code: 0, signal: 0 });
    await rm(folder, { recursive: true });
  });

  it('creates a missing database on a key', async () => {
    const name = `${database.target.database}_new`;
    const console = openConsole({ env: { DB_NAME: name } });
    await console.until('press `c` to create it');
    await console.type('c');
    await console.until('no table');
    await console.until('4 pending');
    await console.type('q');
    await console.waitForExit();
    await executeOn(testServer(), `DROP DATABASE "${name}" WITH (FORCE)`);
  });

  it('says where there is no project', async () => {
    // Not "/": which projects lie below that is the machine's affair.
    const folder = await mkdtemp(join(tmpdir(), 'seqscope-empty-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const console = openConsole({ cwd: folder });
    await console.until('No Sequelize project here');
    await console.until('seqscope demo');
    await console.type(keys.ctrlC);
    expect(await console.waitForExit()).toEqual({ code: 0, signal: 0 });
    expect(console.emulator.isRestored).toBe(true);
  });
});

describe('a console that runs', () => {
  it('goes on after its connections are cut', async () => {
    const console = await openUsers();
    await executeOn(
      testServer(),
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database.target.database}'`,
    );
    await console.type('r');
    await console.until(
      (text) => /Connected again|row 1 of/.test(text) && !/working|reconnecting/.test(text),
    );
    await console.type('c');
    await console.until(/of 4,8\d\d|of \d,\d{3}/);
  });

  it('marks its sessions, and the server enforces read-only', async () => {
    const console = await openUsers({ words: ['--read-only'] });
    expect(console.text()).toContain('read-only');
    const sessions = await database.execute(
      `SELECT DISTINCT application_name FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
    );
    expect(sessions).toEqual([{ application_name: 'seqscope' }]);
    await console.type('M');
    await console.until('create-roles');
    await console.type('d');
    await console.until('read-only: start without');
  });

  it('fits any size it is given, and says when there is no room', async () => {
    const console = await openUsers();
    console.resize(80, 24);
    await console.until((text) => text.split('\n').length >= 24 && text.includes('row 1 of'));
    console.resize(160, 50);
    await console.until((text) => text.split('\n')[47]?.startsWith('╰') === true);
    console.resize(30, 8);
    await console.until('seqscope needs 40x10');
    console.resize(100, 30);
    await console.until('row 1 of ~');
  });

  it('keeps frames and cells aligned whatever the names contain', async () => {
    const console = await openUsers();
    for (let page = 0, row = 1; page < 6; page += 1) {
      const rowShown = () => Number(/row ~?(\d+)/.exec(console.text())?.[1]);
      await console.type(keys.pageDown);
      await console.until(() => rowShown() > row);
      // The cursor goes one row beyond what is read, and further once that is here.
      await console.until(/│› [0-9a-f]{8}-/);
      row = rowShown();
      const { emulator } = console;
      for (let y = 2; y < 27; y += 1) {
        expect(emulator.cell(99, y).text, `line ${String(y)} of page ${String(page)}`).toBe('│');
        expect(emulator.cell(22, y).text, `line ${String(y)} of page ${String(page)}`).toBe('│');
      }
    }
  });

  it('uses no colour when asked for none', async () => {
    const console = await openUsers({ env: { NO_COLOR: '1' } });
    const { emulator } = console;
    for (let y = 0; y < 30; y += 1) {
      for (let x = 0; x < 100; x += 1) {
        const { color, background } = emulator.cell(x, y);
        expect([color, background], `cell ${String(x)},${String(y)}`).toEqual([-1, -1]);
      }
    }
  });

  it('logs every statement with its time, and reads one whole', async () => {
    const console = await openUsers();
    await console.type('L');
    await console.until(/models +\d+ ms +\d+ rows? +SELECT "id", "role_id"/);
    await console.type(keys.enter);
    await console.until(/FROM "users" AS[\s│]+"User"/);
  });

  it('explains its keys and finds actions by name', async () => {
    const console = await openUsers();
    await console.type('?');
    await console.until('Follow an association of this record');
    await console.type(keys.escape);
    await console.until((text) => !text.includes('Follow an association'));
    await console.type(':', 'c', 'o', 'u', 'n', 't');
    await console.until('Count the rows exactly');
    await console.type(keys.enter);
    await console.until(/of \d,\d{3}/);
  });

  it('shows where a filter is wrong and lets it be mended', async () => {
    const console = await openUsers();
    await console.type('F');
    await console.until('filter');
    console.send('stats = active');
    await console.type(keys.enter);
    await console.until('no attribute "stats"');
    await console.type(...Array.from({ length: 14 }, () => keys.backspace));
    console.send('status = suspended');
    await console.type(keys.enter);
    await console.until('filter status = suspended');
  });
});
