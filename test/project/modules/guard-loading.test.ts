import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildReporter, loadInNode, type ProjectReport, removeReporter } from '../support/load-in-node.ts';
import { projectOptions } from '../support/options.ts';
import { outline } from '../support/outline.ts';
import { temporaryProject } from '../support/temporary-project.ts';

const packageFile = '{ "name": "sample", "dependencies": { "sequelize": "^6.0.0" } }';
const thing = `
  const { Sequelize } = require('sequelize');
  const sequelize = new Sequelize('postgres://127.0.0.1:1/d');
  sequelize.define('Thing', {});`;

let server: Server;
let port: number;
let connections = 0;

beforeAll(async () => {
  await buildReporter();
  server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  removeReporter();
  server.close();
});

function open(
  files: Readonly<Record<string, string>>,
  options: Parameters<typeof projectOptions>[1] = {},
): Promise<ProjectReport & { readonly root: string; readonly stderr: string }> {
  const root = temporaryProject({ 'package.json': packageFile, ...files }, ['sequelize', 'pg']);
  return loadInNode(projectOptions(root, options)).then((report) => ({ ...report, root }));
}

test('connections opened while loading are refused and named, and the models are there', async () => {
  const before = connections;
  const report = await open({
    'models/index.js': `
      const net = require('node:net');
      net.connect(${port}, '127.0.0.1').on('error', () => undefined);
      require('node:tls').connect({ host: '127.0.0.1', port: ${port} }).on('error', () => undefined);
      fetch('http://127.0.0.1:${port}/').catch(() => undefined);
      net.connect('/tmp/no.sock').on('error', () => undefined);
      ${thing}`,
  });
  expect(outline(report.models)).toEqual(['Thing:']);
  expect(report.problems).toMatchObject([
    {
      code: 'socket-blocked',
      message: `blocked: connection to 127.0.0.1:${port} while loading`,
      isNotice: true,
    },
    { code: 'socket-blocked', message: 'blocked: connection to /tmp/no.sock while loading', isNotice: true },
  ]);
  expect(connections).toBe(before);
});

test('an ES module that connects at its top level is no exception', async () => {
  const before = connections;
  const report = await open({
    'package.json': '{ "name": "sample", "type": "module", "dependencies": { "sequelize": "^6.0.0" } }',
    'models/index.js': `
      import net from 'node:net';
      import { Sequelize } from 'sequelize';
      await new Promise((resolve) => net.connect(${port}, '127.0.0.1').on('error', resolve));
      export const sequelize = new Sequelize('postgres://127.0.0.1:1/d');
      sequelize.define('Thing', {});`,
  });
  expect(outline(report.models)).toEqual(['Thing:']);
  expect(report.problems).toMatchObject([{ code: 'socket-blocked' }]);
  expect(connections).toBe(before);
});

test('a server that listens while loading does not', async () => {
  const report = await open({
    'models/index.js': `require('node:http').createServer().listen(${port}, '127.0.0.1');\n${thing}`,
  });
  expect(outline(report.models)).toEqual(['Thing:']);
  expect(report.problems).toMatchObject([
    { message: `blocked: listening on 127.0.0.1:${port} while loading`, isNotice: true },
  ]);
  expect(report.stderr).toBe('');
});

test('a project that checks its database and syncs it at start gets past both, and nothing is sent', async () => {
  const report = await open({
    'models/index.js': `
      const { Sequelize } = require('sequelize');
      module.exports = async function initModels() {
        const sequelize = new Sequelize('postgres://127.0.0.1:${port}/d');
        await sequelize.authenticate();
        sequelize.define('Thing', {});
        await sequelize.sync({ alter: true });
        return sequelize;
      };`,
  });
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Thing:']);
  expect(report.problems.map(({ message }) => message)).toEqual([
    'blocked: `sequelize.authenticate()` while loading',
    'blocked: `sequelize.sync()` while loading',
  ]);
});

