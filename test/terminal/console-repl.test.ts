/** The REPL screen over the Rituality application, as a person uses it. */
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { ritualityVariables } from '../support/rituality.ts';
import { ritualityWithFolder } from '../support/rituality-with-folder.ts';
import { keys } from './emulator.ts';
import { TerminalProcess } from './pty.ts';

const root = resolve(import.meta.dirname, '../..');

const rituality = ritualityWithFolder();

async function open(): Promise<TerminalProcess> {
  const program = new TerminalProcess(process.execPath, [join(root, 'bin/seqscope.js')], {
    cwd: root,
    columns: 120,
    rows: 40,
    env: { ...ritualityVariables(rituality.database.target), XDG_STATE_HOME: rituality.folder },
  });
  onTestFinished(() => program.dispose());
  await program.until('UserDevice');
  await program.type('J');
  await program.until('Enter evaluates');
  return program;
}

const text = (typed: string): readonly string[] => Array.from(typed);

test('a line is completed and evaluated, its rows are opened, and an endless loop is interrupted', async () => {
  const console = await open();
  await console.type(...text('User.findAl'));
  await console.until(/› findAll/);
  await console.type(
    '\t',
    ...text("({ limit: 3, attributes: ['id', 'email'], include: 'devices' })"),
    keys.enter,
  );
  await console.until(/User\[\], 3 rows · \$1/);
  await console.until(/\d+ ms.*SELECT/);
  await console.type('\x0f');
  await console.until('$1 User');
  await console.until(/1[–-]3|3 rows|of 3/);
  await console.type(keys.escape);
  await console.until('User[], 3 rows');
  await console.type('\x14');
  await console.until(/└ devices \(\d+\)/);
  await console.type(...text('let kept = 7'), keys.enter);
  await console.until('undefined');
  await console.type(...text('while (true) {}'), keys.enter);
  await console.until('Esc interrupts');
  await delay(300);
  await console.type('\x03');
  await console.until('interrupted');
  await console.type(...text('kept * 6'), keys.enter);
  await console.until(/^.*│ 42 /m);
  expect(console.text()).not.toContain('replaced');
});

test('a sandbox stands in the header, is asked about, and keeps nothing', async () => {
  const console = await open();
  await console.type(...text('.sandbox'), keys.enter);
  await console.until('held in one transaction');
  await console.until(/sandbox .*\n/);
  await console.type(...text("await Role.update({ description: 'Other' }, { where: {} })"), keys.enter);
  await console.until(/UPDATE/);
  await console.type(...text('.review'), keys.enter);
  await console.until(/rows? updated/);
  await console.type(keys.escape, 'q');
  await console.until('Quit and roll back?');
  await console.type('y');
  expect((await console.waitForExit()).code).toBe(0);
});
