/** Finding an entry by a piece of its name: as it is typed, and on to the next and the one before. */
import type { State } from '../../state.ts';
import { replaceScreen, withNotice, type Step } from '../../step.ts';
import { emptyLine, type LineInput } from '../../terminal/line-input.ts';
import { entriesOf } from './entries.ts';
import { moveCursor } from './cursor.ts';
import type { JournalScreen } from './state.ts';

/** Letters of either case match a text in small letters; a capital matches itself alone. */
export function isMatch(found: string, name: string): boolean {
  if (found === '') return false;
  return found === found.toLowerCase() ? name.toLowerCase().includes(found) : name.includes(found);
}

export function openEntryFind(state: State, screen: JournalScreen): Step {
  const finding = { line: emptyLine, origin: screen.cursor };
  return [replaceScreen(state, { ...screen, finding, found: '' }), []];
}

/** Goes to the first match from where the search began, or back there when there is none. */
export function typeInEntryFind(state: State, screen: JournalScreen, line: LineInput): Step {
  const { finding } = screen;
  if (finding === null) return [state, []];
  const typed: JournalScreen = { ...screen, finding: { ...finding, line }, found: line.text };
  const match = nextMatch(state, typed, finding.origin, 1, 0);
  return moveCursor(state, typed, match ?? finding.origin);
}

/** Keeps the match and the text for the keys that go on; says so where there is none. */
export function acceptEntryFind(state: State, screen: JournalScreen): Step {
  const closed: JournalScreen = { ...screen, finding: null };
  const isFound = screen.found === '' || nextMatch(state, closed, screen.cursor, 1, 0) !== null;
  const calm: State = { ...state, notice: null };
  return [replaceScreen(isFound ? calm : withNotice(calm, missText(closed), 'bad'), closed), []];
}

export function leaveEntryFind(state: State, screen: JournalScreen): Step {
  const origin = screen.finding?.origin ?? screen.cursor;
  return moveCursor(state, { ...screen, finding: null, found: '' }, origin);
}

/** The next match or the one before; past the last entry it begins again at the first. */
export function findEntryAgain(state: State, screen: JournalScreen, by: 1 | -1): Step {
  if (screen.found === '')
    return [withNotice(state, 'Nothing was looked for yet: / finds an entry by its name.'), []];
  const match = nextMatch(state, screen, screen.cursor, by, 1);
  return match === null ? [withNotice(state, missText(screen), 'bad'), []] : moveCursor(state, screen, match);
}

function missText({ found, kind }: JournalScreen): string {
  return `No ${kind === 'migrations' ? 'migration' : 'seeder'} has "${found}" in its name.`;
}

/** Looks at every entry once, from `start` steps beside `from` on. */
function nextMatch(
  state: State,
  { kind, found }: JournalScreen,
  from: number,
  by: 1 | -1,
  start: 0 | 1,
): number | null {
  const entries = entriesOf(state, kind);
  const { length } = entries;
  for (let step = start; step < length + start; step += 1) {
    const index = (((from + by * step) % length) + length) % length;
    if (isMatch(found, entries[index]?.name ?? '')) return index;
  }
  return null;
}
