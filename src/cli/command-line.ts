/**
 * A command line read: the command table turned into commander's parser, and what was typed turned into data. Runs
 * nothing and loads no command.
 */
import { Command, CommanderError, Option } from 'commander';
import { type ConsoleError, exitCodes } from '../errors.ts';
import type { SessionOptions } from '../session-shapes.ts';
import type { CommandRow, OptionRow, OptionValues } from './command.ts';
import { commandTable } from './command-table.ts';
import { demoOptions, globalOptions, sessionOptions, type Surroundings } from './global-options.ts';
import { arrangeWords } from './arrange-words.ts';
import { attributeName, optionValues } from './option-values.ts';
import {
  anyOf,
  asFailure,
  errorFromCommander,
  nearestRemedy,
  unknownCommand,
  usageError,
} from './usage-errors.ts';

export interface LineOptions extends Surroundings {
  readonly version: string;
  /** Columns that the help may use. */
  readonly helpWidth: number;
}

/** What a command line asks for. `console` is no command at all; `print` is help or the version. */
export type CommandLine =
  | { readonly type: 'print'; readonly text: string; readonly exitCode: number }
  | { readonly type: 'console'; readonly session: SessionOptions; readonly help: () => string }
  | {
      readonly type: 'command';
      readonly row: CommandRow;
      readonly arguments: readonly string[];
      readonly options: OptionValues;
      readonly session: SessionOptions;
    };

/** Reads the words after `seqscope`. Throws a usage error for everything that is not in the table. */
export function readCommandLine(words: readonly string[], options: LineOptions): CommandLine {
  let printed = '';
  const lines: CommandLine[] = [];
  const arranged = arrangeWords(words, commandTable, globalOptions);
  // A word that is a command's name in full needs none of the others: making them all takes a twentieth of its start.
  const named = commandTable.filter(({ name }) => name === arranged[0]);
  const program = buildProgram(
    named.length > 0 ? named : commandTable,
    options,
    (text) => (printed += text),
    (line) => lines.push(line),
  );
  try {
    program.parse(arranged, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      return { type: 'print', text: printed, exitCode: exitCodes.ok };
    }
    throw error;
  }
  return lines[0] ?? { type: 'print', text: printed, exitCode: exitCodes.ok };
}

type Accept = (line: CommandLine) => void;

function buildProgram(
  rows: readonly CommandRow[],
  options: LineOptions,
  print: (text: string) => void,
  accept: Accept,
): Command {
  const names = commandTable.map((row) => row.name);
  const program = new Command('seqscope')
    .usage('[flags] [command]')
    .description(
      'The console for Sequelize databases. Without a command, in a terminal, it opens the console.',
    )
    .allowExcessArguments()
    .optionsGroup('Flags:')
    .commandsGroup('Help:')
    .helpCommand('help [command]', 'print the help of a command')
    .configureHelp({
      subcommandTerm: (command) => [command.name(), argumentTerms(command)].join(' ').trim(),
    });
  configure(program, options, print, names);
  for (const row of globalOptions) program.addOption(makeOption(row, ''));
  program
    .version(options.version, '-v, --version', 'print the version')
    .helpOption('-h, --help', 'print this help');
  program.addHelpText('after', '\nRun `seqscope <command> --help` for its options and examples.');
  program.action(() => {
    const [word] = program.args;
    if (word !== undefined) throw unknownCommand(word, names);
    const session = sessionOptions(optionValues(program.opts()), options);
    const help = () => {
      let text = '';
      program.configureOutput({ writeOut: (part) => (text += part) }).outputHelp();
      return text;
    };
    accept({ type: 'console', session, help });
  });
  for (const row of rows) addCommand(program, row, options, print, accept);
  return program;
}

function addCommand(
  program: Command,
  row: CommandRow,
  options: LineOptions,
  print: (text: string) => void,
  accept: Accept,
): void {
  const command = program.command(row.name).summary(row.summary).helpGroup(`${row.group}:`);
  command.description(
    [`${row.summary.charAt(0).toUpperCase()}${row.summary.slice(1)}.`, row.description ?? '']
      .join('\n')
      .trim(),
  );
  command.helpOption('-h, --help', 'print this help').allowExcessArguments(false);
  const names = commandTable.map(({ name }) => name);
  configure(command, options, print, names, row.isDropIn === true ? asFailure : undefined);
  for (const argument of row.arguments) {
    const name = argument.isVariadic === true ? `${argument.name}...` : argument.name;
    command.argument(argument.isOptional ? `[${name}]` : `<${name}>`, argument.summary);
  }
  for (const option of row.options) command.addOption(makeOption(option, row.name));
  command.addHelpText('after', examplesText(row));
  command.action(() => {
    const values = optionValues(command.optsWithGlobals());
    refuseMissing(row, values);
    refuseUnnamed(row, command.args, values);
    const session =
      row.opensConsole === 'welcome' ? demoOptions(values, options) : sessionOptions(values, options);
    accept({ type: 'command', row, arguments: command.args, options: values, session });
  });
}

