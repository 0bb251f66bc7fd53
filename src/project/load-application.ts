/**
 * Runs a project's own code until its models stand on an instance of its own Sequelize, with the session's connection
 * laid over it. Connects to nothing: what the project itself opens while loading is its own affair.
 */
import type { Sequelize } from 'sequelize';
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError, type ErrorReport, reportError } from '../errors.ts';
import {
  findInstance,
  type InstanceSummary,
  type KnownInstance,
  mostModels,
  summariseInstances,
  unknownInstance,
} from './load/choose-instance.ts';
import { captureInstances } from './load/capture-instances.ts';
import type { ConnectionOverride } from './load/connection-override.ts';
import { dialectError, isPostgres, targetFromSettings } from './settings/connection-target.ts';
import { decoratorPackage, takesDecoratedModels } from './load/decorated-models.ts';
import { displayPath } from './files/file-system.ts';
import { explainFailure } from './modules/explain-failure.ts';
import { guardLoading, type LoadingProcess, type LoadingWatch } from './modules/guard-loading.ts';
import { holdConnections } from './load/hold-connections.ts';
import { isLoadedCode } from './modules/loading-context.ts';
import { forgetModules } from './modules/import-module.ts';
import { loadModels } from './load/load-models.ts';
import { nowhere } from './load/nowhere.ts';
import { driverError, makeInstance } from './load/open-sequelize.ts';
import type { Project } from './project.ts';
import { projectSequelize } from './modules/sequelize-package.ts';
import { allowStandIns, standInNotices } from './modules/stand-in.ts';
import { withinDirectory } from './modules/working-directory.ts';

export interface Application {
  /** The project's own instance: the one that was asked for, or the one with the most models. The caller closes it. */
  readonly sequelize: Sequelize;
  /** What that instance connects to; null when nothing says it, or what does is wrong. */
  readonly target: ConnectionTarget | null;
  /** Why it was this instance, for people. */
  readonly why: string;
  /** All that the project makes, this one first. */
  readonly instances: readonly InstanceSummary[];
  /** What did not load; the other models are there all the same. */
  readonly problems: readonly ErrorReport[];
}

/**
 * `process` is watched while the project's code runs; null leaves its exits and its variables alone.
 * Rejects with a ConsoleError when no model could be loaded: the first thing that failed, or `no-models`; what is wrong
 * with the target where that is why. Loading again
 * runs the project's CommonJS code again; ES modules are run once in a process, as Node has it.
 */
export async function loadApplication(
  project: Project,
  connection: ConnectionOverride,
  process: LoadingProcess | null = null,
): Promise<Application> {
  const { root, allowSockets } = project;
  const replaced = await allowStandIns(root, project.standIns ?? []);
  return guardLoading({ root, process, allowSockets }, async (watch) => {
    try {
      const loaded = await loadGuarded(project, connection, watch);
      const named = loaded.problems.map((problem) => explainFailure(problem, watch, root));
      const problems = [...named, ...watch.notices(), ...standInNotices(replaced())];
      return { ...loaded, problems: problems.map(reportError) };
    } catch (error) {
      throw error instanceof ConsoleError ? explainFailure(error, watch, root) : error;
    }
  });
}

type GuardedApplication = Omit<Application, 'problems'> & { readonly problems: readonly ConsoleError[] };

async function loadGuarded(
  project: Project,
  asked: ConnectionOverride,
  watch: LoadingWatch,
): Promise<GuardedApplication> {
  const { root, paths, targetProblem } = project;
  // With a target that is wrong the models cannot follow it, and are looked at without one.
  const connection = { ...asked, target: asked.target ?? (targetProblem === null ? null : nowhere) };
  const { Sequelize, version } = projectSequelize(project);
  if (paths.models === null) throw noModelsPath(project);
  const path = paths.models;
  forgetModules(root);
  const capture = captureInstances(Sequelize, connection, (instance) =>
    holdConnections(instance, isLoadedCode, watch.block),
  );
  try {
    return await withinDirectory(root, async () => {
      const wanted = project.instance?.name ?? null;
      const best = () =>
        (wanted === null ? null : findInstance(capture.known(root), wanted, root)) ??
        mostModels(capture.instances);
      const ours: Sequelize[] = [];
      const target = connection.target ?? project.target;
      const makeOurs = (Class: typeof Sequelize) => {
        const instance = makeInstance(Class, project, { ...connection, target: target ?? nowhere });
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
        isDefined: (name) => capture.instances.some((instance) => instance.isDefined(name)),
        adopt: capture.adopt,
        instance: () => best() ?? makeOurs(Sequelize),
        decorators,
        decoratedInstance,
      });
      const sequelize = best();
      if (sequelize === null || Object.keys(sequelize.models).length === 0) {
        const [first, ...others] = loaded.problems;
        throw first === undefined ? noModels(project, loaded.tried) : rootCause(first, others, project);
      }
      const known = capture.known(root);
      if (project.instance != null && findInstance(known, wanted, root) === null) {
        throw unknownInstance(project.instance.name, project.instance.namedBy, known, root);
      }
      const dialect = sequelize.getDialect();
      if (!isPostgres(dialect)) throw dialectError(dialect, 'The Sequelize instance of the models');
      const isOurs = ours.includes(sequelize);
      const ownTarget = isOurs ? target : (connection.target ?? targetOf(sequelize, project));
      return {
        sequelize,
        why: isOurs
          ? 'made by seqscope from the settings, for the models leave it to somebody else'
          : whyChosen(known, project),
        instances: summariseInstances(known, sequelize, root),
        target: ownTarget === nowhere ? null : ownTarget,
        problems: [
          ...loaded.problems,
          ...oldVersion(version),
          ...(ownTarget === null ? [noTarget(project)] : []),
        ],
      };
    });
  } finally {
    capture.stop();
  }
}

function whyChosen(instances: readonly KnownInstance[], { instance }: Project): string {
  if (instance != null) return `named by ${instance.namedBy}`;
  return instances.length === 1
    ? 'the only Sequelize instance the project makes'
    : `the one with the most models of the ${instances.length} Sequelize instances the project makes`;
}

function noTarget({ name }: Project): ConsoleError {
  return new ConsoleError(
    `The models of "${name}" want a Sequelize instance, and no settings say of which database.`,
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

/**
 * The first problem speaks for all of them, unless what is behind it is known better: the driver's absence shows while the
 * project makes its instance, deep in code that is not the user's; so does that its own index finds nothing in the configuration.
 */
function rootCause(
  problem: ConsoleError,
  others: readonly ConsoleError[],
  { root, targetProblem }: Project,
): unknown {
  const isUnset = ['unknown-environment', 'variable-unset'].includes(targetProblem?.code ?? '');
  if (isUnset && problem.code === 'module-failed' && problem.cause instanceof TypeError) return targetProblem;
  const better = driverError(problem.cause, root);
  if (better instanceof ConsoleError) return better;
  if (others.length === 0) return problem;
  const { message, code, kind, remedy, cause } = problem;
  const details = { ...problem.details, others: others.map(reportError) };
  return new ConsoleError(message, { code, kind, remedy, cause, details });
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
