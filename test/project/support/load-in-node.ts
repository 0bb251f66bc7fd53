/**
 * Loads a project in a plain Node process from a bundle, for what vitest does in its own way: `import()`, loaders,
 * warnings on stderr.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'rolldown';
import type { ConnectionTarget } from '../../../src/database/target.ts';
import type { ErrorReport } from '../../../src/errors.ts';
import type { ProjectOptions } from '../../../src/project/project.ts';
import type { ModelSummary } from '../../../src/schema/description.ts';

export interface ProjectReport {
  readonly target: ConnectionTarget | null;
  readonly models: readonly ModelSummary[];
  readonly problems: readonly ErrorReport[];
  /** Of the rc and configuration files. */
  readonly notices: readonly ErrorReport[];
  /** Exported names of each further module asked for, by path. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly error: ErrorReport | null;
}

// Beside the installed packages, which the bundle leaves outside itself, and out of git's sight.
const folder = resolve(import.meta.dirname, `../../../node_modules/.seqscope-test-${process.pid}`);
const bundle = resolve(folder, 'report-project.mjs');

export async function buildReporter(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await build({
    input: resolve(import.meta.dirname, 'report-project.ts'),
    platform: 'node',
    external: /^[^./]/,
    output: { file: bundle, format: 'esm', codeSplitting: false },
    logLevel: 'silent',
  });
}

export function removeReporter(): void {
  rmSync(folder, { recursive: true, force: true });
}

/** `modules` are loaded after the models, by their absolute paths. */
export async function loadInNode(
  options: ProjectOptions,
  modules: readonly string[] = [],
): Promise<ProjectReport & { readonly stderr: string }> {
  const { NODE_ENV: _vitests, ...variables } = process.env;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [bundle, JSON.stringify({ options, modules })],
    { env: variables, cwd: options.directory },
  );
  const answer = stdout.trimEnd().split('\n').at(-1) ?? '';
  return { ...(JSON.parse(answer) as ProjectReport), stderr };
}
