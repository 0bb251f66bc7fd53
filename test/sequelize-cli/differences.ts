/**
 * What is meant to be different from sequelize-cli: each with a section of the same id in docs/sequelize-cli.md. A case
 * names those that show in it; whatever else differs is a bug.
 */
import type { Run } from './tools.ts';

export type Aspect = 'stdout' | 'stderr' | 'exitCode' | 'files' | 'database';

/** What both said or left; `runs` is null for what is there after the last command. */
export interface Seen {
  readonly theirs: string;
  readonly ours: string;
  readonly runs: { readonly theirs: Run; readonly ours: Run } | null;
}

export interface Difference {
  readonly id: DifferenceId;
  readonly aspects: readonly Aspect[];
  /** True when the texts differ in what is meant and in nothing else; left out where what follows from it may differ too. */
  readonly accepts?: (seen: Seen, aspect: Aspect) => boolean;
}

/** Both failed, and ours says why in its own words; what was printed before is the same. */
function isErrorText({ theirs, ours, runs }: Seen, aspect: Aspect): boolean {
  if (runs?.theirs.exitCode !== 1 || runs.ours.exitCode !== 1) return false;
  if (aspect === 'stderr') return ours.startsWith('error: ');
  // Where the settings are what is wrong, it is not told that they were loaded.
  const settings = /^(?:Loaded configuration file|Using environment|Parsed url) .*$/gm;
  return [theirs, theirs.replaceAll(settings, '')].some(
    (text) => withoutBlanks(text) === withoutBlanks(ours),
  );
}

/** A line that is not understood: they greet first, and print their help; we say what is wrong. */
function isUsageText({ theirs, ours, runs }: Seen, aspect: Aspect): boolean {
  if (runs?.theirs.exitCode !== 1 || runs.ours.exitCode === 0) return false;
  return aspect === 'stdout'
    ? /^<tool> \[.*\]$/.test(withoutBlanks(theirs)) && ours === ''
    : ours.startsWith('error: ');
}

function isUnknownName({ theirs, ours, runs }: Seen, aspect: Aspect): boolean {
  if (runs?.theirs.exitCode !== 0 || runs.ours.exitCode !== 1) return false;
  if (aspect === 'exitCode') return true;
  return aspect === 'stdout' ? theirs.startsWith(ours) : ours.startsWith('error: There is no ');
}

/** Only the journal's own empty table is missing on our side. */
function isEmptyJournal({ theirs, ours }: Seen): boolean {
  const [theirLines, ourLines] = [theirs.split('\n'), ours.split('\n')];
  const missing = theirLines.filter((line) => !ourLines.includes(line));
  const isJournal = (line: string) => /\bSequelize(?:Meta|Data)\b/.test(line) && !line.startsWith('row ');
  return missing.every(isJournal) && ourLines.every((line) => theirLines.includes(line));
}

function isNote({ theirs, ours }: Seen): boolean {
  return theirs === '' && /^(?:warning|notice|note): /.test(ours);
}

/** Their statements are on standard output. */
function isStatementLog({ theirs, ours }: Seen): boolean {
  return theirs.replaceAll(/^Executing \([^]*?;?\n(?=Executing|==|\n|$)/gm, '') === ours;
}

function isHiddenPassword({ theirs, ours }: Seen): boolean {
  return theirs.replace(/(?<=Parsed url \w+:\/\/\w+):.*@/, ':*****@') === ours;
}

/** What they print among their lines is on our standard error. */
function isPrintedApart({ theirs, ours, runs }: Seen, aspect: Aspect): boolean {
  if (aspect === 'stderr')
    return theirs === '' && runs?.theirs.stdout.includes(ours.split('\n')[0] ?? '') === true;
  return ours.split('\n').every((line) => theirs.includes(line));
}

function isOtherDialect({ theirs, ours }: Seen): boolean {
  const changed = theirs.replaceAll('"username": "root"', '"username": "postgres"');
  return changed.replaceAll('"dialect": "mysql"', '"dialect": "postgres"') === ours;
}

/** sequelize-cli fails, and we do what was asked for. */
function isDoneByUs({ runs }: Seen): boolean {
  return runs === null || (runs.theirs.exitCode === 1 && runs.ours.exitCode === 0);
}

function isRefusedByUs({ runs }: Seen): boolean {
  return runs === null || (runs.theirs.exitCode === 0 && runs.ours.exitCode === 1);
}

function bothSucceeded({ runs }: Seen): boolean {
  return runs === null || (runs.theirs.exitCode === 0 && runs.ours.exitCode === 0);
}

function withoutBlanks(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .join('\n');
}

const run: readonly Aspect[] = ['stdout', 'stderr', 'exitCode'];
const everything: readonly Aspect[] = [...run, 'database'];

/** The first that accepts a mismatch explains it. */
const table = {
  'error-text': { aspects: ['stdout', 'stderr'], accepts: isErrorText },
  'usage-text': { aspects: ['stdout', 'stderr'], accepts: isUsageText },
  'unknown-command': { aspects: ['exitCode'], accepts: ({ theirs, ours }) => theirs === '1' && ours === '2' },
  'no-command': { aspects: run },
  help: { aspects: run, accepts: bothSucceeded },
  version: { aspects: ['stdout'], accepts: ({ ours }) => /^\d+\.\d+\.\d+\n$/.test(ours) },
  debug: { aspects: ['stderr'], accepts: ({ ours }) => ours.startsWith('[') },
  notes: { aspects: ['stderr'], accepts: isNote },
  'unknown-names': { aspects: run, accepts: isUnknownName },
  'no-journal-yet': { aspects: ['database'], accepts: isEmptyJournal },
  'atomic-steps': { aspects: ['database'] },
  'left-over-indexes': { aspects: everything, accepts: isDoneByUs },
  'short-names': { aspects: ['stdout', 'database'], accepts: bothSucceeded },
  'ambiguous-names': { aspects: everything },
  'nothing-to-do': { aspects: ['stdout'], accepts: ({ theirs, ours }) => ours.startsWith(theirs) },
  'found-from-below': { aspects: everything, accepts: isDoneByUs },
  orphans: { aspects: everything, accepts: isDoneByUs },
  twins: { aspects: everything },
  typescript: { aspects: everything },
  'mjs-files': { aspects: ['stdout', 'database'], accepts: bothSucceeded },
  'no-promise': { aspects: everything },
  'project-prints': { aspects: ['stdout', 'stderr'], accepts: isPrintedApart },
  'logged-statements': { aspects: ['stdout'], accepts: isStatementLog },
  'recorded-with-times': { aspects: everything },
  'times-in-a-schema': { aspects: everything, accepts: isDoneByUs },
  'seeder-schema': { aspects: everything, accepts: isDoneByUs },
  'own-storage': { aspects: everything, accepts: isRefusedByUs },
  'numbers-as-names': { aspects: everything, accepts: isDoneByUs },
  'hidden-password': { aspects: ['stdout'], accepts: isHiddenPassword },
  'missing-rc-file': { aspects: everything, accepts: isRefusedByUs },
  'rc-formats': { aspects: everything, accepts: isDoneByUs },
  'rc-error': { aspects: run },
  'init-dialect': { aspects: ['files'], accepts: isOtherDialect },
} as const satisfies Readonly<Record<string, Omit<Difference, 'id'>>>;

export type DifferenceId = keyof typeof table;

export const differences: readonly Difference[] = Object.entries(table).map(([id, difference]) => ({
  // The keys of the table, which Object.entries calls strings.
  id: id as DifferenceId,
  ...difference,
}));
