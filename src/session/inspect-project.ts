/**
 * All that can be said of a project without connecting, problems included. Loads the models once, for their counts, on an
 * instance that is closed again.
 */
import { existsSync } from 'node:fs';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError, type ErrorReport, reportError } from '../errors.ts';
import type { ConnectionOverride } from '../project/load/connection-override.ts';
import type { Project, ProjectChoice } from '../project/project.ts';
import type {
  DatabasePlace,
  ProjectCounts,
  ProjectInspection,
  ProjectProblem,
  SessionOptions,
} from '../session.ts';
import { type LoadedApplication, openApplication } from './application.ts';
import { confirmHost } from './confirm-host.ts';
import type { SessionEnvironment } from './environment.ts';

/** Everything is there in spite of these. */
const warnings = [
  'targets-differ',
  'unconfirmed-host',
  'no-target',
  'migrations-folder-missing',
  'seeders-folder-missing',
];

/** What is wrong with the target alone: the models may be looked at all the same. */
const targetCodes = [
  'dialect-unsupported',
  'variable-unset',
  'settings-incomplete',
  'url-invalid',
  'port-invalid',
  'certificate-unreadable',
  'unknown-environment',
];

export async function inspectProject(
  options: SessionOptions,
  environment: SessionEnvironment,
): Promise<ProjectInspection> {
  const problems: ProjectProblem[] = [];
  const add = (report: ErrorReport, isHarmless = false) => {
    const isWarning = isHarmless || warnings.includes(report.code);
    problems.push({ ...report, severity: isWarning ? 'warning' : 'error' });
  };
  const report = (error: unknown) => {
    // A bug is ours to show, with its stack.
    if (!(error instanceof ConsoleError)) throw error;
    add(reportError(error));
    return null;
  };
  const { project, choices } = await settleProject(options, environment, report);
  const files = {
    migrations: project === null ? null : await countFiles(project, 'migrations').catch(report),
    seeders: project === null ? null : await countFiles(project, 'seeders').catch(report),
  };
  const loaded =
    project === null
      ? null
      : await loadModels(project, options, environment.loadingProcess, report).catch(report);
  // An old Sequelize that loaded the models works so far.
  for (const problem of loaded?.problems ?? [])
    add(problem, problem.isNotice === true || problem.code === 'sequelize-version');
  if (project !== null) checkHost(project, options, report);
  const instance = loaded === null ? null : instanceOf(loaded);
  await loaded?.application.sequelize.close();
  return {
    root: project?.root ?? choices.find(({ what }) => what === 'root')?.value ?? null,
    name: project?.name ?? null,
    environment: project?.environment ?? choices.find(({ what }) => what === 'environment')?.value ?? null,
    paths: project?.paths ?? null,
    database: project?.target == null ? null : placeOf(project.target),
    instance,
    choices: instance === null ? choices : [...choices, instanceChoice(instance)],
    counts: { ...modelCounts(loaded), ...files },
    problems,
  };
}

/** Said beforehand: the first connection would be refused. */
function checkHost(
  { target, isTargetNamed, choices, allowedHosts: own = [] }: Project,
  options: SessionOptions,
  report: (error: unknown) => null,
): void {
  if (target === null || isEmbedded(options)) return;
  const source = choices.find(({ what }) => what === 'database')?.why ?? 'the configuration';
  try {
    confirmHost({
      target,
      source,
      isNamed: isTargetNamed,
      allowedHosts: [...(options.allowedHosts ?? []), ...own],
    });
  } catch (error) {
    report(error);
  }
}

interface SettledProject {
  readonly project: Project | null;
  readonly choices: readonly ProjectChoice[];
}

