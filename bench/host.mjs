// The host process spoken to directly, as src/host/client.ts does: what crossing the process boundary costs.
import { fork } from 'node:child_process';

export const projectOptions = {
  isExplicit: true,
  environment: null,
  url: null,
  configPath: null,
  modelsPath: null,
  migrationsPath: null,
  seedersPath: null,
  optionsPath: null,
  envFile: null,
};

/** Times in milliseconds: of the smallest call, of a page of 100 rows, and of PostgreSQL within that page. */
export async function measureHost(hostFile, { root, env, calls = 200 }) {
  const child = fork(hostFile, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env,
  });
  const waiting = new Map();
  let lastId = 0;
  child.on('message', (message) => {
    if (message.type !== 'answer' && message.type !== 'failure') return;
    const { resolve, reject } = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.type === 'answer') resolve(message.value);
    else reject(new Error(message.report.message));
  });
  const ask = (request) =>
    new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      child.send({ type: 'call', id: lastId, request });
    });
  const times = async (request) => {
    const measured = [];
    const answers = [];
    await ask(request);
    for (let index = 0; index < calls; index += 1) {
      const start = performance.now();
      answers.push(await ask(request));
      measured.push(performance.now() - start);
    }
    return { measured, answers };
  };

  const project = { ...projectOptions, directory: root };
  child.send({
    type: 'open',
    options: { project, readOnly: true, embedded: false, prepare: false, reset: false },
  });
  const spec = {
    source: { type: 'model', name: 'User' },
    scopes: [],
    isUnscoped: false,
    filter: '',
    relatedTo: null,
    columns: null,
    order: [],
    softDeleted: 'hidden',
    limit: 100,
    offset: 0,
  };
  const small = await times({ method: 'project' });
  const pages = await times({ method: 'page', spec });
  const gone = new Promise((resolve) => child.on('exit', resolve));
  child.send({ type: 'close' });
  await gone;
  return {
    callMs: small.measured,
    pageMs: pages.measured,
    serverMs: pages.answers.map(({ durationMs }) => durationMs),
  };
}
