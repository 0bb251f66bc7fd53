/**
 * Runs a project's own code until its models stand on an instance of its own Sequelize, with the session's connection
 * laid over it. Connects to nothing: what the project itself opens while loading is its own affair.
 */
import type { Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError, type ErrorReport, reportError } from '../errors.ts';
import { captureInstances } from './load/capture-instances.ts';
import type { ConnectionOverride } from './load/connection-override.ts';
import { dialectError, isPostgres, targetFromSettings } from './settings/connection-target.ts';
import { decoratorPackage, takesDecoratedModels } from './load/decorated-models.ts';
import { displayPath } from './files/file-system.ts';
import {
  guardLoading,
  isLoadedCode,
  type LoadingProcess,
  type LoadingWatch,
} from './modules/guard-loading.ts';
import { holdConnections } from './load/hold-connections.ts';
import { forgetModules } from './modules/import-module.ts';
import { loadModels } from './load/load-models.ts';
import { nameMissingVariables } from './settings/missing-variables.ts';
import { driverError, makeInstance } from './load/open-sequelize.ts';
import type { Project } from './project.ts';
import { projectSequelize, type SequelizeClass } from './modules/sequelize-package.ts';
import { allowStandIns, standInNotices } from './modules/stand-in.ts';
import { withinDirectory } from './modules/working-directory.ts';

export interface Application {
  /** The project's own instance: the one with the most models. The caller closes it. */
  readonly sequelize: Sequelize;
  /** What that instance connects to. */
  readonly target: ConnectionTarget;
  /** Why it was this instance, for people. */
  readonly why: string;
  /** What did not load; the other models are there all the same. */
  readonly problems: readonly ErrorReport[];
}

/**
 * `process` is watched while the project's code runs; null leaves its exits and its variables alone.
 * Rejects with a ConsoleError when no model could be loaded: the first thing that failed, or `no-models`. Loading again
 * runs the project's CommonJS code again; ES modules are run once in a process, as Node has it.
 */
export async function loadApplication(
  project: Project,
  connection: ConnectionOverride,
  process: LoadingProcess | null = null,
): Promise<Application> {
  const { root } = project;
  const replaced = await allowStandIns(root, project.standIns ?? []);
  return guardLoading({ root, process }, async (watch) => {
    try {
      const loaded = await loadGuarded(project, connection, watch);
      const named = loaded.problems.map((problem) => nameMissingVariables(problem, watch.missing, root));
      const problems = [...named, ...watch.notices(), ...standInNotices(replaced())];
      return { ...loaded, problems: problems.map(reportError) };
    } catch (error) {
      throw error instanceof ConsoleError ? nameMissingVariables(error, watch.missing, root) : error;
    }
  });
}

type GuardedApplication = Omit<Application, 'problems'> & { readonly problems: readonly ConsoleError[] };

async function loadGuarded(
  project: Project,
  connection: ConnectionOverride,
  watch: LoadingWatch,
): Promise<GuardedApplication> {
  const { root, paths } = project;
  const { Sequelize, version } = projectSequelize(project);
  if (paths.models === null) throw noModelsPath(project);
  const path = paths.models;
  forgetModules(root);
  const capture = captureInstances(Sequelize, connection, (instance) =>
    holdConnections(instance, isLoadedCode, watch.block),
  );
  try {
    return await withinDirectory(root, async () => {
      const best = () => mostModels(capture.instances);
      const ours: Sequelize[] = [];
      const makeOurs = (Class: typeof Sequelize) => {
        const instance = instanceFromSettings(Class, project, connection);
        ours.push(instance);
        return instance;
      };
      const decorators = decoratorPackage({ root, path }, Sequelize);
      const decoratedInstance = () => {
        const made = best();
        return takesDecoratedModels(made) ? made : makeOurs(decorators?.Sequelize ?? Sequelize);
      };
      const loaded = await loadModels({
        root,
        places: project.modelPlaces ?? [path],
        migrations: paths.migrations,
        Sequelize,
        best,
        adopt: capture.adopt,
        instance: () => best() ?? makeOurs(Sequelize),
        decorators,
        decoratedInstance,
      });
      const sequelize = best();
      if (sequelize === null || Object.keys(sequelize.models).length === 0) {
        const [first] = loaded.problems;
        throw first === undefined ? noModels(project, loaded.tried) : withDriver(first, root);
      }
      const dialect = sequelize.getDialect();
      if (!isPostgres(dialect)) throw dialectError(dialect, 'The Sequelize instance of the models');
      return {
        sequelize,
        why: ours.includes(sequelize)
          ? 'made by seqscope from the settings, for the models leave it to somebody else'
          : whyChosen(capture.instances),
        target: connection.target ?? targetOf(sequelize, project),
        problems: [...loaded.problems, ...oldVersion(version)],
      };
    });
  } finally {
    capture.stop();
  }
}

