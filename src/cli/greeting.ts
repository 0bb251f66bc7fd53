/**
 * What sequelize-cli says before it does anything: who it is, and where the settings came from. Scripts count these lines, so
 * the commands that take its place say them too, on standard output; other commands do not.
 */
import { relative } from 'node:path';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';

/** Opens the session and says the first lines. */
export async function openGreeted({ openSession, out, versions }: Invocation): Promise<Session> {
  const session = await openSession();
  const orm = (await session.sequelizeVersion()) ?? 'not installed';
  await out.write(`\nseqscope [Node: ${versions.node}, CLI: ${versions.seqscope}, ORM: ${orm}]\n\n`);
  return session;
}

/** The same, and what names the database; executes the configuration file. */
export async function openConfigured(invocation: Invocation): Promise<Session> {
  const session = await openGreeted(invocation);
  const { settingsFrom, root } = await session.project();
  if (settingsFrom === null) return session;
  const lines =
    settingsFrom.type === 'url'
      ? [`Parsed url ${settingsFrom.url}`]
      : [
          `Loaded configuration file "${relative(root, settingsFrom.path)}".`,
          ...(settingsFrom.environment === null ? [] : [`Using environment "${settingsFrom.environment}".`]),
        ];
  await invocation.out.write(lines.map((line) => `${sanitiseLine(line)}\n`).join(''));
  return session;
}
