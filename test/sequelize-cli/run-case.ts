/**
 * One case through one tool: a fresh folder and a fresh database, the steps in order, and what is there afterwards. All that
 * belongs to this run alone (paths, names, times) is replaced by words that are the same for both tools.
 */
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { packageRoot } from '../cli/run-seqscope.ts';
import { createTestDatabase, executeOn, testServer } from '../support/postgres.ts';
import type { CaseStep, ComparisonCase } from './comparison-case.ts';
import { snapshotDatabase } from './snapshot-database.ts';
import { snapshotFiles } from './snapshot-files.ts';
import { type Run, runTool, type Tool } from './tools.ts';

export interface CaseOutcome {
  readonly runs: readonly Run[];
  readonly files: readonly string[];
  readonly database: readonly string[];
}

const packageFile = '{"name": "shop", "private": true, "dependencies": {"sequelize": "6"}}\n';

/** `port` is where the server listens on 127.0.0.1. */
export async function runCase(
  { files, steps, directory = '.', variables = {}, withoutDatabase = false }: ComparisonCase,
  tool: Tool,
  port: number,
): Promise<CaseOutcome> {
  const database = await createTestDatabase();
  const name = database.target.database;
  const project = await realpath(await mkdtemp(join(tmpdir(), 'seqscope-compare-')));
  const url = `postgres://${database.target.user}:opensesame@127.0.0.1:${String(port)}/${name}`;
  const fill = (text: string) =>
    text
      .replaceAll('$URL', url)
      .replaceAll('$DATABASE', name)
      .replaceAll('$PORT', String(port))
      .replaceAll('$PROJECT', project);
  const same = (text: string) => comparable(text, { project, name, port });
  try {
    if (withoutDatabase) await database.drop();
    await symlink(join(packageRoot, 'node_modules'), join(project, 'node_modules'));
    for (const [path, text] of Object.entries({ 'package.json': packageFile, ...files })) {
      await put(join(project, path), fill(text));
    }
    const settings = Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, fill(value)]));
    const runs: Run[] = [];
    for (const step of steps) {
      if (typeof step !== 'string') {
        await change(step, project, fill, (sql) => database.execute(sql));
        continue;
      }
      const run = await runTool(tool, fill(step), join(project, directory), settings);
      runs.push({ ...run, command: step, stdout: same(run.stdout), stderr: same(run.stderr) });
    }
    const found = await snapshotFiles(project);
    return {
      runs,
      // Sorted without their times: two may have been made within one second.
      files: [...found].map(([path, text]) => same(`${path}\n${text}`)).sort(),
      database: (await snapshotDatabase(testServer(), name)).map(same),
    };
  } finally {
    await executeOn(testServer(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await rm(project, { recursive: true, force: true });
  }
}

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  // A name that ends with a slash is a folder.
  if (!path.endsWith('/')) await writeFile(path, text);
  else await mkdir(path, { recursive: true });
}

async function change(
  step: Exclude<CaseStep, string>,
  project: string,
  fill: (text: string) => string,
  execute: (sql: string) => Promise<unknown>,
): Promise<void> {
  if ('write' in step) await put(join(project, step.write), fill(step.text));
  else if ('remove' in step) await rm(join(project, step.remove), { recursive: true });
  else if ('rename' in step) await rename(join(project, step.rename), join(project, step.to));
  else await execute(fill(step.sql));
}

/** What a generated file is named after, how long a step took and when a row was written is nobody's to compare. */
function comparable(
  text: string,
  { project, name, port }: { readonly project: string; readonly name: string; readonly port: number },
): string {
  const year = new Date().getUTCFullYear();
  return text
    .replaceAll(project, '<project>')
    .replaceAll(name, '<database>')
    .replaceAll(`:${String(port)}`, ':<port>')
    .replaceAll(new RegExp(`(port"?: )${String(port)}`, 'g'), '$1<port>')
    .replaceAll(new RegExp(`\\b(?:${String(year)}|${String(year + 1)})\\d{10}(?=-)`, 'g'), '<now>')
    .replaceAll(/\(\d+\.\d{3}s\)/g, '(0.000s)')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:\+00:00|Z)/g, '<time>');
}
