/** The flags of a rehearsal, once for all commands that step a journal. */
import type { CommandRow, OptionRow } from './command.ts';

const rehearsalOptions: readonly OptionRow[] = [
  { name: 'rehearse', kind: 'flag', summary: 'run it, tell what it does, and undo it all' },
  { name: 'round-trip', kind: 'flag', summary: 'rehearse there, back and there again' },
  {
    name: 'lock-timeout',
    kind: 'integer',
    value: 'ms',
    summary: 'how long a rehearsal waits for a lock (default: 2000)',
  },
  { name: 'json', kind: 'flag', summary: 'print a rehearsal as JSON' },
];

/** The commands with those flags, but for those that only read. */
export function withRehearsal(commands: readonly CommandRow[]): readonly CommandRow[] {
  return commands.map((command) =>
    command.options.some(({ name }) => name === 'json')
      ? command
      : { ...command, options: [...command.options, ...rehearsalOptions] },
  );
}
