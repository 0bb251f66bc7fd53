/**
 * Two sources say where a project's database is: its configuration file and its models' own instance. When they disagree
 * the user hears of it, naming both.
 */
import type { ConnectionTarget } from '../database/target.ts';
import { ConsoleError } from '../errors.ts';

const loopback = ['localhost', '127.0.0.1', '::1'];

/** The error that names both targets, or null when they are one database. */
export function differenceOfTargets(
  configured: ConnectionTarget,
  ofModels: ConnectionTarget,
): ConsoleError | null {
  const isSame =
    hostName(configured) === hostName(ofModels) &&
    configured.port === ofModels.port &&
    configured.database === ofModels.database;
  if (isSame) return null;
  return new ConsoleError(
    `The models connect to ${place(ofModels)}, but the configuration names ${place(configured)}.`,
    {
      code: 'targets-differ',
      kind: 'usage',
      remedy:
        'Give "--url" to use one database for both, or "--env" and "--config" to choose the configuration.',
    },
  );
}

function hostName({ host }: ConnectionTarget): string {
  return loopback.includes(host) ? 'localhost' : host;
}

function place({ database, host, port }: ConnectionTarget): string {
  return `"${database}" on "${host}:${port}"`;
}
