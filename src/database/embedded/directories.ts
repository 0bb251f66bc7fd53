/**
 * Where the embedded server keeps its things: computed from the environment as a value, so that nothing here reads the
 * process. Creating the folders, and moving them when the server's user cannot reach them, is server-user.ts's.
 */
import { isAbsolute, join } from 'node:path';

/** All absolute. */
export interface EmbeddedDirectories {
  /** Databases, server log, leases: kept for ever. */
  readonly stateDirectory: string;
  /** A copy of the server's binaries, only where they cannot be used in place; may be deleted at any time. */
  readonly cacheDirectory: string;
  /** Unix sockets: gone after a restart of the machine. */
  readonly runtimeDirectory: string;
  /** Folders in which a system's own `initdb` and `postgres` are looked for, first match wins. */
  readonly searchPath: readonly string[];
}

export interface PlatformFacts {
  /** As `os.homedir()` gives it. */
  readonly homeDirectory: string;
  /** As `process.getuid` gives it; null where there is none. */
  readonly userId: number | null;
}

/** Where root keeps what does not belong into anybody's home. */
export const systemStateDirectory = '/var/lib/seqscope';

/**
 * Follows the XDG Base Directory Specification 0.8: a relative path in a variable is ignored. Under sudo the caller's home
 * is left alone, because what root creates there would lock its owner out.
 */
export function embeddedDirectories(
  variables: Readonly<Record<string, string | undefined>>,
  facts: PlatformFacts,
): EmbeddedDirectories {
  const home = absolute(variables.HOME) ?? facts.homeDirectory;
  const isSudo = facts.userId === 0 && variables.SUDO_UID !== undefined;
  const xdgState = absolute(variables.XDG_STATE_HOME);
  const xdgCache = absolute(variables.XDG_CACHE_HOME);
  const xdgRuntime = absolute(variables.XDG_RUNTIME_DIR);
  const state = folder(xdgState) ?? (isSudo ? systemStateDirectory : join(home, '.local/state/seqscope'));
  const cache =
    folder(xdgCache) ?? (isSudo ? join(systemStateDirectory, 'cache') : join(home, '.cache/seqscope'));
  return {
    stateDirectory: state,
    cacheDirectory: cache,
    runtimeDirectory: folder(xdgRuntime) ?? join(state, 'run'),
    searchPath: (variables.PATH ?? '').split(':').filter((entry) => isAbsolute(entry)),
  };
}

function absolute(path: string | undefined): string | null {
  return path !== undefined && isAbsolute(path) ? path : null;
}

function folder(base: string | null): string | null {
  return base === null ? null : join(base, 'seqscope');
}