/** Ties go to the instance made last: the others are usually leftovers of a first attempt. */
function mostModels(instances: readonly Sequelize[]): Sequelize | null {
  let best: Sequelize | null = null;
  for (const instance of instances) {
    const count = Object.keys(instance.models).length;
    if (best === null || count >= Object.keys(best.models).length) best = instance;
  }
  return best;
}

function whyChosen(instances: readonly Sequelize[]): string {
  return instances.length === 1
    ? 'the only Sequelize instance the project makes'
    : `the one with the most models of the ${instances.length} Sequelize instances the project makes`;
}

/** For projects that leave the instance to somebody else. */
function instanceFromSettings(
  Sequelize: SequelizeClass,
  project: Project,
  connection: ConnectionOverride,
): Sequelize {
  const target = connection.target ?? project.target;
  if (target !== null) return makeInstance(Sequelize, project, { ...connection, target });
  throw new ConsoleError(
    `The models of "${project.name}" want a Sequelize instance, and no settings say of which database.`,
    {
      code: 'no-target',
      kind: 'usage',
      remedy: 'Name the configuration with `--config FILE`, or the database with `--url postgres://…`.',
    },
  );
}

function targetOf(sequelize: Sequelize, { variables }: Project): ConnectionTarget {
  // `config` is what the constructor made of its arguments; its fields are read by name, as they may be missing.
  const config: Readonly<Record<string, unknown>> = { ...sequelize.config };
  return targetFromSettings(config, 'The Sequelize instance of the models', variables);
}

/** The driver's absence shows while the project makes its instance, deep in code that is not the user's. */
function withDriver(problem: ConsoleError, root: string): unknown {
  const better = driverError(problem.cause, root);
  return better instanceof ConsoleError ? better : problem;
}

function oldVersion(version: string): readonly ConsoleError[] {
  if (!version.startsWith('5.')) return [];
  return [
    new ConsoleError(`The project uses Sequelize ${version}; seqscope is made for Sequelize 6.`, {
      code: 'sequelize-version',
      kind: 'usage',
      isNotice: true,
      remedy:
        'Nothing needs to be done: models, rows, scopes and migrations work; where Sequelize 5 itself fails, install Sequelize 6 with `npm install sequelize@6`.',
    }),
  ];
}

function noModelsPath({ choices, root }: Project): ConsoleError {
  const why = choices.find(({ what }) => what === 'models')?.why ?? 'no models in the usual places';
  return new ConsoleError(`No models were found in "${root}": ${why}.`, {
    code: 'no-models',
    kind: 'usage',
    remedy:
      'Name their folder or their index file with `--models-path PATH`, or set "models-path" in .sequelizerc.',
  });
}

function noModels({ root, paths }: Project, tried: readonly string[]): ConsoleError {
  const folder = displayPath(paths.models ?? root, root);
  const files = tried.slice(0, 5).map((file) => `"${displayPath(file, root)}"`);
  const rest = tried.length > files.length ? ` and ${tried.length - files.length} more` : '';
  const message =
    tried.length === 0
      ? `"${folder}" holds no models: it has no JavaScript or TypeScript file.`
      : `"${folder}" was gone through (${files.join(', ')}${rest}), and no model was defined by it.`;
  return new ConsoleError(message, {
    code: 'no-models',
    kind: 'usage',
    remedy: 'Name the file that makes the Sequelize instance and its models with `--models-path FILE`.',
  });
}
