/**
 * Which entries a request steps, and in what order. Pure: the same view and request always give the same plan, and nothing is
 * read. The rules are sequelize-cli 6.6's, but a name is never ignored and an orphaned entry never blocks the way.
 */
import type { JournalEntry, JournalKind, JournalView, StepRequest, StepSelection } from './journal.ts';
import { alreadyExecuted, notExecuted, orphanedEntry } from './entry-errors.ts';
import { findEntry } from './find-entry.ts';

/** An entry with a file: only such entries can be stepped. */
export interface PlannedEntry {
  readonly name: string;
  readonly path: string;
  /** The name to put into the journal or to take out of it, where it is another. */
  readonly recordedAs?: string | undefined;
}

/** `entries` in the order to run; `passedOver` names the orphans that lie in the way down and stay as they are. */
export interface StepPlan {
  readonly entries: readonly PlannedEntry[];
  readonly passedOver: readonly string[];
}

/**
 * Nothing to do is an empty plan. Throws a ConsoleError when a name is unknown, ambiguous, in the wrong state (`only` up,
 * `only` and `to` down) or orphaned, or when everything that could be reverted is orphaned.
 */
export function plan(view: JournalView, request: StepRequest): StepPlan {
  return request.direction === 'up'
    ? { entries: planUp(view, request.selection), passedOver: [] }
    : planDown(view, request.selection);
}

function planUp(view: JournalView, selection: StepSelection): readonly PlannedEntry[] {
  const pending = view.entries
    .filter((entry) => entry.state === 'pending' && !isRunner(entry, view))
    .flatMap(withFile);
  switch (selection.type) {
    case 'next':
      return pending.slice(0, selection.count);
    case 'all':
      return pending;
    case 'to': {
      const target = findEntry(view, selection.name);
      return target.state === 'pending' ? pending.filter((entry) => entry.name <= target.name) : [];
    }
    case 'from': {
      // sequelize-cli starts only after a pending one: after an executed name it finds nothing to do.
      const start = findEntry(view, selection.name);
      const end = selection.to === undefined ? null : findEntry(view, selection.to);
      if (start.state !== 'pending' || (end !== null && end.state !== 'pending')) return [];
      return pending.filter(({ name }) => name > start.name && (end === null || name <= end.name));
    }
    case 'only':
      // Where nothing is pending there is nothing to complain of, as sequelize-cli has it.
      if (pending.length === 0) return nothingOf(view, selection.names).entries;
      return chosen(view, selection.names).flatMap((entry) => {
        if (entry.state !== 'pending') throw alreadyExecuted(view.kind, entry.name);
        return withFile(entry);
      });
  }
}

/** A runner that lives as `index` among its numbered migrations: it is stepped only when it is asked for by name. */
export function isRunner({ name }: JournalEntry, { entries }: JournalView): boolean {
  const isIndex = /^index\.[cm]?[jt]s$/.test(name);
  return (
    isIndex && entries.length > 1 && entries.every((other) => other.name === name || /^\d/.test(other.name))
  );
}

function planDown(view: JournalView, selection: StepSelection): StepPlan {
  // Newest name first. Seeders without a storage are not recorded, and sequelize-cli reverts whatever has a file.
  const candidates = view.entries.filter((entry) => isRevertible(view, entry)).reverse();
  switch (selection.type) {
    case 'next':
      return passOver(view.kind, candidates, selection.count);
    case 'all':
      return passOver(view.kind, candidates, candidates.length);
    case 'to': {
      if (candidates.length === 0) return nothingOf(view, [selection.name]);
      const target = revertible(view, findEntry(view, selection.name));
      return passOver(
        view.kind,
        candidates.filter((entry) => entry.name >= target.name),
        candidates.length,
      );
    }
    case 'from': {
      const end = findEntry(view, selection.name);
      return passOver(
        view.kind,
        candidates.filter((entry) => entry.name > end.name),
        candidates.length,
      );
    }
    case 'only': {
      if (candidates.length === 0) return nothingOf(view, selection.names);
      const asked = chosen(view, selection.names);
      // sequelize-cli leaves out the seeders that were not executed, and refuses such migrations.
      const wanted = view.kind === 'seeders' ? asked.filter((entry) => isRevertible(view, entry)) : asked;
      const names = new Set(wanted.map((entry) => revertible(view, entry).name));
      return {
        entries: candidates.filter((entry) => names.has(entry.name)).flatMap(withFile),
        passedOver: [],
      };
    }
  }
}

/** An empty plan, once it is clear that the names mean something. */
function nothingOf(view: JournalView, names: readonly string[]): StepPlan {
  chosen(view, names);
  return { entries: [], passedOver: [] };
}

/** The first `count` that have a file; the orphans met on the way to them are named, not stepped. */
function passOver(kind: JournalKind, candidates: readonly JournalEntry[], count: number): StepPlan {
  const entries: PlannedEntry[] = [];
  const passedOver: string[] = [];
  for (const candidate of candidates) {
    if (entries.length >= count) break;
    if (candidate.path === null) passedOver.push(candidate.name);
    entries.push(...withFile(candidate));
  }
  if (entries.length === 0 && passedOver.length > 0) throw orphanedEntry(kind, passedOver);
  return { entries, passedOver };
}

function isRevertible(view: JournalView, entry: JournalEntry): boolean {
  return entry.state !== 'pending' || (view.storage.type === 'none' && view.kind === 'seeders');
}

function revertible(view: JournalView, entry: JournalEntry): JournalEntry {
  if (!isRevertible(view, entry)) throw notExecuted(view.kind, entry.name);
  if (entry.path === null) throw orphanedEntry(view.kind, [entry.name]);
  return entry;
}

function chosen(view: JournalView, names: readonly string[]): readonly JournalEntry[] {
  return [...new Set(names.map((name) => findEntry(view, name)))];
}

function withFile(entry: JournalEntry): readonly PlannedEntry[] {
  const { name, path, recordedAs } = entry;
  if (path === null) return [];
  return [recordedAs === undefined ? { name, path } : { name, path, recordedAs }];
}
