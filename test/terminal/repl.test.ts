import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { ritualityVariables } from '../support/rituality.ts';
import { ritualityWithFolder } from '../support/rituality-with-folder.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const root = resolve(import.meta.dirname, '../..');

const rituality = ritualityWithFolder();

function openRepl(words: readonly string[] = []): TerminalProcess {
  const terminal = new TerminalProcess(process.execPath, [join(root, 'bin/seqscope.js'), 'repl', ...words], {
    cwd: root,
    columns: 100,
    rows: 40,
    env: { ...ritualityVariables(rituality.database.target), XDG_STATE_HOME: rituality.folder },
  });
  return terminal;
}

/** One of its own, as soon as the prompt stands, whatever has loaded. */
async function prompted(): Promise<TerminalProcess> {
  const terminal = openRepl();
  onTestFinished(() => terminal.dispose());
  await terminal.until('seqscope>');
  return terminal;
}

let shared: TerminalProcess | null = null;
afterAll(() => shared?.dispose());

/** One that lasts over the tests, until one of them ends it: its prompt alone on the screen, the models loaded. */
async function ready(): Promise<TerminalProcess> {
  if (shared?.exit !== null) {
    shared = openRepl();
    await shared.until('4 models of seqscope');
  }
  await shared.until((text) => text.trimEnd().endsWith('seqscope>'));
  shared.send(ctrl.l);
  await shared.until((text) => text.trim() === 'seqscope>');
  return shared;
}

const ctrl = { c: '\u0003', d: '\u0004', l: '\u000C', r: '\u0012' };

