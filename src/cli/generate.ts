/** `init…` and `…:generate`: files are made, and told in sequelize-cli's own lines. */
import { ConsoleError, exitCodes } from '../errors.ts';
import type { GenerateEvent, GenerateRequest, InitPart } from '../journal/generate/generate-request.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Command, Invocation } from './command.ts';
import { generateText } from './generate-text.ts';
import { openGreeted } from './greeting.ts';

/** `init`, or a part of it. */
export function initParts(...parts: readonly InitPart[]): Command {
  return (invocation) =>
    generate({ type: 'init', parts, replaces: invocation.options.flag('force') }, invocation);
}

export async function generateMigration(invocation: Invocation): Promise<number> {
  if (invocation.options.flag('from-models')) {
    return (await import('./from-models.ts')).migrateFromModels(invocation);
  }
  refuseStray(invocation);
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
    printed = printed.then(() => invocation.out.write(`${sanitiseLine(generateText(event))}\n`));
  };
  try {
    await session.generate(request, { onEvent });
  } finally {
    await printed;
  }
  return exitCodes.ok;
}

/** What only a migration from models takes. */
function refuseStray({ options }: Invocation): void {
  const flags = ['check', 'dry-run', 'yes', 'force', 'json', 'drop-tables'];
  const stray =
    flags.find((name) => options.flag(name)) ??
    ['keep', 'rename'].find((name) => options.list(name).length > 0);
  if (stray === undefined) return;
  throw new ConsoleError(`\`--${stray}\` is for a migration from models.`, {
    code: 'missing-option',
    kind: 'usage',
    remedy: 'Add `--from-models`, or leave it out.',
  });
}
