// A host process spoken to directly, as src/host/client.ts does.
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

/** The first `limit` rows, as the grid asks for them. */
export function gridSpec(model, limit = 100) {
  return {
    source: { type: 'model', name: model },
    scopes: [],
    isUnscoped: false,
    filter: '',
    relatedTo: null,
    columns: null,
    order: [],
    softDeleted: 'hidden',
    limit,
    place: { type: 'start' },
    clipBytes: 1000,
  };
}

/** A call of the session, as src/host/protocol.ts has it: without a signal and without listeners. */
export function request(method, ...values) {
  return { method, arguments: values, listeners: null };
}

/** Opens a session on the project in `root`. `ask` sends a request and waits for its answer. */
export function openHost(hostFile, { root, env }) {
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
  child.send({
    type: 'open',
    options: {
      project: { ...projectOptions, directory: root },
      readOnly: true,
      embedded: false,
      prepare: false,
      reset: false,
    },
  });
  return {
    ask(asked) {
      return new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        child.send({ type: 'call', id: lastId, request: asked });
      });
    },
    async close() {
      const gone = new Promise((resolve) => child.on('exit', resolve));
      child.send({ type: 'close' });
      await gone;
    },
  };
}
