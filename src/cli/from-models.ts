/** `migration:generate --from-models`: what differs, the file and its proof on stdout; written when somebody agrees. */
import { ConsoleError, exitCodes } from '../errors.ts';
import type { KeptKind } from '../journal/from-models/comparison.ts';
import type { DraftRequest, MigrationDraft } from '../journal/from-models/draft.ts';
import type { RehearsalEvent } from '../journal/rehearse/rehearsal.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Session } from '../session.ts';
import type { Invocation } from './command.ts';
import { canAsk, confirm } from './ask.ts';
import { draftText, renameHint, verdictOf } from './from-models-text.ts';
import { generateText } from './generate-text.ts';
import { waitingText } from './lock-text.ts';
import { writeJson } from './rows-output.ts';

const kinds: readonly KeptKind[] = ['columns', 'indexes', 'constraints', 'defaults', 'not-null'];

/** Exits with 1 when `--check` finds a difference, and when what was drafted was not proved. */
export async function migrateFromModels(invocation: Invocation): Promise<number> {
  const { options, out, notes } = invocation;
  const isCheck = options.flag('check');
  const request: DraftRequest = {
    name: options.text('name') ?? null,
    keeps: options.list('keep').flatMap((text) => (text === 'all' ? kinds : [kindOf(text)])),
    dropsTables: options.flag('drop-tables'),
    renames: options.list('rename'),
    differences: null,
    isRehearsed: !isCheck,
  };
  const session = await invocation.openSession();
  const renames = await askRenames(session, request, invocation);
  const draft = await draftOf(session, { ...request, renames }, invocation);
  for (const { model, reason } of draft.problems)
    await notes.write(
      `note: Sequelize makes no table of the model "${sanitiseLine(model)}": ${sanitiseLine(reason)}\n`,
    );
  for (const { model, attribute, reason } of draft.unmadeKeys)
    await notes.write(
      `note: The foreign key of "${sanitiseLine(`${model}.${attribute}`)}" cannot be made, so that it is missing from what the models say: ${sanitiseLine(reason)}\n`,
    );
  if (options.flag('json')) await writeJson(draft, invocation);
  else await out.write(draftText(draft, out.style));
  if (draft.file === null) return exitCodes.ok;
  if (isCheck) return exitCodes.failed;
  const hint = renameHint(draft);
  if (hint !== '') await notes.write(hint);
  const isProved = verdictOf(draft) === 'proved';
  if (options.flag('dry-run')) return isProved ? exitCodes.ok : exitCodes.failed;
  if (!(await isWanted(isProved, invocation))) return isProved ? exitCodes.ok : exitCodes.failed;
  await writeDraft(session, draft.file, invocation);
  return exitCodes.ok;
}

function kindOf(text: string): KeptKind {
  const kind = kinds.find((known) => known === text);
  if (kind !== undefined) return kind;
  throw new ConsoleError(`\`--keep\` takes ${kinds.join(', ')} or all, not "${text}".`, {
    code: 'invalid-value',
    kind: 'usage',
    remedy: 'Repeat it for several: `--keep indexes --keep defaults`.',
  });
}

/** In a terminal, about each column that may have been renamed: a comparison alone cannot know. */
async function askRenames(
  session: Session,
  request: DraftRequest,
  invocation: Invocation,
): Promise<readonly string[]> {
  const { options } = invocation;
  const asks = canAsk(invocation) && !['check', 'yes', 'force', 'json'].some((name) => options.flag(name));
  if (!asks) return request.renames;
  const renames = [...request.renames];
  const { possibleRenames } = await draftOf(session, { ...request, isRehearsed: false }, invocation);
  for (const rename of possibleRenames) {
    const [from = '', to = ''] = rename.split(':');
    if (await confirm(invocation, `Was ${sanitiseLine(from)} renamed to ${sanitiseLine(to)}?`))
      renames.push(rename);
  }
  return renames;
}

/** What is waited for is told meanwhile. */
export async function draftOf(
  session: Session,
  request: DraftRequest,
  { notes, signal }: Invocation,
): Promise<MigrationDraft> {
  const waiting: Promise<void>[] = [];
  const onRehearsal = (event: RehearsalEvent): void => {
    if (event.type === 'lock-awaited') waiting.push(notes.write(waitingText(event)));
  };
  const draft = await session.draftMigration(request, { signal, onRehearsal });
  await Promise.all(waiting);
  return draft;
}

/** Without a terminal and without `--yes` what was printed is all there is. */
async function isWanted(isProved: boolean, invocation: Invocation): Promise<boolean> {
  const { options, notes } = invocation;
  if (options.flag('force')) return true;
  if (options.flag('yes')) {
    if (isProved) return true;
    await notes.write(
      'Nothing was written, for it was not proved: add `--force` to write it all the same.\n',
    );
    return false;
  }
  if (!canAsk(invocation)) {
    await notes.write('Nothing was written: add `--yes` to write this file.\n');
    return false;
  }
  const question = isProved ? 'Write this migration?' : 'It was not proved. Write it all the same?';
  if (await confirm(invocation, question)) return true;
  throw new ConsoleError('Nothing was written.', {
    code: 'not-confirmed',
    remedy: 'Run it again and agree, or add `--yes`.',
  });
}

/** Resolves when the file is there and told of; a file that is there already is left as it is. */
export async function writeDraft(
  session: Session,
  { name, folder, text }: NonNullable<MigrationDraft['file']>,
  { out, notes, options }: Invocation,
): Promise<void> {
  const to = options.flag('json') ? notes : out;
  let printed = Promise.resolve();
  await session.generate(
    { type: 'drafted-migration', fileName: name, folder, text },
    {
      onEvent: (event) => {
        if (event.type === 'folder-found') return;
        printed = printed.then(() => to.write(`${sanitiseLine(generateText(event))}\n`));
      },
    },
  );
  await printed;
}
