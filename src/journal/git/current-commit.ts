/** Which commit a folder is checked out at. */
import { runGit } from './run-git.ts';

/** The full hash, with `+` behind it when files of the folder differ from it; null outside a repository. */
export async function currentCommit(
  folder: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<string | null> {
  const [commit, changes] = await Promise.all([
    runGit(folder, variables, 'rev-parse', '--verify', '--quiet', 'HEAD'),
    runGit(folder, variables, 'status', '--porcelain', '--untracked-files=all', '--', '.'),
  ]);
  if (commit === null) return null;
  return `${commit.trim()}${changes === null || changes.trim() === '' ? '' : '+'}`;
}