function refuseMissing({ name, options, isDropIn }: CommandRow, values: OptionValues): void {
  for (const option of options) {
    const without = option.isRequiredWithout;
    if (without === undefined || values.flag(without) || values.text(option.name) !== null) continue;
    const written = `--${option.name} <${option.value ?? 'value'}>`;
    const error = usageError('missing-option', `\`seqscope ${name}\` needs \`${written}\`.`, name);
    throw isDropIn === true ? asFailure(error) : error;
  }
}

function refuseUnnamed(row: CommandRow, words: readonly string[], values: OptionValues): void {
  for (const [index, { name, isNeededWithout }] of row.arguments.entries()) {
    if (isNeededWithout === undefined || words[index] !== undefined) continue;
    if (isNeededWithout.some((option) => values.text(option) !== null)) continue;
    throw usageError('missing-argument', `\`seqscope ${row.name}\` needs a ${name}.`, row.name);
  }
}

function configure(
  command: Command,
  options: LineOptions,
  print: (text: string) => void,
  names: readonly string[],
  settle: (error: ConsoleError) => ConsoleError = (error) => error,
): void {
  command.showSuggestionAfterError(false);
  command.configureOutput({
    writeOut: print,
    writeErr: () => undefined,
    getOutHelpWidth: () => options.helpWidth,
    getErrHelpWidth: () => options.helpWidth,
    getOutHasColors: () => false,
    getErrHasColors: () => false,
  });
  command.exitOverride((error) => {
    throw error.exitCode === 0 ? error : settle(errorFromCommander(error, command, names));
  });
}

function makeOption(row: OptionRow, command: string): Option {
  const short = row.short === undefined ? '' : `-${row.short}, `;
  const value = `<${row.value ?? 'value'}${row.isGreedy === true ? '...' : ''}>`;
  const flags = `${short}--${row.name}${row.kind === 'flag' ? '' : ` ${value}`}`;
  const option = new Option(flags, row.summary);
  if (row.isRequired === true) option.makeOptionMandatory();
  if (row.conflicts !== undefined) option.conflicts(row.conflicts.map(attributeName));
  if (row.kind === 'integer') option.argParser((text) => parseInteger(row, text, command));
  if (row.kind === 'list') {
    option.argParser((text, previous: unknown) => [
      ...(Array.isArray(previous) ? previous.map(String) : []),
      text,
    ]);
  }
  const { choices } = row;
  if (choices !== undefined) option.argParser((text) => parseChoice(row, choices, text, command));
  return option;
}

function parseInteger(row: OptionRow, text: string, command: string): number {
  const value = Number(text);
  const { name, least = 0 } = row;
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  const number = `a whole number${least > 0 ? ` from ${String(least)} on` : ''}`;
  throw usageError('invalid-value', `\`--${name}\` takes ${number}, not "${text}".`, command);
}

function parseChoice(row: OptionRow, choices: readonly string[], text: string, command: string): string {
  if (choices.includes(text)) return text;
  const remedy = nearestRemedy(text, choices, (near) => `--${row.name} ${near}`);
  const message = `\`--${row.name}\` takes ${anyOf(choices)}, not "${text}".`;
  throw usageError('invalid-value', message, command, remedy);
}

function argumentTerms(command: Command): string {
  return command.registeredArguments
    .map((argument) => (argument.required ? `<${argument.name()}>` : `[${argument.name()}]`))
    .join(' ');
}

function examplesText(row: CommandRow): string {
  const lines = row.examples.flatMap(({ line, summary }) => [`  ${line}`, `      ${summary}`]);
  return [
    '',
    'Examples:',
    ...lines,
    '',
    'Global flags (`seqscope --help`) go before or after the command.',
  ].join('\n');
}
