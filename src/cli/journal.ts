/**
 * `db:migrate…` and `db:seed…`: what was asked for as a step request, what happens in sequelize-cli's own lines (so that
 * scripts that read them go on working).
 */
import { basename } from 'node:path';
import { ConsoleError, exitCodes } from '../errors.ts';
import type {
  JournalEvent,
  JournalKind,
  StepRequest,
  StepResult,
  StepSelection,
} from '../journal/journal.ts';
import { reportText } from '../output/diagnostics.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import { canAsk, confirm } from './ask.ts';
import type { Invocation } from './command.ts';
import { openConfigured } from './greeting.ts';
import { waitingText } from './lock-text.ts';
import { isRehearsal, rehearse } from './rehearse.ts';

export async function migrate(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  return runSteps({ kind: 'migrations', direction: 'up', selection: upSelection(options) }, invocation);
}

export async function undoMigration(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  const fromGit = options.list('from-git');
  if (fromGit.length > 0) {
    const selection = { type: 'only', names: fromGit } as const;
    return runSteps({ kind: 'migrations', direction: 'down', selection, isFromGit: true }, invocation);
  }
  const count = options.integer('step') ?? 1;
  const selection = onlyOr(options.list('name'), { type: 'next', count });
  if (selection.type === 'next' && !isRehearsal(options)) await askAboutOrphans(count, invocation);
  return runSteps({ kind: 'migrations', direction: 'down', selection }, invocation);
}

export async function redoMigrations(invocation: Invocation): Promise<number> {
  const selection = { type: 'next', count: invocation.options.integer('step') ?? 1 } as const;
  return runSteps({ kind: 'migrations', direction: 'down', selection, isRedone: true }, invocation);
}

/** On a terminal, before entries without a file are passed over for older ones that have one; scripts are told afterwards. */
async function askAboutOrphans(count: number, invocation: Invocation): Promise<void> {
  if (!canAsk(invocation)) return;
  const { entries } = await (await invocation.openSession()).journal('migrations');
  const newest = entries.filter(({ state }) => state !== 'pending').reverse();
  const reached = newest.filter(({ path }) => path !== null).slice(0, count);
  const last = reached.at(-1);
  if (last === undefined) return;
  const passed = newest.slice(0, newest.indexOf(last)).filter(({ path }) => path === null);
  if (passed.length === 0) return;
  const [gone, instead] = [passed, reached].map((list) =>
    list.map(({ name }) => `"${sanitiseLine(name)}"`).join(', '),
  );
  if (
    await confirm(invocation, `There is no file to revert ${gone} with. Pass over it and revert ${instead}?`)
  )
    return;
  throw new ConsoleError('Nothing was reverted.', {
    code: 'not-confirmed',
    remedy: 'See with `seqscope db:migrate:repair` where git has the file, and what else can be done.',
  });
}

export async function undoAllMigrations(invocation: Invocation): Promise<number> {
  const to = invocation.options.text('to');
  const selection: StepSelection = to === null ? { type: 'all' } : { type: 'to', name: to };
  return runSteps({ kind: 'migrations', direction: 'down', selection }, invocation);
}

/** Without a name there is nothing to run: that is said, and is no failure, as sequelize-cli has it. */
export async function seed(invocation: Invocation): Promise<number> {
  const names = seederNames(invocation.options);
  if (names.length === 0) {
    await openConfigured(invocation);
    await invocation.notes.write(
      'warning: No seeder is named, so none was run.\n  → Name one with `--seed`, or run `seqscope db:seed:all`.\n',
    );
    return exitCodes.ok;
  }
  return runSteps({ kind: 'seeders', direction: 'up', selection: { type: 'only', names } }, invocation);
}

export async function seedAll(invocation: Invocation): Promise<number> {
  return runSteps({ kind: 'seeders', direction: 'up', selection: { type: 'all' } }, invocation);
}

export async function undoSeed(invocation: Invocation): Promise<number> {
  const selection = onlyOr(seederNames(invocation.options), { type: 'next', count: 1 });
  return runSteps({ kind: 'seeders', direction: 'down', selection }, invocation);
}

export async function undoAllSeeds(invocation: Invocation): Promise<number> {
  return runSteps({ kind: 'seeders', direction: 'down', selection: { type: 'all' } }, invocation);
}

