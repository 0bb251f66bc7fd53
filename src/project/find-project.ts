/**
 * Finds an application and says what configures it, each choice with its reason. Executes the rc file and the
 * configuration file, nothing else of the project; connects to nothing.
 */
import { basename, resolve } from 'node:path';
import { ConsoleError } from '../errors.ts';
import { chooseConfig, type ChosenPath, chooseFolder } from './choose-paths.ts';
import { readEnvironment, type Variables } from './environment.ts';
import { displayPath } from './file-system.ts';
import { type FoundRoot, findRoot } from './find-root.ts';
import { findTarget, type FoundTarget } from './find-target.ts';
import { guardLoading, type LoadingProcess } from './guard-loading.ts';
import { forgetModules } from './import-module.ts';
import { journalStorage } from './journal-storage.ts';
import { nameMissingVariables } from './missing-variables.ts';
import { readPackageFile } from './package-file.ts';
import type { Project, ProjectChoice, ProjectOptions } from './project.ts';
import { chooseSettings, looksLikeConfig, readConfigContent, type Settings } from './read-config.ts';
import { type RcFile, readRc } from './read-rc.ts';
import { allowStandIns } from './stand-in.ts';

/**
 * `variables` is the environment as the process has it. `applyVariables` is called with the variables the project's code
 * is to see, always before any of that code runs; it may be called twice, when the rc file names another environment.
 * Rejects with ConsoleErrors of kind `usage`; `no-project` when there is nothing here.
 */
export async function findProject(
  options: ProjectOptions,
  variables: Variables,
  applyVariables: (variables: Variables) => void = () => undefined,
  process: LoadingProcess | null = null,
): Promise<Project> {
  const absolute = { ...options, directory: resolve(options.directory) };
  const found = findRoot(absolute);
  const { root } = found;
  allowStandIns(root, options.standIns ?? []);
  return guardLoading({ root, process }, async ({ missing }) => {
    try {
      return await findIn(found, absolute, variables, applyVariables);
    } catch (error) {
      throw error instanceof ConsoleError ? nameMissingVariables(error, missing, root) : error;
    }
  });
}

async function findIn(
  { root, why: whyRoot }: FoundRoot,
  options: ProjectOptions,
  variables: Variables,
  applyVariables: (variables: Variables) => void,
): Promise<Project> {
  forgetModules(root);
  let environment = readEnvironment(root, options, variables);
  applyVariables(environment.variables);
  const rc = await readRc(root, options);
  if (rc.settings.environment !== null && options.environment === null) {
    environment = readEnvironment(root, options, variables, rc.settings.environment);
    applyVariables(environment.variables);
  }

  const isElsewhere = options.isTargetOverridden === true || options.url !== null || rc.settings.url !== null;
  const config = await readSettings(root, chooseConfig(root, options, rc), environment.name, isElsewhere);
  const found = locate(options, rc, config, environment.variables);
  const folders = {
    models: chooseFolder(root, 'models', options, rc),
    migrations: chooseFolder(root, 'migrations', options, rc),
    seeders: chooseFolder(root, 'seeders', options, rc),
  };

  const pathChoice = (what: ProjectChoice['what'], { path, why }: { path: string | null; why: string }) => ({
    what,
    value: path === null ? null : displayPath(path, root),
    why,
  });
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
    settings: config.settings,
    target: found.target,
    storage: {
      migrations: journalStorage(config.settings, 'migration', root),
      seeders: journalStorage(config.settings, 'seeder', root),
    },
    choices: [
      { what: 'root', value: root, why: whyRoot },
      pathChoice('rc', rc),
      { what: 'environment', value: environment.name, why: environment.why },
      pathChoice('config', config),
      pathChoice('models', folders.models),
      pathChoice('migrations', folders.migrations),
      pathChoice('seeders', folders.seeders),
      { what: 'database', value: found.value, why: found.why },
    ],
    standIns: options.standIns ?? [],
    variables: environment.variables,
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
  rc: RcFile,
  config: ReadSettings,
  variables: Variables,
): FoundTarget {
  const override =
    options.url !== null
      ? { url: options.url, namedBy: '--url' }
      : rc.settings.url !== null
        ? { url: rc.settings.url, namedBy: '"url" in the rc file' }
        : null;
  const { settings, where, path: configPath } = config;
  try {
    return findTarget({ settings, where, configPath, override, variables });
  } catch (error) {
    if (options.isTargetOverridden !== true) throw error;
    return {
      target: null,
      value: null,
      why: error instanceof Error ? error.message : 'the settings name no database',
    };
  }
}
