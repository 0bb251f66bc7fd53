/** The commands that are about the screen itself: how results look, what is watched, what commands there are. */
import type { FaceCommand } from '../../../queries/sql/commands/command.ts';
import { ConsoleError, reportError, type ErrorReport } from '../../../errors.ts';
import { commandHelp } from '../../../session.ts';
import type { SqlScreen, SqlTab } from './state.ts';

/** What a command leaves: the screen, what is told of it, and a tab where it has something to show. */
export interface CommandDone {
  readonly screen: SqlScreen;
  readonly told: string | null;
  readonly tab: SqlTab | null;
}

/** `\watch` is none of these: it waits. */
export function doCommand(
  screen: SqlScreen,
  command: Exclude<FaceCommand, { readonly type: 'watch' }>,
): CommandDone {
  switch (command.type) {
    case 'expanded':
      return expand(screen, command.isOn ?? !screen.isExpanded);
    case 'timing': {
      const hasTiming = command.isOn ?? !screen.hasTiming;
      return { screen: { ...screen, hasTiming }, told: `Timing is ${onOrOff(hasTiming)}.`, tab: null };
    }
    case 'help': {
      const lines = commandHelp().map(([name, summary]) => `${name.padEnd(18)}${summary}`);
      return { screen, told: null, tab: doneTab('commands', lines) };
    }
    case 'quit':
      return { screen, told: 'Esc leads back to the rest of the console.', tab: null };
  }
}

/** Lines are counted otherwise then: results are seen from their first row. */
export function expand(screen: SqlScreen, isExpanded: boolean): CommandDone {
  const tabs = screen.tabs.map((tab) => ({ ...tab, top: 0 }));
  const told = `Expanded display is ${onOrOff(isExpanded)}.`;
  return { screen: { ...screen, isExpanded, tabs }, told, tab: null };
}

function onOrOff(isOn: boolean): string {
  return isOn ? 'on' : 'off';
}

function doneTab(line: string, notices: readonly string[]): SqlTab {
  return { type: 'done', line, durationMs: null, top: 0, notices };
}

export function nothingToWatch(): ErrorReport {
  return reportError(
    new ConsoleError('There is no statement before `\\watch` to run again.', {
      code: 'nothing-to-watch',
      kind: 'usage',
      remedy: 'Type one before it, as in `select count(*) from users \\watch 2`.',
    }),
  );
}