/** `db:migrate:schema:timestamps:add`. */
export async function addTimes(invocation: Invocation): Promise<number> {
  const { out, notes, signal } = invocation;
  const session = await openConfigured(invocation);
  const onEvent = (event: JournalEvent) => {
    if (event.type === 'lock-awaited') void notes.write(eventText(event) ?? '');
  };
  const { added } = await session.addJournalTimes({ signal, onEvent });
  await out.write(
    added ? 'Successfully added timestamps to MetaTable.\n' : 'MetaTable already has timestamps.\n',
  );
  return exitCodes.ok;
}

/** A seeder may be named by its path, which people complete. */
function seederNames(options: Invocation['options']): readonly string[] {
  return options.list('seed').map((name) => basename(name));
}

function upSelection(options: Invocation['options']): StepSelection {
  const to = options.text('to');
  const from = options.text('from');
  if (from !== null) return { type: 'from', name: from, ...(to === null ? {} : { to }) };
  if (to !== null) return { type: 'to', name: to };
  const count = options.integer('step');
  if (count !== null) return { type: 'next', count };
  return onlyOr(options.list('name'), { type: 'all' });
}

function onlyOr(names: readonly string[], otherwise: StepSelection): StepSelection {
  return names.length === 0 ? otherwise : { type: 'only', names };
}

async function runSteps(asked: StepRequest, invocation: Invocation): Promise<number> {
  const { out, notes, options, signal } = invocation;
  const request = { ...asked, lockTimeout: options.text('lock-timeout') };
  if (isRehearsal(options)) return rehearse(request, invocation);
  const session = await openConfigured(invocation);
  // Events arrive faster than a slow reader takes them: chained, so that they are printed in order.
  let printed = Promise.resolve();
  const onEvent = (event: JournalEvent) => {
    const text = eventText(event);
    if (text !== null) printed = printed.then(() => (isNote(event) ? notes : out).write(text));
  };
  const { results, passedOver } = await session.step(request, { signal, onEvent });
  await printed;
  if (passedOver.length > 0) {
    const names = passedOver.map((name) => `"${sanitiseLine(name)}"`).join(', ');
    await notes.write(
      `warning: Passed over ${names}: recorded as executed, but there is no file to revert it with.\n`,
    );
  }
  if (results.length === 0) await out.write(`${nothingDone(request)}\n`);
  const failed = results.find(({ status }) => status === 'failed');
  return failed === undefined ? exitCodes.ok : reportFailure(request.kind, failed, invocation);
}

/** What sequelize-cli has no word for stays off stdout. */
function isNote({ type }: JournalEvent): boolean {
  return type === 'lock-awaited' || type === 'transaction-left';
}

/** sequelize-cli's lines, byte for byte: `src/core/migrator.js`, `logMigrator`. */
function eventText(event: JournalEvent): string | null {
  switch (event.type) {
    case 'lock-awaited':
      return waitingText(event);
    case 'step-started':
      return `== ${bareName(event.name)}: ${event.direction === 'up' ? 'migrating' : 'reverting'} =======\n`;
    case 'transaction-left':
      return (
        `note: "${sanitiseLine(event.name)}" runs outside a transaction: ${sanitiseLine(event.why)}. ` +
        'What it does before a failure stays.\n'
      );
    case 'statement-executed':
      return null;
    case 'step-finished': {
      const { name, direction, status, durationMs } = event.result;
      if (status === 'failed') return null;
      const seconds = (durationMs / 1000).toFixed(3);
      return `== ${bareName(name)}: ${direction === 'up' ? 'migrated' : 'reverted'} (${seconds}s)\n\n`;
    }
  }
}

function nothingDone({ kind, direction }: StepRequest): string {
  if (kind === 'seeders') return 'No seeders found.';
  if (direction === 'down') return 'No executed migrations found.';
  return 'No migrations were executed, database schema was already up to date.';
}

async function reportFailure(kind: JournalKind, result: StepResult, { notes }: Invocation): Promise<number> {
  const { error } = result;
  if (error !== null) await notes.write(reportText(error, notes.style));
  const noun = kind === 'migrations' ? 'migration' : 'seeder';
  // Then nobody knows yet, and the report says so.
  const isUnanswered = error?.code === 'commit-unanswered';
  if (!isUnanswered)
    await notes.write(
      result.wasAtomic
        ? `  The ${noun} "${sanitiseLine(result.name)}" was rolled back: the database is as it was before it.\n`
        : `  The ${noun} "${sanitiseLine(result.name)}" did not run in one transaction: what it did before it failed is still there.\n`,
    );
  return error === null ? exitCodes.failed : exitCodes[error.kind];
}

function bareName(name: string): string {
  return sanitiseLine(name.replace(/\.[^.]+$/, ''));
}
