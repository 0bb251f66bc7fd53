/** Where git still has a file that the folder has no more: on another branch, or in a commit of before. */
import type { GitFinding } from '../journal.ts';
import { recordableNames } from '../match-recorded.ts';
import { runGit } from './run-git.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** How many branches are looked at. */
const mostBranches = 30;

/**
 * The newest version of the file in any branch or tag, under the name or one that the same migration may have (`.ts` for `.js`).
 * What lay in `folder` goes before a file of that name elsewhere in the repository. Null where git does not know it, or is not there.
 */
export async function findInGit(
  folder: string,
  variables: Variables,
  name: string,
): Promise<GitFinding | null> {
  const prefix = (await runGit(folder, variables, 'rev-parse', '--show-prefix'))?.trim();
  if (prefix === undefined) return null;
  const names = recordableNames(name);
  const inFolder = names.map((candidate) => `:(top,literal)${prefix}${candidate}`);
  const anywhere = names.map((candidate) => `:(top,glob)**/${candidate.replace(/[*?[\]\\]/g, '\\$&')}`);
  const found = (await newest(folder, variables, inFolder)) ?? (await newest(folder, variables, anywhere));
  if (found === null) return null;
  return { name, ...found, branches: await branchesWith(folder, variables, found) };
}

type Version = Pick<GitFinding, 'commit' | 'committedAt' | 'path'>;

async function newest(
  folder: string,
  variables: Variables,
  places: readonly string[],
): Promise<Version | null> {
  const printed = await runGit(
    folder,
    variables,
    '-c',
    'core.quotePath=false',
    ...[
      'log',
      '--all',
      '--max-count=1',
      '--diff-filter=AMRCT',
      '--format=%H%n%cI',
      '--name-only',
      '--no-show-signature',
    ],
    '--',
    ...places,
  );
  const [commit, committedAt, ...paths] = (printed ?? '').split('\n').filter((line) => line !== '');
  const [path] = paths;
  return commit === undefined || committedAt === undefined || path === undefined
    ? null
    : { commit, committedAt, path };
}

/** Local and remote branches whose tip has the file, the local ones first. */
async function branchesWith(
  folder: string,
  variables: Variables,
  { commit, path }: Version,
): Promise<readonly string[]> {
  const printed = await runGit(
    folder,
    variables,
    ...['for-each-ref', `--count=${String(mostBranches)}`, '--contains', commit, '--format=%(refname:short)'],
    'refs/heads',
    'refs/remotes',
  );
  const branches = (printed ?? '').split('\n').filter((name) => name !== '');
  const checked = await Promise.all(
    branches.map(async (branch) =>
      (await runGit(folder, variables, 'cat-file', '-e', `${branch}:${path}`)) === null ? [] : [branch],
    ),
  );
  return checked.flat();
}

/** The file's text as it was in that commit; null when git has it no more. */
export async function textInGit(
  folder: string,
  variables: Variables,
  { commit, path }: Pick<GitFinding, 'commit' | 'path'>,
): Promise<string | null> {
  return runGit(folder, variables, 'cat-file', 'blob', `${commit}:${path}`);
}
