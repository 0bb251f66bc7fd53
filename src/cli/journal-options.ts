/** Options that several commands of the journals take. */
import type { OptionRow } from './command.ts';

export const checkOption: OptionRow = {
  name: 'check',
  kind: 'flag',
  summary: 'load each file: which fail to load, which have no down',
};

/** `done` completes "how many …". */
export const stepOption = (done: string, conflicts: readonly string[] = []): OptionRow => ({
  name: 'step',
  kind: 'integer',
  value: 'n',
  least: 1,
  summary: `how many to ${done}`,
  conflicts,
});

export const lockOption: OptionRow = {
  name: 'lock-timeout',
  kind: 'text',
  value: 'time',
  summary: 'how long to wait for another migrator: 30s, 5min (default: 1min)',
};

/** The flags of the commands that step a journal: of the wait, and of a rehearsal. */
export const steppingOptions: readonly OptionRow[] = [
  { ...lockOption, summary: `${lockOption.summary}; in a rehearsal for any lock (2s)` },
  { name: 'rehearse', kind: 'flag', summary: 'run it, tell what it does, and undo it all' },
  { name: 'round-trip', kind: 'flag', summary: 'rehearse there, back and there again' },
  { name: 'json', kind: 'flag', summary: 'print a rehearsal as JSON' },
];

export const fromGitOption: OptionRow = {
  name: 'from-git',
  kind: 'list',
  value: 'name',
  summary: 'revert one that has no file with the file that git has; repeatable',
  conflicts: ['name', 'step'],
};
