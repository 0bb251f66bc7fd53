/**
 * What a command is: a row of data for the parser, the help and the completion, and a function that runs it. A command
 * writes its data to `out`, everything else to `notes`, and returns its exit code; errors it throws.
 */
import type { DiagnosticStyle } from '../output/diagnostics.ts';
import type { TableStyle } from '../output/table.ts';
import type { Session } from '../session.ts';

export interface ArgumentRow {
  readonly name: string;
  readonly summary: string;
  readonly isOptional: boolean;
  /** Takes all the words that are left. */
  readonly isVariadic?: boolean;
  /** Options of which one must be given where an optional argument is not. */
  readonly isNeededWithout?: readonly string[];
}

/** `flag` is there or not, `text` and `integer` take a value, `list` takes one at each of its repetitions. */
export interface OptionRow {
  /** Without the dashes. */
  readonly name: string;
  readonly kind: 'flag' | 'text' | 'integer' | 'list';
  /** One letter that says the same: `o` for `-o`. */
  readonly short?: string;
  /** What the help calls the value. */
  readonly value?: string;
  readonly summary: string;
  /** The only values allowed, for `text`. */
  readonly choices?: readonly string[];
  /** The smallest value allowed, for `integer`; 0 without one. */
  readonly least?: number;
  /** Options that contradict this one. */
  readonly conflicts?: readonly string[];
  /** Must be given. */
  readonly isRequired?: boolean;
  /** Must be given, unless this flag is. */
  readonly isRequiredWithout?: string;
  /** For `list`: takes all the words up to the next flag, too. */
  readonly isGreedy?: boolean;
}

export interface ExampleRow {
  readonly line: string;
  readonly summary: string;
}

export type CommandGroup =
  'Console' | 'Learn' | 'Read' | 'Check' | 'Migrations' | 'Seeders' | 'Database' | 'Files';

/** Where the console begins: `welcome` is the sidebar with what was found, `sql` the SQL screen. */
export type ConsoleStart = 'welcome' | 'sql';

export interface CommandRow {
  readonly name: string;
  readonly summary: string;
  /** Further sentences of the command's own help. */
  readonly description?: string;
  readonly group: CommandGroup;
  readonly arguments: readonly ArgumentRow[];
  readonly options: readonly OptionRow[];
  readonly examples: readonly ExampleRow[];
  /** True for a command of sequelize-cli: every failure exits with 1, and its flags are read as yargs reads them. */
  readonly isDropIn?: boolean;
  /** Where the console opens, for what opens it where there is a terminal and only without one falls back to `load`. */
  readonly opensConsole?: ConsoleStart;
  /** True for what asks for lines where there is a terminal and no `-e`, and only then falls back to `load`. */
  readonly opensRepl?: boolean;
  /** True for what runs code of the project that may never come back: its session is in another process. */
  readonly isApart?: boolean;
  readonly load: () => Promise<Command>;
}

export type Command = (invocation: Invocation) => Promise<number>;

/** What was typed after the command's name, by option name without dashes. */
export interface OptionValues {
  readonly flag: (name: string) => boolean;
  readonly text: (name: string) => string | null;
  readonly integer: (name: string) => number | null;
  readonly list: (name: string) => readonly string[];
}

/** One of the two output streams. `write` settles when the text has left, and never after a reader is gone. */
export interface Output {
  readonly write: (text: string | Uint8Array) => Promise<void>;
  /** False once somebody was written to who has gone. */
  readonly hasReader: () => boolean;
  readonly isTerminal: boolean;
  readonly style: TableStyle & DiagnosticStyle;
}

export type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/** What a command line runs in; the process as data and functions. */
export interface CommandContext {
  readonly input: Input;
  readonly out: Output;
  readonly notes: Output;
  /** The real stream behind `notes`, for a prompt that needs a terminal. */
  readonly promptStream: NodeJS.WritableStream;
  readonly signal: AbortSignal;
  /** Of Node and of seqscope. */
  readonly versions: { readonly node: string; readonly seqscope: string };
}

export interface Invocation extends CommandContext {
  readonly arguments: readonly string[];
  readonly options: OptionValues;
  /** Opens the session on the first call; whoever runs the command closes it. */
  readonly openSession: () => Promise<Session>;
}
