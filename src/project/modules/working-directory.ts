/**
 * Project code is written for a working directory at the project's root (`path.resolve('config')` in an rc file). This
 * owns the only change of directory in the engine, and always puts back what was there.
 */

/** Runs `work` with `directory` as the process's working directory. Process-wide: callers take turns. */
export async function withinDirectory<T>(directory: string, work: () => Promise<T>): Promise<T> {
  const before = process.cwd();
  if (before === directory) return work();
  process.chdir(directory);
  try {
    return await work();
  } finally {
    process.chdir(before);
  }
}
