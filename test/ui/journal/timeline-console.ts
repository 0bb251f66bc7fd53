/** A console on the timeline, what it paints, and rehearsals as the session tells them. */
import type { JournalEntry, JournalKind } from '../../../src/journal/journal.ts';
import type {
  RehearsalOutcome,
  RehearsedEntry,
  RehearsedPass,
} from '../../../src/journal/rehearse/rehearsal.ts';
import { layoutOf } from '../../../src/ui/layout.ts';
import { paintJournal } from '../../../src/ui/screens/journal/paint.ts';
import type { JournalScreen } from '../../../src/ui/screens/journal/state.ts';
import { currentScreen, type Size } from '../../../src/ui/state.ts';
import { createPainter } from '../../../src/ui/terminal/style.ts';
import { journalView, openConsole, type TestConsole } from '../support/console.ts';

export const connected = {
  host: 'localhost',
  port: 5432,
  database: 'shop',
  user: 'ada',
  serverVersion: '15.1',
  readOnly: false,
  embedded: false,
};

export function entry(
  name: string,
  state: JournalEntry['state'],
  more: Partial<JournalEntry> = {},
): JournalEntry {
  return { name, state, path: state === 'orphaned' ? null : `/app/migrations/${name}`, ...more };
}

/** Connected, the journal read and shown; effects up to there are forgotten. */
export function openTimeline(
  entries: readonly JournalEntry[],
  {
    size,
    kind = 'migrations',
    readOnly = false,
  }: { size?: Size; kind?: JournalKind; readOnly?: boolean } = {},
): TestConsole {
  const console = openConsole(size);
  console.send({ type: 'database-connected', database: { ...connected, readOnly } });
  console.press(kind === 'migrations' ? 'M' : 'S');
  readAgain(console, entries, kind);
  console.takeEffects();
  return console;
}

/** The session answers with these entries. */
export function readAgain(
  console: TestConsole,
  entries: readonly JournalEntry[],
  kind: JournalKind = 'migrations',
): void {
  console.send({ type: 'journal-read', kind, view: { ...journalView({}), kind, entries } });
}

export function timelineScreen(console: TestConsole): JournalScreen {
  const screen = currentScreen(console.state);
  if (screen.type !== 'journal') throw new Error(`The screen is ${screen.type}.`);
  return screen;
}

/** The lines of the pane, without colours and other styles. */
export function frame(console: TestConsole): readonly string[] {
  const { state } = console;
  const { innerWidth: width, innerHeight: height } = layoutOf(state.size, state.focus);
  const paint = createPainter({ colors: false });
  return paintJournal({ state, width, height, paint }, timelineScreen(console)).map(plain);
}

export function plain(line: string): string {
  return line.replaceAll(/\u001B\[[\d;]*m/g, '');
}

/** The id of the rehearsal under way. */
export function rehearsalId(console: TestConsole, kind: JournalKind = 'migrations'): number {
  const run = console.state.timelines[kind].rehearsing;
  if (run === null) throw new Error('No rehearsal is under way.');
  return run.requestId;
}

export function pass(
  name: string,
  direction: 'up' | 'down',
  more: Partial<RehearsedPass> = {},
): RehearsedPass {
  const column = { type: 'column' as const, schema: 'public', table: 'pets', name: 'age', properties: {} };
  const difference =
    direction === 'up'
      ? { added: [column], removed: [], changed: [] }
      : { added: [], removed: [column], changed: [] };
  return {
    name,
    direction,
    status: 'done',
    durationMs: 12,
    isAtomic: true,
    statements: [
      { sql: 'ALTER TABLE pets ADD COLUMN age integer', durationMs: 3, command: 'ALTER', rows: null },
      { sql: "UPDATE pets SET age = 3 WHERE name = 'Rex'", durationMs: 1, command: 'UPDATE', rows: 2000 },
    ],
    locks: [
      {
        schema: 'public',
        table: 'pets',
        mode: 'AccessExclusiveLock',
        statement: 0,
        heldMs: 11,
        isHeldBefore: false,
      },
    ],
    difference,
    error: null,
    ...more,
  };
}

const nothing = { added: [], removed: [], changed: [] };

export function restored(name: string): RehearsedEntry {
  const passes = [pass(name, 'up'), pass(name, 'down'), pass(name, 'up')];
  return { name, passes, roundTrip: { afterBack: nothing, afterAgain: nothing, isRestored: true } };
}

export function notRestored(name: string): RehearsedEntry {
  const left = {
    added: [{ type: 'enum' as const, schema: 'public', table: null, name: 'mood', properties: {} }],
    removed: [],
    changed: [],
  };
  const { passes } = restored(name);
  return { name, passes, roundTrip: { afterBack: left, afterAgain: nothing, isRestored: false } };
}

export function outcomeOf(
  entries: readonly RehearsedEntry[],
  more: Partial<RehearsalOutcome> = {},
): RehearsalOutcome {
  return {
    place: { type: 'transaction' },
    entries,
    passedOver: [],
    verdict: entries.every(({ roundTrip }) => roundTrip?.isRestored === true) ? 'fine' : 'not-restored',
    changedMeanwhile: nothing,
    movedSequences: [],
    catalogHash: { before: 'a', after: 'a' },
    ...more,
  };
}
