// Cancelling what runs on the server from the console in a real pseudo-terminal: from Esc or Ctrl-C until the server is done with
// the statement, and until the screen says so.
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { driveTerminal } from '../../scripts/driven-terminal.mjs';

/** What is pressed to start each, and what keeps it running: a page waits for a lock, the others have all rows to read. */
const kinds = {
  page: { keys: ['r'], isLocked: true },
  count: { keys: ['c'], isLocked: false },
  export: { keys: ['E', '\r'], isLocked: false },
};

/** Milliseconds by kind, one a round: `server` until its statement has ended, `screen` until it was said. Esc and Ctrl-C in turns. */
export async function measureCancelling(seqscope, { cwd, env, place, model, table, rounds }) {
  const { host, port, database, user } = place;
  const [watcher, locker] = [1, 2].map(() => new pg.Client({ host, port, database, user }));
  await Promise.all([watcher.connect(), locker.connect()]);
  let saidAt = 0;
  const program = driveTerminal(process.execPath, [seqscope], {
    columns: 200,
    rows: 60,
    cwd,
    env,
    onOutput(text) {
      if (/Cancelled\.|was cancelled/.test(text)) saidAt = performance.now();
    },
  });
  // By whose it is, except what keeps the server up: it shows only the beginning of a long statement, which may not name the table.
  const isRunning = async () => {
    const { rowCount } = await watcher.query(
      `SELECT FROM pg_stat_activity
        WHERE datname = current_database() AND state <> 'idle' AND application_name = 'seqscope'
          AND wait_event IS DISTINCT FROM 'PgSleep'`,
    );
    return rowCount > 0;
  };
  const until = async (isDone, what, limitMs = 10_000) => {
    const deadline = performance.now() + limitMs;
    while (!(await isDone())) {
      if (performance.now() > deadline) throw new Error(`Waited for ${what}; the screen:\n${program.text()}`);
      await delay(1);
    }
    return performance.now();
  };
  const cancelOnce = async ({ keys, isLocked }, key) => {
    if (isLocked) {
      await locker.query('BEGIN');
      await locker.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
    }
    try {
      for (const started of keys) {
        program.press(started);
        await delay(50);
      }
      await until(isRunning, 'the statement to run');
      await delay(60);
      if (!(await isRunning())) throw new Error('The statement ended before it could be cancelled.');
      saidAt = 0;
      const pressed = performance.now();
      program.press(key);
      const ended = await until(async () => !(await isRunning()), 'the server to end the statement');
      await until(() => saidAt > 0, 'the screen to say so');
      return { server: ended - pressed, screen: saidAt - pressed };
    } finally {
      if (isLocked) await locker.query('ROLLBACK');
      await program.settle(200);
    }
  };
  try {
    await program.until(/\bFewEvent\b/);
    await program.settle();
    program.press(`/${model}\r`);
    await program.until(/event number \d/);
    await program.settle();
    const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [kind, how] of Object.entries(kinds)) {
        times[kind].push(await cancelOnce(how, round % 2 === 0 ? '\x1b' : '\x03'));
      }
    }
    program.press('q');
    await program.exited;
    return times;
  } finally {
    program.kill();
    await Promise.all([watcher.end(), locker.end()]);
  }
}
