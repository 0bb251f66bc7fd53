// The graph screen on 300 models, in a real pseudo-terminal: from each key to the end of its frame, beside an echo of the terminal.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { driveTerminal } from '../../scripts/driven-terminal.mjs';
import { measureEcho } from '../console.mjs';
import { median, milliseconds, percentile, table } from '../report.mjs';
import { makeEntities, modelCount, writeEntities } from './three-hundred.mjs';

const keystrokes = 200;

/** `place` is where the server is and who may use it. */
export async function benchGraph({ place, seqscope, root, env }) {
  const project = await mkdtemp(join(tmpdir(), 'sqg-'));
  try {
    await makeEntities(place);
    await writeEntities(project, place, join(root, 'node_modules'));
    const rows = [];
    for (const [columns, lines] of [
      [200, 60],
      [80, 24],
    ]) {
      const size = `${columns}x${lines}`;
      const { openMs, times } = await measureGraph(seqscope, { columns, rows: lines, cwd: project, env });
      const echo = await measureEcho({ columns, rows: lines, cwd: project, env, keystrokes });
      rows.push([
        `open the graph of a hub at ${size}`,
        milliseconds(openMs),
        'schema read, described and drawn',
      ]);
      for (const [what, measured] of Object.entries(times)) {
        const share = `p95 ${milliseconds(percentile(measured, 95))}, most ${milliseconds(Math.max(...measured))}`;
        rows.push([`${what} at ${size}`, milliseconds(median(measured)), share]);
      }
      rows.push([
        `an echo of the terminal at ${size}`,
        milliseconds(median(echo)),
        `p95 ${milliseconds(percentile(echo, 95))}`,
      ]);
    }
    console.log(`\nThe graph of ${modelCount} models, from key to frame; medians of ${keystrokes} keys\n`);
    console.log(table(['', 'time', ''], rows));
  } finally {
    await rm(project, { recursive: true, force: true });
  }
}

async function measureGraph(seqscope, { columns, rows, cwd, env }) {
  let lastOutput = 0;
  const program = driveTerminal(process.execPath, [seqscope], {
    columns,
    rows,
    cwd,
    env,
    onOutput() {
      lastOutput = performance.now();
    },
  });
  const press = async (keys) => {
    const pressed = performance.now();
    program.press(keys);
    while (lastOutput < pressed) {
      if (performance.now() > pressed + 2000) throw new Error(`${JSON.stringify(keys)} painted nothing.`);
      await delay(0);
    }
    // A frame is one write, but a pseudo-terminal may hand it over in parts.
    await delay(15);
    return lastOutput - pressed;
  };
  const measure = async (keysAt) => {
    const times = [];
    for (let index = 0; index < keystrokes; index += 1) times.push(await press(keysAt(index)));
    await program.settle(100);
    return times;
  };
  const downAndUp = (index) => (Math.floor(index / 20) % 2 === 0 ? 'j' : 'k');
  try {
    await program.until(/› Entity000/);
    await program.settle();
    const opened = performance.now();
    program.press('a');
    await program.until(/refer to it/);
    const openMs = lastOutput - opened;
    await program.settle();
    await press('l');
    const times = { 'walk among neighbours': await measure(downAndUp) };
    times['to the middle and back'] = await measure((index) => (index % 2 === 0 ? '\r' : '\x7f'));
    program.press('-');
    await program.until(/two steps/);
    await program.settle();
    times['walk with two steps seen'] = await measure(downAndUp);
    program.press('-');
    await program.until(/clusters ──/);
    await program.settle();
    times['walk among the clusters'] = await measure((index) => (index % 2 === 0 ? 'l' : 'h'));
    program.press('q');
    await program.exited;
    return { openMs, times };
  } finally {
    program.kill();
  }
}
