/** Which rows a repair writes and removes. Pure: the same journal and request always give the same actions. */
import { ConsoleError, nearestNames } from '../../errors.ts';
import { alreadyExecuted, entryNoun, notExecuted } from '../entry-errors.ts';
import { subjectOf } from '../entry-name.ts';
import { findEntry } from '../find-entry.ts';
import type { JournalEntry, JournalView } from '../journal.ts';
import type { RepairAction, RepairRequest } from './repair.ts';

export interface RepairHints {
  /** Of pending files, by name: an orphan whose history has the same checksum was renamed. */
  readonly checksums: ReadonlyMap<string, string>;
  /** True where another tool records under names of its own: those are no twins to be put right. */
  readonly hasOwnNames: boolean;
}

/** Throws for a name that is unknown or in the wrong state for what is asked. */
export function planRepair(
  view: JournalView,
  request: RepairRequest,
  hints: RepairHints,
): readonly RepairAction[] {
  const named = namedActions(view, request);
  if (named !== null) return named;
  return [...(hints.hasOwnNames ? [] : twins(view)), ...likelyRenames(view, hints)];
}

export function rowsOf(actions: readonly RepairAction[]): {
  readonly removed: readonly string[];
  readonly written: readonly string[];
} {
  return {
    removed: actions.flatMap((action) =>
      action.type === 'rename' ? [action.from] : action.type === 'mark-executed' ? [] : [action.name],
    ),
    written: actions.flatMap((action) =>
      action.type === 'rename' ? [action.to] : action.type === 'mark-executed' ? [action.name] : [],
    ),
  };
}

function namedActions(view: JournalView, request: RepairRequest): readonly RepairAction[] | null {
  const { drop = [], dropsOrphans = false, markExecuted = [], markPending = [], rename = [] } = request;
  const isNamed = dropsOrphans || [drop, markExecuted, markPending, rename].some(({ length }) => length > 0);
  if (!isNamed) return null;
  const renames = rename.map((text) => namedRename(view, text));
  const dropped = [
    ...drop.map((name) => orphan(view, name)),
    ...(dropsOrphans ? view.entries.filter(({ state }) => state === 'orphaned') : []),
  ];
  const actions: readonly RepairAction[] = [
    ...renames,
    ...dropped.map(({ name }) => ({ type: 'drop', name }) as const),
    ...markExecuted.map((typed) => {
      const { name, state } = findEntry(view, typed);
      if (state !== 'pending') throw alreadyExecuted(view.kind, name);
      return { type: 'mark-executed', name } as const;
    }),
    ...markPending.map((typed) => {
      const { name, state, recordedAs } = findEntry(view, typed);
      if (state === 'orphaned') throw orphanStays(view, name);
      if (state === 'pending') throw notExecuted(view.kind, name);
      return { type: 'mark-pending', name: recordedAs ?? name } as const;
    }),
  ];
  return once(view, actions);
}

/** Each row is touched once, or somebody has contradicted himself. */
function once(view: JournalView, actions: readonly RepairAction[]): readonly RepairAction[] {
  const distinct = [...new Map(actions.map((action) => [JSON.stringify(action), action])).values()];
  const { removed, written } = rowsOf(distinct);
  const touched = [...removed, ...written];
  const twice = touched.find((name, index) => touched.indexOf(name) !== index);
  if (twice === undefined) return distinct;
  throw new ConsoleError(`The ${entryNoun(view.kind)} "${twice}" is asked for twice, in two ways.`, {
    code: 'repair-contradictory',
    kind: 'usage',
    remedy: 'Say one thing of each name.',
  });
}

function namedRename(view: JournalView, text: string): RepairAction {
  const [typedFrom = '', typedTo = ''] = text.split('=');
  if (typedFrom === '' || typedTo === '') {
    throw new ConsoleError(`"${text}" does not say what is renamed to what.`, {
      code: 'repair-rename-syntax',
      kind: 'usage',
      remedy: 'Write it as `--rename OLD=NEW`: the recorded name, then the name of the file.',
    });
  }
  const to = findEntry(view, typedTo);
  const from = findEntry(view, typedFrom);
  // The twin of an executed entry is the entry itself.
  if (from === to && from.recordedAs !== undefined) {
    return { type: 'rename', from: from.recordedAs, to: to.name, why: 'asked for' };
  }
  if (to.state !== 'pending') throw alreadyExecuted(view.kind, to.name);
  return { type: 'rename', from: orphan(view, typedFrom).name, to: to.name, why: 'asked for' };
}

function orphan(view: JournalView, typed: string): JournalEntry {
  const entry = findEntry(view, typed);
  if (entry.state === 'orphaned') return entry;
  if (entry.state === 'pending') throw notExecuted(view.kind, entry.name);
  const orphans = view.entries.filter(({ state }) => state === 'orphaned').map(({ name }) => name);
  const [near] = nearestNames(typed, orphans);
  throw new ConsoleError(`The ${entryNoun(view.kind)} "${entry.name}" has its file: it is no orphan.`, {
    code: `${entryNoun(view.kind)}-not-orphaned`,
    remedy:
      near === undefined
        ? `Revert it with "seqscope db:migrate:undo --name ${entry.name}", or take its row out with "--mark-pending ${entry.name}".`
        : `Did you mean "${near}"?`,
  });
}

function orphanStays({ kind }: JournalView, name: string): ConsoleError {
  return new ConsoleError(`The ${entryNoun(kind)} "${name}" has no file, so it cannot become pending.`, {
    code: `${entryNoun(kind)}-orphaned`,
    remedy: `Take its row out with "--drop ${name}".`,
  });
}

function twins({ entries }: JournalView): readonly RepairAction[] {
  return entries.flatMap(({ name, recordedAs }) =>
    recordedAs === undefined
      ? []
      : [{ type: 'rename', from: recordedAs, to: name, why: 'the same migration' } as const],
  );
}

/** An orphan and a pending file that can only be each other: the same content, or the same name behind another time. */
function likelyRenames({ entries }: JournalView, { checksums }: RepairHints): readonly RepairAction[] {
  const orphans = entries.filter(({ state }) => state === 'orphaned');
  const pending = entries.filter(({ state }) => state === 'pending');
  const reasons = [
    {
      why: 'the same content as when it was executed',
      isSame: (gone: JournalEntry, file: JournalEntry) =>
        gone.history?.checksum != null && gone.history.checksum === checksums.get(file.name),
    },
    {
      why: 'the same name behind another time',
      isSame: (gone: JournalEntry, file: JournalEntry) =>
        isTimed(gone.name) && isTimed(file.name) && subjectOf(gone.name) === subjectOf(file.name),
    },
  ];
  const renames = new Map<string, RepairAction>();
  for (const { why, isSame } of reasons) {
    for (const gone of orphans) {
      const files = pending.filter((file) => isSame(gone, file));
      const [to, ...others] = files;
      if (to === undefined || others.length > 0 || renames.has(gone.name)) continue;
      const isTaken = [...renames.values()].some(
        (rename) => rename.type === 'rename' && rename.to === to.name,
      );
      const rivals = orphans.filter((other) => isSame(other, to));
      if (!isTaken && rivals.length === 1) {
        renames.set(gone.name, { type: 'rename', from: gone.name, to: to.name, why });
      }
    }
  }
  return [...renames.values()];
}

function isTimed(name: string): boolean {
  return /^\d{4,}[-_.]?\D/.test(name);
}
