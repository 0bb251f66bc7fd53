/**
 * The words of a command line brought into the form the parser knows, for the commands of sequelize-cli: yargs lets flags
 * stand before the command, writes them in camel case as well, and takes `--flag=false`. Other commands are left alone.
 */
import type { CommandRow, OptionRow } from './command.ts';

export function arrangeWords(
  words: readonly string[],
  commands: readonly CommandRow[],
  globalOptions: readonly OptionRow[],
): string[] {
  const row = commands.find(({ name, isDropIn }) => isDropIn === true && isCommandOf(words, name));
  if (row === undefined) return [...words];
  const options = [...row.options, ...globalOptions];
  const rest = words.filter((_, index) => index !== words.indexOf(row.name));
  return [row.name, ...rest.flatMap((word) => arrangeFlag(word, options))];
}

/** The first word, or a later one when the line begins with flags. */
function isCommandOf([first = '', ...others]: readonly string[], name: string): boolean {
  return first === name || (first.startsWith('-') && others.includes(name));
}

function arrangeFlag(word: string, options: readonly OptionRow[]): readonly string[] {
  const [, typed = '', value] = /^--([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (typed === '') return [word];
  const name = typed.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const option = options.find((row) => row.name === typed) ?? options.find((row) => row.name === name);
  if (option === undefined) {
    const negated = options.find((row) => row.kind === 'flag' && `no-${row.name}` === typed);
    return negated === undefined ? [word] : [];
  }
  if (option.kind !== 'flag') return [value === undefined ? `--${option.name}` : `--${option.name}=${value}`];
  return value === 'false' ? [] : [`--${option.name}`];
}
