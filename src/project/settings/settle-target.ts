/**
 * The settings of the chosen environment and the database they lead to. What is wrong with the target alone is handed on
 * instead of thrown: models can be looked at without one, and whoever connects says it.
 */
import { ConsoleError } from '../../errors.ts';
import { displayPath } from '../files/file-system.ts';
import type { ChosenPath } from '../locate/choose-paths.ts';
import type { ProjectOptions } from '../project.ts';
import type { FoundTarget } from './connection-target.ts';
import type { Environment, Variables } from './environment.ts';
import { findTarget } from './find-target.ts';
import { chooseSettings, looksLikeConfig, readConfigContent, type Settings } from './read-config.ts';
import type { ConsoleConfig } from './read-console-config.ts';
import type { RcFile } from './read-rc.ts';

export interface ReadSettings {
  readonly path: string | null;
  readonly why: string;
  readonly alternatives?: ChosenPath['alternatives'];
  readonly settings: Settings;
  /** In words, where the settings come from. */
  readonly where: string;
  /** True when they stand under an environment that somebody named: then so is what they spell out. */
  readonly isNamed: boolean;
  /** True when they stand under the environment's name. */
  readonly isKeyed: boolean;
  /** That the file has no settings for the environment; no concern of anybody while something else names the target. */
  readonly problem: ConsoleError | null;
}

/** Executes the configuration file. Rejects with `config-failed` or `config-invalid`. */
export async function readSettings(
  root: string,
  chosen: ChosenPath,
  environment: Pick<Environment, 'name' | 'isNamed'>,
): Promise<ReadSettings> {
  const { alternatives } = chosen;
  const none = {
    path: null,
    alternatives,
    settings: {},
    where: 'the configuration',
    isNamed: false,
    isKeyed: false,
    problem: null,
  };
  if (chosen.path === null) return { ...none, why: chosen.why };
  const content = await readConfigContent(chosen.path, root);
  if (chosen.isGuess && !looksLikeConfig(content)) {
    return { ...none, why: `"${displayPath(chosen.path, root)}" holds no settings of Sequelize` };
  }
  try {
    const { settings, where, isKeyed } = chooseSettings(content, environment.name, chosen.path, root);
    const isNamed = isKeyed && environment.isNamed;
    const { path, why } = chosen;
    return { path, why, alternatives, settings, where, isNamed, isKeyed, problem: null };
  } catch (error) {
    if (!(error instanceof ConsoleError) || error.code !== 'unknown-environment') throw error;
    const why = `${chosen.why}, without settings for "${environment.name}"`;
    return { ...none, path: chosen.path, why, problem: error };
  }
}

export interface SettledTarget extends FoundTarget {
  /** Set only without a target, and only when there ought to be one. */
  readonly problem: ConsoleError | null;
}

/** Rejects only for what is wrong with `--url`: it was typed, and is mended where it was. */
export function settleTarget(
  { url }: Pick<ProjectOptions, 'url'>,
  { own, rc, config }: { readonly own: ConsoleConfig; readonly rc: RcFile; readonly config: ReadSettings },
  variables: Variables,
): SettledTarget {
  const override = [
    { url, namedBy: '--url' },
    { url: own.url, namedBy: `"url" in "${own.shown}"` },
    { url: rc.settings.url, namedBy: '"url" in the rc file' },
  ].find((named): named is { url: string; namedBy: string } => named.url !== null);
  const { settings, where, path: configPath, isNamed: isEnvironmentNamed } = config;
  try {
    const found = findTarget({
      settings,
      where,
      configPath,
      isEnvironmentNamed,
      override: override ?? null,
      variables,
    });
    return found.target === null && config.problem !== null
      ? withoutTarget(config.problem)
      : { ...found, problem: null };
  } catch (error) {
    if (url !== null || !(error instanceof ConsoleError)) throw error;
    return withoutTarget(error);
  }
}

function withoutTarget(problem: ConsoleError): SettledTarget {
  return { target: null, value: null, why: problem.message, isNamed: false, problem };
}
