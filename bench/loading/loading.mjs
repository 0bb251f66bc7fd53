// The loading benchmark: three generated projects, or one of the user's, each beside what its own code costs.
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { milliseconds, table } from '../report.mjs';
import { associationCount, generateProject, modelCount, styles } from './generated-project.mjs';
import { measureLoading, ratios } from './measure-load.mjs';

const limit = 1.3;

/** Prints the ratios of the generated projects. `home` holds the caches that every process of the run shares. */
export async function benchGenerated({ root, hostFile, runs, env }) {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'sql-')));
  const rows = [];
  try {
    for (const [style, { title, register }] of Object.entries(styles)) {
      const project = join(folder, style);
      const models = await generateProject(project, style, join(root, 'node_modules'));
      const registers = register === null ? [] : [createRequire(import.meta.url).resolve(register)];
      const times = await measureLoading({ root: project, models, registers, env, hostFile }, runs);
      expectModels(times, modelCount);
      rows.push(...rowsOf(`${title}, ${register ?? 'node alone'}`, times));
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  print(`Loading ${modelCount} models with ${associationCount} associations`, runs, rows);
}

/** Prints the ratios of a checkout, whose code `registers` (names of packages, or files) let Node run. */
export async function benchProject({ project, models, registers, hostFile, runs, env }) {
  const require = createRequire(join(project, 'package.json'));
  const resolved = registers.map((name) => require.resolve(name));
  const index = resolve(project, models);
  const times = await measureLoading(
    { root: project, models: index, registers: resolved, env, hostFile },
    runs,
  );
  const { count, problems } = times.session[0];
  print(`Loading ${project}: ${count} models (${times.bare[0].count ?? '?'} on its own)`, runs, [
    ...rowsOf(registers.join(' ') || 'node alone', times),
  ]);
  for (const problem of problems)
    console.log(`  ${problem.isNotice ? 'notice' : 'problem'}: ${problem.message}`);
}

function expectModels({ bare, session }, expected) {
  for (const { count } of [...bare, ...session]) {
    if (count !== expected) throw new Error(`${count} models instead of ${expected}: nothing to compare.`);
  }
}

function rowsOf(title, times) {
  const measures = { load: 'loadMs', process: 'processMs', 'processor time': 'cpuMs' };
  return Object.entries(measures).map(([what, key]) => {
    const { own, ours, median, middle, ofMinima } = ratios(times, key);
    return [
      `${title}: ${what}`,
      `${median.toFixed(2)}×`,
      middle.map((ratio) => ratio.toFixed(2)).join('–'),
      `${ofMinima.toFixed(2)}×`,
      milliseconds(own),
      milliseconds(ours),
      what === 'load' ? `at most ${limit}×` : '',
    ];
  });
}

function print(title, runs, rows) {
  console.log(`\n${title}; ${runs} rounds of both in turns, Node ${process.version}`);
  console.log(
    [
      'load: from the first of the project, its compiler included, until the models are there (in seqscope: described);',
      'process: the same from before the process, seqscope having found the project; compilers have their caches, V8 has none.',
      'ratio: seqscope over the project alone, the median of the rounds.\n',
    ].join('\n'),
  );
  console.log(table(['', 'ratio', 'middle half', 'of minima', 'alone', 'seqscope', 'limit'], rows));
}
