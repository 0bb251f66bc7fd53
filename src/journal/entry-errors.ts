/**
 * What can be wrong with a name asked of a journal. The codes are stable and carry the kind: `migration-already-executed`,
 * `seeder-already-executed`, and so on.
 */
import { ConsoleError } from '../errors.ts';
import type { JournalKind } from './journal.ts';
import { nearestEntries } from './nearest-entries.ts';

/** The command lines of a kind, as remedies quote them. */
const commands = {
  migrations: {
    status: 'seqscope db:migrate:status',
    up: 'seqscope db:migrate --name',
    down: 'seqscope db:migrate:undo --name',
  },
  seeders: { status: 'seqscope status', up: 'seqscope db:seed --seed', down: 'seqscope db:seed:undo --seed' },
} as const;

/** `migration` or `seeder`. */
export function entryNoun(kind: JournalKind): 'migration' | 'seeder' {
  return kind === 'migrations' ? 'migration' : 'seeder';
}

export function unknownEntry(kind: JournalKind, name: string, known: readonly string[]): ConsoleError {
  const nearest = nearestEntries(name, known);
  const remedy =
    nearest.length > 0
      ? `Did you mean ${quoteList(nearest, 'or')}?`
      : `List the ${kind} with "${commands[kind].status}" and name one of them.`;
  return new ConsoleError(`There is no ${entryNoun(kind)} "${name}".`, {
    code: `unknown-${entryNoun(kind)}`,
    remedy,
  });
}

export function ambiguousEntry(
  kind: JournalKind,
  typed: string,
  candidates: readonly string[],
  how: 'is' | 'begins' | 'contains' = 'begins',
): ConsoleError {
  const relation = { is: 'may mean', begins: 'is the beginning of', contains: 'is part of' }[how];
  return new ConsoleError(`"${typed}" ${relation} ${String(candidates.length)} ${kind}.`, {
    code: `ambiguous-${entryNoun(kind)}`,
    remedy: `Name one of them in full: ${quoteList(candidates.slice(0, 5), 'or')}${candidates.length > 5 ? ', …' : ''}.`,
  });
}

export function alreadyExecuted(kind: JournalKind, name: string): ConsoleError {
  return new ConsoleError(`The ${entryNoun(kind)} "${name}" was already executed.`, {
    code: `${entryNoun(kind)}-already-executed`,
    remedy: `Revert it first with "${commands[kind].down} ${name}" if it is to run again.`,
  });
}

export function notExecuted(kind: JournalKind, name: string): ConsoleError {
  return new ConsoleError(`The ${entryNoun(kind)} "${name}" was not executed, so it cannot be reverted.`, {
    code: `${entryNoun(kind)}-not-executed`,
    remedy: `Execute it with "${commands[kind].up} ${name}", or choose another with "${commands[kind].status}".`,
  });
}

/** For an entry that was asked for by name, or when nothing but orphans is left to revert. */
export function orphanedEntry(kind: JournalKind, names: readonly string[]): ConsoleError {
  const [first = ''] = names;
  const isOne = names.length === 1;
  return new ConsoleError(
    isOne
      ? `The executed ${entryNoun(kind)} "${first}" has no file any more, so it cannot be reverted.`
      : `None of the executed ${kind} has a file any more, so none can be reverted: ${quoteList(names.slice(0, 5), 'and')}${names.length > 5 ? ', …' : ''}.`,
    {
      code: `${entryNoun(kind)}-orphaned`,
      remedy:
        kind === 'migrations'
          ? `See with "seqscope db:migrate:repair" where the ${isOne ? 'file is' : 'files are'} in git and what can be done; "seqscope db:migrate:undo --from-git ${first}" reverts with the file from there.`
          : `Bring back the ${isOne ? 'file' : 'files'}, for example with "git log --all -- '*${first}'" and "git checkout COMMIT -- FILE".`,
    },
  );
}

function quoteList(names: readonly string[], conjunction: 'and' | 'or'): string {
  const quoted = names.map((name) => `"${name}"`);
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} ${conjunction} ${last}`;
}
