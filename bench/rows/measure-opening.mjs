// From Enter on a model to its rows on the screen, in a real pseudo-terminal: of a large table and of a small one in turns.
import { driveTerminal } from '../../scripts/driven-terminal.mjs';

/** Milliseconds, one a run. */
export async function measureOpening(seqscope, { cwd, env, runs }) {
  const times = { big: [], few: [] };
  for (let run = 0; run < runs; run += 1) {
    times.few.push(await openModel('FewEvent', seqscope, cwd, env));
    times.big.push(await openModel('Event', seqscope, cwd, env));
  }
  return times;
}

async function openModel(name, seqscope, cwd, env) {
  let lastOutput = 0;
  const program = driveTerminal(process.execPath, [seqscope], {
    columns: 200,
    rows: 60,
    cwd,
    env,
    onOutput() {
      lastOutput = performance.now();
    },
  });
  try {
    await program.until(/\bFewEvent\b/);
    await program.settle();
    program.press(`/${name}`);
    await program.settle(100);
    const pressed = performance.now();
    program.press('\r');
    await program.until(/event number \d/);
    const ms = lastOutput - pressed;
    await program.settle();
    program.press('q');
    await program.exited;
    return ms;
  } finally {
    program.kill();
  }
}
