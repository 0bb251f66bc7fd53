/**
 * Finds an application and says what configures it, each choice with its reason. Executes seqscope.config, the rc file and
 * the configuration file, nothing else of the project; connects to nothing.
 */
import { basename, resolve } from 'node:path';
import { ConsoleError, reportError } from '../errors.ts';
import { chooseConfig, chooseFolder } from './locate/choose-paths.ts';
import { readEnvironment, type Variables } from './settings/environment.ts';
import { absolutePath, displayPath, isDirectory } from './files/file-system.ts';
import { findRoot } from './locate/find-root.ts';
import { guardLoading, type LoadingProcess } from './modules/guard-loading.ts';
import { forgetModules } from './modules/import-module.ts';
import { journalStorage } from './locate/journal-storage.ts';
import { explainFailure } from './modules/explain-failure.ts';
import { namedRunner, projectRunner } from './locate/named-runner.ts';
import { refuseMalformedPackage } from './modules/refuse-malformed-package.ts';
import { readPackageFile } from './files/package-file.ts';
import type { Project, ProjectChoice, ProjectOptions } from './project.ts';
import { type ConsoleConfig, readConsoleConfig, requireVariables } from './settings/read-console-config.ts';
import { readRc } from './settings/read-rc.ts';
import { settingsSource } from './settings/settings-source.ts';
import { readSettings, settleTarget } from './settings/settle-target.ts';
import { allowStandIns } from './modules/stand-in.ts';
import { refuseUnreadable } from './files/unreadable-folder.ts';

/**
 * `variables` is the environment as the process has it. `applyVariables` is called with the variables the project's code
 * is to see, always before any of that code runs; it may be called twice, when the rc file names another environment.
 * `onChoice` hears of each choice as it is made: what was settled before an error is known all the same.
 * Rejects with ConsoleErrors of kind `usage`; `no-project` when there is nothing here. What is wrong with the target alone
 * is the project's `targetProblem`.
 */
export async function findProject(
  options: ProjectOptions,
  variables: Variables,
  applyVariables: (variables: Variables) => void = () => undefined,
  onChoice: (choice: ProjectChoice) => void = () => undefined,
  process: LoadingProcess | null = null,
): Promise<Project> {
  const directory = resolve(options.directory);
  const choices: ProjectChoice[] = [];
  const note = (choice: ProjectChoice) => {
    choices.push(choice);
    onChoice(choice);
  };
  const settled = await settleRoot({ ...options, directory }, note);
  const { root } = settled;
  const absolute = withOwn({ ...options, directory }, settled.console);
  await allowStandIns(root, absolute.standIns);
  return guardLoading({ root, process, allowSockets: absolute.allowSockets }, async (watch) => {
    try {
      const found = await readProject(settled, absolute, variables, applyVariables, note);
      return { ...found, choices, notices: watch.notices().map(reportError) };
    } catch (error) {
      throw error instanceof ConsoleError ? explainFailure(error, watch, root) : error;
    }
  });
}