describe('seqscope repl in a terminal', () => {
  it('evaluates a line that is typed before the models are there', async () => {
    const terminal = await prompted();
    terminal.send('User.count()\r');
    await terminal.until(/^5000$|^\d{4}$/m);
    await terminal.until(/SELECT count/);
  });

  it('asks for more while a bracket is open, and evaluates the whole', async () => {
    const terminal = await ready();
    terminal.send('const two = [\r');
    await terminal.until('...');
    terminal.send('1 + 1,\r]\r');
    await terminal.until('undefined');
    terminal.send('two[0] * 21\r');
    await terminal.until(/^42$/m);
  });

  it('completes with Tab', async () => {
    const terminal = await ready();
    terminal.send('User.findAndC\t');
    await terminal.until('User.findAndCountAll');
    terminal.send('({ where: { onboard\t');
    await terminal.until('onboardingCompleted');
    terminal.send(ctrl.c);
  });

  it('shows records as a table, and what is included as a tree', async () => {
    const terminal = await ready();
    terminal.send(
      "User.findAll({ limit: 2, attributes: ['email', 'status'], include: 'devices', order: ['email'] })\r",
    );
    await terminal.until(/│ email\s+│ status/);
    await terminal.until(/User\[\], 2 rows · \$\d/);
    terminal.send('.tree\r');
    await terminal.until(/└ devices \(\d+\)/);
  });

  it('names a loop that reads once a row, and the association to include', async () => {
    const terminal = await ready();
    terminal.send('for (const user of await User.findAll({ limit: 6 })) await user.getDevices()\r');
    await terminal.until(/N\+1: user_devices was read 6 times by user_id/);
    await terminal.until(/include "devices" of User/);
  });

  it('plans the last statement with what was bound to it', async () => {
    const terminal = await ready();
    terminal.send("sql`select id from users where email = ${'admin@rituality.com'}`\r");
    await terminal.until(/rows, 1 row|rows, 1/);
    terminal.send('.sql\r');
    await terminal.until("-- $1 = 'admin@rituality.com'");
    terminal.send('.explain\r');
    await terminal.until(/Scan/);
  });

  it('lists the saved queries as they are called', async () => {
    const terminal = await ready();
    terminal.send('.queries\r');
    await terminal.until('queries.devicesUnseen({ days: 30 })');
    terminal.send('queries.devices\t');
    await terminal.until('queries.devicesUnseen');
    terminal.send(ctrl.c);
  });

  it('shows what code writes while it runs, and what a timer writes above the prompt', async () => {
    const terminal = await ready();
    terminal.send("console.log('be' + 'gun'); await new Promise(() => {})\r");
    await terminal.until(/^begun$/m);
    terminal.send(ctrl.c);
    await terminal.until(/^interrupted$/m);
    terminal.send("setTimeout(() => console.log('la' + 'ter'), 500); 0\r");
    await terminal.until(/^0$/m);
    terminal.send('40 + ');
    await terminal.until(/^later\nseqscope> 40 \+ ?$/m);
    terminal.send('2\r');
    await terminal.until(/^42$/m);
  });

  it('points at the place of an error', async () => {
    const terminal = await ready();
    terminal.send('const a = 1; a.b.c\r');
    await terminal.until(/TypeError: Cannot read properties of undefined/);
    await terminal.until(/> 1 \| const a = 1; a\.b\.c/);
  });

  it.each([
    ['a loop', 'while (true) {}'],
    ['a loop behind an await', 'await 1; while (true) {}'],
    ['a loop that swallows everything', 'await 1; for (;;) { try { while (true) {} } catch {} }'],
    ['a function behind an await', 'const spin = () => { for (;;); }; await null; spin()'],
    ['a query of an hour', 'sql`select pg_sleep(3600)`'],
    ['a promise that never settles', 'new Promise(() => {})'],
    ['a loop of awaits', 'while (true) await new Promise((go) => setTimeout(go, 1))'],
  ])('stops %s with Ctrl-C, and keeps what was there', async (_what, code) => {
    const terminal = await ready();
    terminal.send('let kept = 7\r');
    await terminal.until('undefined');
    terminal.send(`${code}\r`);
    await delay(300);
    terminal.send(ctrl.c);
    await terminal.until(/^interrupted$/m);
    terminal.send('kept * 6\r');
    await terminal.until(/^42$/m);
    expect(terminal.text()).not.toContain('replaced');
    const left = await rituality.database.execute(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE '%pg_sleep(3600)%' AND state = 'active' AND pid <> pg_backend_pid()",
    );
    expect(left).toEqual([{ n: 0 }]);
  });

  it('replaces the process when code that nobody guards does not stop', async () => {
    const terminal = await ready();
    terminal.send("await 1; [1].map(new Function('for (;;);'))\r");
    await delay(300);
    terminal.send(ctrl.c);
    await terminal.until('its process is replaced');
    terminal.send('User.count()\r');
    await terminal.until(/SELECT count/);
  });

  it('remembers lines per project, for nobody else, without passwords', async () => {
    const first = await ready();
    first.send("'postgres://me:secret@host/x'\r");
    await first.until(/\$|'postgres/);
    first.send('6 * 111\r');
    await first.until(/^666$/m);
    first.send('.exit\r');
    expect((await first.waitForExit()).code).toBe(0);
    const folder = join(rituality.folder, 'seqscope/repl');
    const [name = ''] = await readdir(folder);
    const text = await readFile(join(folder, name), 'utf8');
    expect(text).toContain('postgres://me:***@host/x');
    expect(text).not.toContain('secret');
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
    const second = await prompted();
    second.send(`${ctrl.r}* 11`);
    await second.until('(history) * 11: 6 * 111');
    second.send('\r');
    await second.until(/^666$/m);
  });

  it('has what was typed over several lines as one entry, to be edited and found', async () => {
    const first = await ready();
    first.send('[\r6 *\r7\r]\r');
    await first.until(/^\[ 42 \]$/m);
    first.send('.exit\r');
    await first.waitForExit();
    const second = await ready();
    second.send(keys.up);
    second.send(keys.up);
    await second.until(/^seqscope> \[\n6 \*\n7\n\]$/m);
    // Two lines up from the bracket, behind the asterisk.
    second.send(`${keys.up}${keys.up}${keys.right}${keys.right} 10 *\r`);
    await second.until(/^\[ 420 \]$/m);
    second.send(`${ctrl.r}6 *`);
    await second.until('(history) 6 *: [ ↵ 6 * 10 * ↵ 7 ↵ ]');
    second.send(ctrl.c);
  });

  it('takes what is pasted as one text', async () => {
    const terminal = await ready();
    terminal.send('\u001b[200~const one = 1\nconst two = 2\n\u001b[201~');
    await terminal.until(/^seqscope> const one = 1\nconst two = 2$/m);
    terminal.send('\r');
    await terminal.until(/^undefined$/m);
    terminal.send('one + two\r');
    await terminal.until(/^3$/m);
    terminal.send(keys.up);
    terminal.send(keys.up);
    await terminal.until(/const one = 1\nconst two = 2\s*$/);
    terminal.send(ctrl.c);
  });

  it('holds lines in a sandbox until they are committed', async () => {
    const terminal = openRepl(['--sandbox']);
    onTestFinished(() => terminal.dispose());
    await terminal.until('seqscope (sandbox)>');
    terminal.send("await Role.update({ description: 'one' }, { where: { name: 'admin' } })\r");
    await terminal.until(/^\[ 1 \]$/m);
    terminal.send("await Role.update({ description: 'two' }, { where: { name: 'admin' } }); throw 'back'\r");
    await terminal.until('Uncaught');
    terminal.send("(await Role.findOne({ where: { name: 'admin' } })).description\r");
    await terminal.until("'one'");
    terminal.send(ctrl.d);
    await terminal.until('.commit keeps this');
    terminal.send('.commit\r');
    await terminal.until('is committed');
    const kept = await rituality.database.execute("SELECT description FROM roles WHERE name = 'admin'");
    expect(kept).toEqual([{ description: 'one' }]);
    terminal.send(ctrl.d);
    expect((await terminal.waitForExit()).code).toBe(0);
  });

  it('leaves with Ctrl-D and gives the terminal back', async () => {
    const terminal = await prompted();
    terminal.send(ctrl.d);
    expect((await terminal.waitForExit()).code).toBe(0);
  });
});
