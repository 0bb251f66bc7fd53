/**
 * `db:migrate…` and `db:seed…`: what was asked for as a step request, what happens in sequelize-cli's own lines (so that
 * scripts that read them go on working).
 */
import { exitCodes } from '../errors.ts';
import type {
  JournalEntry,
  JournalEvent,
  JournalKind,
  StepRequest,
  StepResult,
  StepSelection,
} from '../journal/journal.ts';
import { reportText } from '../output/diagnostics.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import type { Invocation } from './command.ts';
import { rehearsalOf, rehearse } from './rehearse.ts';
import { writeJson } from './rows-output.ts';
import { usageError } from './usage-errors.ts';

export async function migrate(invocation: Invocation): Promise<number> {
  const { options } = invocation;
  return runSteps(
    { kind: 'migrations', direction: 'up', selection: upSelection(options) },
    invocation,
    'db:migrate',
  );
}

export async function undoMigration(invocation: Invocation): Promise<number> {
  const selection = onlyOr(invocation.options.list('name'), { type: 'next', count: 1 });
  return runSteps({ kind: 'migrations', direction: 'down', selection }, invocation, 'db:migrate:undo');
}

export async function undoAllMigrations(invocation: Invocation): Promise<number> {
  const to = invocation.options.text('to');
  const selection: StepSelection = to === null ? { type: 'all' } : { type: 'to', name: to };
  return runSteps({ kind: 'migrations', direction: 'down', selection }, invocation, 'db:migrate:undo:all');
}

/** Without a name there is nothing to run: said, where sequelize-cli does nothing and reports success. */
export async function seed(invocation: Invocation): Promise<number> {
  const names = invocation.options.list('seed');
  if (names.length === 0) {
    const remedy = 'Name one with `--seed`, or run `seqscope db:seed:all`.';
    throw usageError('missing-option', '`seqscope db:seed` needs the name of a seeder.', 'db:seed', remedy);
  }
  return runSteps(
    { kind: 'seeders', direction: 'up', selection: { type: 'only', names } },
    invocation,
    'db:seed',
  );
}

export async function seedAll(invocation: Invocation): Promise<number> {
  return runSteps(
    { kind: 'seeders', direction: 'up', selection: { type: 'all' } },
    invocation,
    'db:seed:all',
  );
}

export async function undoSeed(invocation: Invocation): Promise<number> {
  const selection = onlyOr(invocation.options.list('seed'), { type: 'next', count: 1 });
  return runSteps({ kind: 'seeders', direction: 'down', selection }, invocation, 'db:seed:undo');
}

export async function undoAllSeeds(invocation: Invocation): Promise<number> {
  return runSteps(
    { kind: 'seeders', direction: 'down', selection: { type: 'all' } },
    invocation,
    'db:seed:undo:all',
  );
}

/** `up <file>` for what is executed, then `down <file>` for what is pending, as sequelize-cli prints them. */
export async function listMigrations(invocation: Invocation): Promise<number> {
  const session = await invocation.openSession();
  const { entries } = await session.journal('migrations');
  if (invocation.options.flag('json')) {
    await writeJson(entries, invocation);
    return exitCodes.ok;
  }
  const executed = entries.filter(({ state }) => state !== 'pending');
  const pending = entries.filter(({ state }) => state === 'pending');
  const lines = [
    ...executed.map((entry) => `up ${entry.name}${remarkOn(entry)}`),
    ...pending.map(({ name }) => `down ${name}`),
  ];
  await invocation.out.write(lines.map((line) => `${sanitiseLine(line)}\n`).join(''));
  return exitCodes.ok;
}

function remarkOn({ state, recordedAs }: JournalEntry): string {
  if (state === 'orphaned') return ' (file is missing)';
  return recordedAs === undefined ? '' : ` (recorded as ${recordedAs})`;
}

function upSelection(options: Invocation['options']): StepSelection {
  const to = options.text('to');
  const from = options.text('from');
  if (to !== null) return { type: 'to', name: to };
  if (from !== null) return { type: 'from', name: from };
  return onlyOr(options.list('name'), { type: 'all' });
}

function onlyOr(names: readonly string[], otherwise: StepSelection): StepSelection {
  return names.length === 0 ? otherwise : { type: 'only', names };
}

async function runSteps(request: StepRequest, invocation: Invocation, command: string): Promise<number> {
  const rehearsal = rehearsalOf(request, invocation.options, command);
  if (rehearsal !== null) return rehearse(rehearsal, invocation);
  const { out, notes, signal } = invocation;
  const session = await invocation.openSession();
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

/** What sequelize-cli says nothing of goes to stderr. */
function isNote({ type }: JournalEvent): boolean {
  return type === 'lock-awaited' || type === 'step-not-atomic';
}

/** sequelize-cli's lines, byte for byte: `src/core/migrator.js`, `logMigrator`. */
function eventText(event: JournalEvent): string | null {
  switch (event.type) {
    case 'lock-awaited':
      return 'Another run holds the lock: waiting for it to finish …\n';
    case 'step-started':
      return `== ${bareName(event.name)}: ${event.direction === 'up' ? 'migrating' : 'reverting'} =======\n`;
    case 'step-not-atomic':
      return `note: "${sanitiseLine(event.name)}" runs outside a transaction: if it fails half-way, what it did before stays.\n`;
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