/** Everything below the root; the project's rc and configuration files run in here. */
async function readProject(
  { root, console: own }: SettledRoot,
  options: OwnedOptions,
  variables: Variables,
  applyVariables: (variables: Variables) => void,
  note: (choice: ProjectChoice) => void,
): Promise<Omit<Project, 'choices' | 'notices'>> {
  let environment = readEnvironment(root, options, variables);
  applyVariables(environment.variables);
  const rc = await readRc(root, options);
  if (rc.settings.environment !== null && options.environment === null) {
    environment = readEnvironment(root, options, variables, rc.settings.environment);
    applyVariables(environment.variables);
  }
  requireVariables(own, environment.variables);

  const path = (what: ProjectChoice['what'], chosen: NotedPath) => {
    const value = chosen.path === null ? null : displayPath(chosen.path, root);
    const { why, alternatives } = chosen;
    note({ what, value, why, ...(alternatives === undefined ? {} : { alternatives }) });
  };
  path('rc', rc);
  const whyEnvironment = options.isOwnEnvironment ? `named by "${own.shown}"` : environment.why;
  note({ what: 'environment', value: environment.name, why: whyEnvironment });

  const chosen = chooseConfig(root, options, rc, own);
  const config = await readSettings(root, chosen, environment);
  path('config', config);
  const runner = namedRunner(own, root);
  if (runner !== null) path('runner', { path: own.runner, why: `named by "${own.shown}"` });
  const folders = {
    models: chooseFolder(root, 'models', options, rc, own),
    migrations: chooseFolder(root, 'migrations', options, rc, own, runner),
    seeders: chooseFolder(root, 'seeders', options, rc, own, runner),
  };

  for (const kind of ['models', 'migrations', 'seeders'] as const) path(kind, folders[kind]);
  if (folders.models.path !== null) refuseUnreadable(folders.models.path, '--models-path');
  const found = settleTarget(options, { own, rc, config }, environment.variables);
  note({ what: 'database', value: found.value, why: found.why });
  return {
    root,
    name: readPackageFile(root)?.name ?? basename(root),
    environment: environment.name,
    paths: {
      rc: rc.path,
      config: config.path,
      models: folders.models.path,
      migrations: folders.migrations.path,
      seeders: folders.seeders.path,
    },
    modelPlaces: folders.models.places,
    moreFolders: { migrations: moreFolders(folders.migrations), seeders: moreFolders(folders.seeders) },
    queriesPath:
      own.queries ??
      (rc.settings.queriesPath === null ? undefined : absolutePath(rc.settings.queriesPath, root)),
    nestedFolders: own.nestedFolders,
    runner: projectRunner(runner),
    sourcesOfBuild: (['migrations', 'seeders'] as const).filter((kind) => folders[kind].isSourceOfBuild),
    settings: config.settings,
    settingsFrom: settingsSource(options.url ?? rc.settings.url, config, environment.name),
    target: found.target,
    targetProblem: found.problem,
    isTargetNamed: found.isNamed,
    production: own.production,
    allowedHosts: own.allowHosts,
    statementTimeoutMs: own.statementTimeoutMs,
    ...(own.lint === null ? {} : { lint: own.lint }),
    ...(own.doctor === null ? {} : { doctor: own.doctor }),
    replContext: own.replContext,
    storage: {
      migrations: journalStorage(
        config.settings,
        'migration',
        root,
        own.journal ?? runner?.storage('migration'),
      ),
      seeders: journalStorage(config.settings, 'seeder', root, runner?.storage('seeder')),
    },
    keepsHistory:
      own.migrationHistory ?? rc.settings.migrationHistory ?? config.settings['migrationHistory'] === true,
    instance: instanceNamed(options, own),
    standIns: options.standIns,
    allowSockets: options.allowSockets,
    variables: environment.variables,
  };
}

/** Those beside the first. */
function moreFolders({
  places = [],
}: {
  readonly places?: readonly string[] | undefined;
}): readonly string[] {
  return places.slice(1);
}

interface NotedPath extends Pick<ProjectChoice, 'why' | 'alternatives'> {
  readonly path: string | null;
}

interface SettledRoot {
  readonly root: string;
  readonly console: ConsoleConfig;
}

/** A seqscope.config may stand above the project it speaks of. */
async function settleRoot(
  options: ProjectOptions,
  note: (choice: ProjectChoice) => void,
): Promise<SettledRoot> {
  const found = rootOf(options);
  refuseMalformedPackage(found.root);
  forgetModules(found.root);
  const own = await readConsoleConfig(found.root);
  const root = own.project ?? found.root;
  if (!isDirectory(root)) {
    throw new ConsoleError(`There is no folder "${root}", which "project" in "${own.shown}" names.`, {
      code: 'no-such-directory',
      kind: 'usage',
      remedy: `Correct "project" in "${own.shown}"; it is relative to that file.`,
      details: own.path === null ? {} : { file: own.path },
    });
  }
  if (root !== found.root) forgetModules(root);
  note({ what: 'root', value: root, why: own.project === null ? found.why : `named by "${own.shown}"` });
  if (own.path !== null) {
    note({ what: 'seqscope.config', value: displayPath(own.path, root), why: 'found in the root' });
  }
  return { root, console: own };
}

/** A package.json that does not parse depends on nothing: then that is said, and not that there is no project. */
function rootOf(options: ProjectOptions): ReturnType<typeof findRoot> {
  try {
    return findRoot(options);
  } catch (error) {
    refuseMalformedPackage(options.directory);
    throw error;
  }
}

interface OwnedOptions extends ProjectOptions {
  readonly placeholderEnv: NonNullable<ProjectOptions['placeholderEnv']>;
  readonly standIns: readonly string[];
  readonly allowSockets: true | readonly string[];
  /** True when seqscope.config named the environment. */
  readonly isOwnEnvironment: boolean;
}

/** What seqscope.config says where the command line says nothing. */
function withOwn(options: ProjectOptions, own: ConsoleConfig): OwnedOptions {
  return {
    ...options,
    isOwnEnvironment: options.environment === null && own.environment !== null,
    environment: options.environment ?? own.environment,
    envFile: options.envFile ?? own.envFile,
    placeholderEnv: [...(options.placeholderEnv ?? []), ...own.placeholderEnv],
    standIns: [...(options.standIns ?? []), ...own.standIns],
    allowSockets: options.allowSockets === true ? true : own.allowSockets,
  };
}

function instanceNamed({ instance = null }: ProjectOptions, own: ConsoleConfig): Project['instance'] {
  if (instance !== null) return { name: instance, namedBy: '--instance' };
  return own.instance === null ? null : { name: own.instance, namedBy: `"instance" in "${own.shown}"` };
}
