// `npm run screenshot`: makes docs/screenshot.svg of the running program: the demo in a pseudo-terminal, a model opened,
// two scopes picked. Nothing in the picture is drawn by hand.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { driveTerminal } from './driven-terminal.mjs';
import { terminalSvg } from './terminal-svg.mjs';

const root = resolve(import.meta.dirname, '..');
const seqscope = join(root, 'bin/seqscope.js');

// The picture must not depend on what somebody did to their own demo, nor show their folders.
const home = await mkdtemp(join(tmpdir(), 'sqp-'));
const env = { ...process.env, XDG_STATE_HOME: home, XDG_CACHE_HOME: home, XDG_RUNTIME_DIR: home };

const program = driveTerminal(process.execPath, [seqscope, 'demo'], {
  columns: 132,
  rows: 34,
  cwd: root,
  env,
});
try {
  await program.until('UserDevice', 60_000);
  await program.settle();
  for (const keys of ['/', 'User', '\r']) {
    program.press(keys);
    await program.settle();
  }
  await program.until(/@demo/);
  for (const keys of ['s', 'j', ' ', 'j', ' ']) {
    program.press(keys);
    await program.settle(500);
  }
  await writeFile(join(root, 'docs/screenshot.svg'), terminalSvg(program.terminal, 'seqscope demo'));
  console.log(program.text());
  program.press('q');
  await program.exited;
} finally {
  program.kill();
  await rm(home, { recursive: true, force: true });
}
