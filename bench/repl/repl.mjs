// What a line of the REPL costs beside the bare call, when its prompt and its first answer are there, and how long Tab takes in a
// project of 300 models.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pty from '@lydell/node-pty';
import { openHost, request } from '../open-host.mjs';
import { median, milliseconds, percentile, table } from '../report.mjs';

const run = promisify(execFile);
const lines = 200;
const manyModels = 300;

export async function benchRepl({ root, seqscope, hostFile, runs, env }) {
  const line = await measureLine(hostFile, { root, env });
  const start = await measureStart({ root, seqscope, runs, env });
  const completion = await measureCompletion(hostFile, { root, env });
  const row = (what, value, compared = '') => [what, milliseconds(value), compared];
  const versus = (value, base) => `${(value / base).toFixed(2)}× the bare script`;
  console.log(
    table(
      ['REPL', 'time', 'compared'],
      [
        row('User.findOne(), the call itself', line.bare),
        row(
          'the same, typed, until its result is here',
          line.typed,
          `+ ${milliseconds(line.typed - line.bare)}`,
        ),
        row('1 + 1, typed, until its result is here', line.small),
        row('a bare script with Sequelize and the models', start.bare),
        row('seqscope repl: at its prompt', start.prompt, versus(start.prompt, start.bare)),
        row('seqscope repl: first answer', start.answer, versus(start.answer, start.bare)),
        row("seqscope repl -e '6 * 7'", start.expression, versus(start.expression, start.bare)),
        row(
          `Tab among ${manyModels} models, median`,
          completion.median,
          `p95 ${milliseconds(completion.p95)}`,
        ),
      ],
    ),
  );
}

async function measureLine(hostFile, { root, env }) {
  const host = openHost(hostFile, { root, env });
  let id = 0;
  const evaluate = async (code) => {
    id += 1;
    const evaluation = await host.ask(request('evaluate', { code, id, withJson: true }));
    if (evaluation.status !== 'done') throw new Error(JSON.stringify(evaluation));
    return evaluation;
  };
  const call = "User.findOne({ attributes: ['id'], raw: true })";
  await evaluate(call);
  const timed = async (code) => {
    const times = [];
    for (let index = 0; index < lines; index += 1) {
      const begun = performance.now();
      await evaluate(code);
      times.push(performance.now() - begun);
    }
    return median(times);
  };
  await timed(call);
  const { json } = await evaluate(
    `const times = []; for (let n = 0; n < ${lines}; n++) { const t = performance.now(); await ${call}; times.push(performance.now() - t) } times`,
  );
  const result = { bare: median(JSON.parse(json)), typed: await timed(call), small: await timed('1 + 1') };
  await host.close();
  return result;
}

async function measureStart({ root, seqscope, runs, env }) {
  const folder = await mkdtemp(join(tmpdir(), 'sqb-bare-'));
  const script = join(folder, 'bare.cjs');
  const index = join(root, 'src/models/index.ts');
  const register = join(root, 'node_modules/tsx/dist/cjs/index.cjs');
  await writeFile(
    script,
    `require(${JSON.stringify(register)}); require(${JSON.stringify(join(root, 'node_modules/sequelize'))});\n` +
      `require(${JSON.stringify(index)}); console.log(6 * 7); process.exit();\n`,
  );
  const times = { bare: [], prompt: [], answer: [], expression: [] };
  for (let round = -1; round < runs; round += 1) {
    const bare = await timedRun(() => run(process.execPath, [script], { cwd: root, env }));
    const expression = await timedRun(() =>
      run(process.execPath, [seqscope, 'repl', '-e', '6 * 7'], { cwd: root, env }),
    );
    const { prompt, answer } = await inTerminal({ root, seqscope, env });
    if (round < 0) continue;
    times.bare.push(bare);
    times.expression.push(expression);
    times.prompt.push(prompt);
    times.answer.push(answer);
  }
  await rm(folder, { recursive: true, force: true });
  return Object.fromEntries(Object.entries(times).map(([name, values]) => [name, median(values)]));
}

async function timedRun(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The line is typed as soon as the prompt stands. */
function inTerminal({ root, seqscope, env }) {
  return new Promise((resolve) => {
    const begun = performance.now();
    const terminal = pty.spawn(process.execPath, [seqscope, 'repl'], { cols: 100, rows: 30, cwd: root, env });
    let shown = '';
    let prompt = null;
    terminal.onData((data) => {
      shown += data;
      if (prompt === null && shown.includes('seqscope>')) {
        prompt = performance.now() - begun;
        terminal.write('6 * 7\r');
      }
      if (prompt !== null && /\n(?:\u001b\[[\d;]*m)*42/.test(shown)) {
        const answer = performance.now() - begun;
        terminal.onExit(() => resolve({ prompt, answer }));
        shown = '';
        terminal.write('\u0004');
      }
    });
  });
}

async function measureCompletion(hostFile, { root, env }) {
  const folder = await mkdtemp(join(tmpdir(), 'sqb-many-'));
  await mkdir(join(folder, 'models'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(join(folder, 'package.json'), '{"name":"many","dependencies":{"sequelize":"6","pg":"8"}}');
  await writeFile(join(folder, '.sequelizerc'), "module.exports = { 'models-path': 'models' };");
  await writeFile(
    join(folder, 'models/index.js'),
    `const { Sequelize, DataTypes } = require('sequelize');
const sequelize = new Sequelize('postgres://bench@127.0.0.1/bench', { logging: false });
for (let n = 0; n < ${manyModels}; n++) {
  const columns = {};
  for (let c = 0; c < 20; c++) columns['column' + c] = DataTypes.STRING;
  sequelize.define('Entity' + n, columns);
}
for (let n = 1; n < ${manyModels}; n++) sequelize.models['Entity' + n].belongsTo(sequelize.models['Entity' + (n - 1)], { as: 'parent' });
module.exports = { sequelize, ...sequelize.models };`,
  );
  const host = openHost(hostFile, { root: folder, env });
  await host.ask(request('evaluate', { code: 'const one = Entity7.build({})', id: 1 }));
  const texts = [
    'Ent',
    'Entity29',
    'Entity7.find',
    'one.get',
    "Entity7.findAll({ include: [{ association: 'parent', where: { col",
    '',
  ];
  const times = [];
  for (let index = 0; index < lines; index += 1) {
    const text = texts[index % texts.length];
    const begun = performance.now();
    const { options } = await host.ask(request('completeCode', { text, cursor: text.length }));
    times.push(performance.now() - begun);
    if (options.length === 0) throw new Error(`Nothing completes ${text}`);
  }
  await host.close();
  await rm(folder, { recursive: true, force: true });
  return { median: median(times), p95: percentile(times, 95) };
}
