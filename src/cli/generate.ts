/** `init…` and `…:generate`: files are made, and told in sequelize-cli's own lines. */
import { exitCodes } from '../errors.ts';
import type { GenerateEvent, GenerateRequest, InitPart } from '../journal/generate/generate-request.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Command, Invocation } from './command.ts';
import { openGreeted } from './greeting.ts';

/** `init`, or a part of it. */
export function initParts(...parts: readonly InitPart[]): Command {
  return (invocation) =>
    generate({ type: 'init', parts, replaces: invocation.options.flag('force') }, invocation);
}

export async function generateMigration(invocation: Invocation): Promise<number> {
  return generate({ type: 'migration', name: invocation.options.text('name') ?? '' }, invocation);
}

export async function generateSeeder(invocation: Invocation): Promise<number> {
  return generate({ type: 'seeder', name: invocation.options.text('name') ?? '' }, invocation);
}

export async function generateModel(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  const request: GenerateRequest = {
    type: 'model',
    name: options.text('name') ?? '',
    attributes: options.text('attributes') ?? '',
    isUnderscored: options.flag('underscored'),
    replaces: options.flag('force'),
  };
  return generate(request, invocation);
}

async function generate(request: GenerateRequest, invocation: Invocation): Promise<number> {
  const session = await openGreeted(invocation);
  let printed = Promise.resolve();
  const onEvent = (event: GenerateEvent) => {
    printed = printed.then(() => invocation.out.write(`${sanitiseLine(eventText(event))}\n`));
  };
  try {
    await session.generate(request, { onEvent });
  } finally {
    await printed;
  }
  return exitCodes.ok;
}

/** sequelize-cli's lines, byte for byte: lib/helpers/init-helper.js, lib/commands/*_generate.js. */
function eventText(event: GenerateEvent): string {
  switch (event.type) {
    case 'config-written':
      return `Created "${event.path}"`;
    case 'folder-condemned':
      return `Deleting the ${event.folder} folder. (--force)`;
    case 'folder-deleted':
      return `Successfully deleted the ${event.folder} folder.`;
    case 'folder-made':
      return `Successfully created ${event.folder} folder at "${event.path}".`;
    case 'folder-found':
      return `${event.folder} folder at "${event.path}" already exists.`;
    case 'file-written':
      return `New ${event.what} was created at ${event.path} .`;
  }
}
