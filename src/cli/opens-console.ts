/** Whether a command is for the console where there is a terminal, and where the console begins then. */
import type { CommandRow, ConsoleStart, OptionValues } from './command.ts';

interface TypedCommand {
  readonly row: CommandRow;
  readonly arguments: readonly string[];
  readonly options: OptionValues;
}

/** Null for a command that prints. One that asks for a format, a file or any other thing of its own wants to be printed. */
export function consoleStart({ row, arguments: words, options }: TypedCommand): ConsoleStart | null {
  switch (row.opensConsole) {
    case undefined:
      return null;
    case 'welcome':
      return options.flag('json') ? null : 'welcome';
    case 'sql': {
      const isPlain = row.options.every(({ name, kind }) => {
        if (kind === 'flag') return !options.flag(name);
        return kind === 'list' ? options.list(name).length === 0 : options.text(name) === null;
      });
      return words.length === 0 && isPlain ? 'sql' : null;
    }
  }
}
