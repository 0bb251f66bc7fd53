/**
 * All that can be said of a project without connecting, problems included. Loads the models once, for their counts, on an
 * instance that is closed again.
 */
import { existsSync } from 'node:fs';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError, reportError, reportsIn } from '../errors.ts';
import { findProject } from '../project/find-project.ts';
import type { Project, ProjectChoice } from '../project/project.ts';
import type {
  DatabasePlace,
  ProjectCounts,
  ProjectInspection,
  ProjectProblem,
  SessionOptions,
} from '../session-shapes.ts';
import { type LoadedApplication, openApplication } from './application.ts';
import { confirmHost } from './confirm-host.ts';
import type { SessionEnvironment } from './environment.ts';
import { problemOf } from './project-problems.ts';

export async function inspectProject(
  options: SessionOptions,
  environment: SessionEnvironment,
): Promise<ProjectInspection> {
  const problems: ProjectProblem[] = [];
  const report = (error: unknown) => {
    // A bug is ours to show, with its stack.
    if (!(error instanceof ConsoleError)) throw error;
    for (const one of reportsIn(reportError(error))) problems.push(problemOf(one));
    return null;
  };
  const { project, choices } = await settleProject(options, environment, report);
  if (project !== null) {
    problems.push(...project.notices.map(problemOf));
    if (project.targetProblem !== null && !isEmbedded(options)) report(project.targetProblem);
  }
  const files = {
    migrations: project === null ? null : await countFiles(project, 'migrations').catch(report),
    seeders: project === null ? null : await countFiles(project, 'seeders').catch(report),
  };
  const loaded =
    project === null
      ? null
      : await loadModels(project, options, environment.loadingProcess).catch((error: unknown) =>
          error === project.targetProblem ? null : report(error),
        );
  problems.push(...(loaded?.problems ?? []).map(problemOf));
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

/** The choices as far as they were made when something failed, which is reported. */
async function settleProject(
  options: SessionOptions,
  { variables, applyVariables, changeDirectory, loadingProcess }: SessionEnvironment,
  report: (error: unknown) => null,
): Promise<SettledProject> {
  const choices: ProjectChoice[] = [];
  const note = (choice: ProjectChoice) => choices.push(choice);
  try {
    const project = await findProject(options.project, variables, applyVariables, note, loadingProcess);
    changeDirectory(project.root);
    return { project, choices: project.choices };
  } catch (error) {
    report(error);
    return { project: null, choices };
  }
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

/** The models follow the project, and may disagree with it; on the embedded server, which is not started, they need none. */
async function loadModels(
  project: Project,
  options: SessionOptions,
  process: SessionEnvironment['loadingProcess'],
): Promise<LoadedApplication> {
  const { nowhere } = await import('../project/load/nowhere.ts');
  const target = isEmbedded(options) ? nowhere : options.project.url !== null ? project.target : null;
  const mode = { readOnly: options.readOnly, statementTimeoutMs: null };
  return openApplication(project, { target, mode, onStatement: () => undefined }, process);
}

type InspectedInstance = NonNullable<ProjectInspection['instance']>;

function instanceOf({ application }: LoadedApplication): InspectedInstance {
  const { sequelize, target, why, instances } = application;
  const { version } = sequelize.constructor as { readonly version?: unknown };
  return {
    name: instances.find(({ isChosen }) => isChosen)?.name ?? null,
    sequelize: typeof version === 'string' ? version : 'unknown',
    database: target === null ? null : placeOf(target),
    why,
    others: instances.filter(({ isChosen }) => !isChosen),
  };
}

function instanceChoice({ name, sequelize, database, why, others }: InspectedInstance): ProjectChoice {
  const place =
    database === null ? '' : ` on ${database.user}@${database.host}:${database.port}/${database.database}`;
  const value = `Sequelize ${sequelize}${place}`;
  if (others.length === 0) return { what: 'instance', value, why };
  return {
    what: 'instance',
    value: name === null ? value : `${name}: ${value}`,
    why,
    alternatives: others.map((other) => ({
      value: other.name,
      why: `${other.models} ${other.models === 1 ? 'model' : 'models'}`,
    })),
  };
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