/** A project whose target alone is wrong is found without one, and what is wrong is reported. */
async function settleProject(
  options: SessionOptions,
  { variables, applyVariables, changeDirectory, loadingProcess }: SessionEnvironment,
  report: (error: unknown) => null,
): Promise<SettledProject> {
  const { findProject } = await import('../project/find-project.ts');
  const attempt = async (isTargetOverridden: boolean): Promise<SettledProject> => {
    const choices: ProjectChoice[] = [];
    const wanted = { ...options.project, isTargetOverridden };
    try {
      const project = await findProject(
        wanted,
        variables,
        applyVariables,
        (choice) => choices.push(choice),
        loadingProcess,
      );
      changeDirectory(project.root);
      return { project, choices: project.choices };
    } catch (error) {
      const isTarget = error instanceof ConsoleError && targetCodes.includes(error.code);
      // The second attempt says what it has to say itself.
      if (!(isTargetOverridden && isTarget)) report(error);
      return isTarget && !isTargetOverridden ? attempt(true) : { project: null, choices };
    }
  };
  return attempt(isEmbedded(options));
}

function isEmbedded({ embedded, prepare, reset }: SessionOptions): boolean {
  return embedded || prepare || reset;
}

/** As `status` counts them, by the same list; a folder still to be made has none. */
async function countFiles(project: Project, kind: 'migrations' | 'seeders'): Promise<number> {
  const folder = project.paths[kind];
  if (folder === null || !existsSync(folder)) return 0;
  const { listProjectFiles } = await import('../journal/list-files.ts');
  return (await listProjectFiles(project, kind)).length;
}

/** Stands where a target is needed and none is known; nothing ever connects to it. */
const noTarget: ConnectionTarget = {
  host: 'localhost',
  port: 5432,
  database: 'postgres',
  user: 'postgres',
  password: null,
  ssl: false,
};

async function loadModels(
  project: Project,
  options: SessionOptions,
  process: SessionEnvironment['loadingProcess'],
  report: (error: unknown) => null,
): Promise<LoadedApplication> {
  const connection: ConnectionOverride = {
    target: options.project.url !== null ? project.target : targetless(project, options),
    mode: { readOnly: options.readOnly, statementTimeoutMs: null },
    onStatement: () => undefined,
  };
  try {
    return await openApplication(project, connection, process);
  } catch (error) {
    if (!(error instanceof ConsoleError && error.code === 'no-target')) throw error;
    report(error);
    return openApplication(project, { ...connection, target: noTarget }, process);
  }
}

/** With a target the models follow the project, and may disagree with it; without one they get something to stand on. */
function targetless(project: Project, options: SessionOptions): ConnectionTarget | null {
  const hasSettings = Object.keys(project.settings).length > 0;
  return isEmbedded(options) || (project.target === null && hasSettings) ? noTarget : null;
}

function instanceOf({ application }: LoadedApplication): NonNullable<ProjectInspection['instance']> {
  const { sequelize, target, why } = application;
  const { version } = sequelize.constructor as { readonly version?: unknown };
  return { sequelize: typeof version === 'string' ? version : 'unknown', database: placeOf(target), why };
}

function instanceChoice({
  sequelize,
  database,
  why,
}: NonNullable<ProjectInspection['instance']>): ProjectChoice {
  const { user, host, port, database: name } = database;
  return { what: 'instance', value: `Sequelize ${sequelize} on ${user}@${host}:${port}/${name}`, why };
}

function placeOf({ host, port, database, user }: ConnectionTarget): DatabasePlace {
  return { host, port, database, user };
}

function modelCounts(loaded: LoadedApplication | null): Omit<ProjectCounts, 'migrations' | 'seeders'> {
  if (loaded === null) {
    return { models: null, associations: null, scopes: null, namedScopes: null, defaultScopes: null };
  }
  const { models } = loaded;
  const namedScopes = models.reduce((sum, model) => sum + model.scopes.length, 0);
  const defaultScopes = models.filter((model) => model.hasDefaultScope).length;
  return {
    models: models.length,
    associations: models.reduce((sum, model) => sum + model.associations.length, 0),
    scopes: namedScopes + defaultScopes,
    namedScopes,
    defaultScopes,
  };
}
