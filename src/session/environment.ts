/**
 * What a process lends a session. A process is handed in by its root (main.ts, host/entry.ts): nothing here reaches for
 * one, and a session changes the process through these functions only.
 */

import type { BlockingWatch, InterruptSource } from '../evaluation/interrupting.ts';
import type { LoadingProcess } from '../project/modules/guard-loading.ts';

export interface SessionEnvironment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Makes the process's environment what the project's code is to see; a variable not named stays as it is. */
  readonly applyVariables: (variables: Readonly<Record<string, string | undefined>>) => void;
  /** Makes the project's root the working directory. */
  readonly changeDirectory: (path: string) => void;
  /** What is watched while the project's code is loaded. */
  readonly loadingProcess: LoadingProcess;
  /** Set where SIGINT may end typed code; `source` tells of an interruption that comes otherwise, null where none does. */
  readonly interruptible?:
    { readonly source: InterruptSource | null; readonly blocking?: BlockingWatch | undefined } | undefined;
}

export function environmentOf(
  owner: Pick<NodeJS.Process, 'env' | 'chdir' | 'exit'>,
  interruptible?: SessionEnvironment['interruptible'],
): SessionEnvironment {
  return {
    variables: { ...owner.env },
    applyVariables(variables) {
      for (const [name, value] of Object.entries(variables)) {
        if (value !== undefined) owner.env[name] = value;
      }
    },
    changeDirectory: (path) => owner.chdir(path),
    loadingProcess: owner,
    interruptible,
  };
}
