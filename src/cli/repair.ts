/** `db:migrate:repair`: the plan on stdout, every row it touches included; applied when somebody agrees. */
import { ConsoleError, exitCodes } from '../errors.ts';
import type { GitFinding } from '../journal/journal.ts';
import type { LeftOrphan, RepairAction, RepairPlan } from '../journal/repair/repair.ts';
import { sanitiseLine } from '../output/sanitise.ts';
import { canAsk, confirm } from './ask.ts';
import type { Invocation } from './command.ts';
import { waitingText } from './lock-text.ts';
import { writeJson } from './rows-output.ts';

/** Without a terminal and without `--yes` the plan is all there is. */
export async function repairJournal(invocation: Invocation): Promise<number> {
  const { options, out, notes, signal } = invocation;
  const session = await invocation.openSession();
  const plan = await session.planRepair({
    kind: 'migrations',
    drop: options.list('drop'),
    dropsOrphans: options.flag('drop-orphans'),
    markExecuted: options.list('mark-executed'),
    markPending: options.list('mark-pending'),
    rename: options.list('rename'),
    lockTimeout: options.text('lock-timeout'),
  });
  if (options.flag('json')) {
    const { journal, actions, removed, written, left } = plan;
    await writeJson({ journal, actions, removed, written, left }, invocation);
    return exitCodes.ok;
  }
  await out.write(planText(plan));
  if (plan.actions.length === 0) return exitCodes.ok;
  if (!options.flag('yes')) {
    if (!canAsk(invocation)) {
      await notes.write('Nothing was written: add `--yes` to apply this plan.\n');
      return exitCodes.ok;
    }
    if (!(await confirm(invocation, 'Write this to the journal?'))) throw notConfirmed();
  }
  const waiting: Promise<void>[] = [];
  await session.repair(plan, {
    signal,
    onEvent: (event) => {
      if (event.type === 'lock-awaited') waiting.push(notes.write(waitingText(event)));
    },
  });
  await Promise.all(waiting);
  await out.write(`The journal was repaired: ${rowCounts(plan)}.\n`);
  return exitCodes.ok;
}

function planText(plan: RepairPlan): string {
  const lines =
    plan.actions.length === 0
      ? [plan.left.length === 0 ? 'Nothing to repair.' : 'Nothing can be repaired by itself.']
      : [
          `Repair of the ${plan.journal}:`,
          ...plan.actions.map((action) => `  ${actionText(action)}`),
          'Rows:',
          ...plan.removed.map((name) => `  - ${name}`),
          ...plan.written.map((name) => `  + ${name}`),
        ];
  return [...lines, ...plan.left.flatMap(orphanLines)].map((line) => `${sanitiseLine(line)}\n`).join('');
}

function actionText(action: RepairAction): string {
  switch (action.type) {
    case 'rename':
      return `rename ${action.from} to ${action.to} (${action.why})`;
    case 'drop':
      return `drop ${action.name}`;
    case 'mark-executed':
      return `mark ${action.name} as executed, without running it`;
    case 'mark-pending':
      return `mark ${action.name} as pending, without reverting it`;
  }
}

function orphanLines({ name, inGit }: LeftOrphan): readonly string[] {
  return [
    `No file: ${name}${inGit === null ? '' : `, in git ${placeText(inGit)}`}`,
    ...(inGit === null ? [] : [`  revert it with "seqscope db:migrate:undo --from-git ${name}"`]),
    `  or take it out with "--drop ${name}"`,
  ];
}

function placeText({ branches, commit, committedAt, path }: GitFinding): string {
  const [branch, ...others] = branches;
  const where =
    branch === undefined
      ? 'in history alone'
      : `on branch "${branch}"${others.length === 0 ? '' : ` and ${String(others.length)} more`}`;
  return `${where}: ${path} at ${commit.slice(0, 10)} of ${committedAt.slice(0, 10)}`;
}

function rowCounts({ removed, written }: RepairPlan): string {
  const rows = (count: number) => `${String(count)} row${count === 1 ? '' : 's'}`;
  return `${rows(removed.length)} removed, ${rows(written.length)} written`;
}

function notConfirmed(): ConsoleError {
  return new ConsoleError('Nothing was written.', {
    code: 'not-confirmed',
    remedy: 'Run it again and agree, or add `--yes`.',
  });
}