test('`process.exit` while loading is an error that names the place', async () => {
  const report = await open({ 'models/index.js': "'use strict';\nprocess.exit(3);\n" });
  expect(report.error).toMatchObject({
    code: 'process-exit',
    message: '"models/index.js" calls `process.exit(3)` at line 2 while it is loaded.',
    details: { file: join(report.root, 'models/index.js'), line: 2 },
  });
});

test('a `process.exit` in a promise that nobody waits for ends nothing', async () => {
  const report = await open({
    'models/index.js': `${thing}\nPromise.reject(new Error('no queue')).catch(() => process.exit(1));\n`,
  });
  expect(outline(report.models)).toEqual(['Thing:']);
  expect(report.stderr).toContain('calls `process.exit(1)`');
});

test('a variable that is not set is named with the line that reads it, and a placeholder supplies it', async () => {
  const files = {
    'env.js':
      'exports.need = (name) => {\n  if (!process.env[name]) throw new Error(`${name} is missing`);\n  return process.env[name];\n};\n',
    'models/index.js': `require('../env.js').need('SECRET_KEY');\n${thing}`,
  };
  const report = await open(files);
  expect(report.error).toMatchObject({
    code: 'variable-missing',
    message: '"env.js" could not be loaded: SECRET_KEY is missing. "SECRET_KEY" is not set (read in env.js).',
    remedy:
      'Set "SECRET_KEY" in .env; where the value cannot matter for looking at models, give `--placeholder-env SECRET_KEY`.',
  });
  const opened = await open(files, { placeholderEnv: ['SECRET_KEY'] });
  expect(outline(opened.models)).toEqual(['Thing:']);
  expect(opened.problems).toEqual([]);
});

test('a placeholder may have a value, fits the name without one, and never replaces what is set', async () => {
  const report = await open(
    {
      '.env': 'HELD=own\n',
      'models/index.js': `${thing}
        const { HELD, GIVEN, QUEUE_URL, API_PORT } = process.env;
        sequelize.define([HELD, GIVEN, new URL(QUEUE_URL).hostname, API_PORT].join(' '), {});`,
    },
    { placeholderEnv: ['HELD=other', 'GIVEN=a=b', 'QUEUE_URL', 'API_PORT'] },
  );
  expect(outline(report.models)).toContain('own a=b placeholder.invalid 1:');
});

test('a configuration that wants a variable names it too', async () => {
  const report = await open({
    'config/config.js': "module.exports = { url: new URL(process.env.MAIN_DB).href, dialect: 'postgres' };\n",
    'models/thing.js': "module.exports = (sequelize) => sequelize.define('Thing', {});\n",
  });
  expect(report.error).toMatchObject({
    code: 'variable-missing',
    message: expect.stringContaining('"MAIN_DB" is not set (read in config/config.js:1).') as string,
  });
});

test('a package that is not there names both remedies, and a stand-in takes its place when asked', async () => {
  const files = {
    'models/index.js': `
      const { Queue, connect } = require('@shop/queue');
      class Mail extends Queue { send() { return 1; } }
      connect({ host: 'x' }).on('ready', () => undefined);
      new Mail().send();
      ${thing}`,
  };
  const report = await open(files);
  expect(report.error).toMatchObject({
    code: 'package-missing',
    remedy: expect.stringMatching(/npm install @shop\/queue.*--stand-in @shop\/queue/) as string,
  });
  for (const standIns of [['@shop/queue'], ['all']]) {
    const opened = await open(files, { standIns });
    expect(opened.error).toBeNull();
    expect(outline(opened.models)).toEqual(['Thing:']);
    expect(opened.problems).toMatchObject([
      { code: 'stood-in', message: expect.stringContaining('"@shop/queue"') as string, isNotice: true },
    ]);
  }
});

