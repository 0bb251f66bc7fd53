/** What was typed wrongly, said in one sentence with the nearest right names. All of these exit with 2. */
import type { Command, CommanderError } from 'commander';
import { ConsoleError, nearestNames } from '../errors.ts';

/** A usage error; `command` is the command's name or empty for the program, and decides which help is recommended. */
export function usageError(code: string, message: string, command: string, remedy?: string): ConsoleError {
  const help = ['seqscope', command, '--help'].filter((word) => word !== '').join(' ');
  return new ConsoleError(message, {
    code,
    kind: 'usage',
    remedy: remedy ?? `Run \`${help}\` to see what is possible.`,
  });
}

export function unknownCommand(name: string, known: readonly string[]): ConsoleError {
  return usageError(
    'unknown-command',
    `There is no command "${name}".`,
    '',
    nearestRemedy(name, known, (near) => `seqscope ${near}`),
  );
}

/** The same error as sequelize-cli has it: no more than a failure. */
export function asFailure({ message, code, remedy, details }: ConsoleError): ConsoleError {
  return new ConsoleError(message, { code, kind: 'failed', remedy, details });
}

/** `Did you mean …?`, each name as it would be typed; undefined when nothing is near. */
export function nearestRemedy(
  name: string,
  known: readonly string[],
  typed: (near: string) => string,
): string | undefined {
  const near = nearestNames(name, known).map((candidate) => `\`${typed(candidate)}\``);
  return near.length === 0 ? undefined : `Did you mean ${anyOf(near)}?`;
}

/** `a`, `a or b`, `a, b or c`. */
export function anyOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} or ${last}`;
}

/** What commander refused, in our words. `command` is the commander object that refused. */
export function errorFromCommander(
  error: CommanderError,
  command: Command,
  commands: readonly string[],
): ConsoleError {
  const isProgram = command.parent === null;
  const name = isProgram ? '' : command.name();
  const operand = command.args[0];
  if (isProgram && operand !== undefined && !operand.startsWith('-') && !commands.includes(operand)) {
    return unknownCommand(operand, commands);
  }
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? '';
  if (error.code === 'commander.unknownOption') {
    const place = `\`${['seqscope', name].join(' ').trim()}\``;
    return usageError(
      'unknown-option',
      `${place} has no option "${quoted}".`,
      name,
      optionRemedy(quoted, command),
    );
  }
  if (error.code === 'commander.optionMissingArgument') {
    return usageError('missing-value', `\`${quoted}\` needs a value.`, name);
  }
  if (error.code === 'commander.missingMandatoryOptionValue') {
    return usageError('missing-option', `\`seqscope ${name}\` needs \`${quoted}\`.`, name);
  }
  if (error.code === 'commander.missingArgument') {
    return usageError('missing-argument', `\`seqscope ${name}\` needs a ${quoted}.`, name);
  }
  if (error.code === 'commander.excessArguments') {
    const extra = command.args.slice(command.registeredArguments.length).map((word) => `"${word}"`);
    return usageError('excess-arguments', `\`seqscope ${name}\` does not take ${extra.join(' ')}.`, name);
  }
  const code = error.code.replace('commander.', '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return usageError(code, sentence(error.message), name);
}

function optionRemedy(typed: string, command: Command): string | undefined {
  const known: string[] = [];
  for (let owner: Command | null = command; owner !== null; owner = owner.parent) {
    known.push(...owner.options.map((option) => option.long ?? '').filter((long) => long !== ''));
  }
  return nearestRemedy(typed, [...known, '--help'], (near) => near);
}

/** `error: option '--limit <n>' argument missing` → `Option "--limit <n>" argument missing.` */
function sentence(message: string): string {
  const text = capitalised(
    message
      .replace(/^error: /, '')
      .replaceAll("'", '"')
      .trim(),
  );
  return text.endsWith('.') ? text : `${text}.`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
