/**
 * The git command line, asked questions that change nothing. It is never required: where it is missing, where there is no
 * repository or it takes too long, there is no answer.
 */
import { execFile } from 'node:child_process';

/** Set by git for its hooks: what is asked here is asked of the project's own repository. */
const ofHooks = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_OBJECT_DIRECTORY'];

const limitMs = 10_000;
const longestAnswer = 64 * 1024 * 1024;

/** What git prints; null when it fails for whatever reason. `variables` is the environment it runs in. */
export function runGit(
  folder: string,
  variables: Readonly<Record<string, string | undefined>>,
  ...words: readonly string[]
): Promise<string | null> {
  const kept = Object.entries(variables).filter(([name]) => !ofHooks.includes(name));
  // Nothing is fetched for an answer, and nobody is asked for a password.
  const env = {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
  return new Promise((resolve) => {
    execFile(
      'git',
      ['-C', folder, ...words],
      { env, timeout: limitMs, maxBuffer: longestAnswer, windowsHide: true },
      (error, stdout) => {
        resolve(error === null ? stdout : null);
      },
    );
  });
}
