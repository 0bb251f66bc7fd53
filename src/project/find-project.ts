/**
 * Finds an application and says what configures it, each choice with its reason. Executes seqscope.config, the rc file and
 * the configuration file, nothing else of the project; connects to nothing.
 */
import { basename, resolve } from 'node:path';
import { ConsoleError } from '../errors.ts';
import { chooseConfig, type ChosenPath, chooseFolder } from './locate/choose-paths.ts';
import { readEnvironment, type Variables } from './settings/environment.ts';
import { displayPath, isDirectory } from './files/file-system.ts';
import { findRoot } from './locate/find-root.ts';
import type { FoundTarget } from './settings/connection-target.ts';
import { findTarget } from './settings/find-target.ts';
import { guardLoading, type LoadingProcess } from './modules/guard-loading.ts';
import { forgetModules } from './modules/import-module.ts';
import { journalStorage } from './locate/journal-storage.ts';
import { namedRunner, projectRunner } from './locate/named-runner.ts';
import { nameMissingVariables } from './settings/missing-variables.ts';
import { readPackageFile } from './files/package-file.ts';
import type { Project, ProjectChoice, ProjectOptions } from './project.ts';
import { chooseSettings, looksLikeConfig, readConfigContent, type Settings } from './settings/read-config.ts';
import { type ConsoleConfig, readConsoleConfig, requireVariables } from './settings/read-console-config.ts';
import { type RcFile, readRc } from './settings/read-rc.ts';
import { allowStandIns } from './modules/stand-in.ts';
import { refuseUnreadable } from './files/unreadable-folder.ts';

/**
 * `variables` is the environment as the process has it. `applyVariables` is called with the variables the project's code
 * is to see, always before any of that code runs; it may be called twice, when the rc file names another environment.
 * `onChoice` hears of each choice as it is made: what was settled before an error is known all the same.
 * Rejects with ConsoleErrors of kind `usage`; `no-project` when there is nothing here.
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
  allowStandIns(root, absolute.standIns);
  return guardLoading({ root, process }, async ({ missing }) => {
    try {
      const found = await readProject(settled, absolute, variables, applyVariables, note);
      return { ...found, choices };
    } catch (error) {
      throw error instanceof ConsoleError ? nameMissingVariables(error, missing, root) : error;
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
): Promise<Omit<Project, 'choices'>> {
  let environment = readEnvironment(root, options, variables);
  applyVariables(environment.variables);
  const rc = await readRc(root, options);
  if (rc.settings.environment !== null && options.environment === null) {
    environment = readEnvironment(root, options, variables, rc.settings.environment);
    applyVariables(environment.variables);
  }
  requireVariables(own, environment.variables);

  const path = (what: ProjectChoice['what'], chosen: { path: string | null; why: string }) =>
    note({ what, value: chosen.path === null ? null : displayPath(chosen.path, root), why: chosen.why });
  path('rc', rc);
  const whyEnvironment = options.isOwnEnvironment ? `named by "${own.shown}"` : environment.why;
  note({ what: 'environment', value: environment.name, why: whyEnvironment });

  const isElsewhere =
    options.isTargetOverridden === true ||
    [options.url, own.url, rc.settings.url].some((url) => url !== null);
  const chosen = chooseConfig(root, options, rc, own);
  const config = await readSettings(root, chosen, environment.name, isElsewhere);
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
  const found = locate(options, { own, rc, config }, environment.variables);
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
    runner: projectRunner(runner),
    sourcesOfBuild: (['migrations', 'seeders'] as const).filter((kind) => folders[kind].isSourceOfBuild),
    settings: config.settings,
    target: found.target,
    isTargetNamed: found.isNamed,
    allowedHosts: own.allowHosts,
    storage: {
      migrations: journalStorage(
        config.settings,
        'migration',
        root,
        own.journal ?? runner?.storage('migration'),
      ),
      seeders: journalStorage(config.settings, 'seeder', root, runner?.storage('seeder')),
    },
    standIns: options.standIns,
    variables: environment.variables,
  };
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
  const found = findRoot(options);
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

interface OwnedOptions extends ProjectOptions {
  readonly placeholderEnv: NonNullable<ProjectOptions['placeholderEnv']>;
  readonly standIns: readonly string[];
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
  };
}

interface ReadSettings {
  readonly path: string | null;
  readonly why: string;
  readonly settings: Settings;
  readonly where: string;
}

/** `isElsewhere`: the connection comes from another place, so an environment without settings is no error. */
async function readSettings(
  root: string,
  chosen: ChosenPath,
  environment: string,
  isElsewhere: boolean,
): Promise<ReadSettings> {
  const none = { path: null, settings: {}, where: 'the configuration' };
  if (chosen.path === null) return { ...none, why: chosen.why };
  const content = await readConfigContent(chosen.path, root);
  const isStranger = chosen.isGuess && !looksLikeConfig(content);
  if (isStranger) {
    return { ...none, why: `"${displayPath(chosen.path, root)}" holds no settings of Sequelize` };
  }
  try {
    const { settings, where } = chooseSettings(content, environment, chosen.path, root);
    return { path: chosen.path, why: chosen.why, settings, where };
  } catch (error) {
    if (!isElsewhere || !looksLikeConfig(content)) throw error;
    return { ...none, path: chosen.path, why: `${chosen.why}, without settings for "${environment}"` };
  }
}

/** With `isTargetOverridden` whatever is wrong with the project's own target does not matter. */
function locate(
  options: ProjectOptions,
  { own, rc, config }: { readonly own: ConsoleConfig; readonly rc: RcFile; readonly config: ReadSettings },
  variables: Variables,
): FoundTarget {
  const override = [
    { url: options.url, namedBy: '--url' },
    { url: own.url, namedBy: `"url" in "${own.shown}"` },
    { url: rc.settings.url, namedBy: '"url" in the rc file' },
  ].find((named): named is { url: string; namedBy: string } => named.url !== null);
  const { settings, where, path: configPath } = config;
  try {
    return findTarget({ settings, where, configPath, override: override ?? null, variables });
  } catch (error) {
    if (options.isTargetOverridden !== true) throw error;
    return {
      target: null,
      value: null,
      why: error instanceof Error ? error.message : 'the settings name no database',
      isNamed: false,
    };
  }
}
