/**
 * Where the database is: what the project's configuration says, else where its models connect. Nothing is connected to on a machine
 * that nobody named.
 */
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError } from '../errors.ts';
import type { Project } from '../project/project.ts';
import type { LoadedApplication } from './application.ts';
import { confirmHost } from './confirm-host.ts';
import type { Remembered } from './remember.ts';

export interface TargetSources {
  readonly project: Remembered<Project>;
  readonly application: () => Promise<LoadedApplication>;
  /** Hosts that somebody agreed to; more may come. */
  readonly allowedHosts: readonly string[];
}

/** What the configuration says; a project that has none is followed to where its models connect. */
export async function projectTarget(sources: TargetSources): Promise<ConnectionTarget> {
  const { project, application, allowedHosts } = sources;
  const {
    target,
    paths,
    environment,
    choices,
    targetProblem,
    isTargetNamed: isNamed,
    allowedHosts: own = [],
  } = await project.get();
  if (targetProblem !== null) {
    // Read again on the next call: it may have been mended.
    await project.take();
    throw targetProblem;
  }
  if (target !== null) {
    const source = choices.find(({ what }) => what === 'database')?.why ?? 'the configuration';
    return confirmHost({ target, source, isNamed, allowedHosts: [...allowedHosts, ...own] });
  }
  const loaded = paths.models === null ? null : await application().catch(() => null);
  const ofModels = loaded?.application.target ?? null;
  if (ofModels === null) throw nothingConfigured(environment);
  return confirmModelTarget(ofModels, sources);
}

/** Where the models connect, by the project's own code. */
export async function modelTarget(sources: TargetSources): Promise<ConnectionTarget> {
  const { target } = (await sources.application()).application;
  if (target === null) throw nothingConfigured((await sources.project.get()).environment);
  return confirmModelTarget(target, sources);
}

async function confirmModelTarget(
  target: ConnectionTarget,
  { project, allowedHosts }: TargetSources,
): Promise<ConnectionTarget> {
  const { isHostNamed } = await import('../project/settings/variable-target.ts');
  const { variables, allowedHosts: own = [] } = await project.get();
  return confirmHost({
    target,
    source: "the models' own Sequelize instance",
    isNamed: isHostNamed(target.host, variables),
    allowedHosts: [...allowedHosts, ...own],
  });
}

function nothingConfigured(environment: string): ConsoleError {
  return new ConsoleError(`Nothing says where the database of environment "${environment}" is.`, {
    code: 'no-database-configured',
    kind: 'usage',
    remedy: 'Give "--url postgres://user@host/database", or a configuration file with "--config".',
  });
}
