/** Finds and loads one project in a process of its own, as the console does, and prints what it is as JSON. */
import { reportError } from '../../../src/errors.ts';
import { findProject } from '../../../src/project/find-project.ts';
import { importModule } from '../../../src/project/modules/import-module.ts';
import { loadApplication } from '../../../src/project/load-application.ts';
import type { ProjectOptions } from '../../../src/project/project.ts';
import { describeModels } from '../../../src/schema/describe-models.ts';
import type { ProjectReport } from './load-in-node.ts';

const { options, modules } = JSON.parse(process.argv[2] ?? '{}') as {
  readonly options: ProjectOptions;
  readonly modules: readonly string[];
};

// As both of the console's processes have it: what a project throws behind everybody's back ends nothing.
for (const event of ['uncaughtException', 'unhandledRejection']) {
  process.on(event, (error: unknown) => process.stderr.write(`stray: ${String(error)}\n`));
}

async function report(): Promise<ProjectReport> {
  const project = await findProject(
    options,
    { ...process.env },
    (variables) => Object.assign(process.env, variables),
    undefined,
    process,
  );
  const connection = {
    target: null,
    mode: { readOnly: false, statementTimeoutMs: null },
    onStatement: () => undefined,
  };
  const application = await loadApplication(project, connection, process);
  const keys: Record<string, readonly string[]> = {};
  for (const path of modules) {
    keys[path] = Object.keys((await importModule(path, project)) as Record<string, unknown>);
  }
  return {
    target: application.target,
    models: describeModels(application.sequelize),
    problems: application.problems,
    notices: project.notices,
    keys,
    error: null,
  };
}

const result = await report().catch((error: unknown): ProjectReport => ({
  target: null,
  models: [],
  problems: [],
  notices: [],
  keys: {},
  error: reportError(error),
}));
// The only line on stdout is the answer's; a project's handles must not keep the process waiting.
process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0));