test('TypeScript imports of every kind take a stand-in, decorators among them', async () => {
  const report = await open(
    {
      'tsconfig.json': '{ "compilerOptions": { "experimentalDecorators": true } }',
      'models/index.ts': `
        import { Sequelize } from 'sequelize';
        import main, { named } from 'absent-a';
        import * as space from 'absent-b';
        import { Mark } from 'absent-c';
        @Mark() class Kept { @Mark({}) size = 1; static label = 'Kept'; }
        named(main.deep.deeper, space.other());
        const sequelize = new Sequelize('postgres://127.0.0.1:1/d');
        sequelize.define(Kept.label, {});`,
    },
    { standIns: ['all'] },
  );
  expect(report.error).toBeNull();
  expect(outline(report.models)).toEqual(['Kept:']);
});

test('what models are made of is never replaced', async () => {
  const report = await open(
    { 'models/index.js': "const { Model } = require('sequelize-typescript');\n" },
    { standIns: ['all', 'sequelize-typescript'] },
  );
  expect(report.error).toMatchObject({ code: 'package-missing' });
});

const fetched = (place: string) =>
  `const net = require('node:net');
  module.exports = () => new Promise((resolve, reject) => {
    const socket = net.connect(${place});
    socket.on('close', () => resolve({ dialect: 'postgres', host: '127.0.0.1', database: 'd' }));
    socket.on('error', reject);
  });`;

test('what the configuration file was kept from is told as well', async () => {
  const report = await open({
    'config/config.js': `require('node:net').connect(${port}, '127.0.0.1').on('error', () => undefined);
      module.exports = { dialect: 'postgres', host: '127.0.0.1', database: 'd' };`,
    'models/index.js': thing,
  });
  expect(outline(report.models)).toEqual(['Thing:']);
  expect(report.notices).toMatchObject([
    {
      code: 'socket-blocked',
      message: `blocked: connection to 127.0.0.1:${port} while loading`,
      remedy: expect.stringContaining('`--allow-sockets`') as string,
    },
  ]);
});

test('a configuration that fails without what it fetches says so, and may fetch it when it is let', async () => {
  const files = { 'config/config.js': fetched(`${port}, '127.0.0.1'`), 'models/index.js': thing };
  const report = await open(files);
  expect(report.error).toMatchObject({
    code: 'config-failed',
    remedy: expect.stringContaining('`--allow-sockets`') as string,
    details: { file: join(report.root, 'config/config.js') },
  });
  expect(report.error?.details.hint).toContain(`connection to 127.0.0.1:${port}`);
  const before = connections;
  const opened = await open(files, { allowSockets: true });
  expect(opened.error).toBeNull();
  expect(opened.notices).toEqual([]);
  const own = await open({
    ...files,
    'seqscope.config.json': `{ "allowSockets": ["127.0.0.1:${port}"] }`,
    'models/index.js': `require('node:net').connect('/tmp/no.sock').on('error', () => undefined);${thing}`,
  });
  expect(own.error).toBeNull();
  expect(own.problems).toMatchObject([{ code: 'socket-blocked' }]);
  expect(connections).toBe(before + 2);
});

test('a server that the models wait for believes that it listens', async () => {
  const report = await open({
    'package.json': '{ "name": "sample", "type": "module", "dependencies": { "sequelize": "^6.0.0" } }',
    'models/index.js': `
      import { once } from 'node:events';
      import http from 'node:http';
      import { Sequelize } from 'sequelize';
      const first = http.createServer().listen(${port}, '127.0.0.1');
      await once(first, 'listening');
      const second = http.createServer();
      await new Promise((resolve) => second.listen({ port: ${port} }, resolve));
      export const sequelize = new Sequelize('postgres://127.0.0.1:1/d');
      sequelize.define(\`Thing\${first.address().port}\`, {});`,
  });
  expect(outline(report.models)).toEqual([`Thing${port}:`]);
  expect(report.problems).toMatchObject([
    { message: `blocked: listening on 127.0.0.1:${port} while loading` },
    { message: `blocked: listening on localhost:${port} while loading` },
  ]);
});
