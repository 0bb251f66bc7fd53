/** `db:create` and `db:drop`. Dropping asks for the database's name, unless a script says `--yes`. */
import { ConsoleError, exitCodes } from '../errors.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';
import { usageError } from './usage-errors.ts';

export async function createProjectDatabase(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  const { database } = await session.createDatabase();
  await invocation.out.write(`Database ${sanitiseLine(database)} created.\n`);
  return exitCodes.ok;
}

/** Without a terminal to ask on and without `--yes` nothing is even looked at: a usage error. */
export async function dropProjectDatabase(invocation: Invocation): Promise<number> {
  const { options, input, notes, out } = invocation;
  const isSure = options.flag('yes');
  if (!isSure && !(input.isTTY === true && notes.isTerminal)) {
    throw usageError(
      'confirmation-needed',
      '`seqscope db:drop` asks for the name of the database, and there is no terminal to ask on.',
      'db:drop',
      'Add `--yes` to drop it without being asked.',
    );
  }
  const session = await invocation.openSession();
  if (!isSure) await confirmDrop(session, invocation);
  const { database, dropped } = await session.dropDatabase();
  const name = sanitiseLine(database);
  await out.write(dropped ? `Database ${name} dropped.\n` : `Database ${name} did not exist.\n`);
  return exitCodes.ok;
}

/** Resolves when the name was typed, or nothing is there to drop; rejects with `not-confirmed` for any other answer. */
async function confirmDrop(session: Session, invocation: Invocation): Promise<void> {
  const status = await session.database().catch((error: unknown) => {
    if (error instanceof ConsoleError && error.code === 'database-missing') return null;
    throw error;
  });
  if (status === null) return;
  const { database, host, port } = status;
  const place = sanitiseLine(`"${database}" on ${host}:${port}`);
  const { default: inquirer } = await import('inquirer');
  const prompt = inquirer.createPromptModule({
    input: invocation.input,
    output: invocation.promptStream,
    signal: invocation.signal,
  });
  let typed: string;
  try {
    ({ typed } = await prompt<{ typed: string }>([
      {
        type: 'input',
        name: 'typed',
        message: `This deletes the database ${place}. Type its name to go on:`,
      },
    ]));
  } catch (error) {
    // Ctrl-C at the prompt: inquirer has its own name for it.
    if (error instanceof Error && /^(Exit|Abort)PromptError$/.test(error.name)) {
      throw new ConsoleError('Interrupted.', {
        code: 'interrupted',
        kind: 'interrupted',
        remedy: '',
        cause: error,
      });
    }
    throw error;
  }
  if (typed.trim() === database) return;
  throw new ConsoleError(`"${typed.trim()}" is not the name of the database: nothing was dropped.`, {
    code: 'not-confirmed',
    remedy: `Run it again and type \`${database}\`, or add \`--yes\`.`,
  });
}
