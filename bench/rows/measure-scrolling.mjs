// Scrolling a large table in a real pseudo-terminal of 200x60: how long each key takes while pages arrive, whether frames come
// in order, what memory does, and how a grid comes back from a record.
import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { driveTerminal } from '../../scripts/driven-terminal.mjs';

/** A page down is one row less than what fits: the last row stays as the first. */
const pageDown = '\x1b[6~';

/**
 * `keysMs`: from each key to the end of its painting. `missing` of `held` rows were never painted while ↓ was held. Bytes
 * before and after `scrolled` rows are of the console and its host process together; null where there is no /proc.
 */
export async function measureScrolling(seqscope, { cwd, env, model, held = 2000, scrolled = 100_000 }) {
  let lastOutput = 0;
  const seen = new Set();
  const program = driveTerminal(process.execPath, [seqscope], {
    columns: 200,
    rows: 60,
    cwd,
    env,
    onOutput() {
      lastOutput = performance.now();
    },
  });
  const rowNumber = () => Number(/row ([\d,]+)/.exec(program.text())?.[1]?.replaceAll(',', '') ?? NaN);
  try {
    await program.until(/\bFewEvent\b/);
    await program.settle();
    program.press(`/${model}\r`);
    await program.until(/event number \d/);
    await program.settle();

    const keysMs = [];
    for (let index = 0; index < 400; index += 1) {
      const pressed = performance.now();
      program.press(index % 8 === 7 ? pageDown : 'j');
      while (lastOutput < pressed) await delay(0);
      keysMs.push(lastOutput - pressed);
      await delay(15);
    }

    // As fast as a keyboard repeats; the screen is looked at whenever a frame ends (synchronised output, DEC mode 2026).
    await program.settle();
    const first = rowNumber();
    const looking = program.terminal.parser.registerCsiHandler({ prefix: '?', final: 'l' }, ([mode]) => {
      if (mode === 2026) seen.add(rowNumber());
      return false;
    });
    for (let index = 0; index < held; index += 1) {
      program.press('j');
      await delay(8);
    }
    await program.settle();
    looking.dispose();
    const painted = Array.from({ length: held }, (_, index) => first + index + 1).filter((row) =>
      seen.has(row),
    );

    const before = await residentBytes(program.pid);
    const start = rowNumber();
    while (rowNumber() < start + scrolled) {
      for (let index = 0; index < 20; index += 1) program.press(pageDown);
      await program.settle(30);
    }
    await program.settle(1000);
    const after = await residentBytes(program.pid);

    const backMs = [];
    for (let index = 0; index < 10; index += 1) {
      program.press('\r');
      await program.settle(200);
      const pressed = performance.now();
      // Backspace: Esc waits for what may follow it.
      program.press('\x7f');
      while (lastOutput < pressed) await delay(0);
      backMs.push(lastOutput - pressed);
      await program.settle(100);
    }
    program.press('q');
    await program.exited;
    return { keysMs, held, painted: painted.length, scrolled: rowNumber(), before, after, backMs };
  } finally {
    program.kill();
  }
}

/** Of a process and those it started. */
async function residentBytes(processId) {
  try {
    const pids = await family(processId);
    const sizes = await Promise.all(
      pids.map(
        async (pid) => /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0',
      ),
    );
    return sizes.reduce((sum, size) => sum + Number(size) * 1024, 0);
  } catch {
    return null;
  }
}

async function family(processId) {
  const tasks = await readdir(`/proc/${processId}/task`);
  const children = await Promise.all(
    tasks.map((task) => readFile(`/proc/${processId}/task/${task}/children`, 'utf8')),
  );
  const pids = children
    .join(' ')
    .split(' ')
    .filter((pid) => pid !== '');
  return [processId, ...(await Promise.all(pids.map((pid) => family(pid)))).flat()];
}
