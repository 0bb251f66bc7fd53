// Loading a project's models twice over, in turns: by a bare Node process, the project's own way, and by a seqscope session.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { projectOptions, request } from '../open-host.mjs';
import { median } from '../report.mjs';

const bareLoad = join(import.meta.dirname, 'bare-load.cjs');
const reportCpu = join(import.meta.dirname, 'report-cpu.cjs');

/**
 * What each contender measured, a list a contender; a round before counts for nothing. In milliseconds: `loadMs` from when
 * the process turns to the models (their compiler is still to be loaded) until they are there, `processMs` the same from
 * before the process was there, `cpuMs` the processor time of it.
 */
export async function measureLoading(project, runs) {
  const times = { bare: [], session: [] };
  const contenders = { bare: loadBare, session: loadInSession };
  for (let round = -1; round < runs; round += 1) {
    // Who goes first alternates: what the machine does beside this is everybody's.
    const order = round % 2 === 0 ? ['bare', 'session'] : ['session', 'bare'];
    for (const name of order) {
      const measured = await contenders[name](project);
      if (round >= 0) times[name].push(measured);
    }
  }
  return times;
}

/** The session's time over the project's own: the median of the rounds, the middle half of them, and that of the minima. */
export function ratios({ bare, session }, key) {
  const own = bare.map((measured) => measured[key]);
  const ours = session.map((measured) => measured[key]);
  const paired = ours.map((value, index) => value / own[index]).sort((a, b) => a - b);
  const quarter = Math.floor(paired.length / 4);
  return {
    own: median(own),
    ours: median(ours),
    median: median(paired),
    middle: [paired[quarter], paired.at(-1 - quarter)],
    ofMinima: Math.min(...ours) / Math.min(...own),
  };
}

function loadBare({ root, models, registers, env }) {
  const start = performance.now();
  return inChild(bareLoad, [models, ...registers], { root, env }, (message) => ({
    loadMs: message.loadMs,
    processMs: performance.now() - start,
    count: message.count,
  }));
}

function loadInSession({ root, env, hostFile }) {
  const start = performance.now();
  let asked = start;
  const session = { readOnly: true, embedded: false, prepare: false, reset: false };
  return inChild(
    hostFile,
    [],
    { root, env },
    (message, child) => {
      if (message.type === 'failure' || message.type === 'crashed') throw new Error(message.report.message);
      if (message.type !== 'answer') return null;
      const now = performance.now();
      if (message.id === 2) {
        const { models, problems } = message.value;
        return { loadMs: now - asked, processMs: now - start, count: models.length, problems };
      }
      asked = now;
      child.send({ type: 'call', id: 2, request: request('models') });
      return null;
    },
    [
      { type: 'open', options: { ...session, project: { ...projectOptions, directory: root } } },
      { type: 'call', id: 1, request: request('project') },
    ],
  );
}

/** Forks `file` and hands its messages to `read` until that returns a measurement; the child ends with it. */
function inChild(file, argv, { root, env }, read, greetings = []) {
  return new Promise((resolve, reject) => {
    const child = fork(file, argv, {
      cwd: root,
      // Kept code would be the session's alone: a bare process keeps none.
      env: { ...env, NODE_DISABLE_COMPILE_CACHE: '1' },
      execArgv: ['--require', reportCpu],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => (errors = (errors + text).slice(-4_000)));
    let measured = null;
    let failure = null;
    child.on('message', (message) => {
      try {
        measured ??= read(message, child);
        if (measured !== null) child.kill('SIGUSR2');
      } catch (error) {
        failure = error;
        child.kill('SIGKILL');
      }
    });
    child.once('close', () => {
      const cpu = /\nprocessor time (\S+) ms\n$/.exec(errors);
      if (measured !== null && cpu !== null) resolve({ ...measured, cpuMs: Number(cpu[1]) });
      else reject(failure ?? new Error(`Nothing was loaded in ${root}:\n${errors}`));
    });
    for (const greeting of greetings) child.send(greeting);
  });
}
