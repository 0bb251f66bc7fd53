/** `db:create` and `db:drop`. In a terminal dropping asks for the database's name, unless `--yes` says not to. */
import { ConsoleError, exitCodes } from '../errors.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import { askText, canAsk } from './ask.ts';
import type { Invocation } from './command.ts';
import { openConfigured } from './greeting.ts';

export async function createProjectDatabase(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  const session = await openConfigured(invocation);
  const said = (name: string) => options.text(name) ?? undefined;
  const { database } = await session.createDatabase({
    encoding: said('encoding'),
    collate: said('collate'),
    ctype: said('ctype'),
    template: said('template'),
  });
  await invocation.out.write(`Database ${sanitiseLine(database)} created.\n`);
  return exitCodes.ok;
}

/** Scripts are not asked, as sequelize-cli never asks. */
export async function dropProjectDatabase(invocation: Invocation): Promise<number> {
  const { options, notes, out } = invocation;
  const isSure = options.flag('yes') || !canAsk(invocation);
  const session = await openConfigured(invocation);
  if (!isSure) await confirmDrop(session, invocation);
  const { database, dropped } = await session.dropDatabase();
  const name = sanitiseLine(database);
  await out.write(`Database ${name} dropped.\n`);
  if (!dropped) await notes.write(`notice: There was no database "${name}".\n`);
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
  const typed = await askText(invocation, `This deletes the database ${place}. Type its name to go on:`);
  if (typed === database) return;
  throw new ConsoleError(`"${typed}" is not the name of the database: nothing was dropped.`, {
    code: 'not-confirmed',
    remedy: `Run it again and type \`${database}\`, or add \`--yes\`.`,
  });
}
