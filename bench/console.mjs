// The console in a real pseudo-terminal: from the command to the first frame, to the models, to rows; from key to paint.
import { setTimeout as delay } from 'node:timers/promises';
import { driveTerminal } from '../scripts/driven-terminal.mjs';

/** Starts the console on the project in `cwd`, opens `User`, moves the cursor `keystrokes` times, quits. */
export async function measureConsole(seqscope, { columns, rows, cwd, env, keystrokes }) {
  const start = performance.now();
  let firstFrameMs = null;
  let lastOutput = start;
  const program = driveTerminal(process.execPath, [seqscope], {
    columns,
    rows,
    cwd,
    env,
    onOutput(text) {
      lastOutput = performance.now();
      // The switch to the alternate screen alone is no frame yet.
      if (firstFrameMs === null && hasGlyphs(text)) firstFrameMs = lastOutput - start;
    },
  });
  try {
    await program.until(/\bUserDevice\b/);
    const modelsMs = lastOutput - start;
    await program.settle();
    program.press('/User');
    await program.settle(100);
    const opened = performance.now();
    program.press('\r');
    await program.until(/@[a-z]+\.[a-z]/);
    const rowsMs = lastOutput - opened;
    await program.settle();
    const times = keystrokes === 0 ? [] : await measureKeys(program, () => lastOutput, keystrokes);
    program.press('q');
    await program.exited;
    return { firstFrameMs, modelsMs, rowsMs, keystrokes: times };
  } finally {
    program.kill();
  }
}

/** The same keys echoed by `cat`: what the pseudo-terminal itself costs. */
export async function measureEcho({ columns, rows, cwd, env, keystrokes }) {
  let lastOutput = 0;
  const program = driveTerminal('/bin/cat', [], {
    columns,
    rows,
    cwd,
    env,
    onOutput() {
      lastOutput = performance.now();
    },
  });
  try {
    await program.settle();
    return await measureKeys(program, () => lastOutput, keystrokes);
  } finally {
    program.kill();
  }
}

/** Down and up in turn, each pressed once the one before has been painted; milliseconds to the end of its output. */
async function measureKeys(program, lastOutput, count) {
  const times = [];
  for (let index = 0; index < count; index += 1) {
    const pressed = performance.now();
    program.press(Math.floor(index / 20) % 2 === 0 ? 'j' : 'k');
    while (lastOutput() < pressed) await delay(0);
    times.push(lastOutput() - pressed);
    await delay(15);
  }
  return times;
}

/** True when something other than escape sequences and blanks is in the text. */
function hasGlyphs(text) {
  return /[^\s\x00-\x1f]/.test(
    text.replace(/\x1b(\[[0-9;?<=>]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[ -/]*[0-~])/g, ''),
  );
}
