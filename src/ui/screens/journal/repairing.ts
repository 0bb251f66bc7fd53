/**
 * Putting a journal right from the console: what can be told by itself, and what can be done about the entry under the cursor, as
 * a list to choose from; then the rows that go and come, and a question.
 */
import type { RepairAction, RepairPlan, RepairRequest } from '../../../journal/repair/repair.ts';
import type { GitFinding, JournalEntry } from '../../../journal/journal.ts';
import { afterStep } from '../../after-step.ts';
import type { Effect } from '../../effects.ts';
import { question, type QuestionSection } from '../../overlays/question.ts';
import type { ConfirmLine } from '../../overlays/question-state.ts';
import type { Choice } from '../../overlays/state.ts';
import { currentScreen, type State } from '../../state.ts';
import { endRequest, replaceScreen, startRequest, stay, takeId, withNotice, type Step } from '../../step.ts';
import { emptyLine } from '../../terminal/line-input.ts';
import { wrapText } from '../../wrap-text.ts';
import { entriesOf } from './entries.ts';
import type { JournalChoice } from './journal-choice.ts';
import type { JournalScreen } from './state.ts';

type RepairEffect = Extract<Effect, { readonly type: 'repair-journal' }>;

/** Asks what can be told by itself: the list says that first. */
export function openRepair(state: State, screen: JournalScreen): Step {
  return planRepair(state, screen, { kind: screen.kind }, 'choose');
}

/** `then`: the plan becomes the first of the choices, or the question. */
export function planRepair(
  state: State,
  screen: JournalScreen,
  request: RepairRequest,
  then: 'choose' | 'confirm',
): Step {
  const [requestId, next] = startRequest(state);
  const asked: JournalScreen = { ...screen, looking: { requestId } };
  return [
    withNotice(replaceScreen(next, asked), 'Looking at what can be repaired …  esc cancels'),
    [{ type: 'plan-repair', requestId, request, then }],
  ];
}

export function receivePlan(
  state: State,
  requestId: number,
  plan: RepairPlan,
  then: 'choose' | 'confirm',
): Step {
  const ended = endRequest(state, requestId);
  const screen = currentScreen(ended);
  if (screen.type !== 'journal' || screen.looking?.requestId !== requestId) return stay(ended);
  const looked = replaceScreen({ ...ended, notice: null }, { ...screen, looking: null });
  if (looked.overlay !== null) return stay(looked);
  return then === 'confirm' ? confirmPlan(looked, plan) : chooseRepair(looked, screen, plan);
}

function chooseRepair(state: State, screen: JournalScreen, plan: RepairPlan): Step {
  const entry = entriesOf(state, screen.kind)[screen.cursor];
  const choices = [...ofJournal(plan), ...(entry === undefined ? [] : ofEntry(plan, entry))];
  if (choices.length === 0) return [withNotice(state, 'Nothing to repair.', 'good'), []];
  const title = plan.actions.length === 0 && plan.left.length === 0 ? 'Nothing has to be repaired' : 'Repair';
  return [{ ...state, overlay: { type: 'list', title, line: emptyLine, choices, cursor: 0 } }, []];
}

function ofJournal(plan: RepairPlan): readonly Choice[] {
  const { kind } = plan.request;
  const count = plan.actions.length;
  const renames =
    count === 0
      ? []
      : [
          inJournal(
            `Put right what can be told by itself`,
            `${String(count)} ${count === 1 ? 'row' : 'rows'}`,
            {
              type: 'confirm',
              plan,
            },
          ),
        ];
  if (plan.left.length < 2) return renames;
  const drop = inJournal('Take out every entry without a file', `${String(plan.left.length)} rows`, {
    type: 'plan',
    request: { kind, dropsOrphans: true },
  });
  return [...renames, drop];
}

function ofEntry({ request: { kind }, left }: RepairPlan, { name, state }: JournalEntry): readonly Choice[] {
  const plan = (title: string, aside: string, request: Omit<RepairRequest, 'kind'>) =>
    inJournal(`${title}: ${name}`, aside, { type: 'plan', request: { kind, ...request } });
  if (state === 'pending') return [plan('Record as executed', 'runs nothing', { markExecuted: [name] })];
  const stays = 'undoes nothing';
  if (state === 'executed') return [plan('Record as pending', stays, { markPending: [name] })];
  const inGit = left.find((orphan) => orphan.name === name)?.inGit ?? null;
  const request = {
    kind,
    direction: 'down',
    selection: { type: 'only', names: [name] },
    isFromGit: true,
  } as const;
  const fromGit =
    inGit === null
      ? []
      : [inJournal(`Revert from git: ${name}`, placeInGit(inGit), { type: 'step', request })];
  return [...fromGit, plan('Take its row out', stays, { drop: [name] })];
}

function placeInGit({ branches, commit }: GitFinding): string {
  const [branch] = branches;
  return branch === undefined ? `commit ${commit.slice(0, 8)}` : `branch ${branch}`;
}

function inJournal(title: string, aside: string, choice: JournalChoice): Choice {
  return { type: 'in-journal', choice, title, aside };
}

/** The rows, one by one, and a question. */
export function confirmPlan(state: State, plan: RepairPlan): Step {
  if (plan.actions.length === 0) return [withNotice(state, 'Nothing to repair.', 'good'), []];
  const [requestId, next] = takeId(state);
  const overlay = question(state, {
    title: 'Repair the journal?',
    verb: 'repair',
    isDestructive: false,
    effect: { type: 'repair-journal', requestId, plan },
    sections: (width) =>
      [
        {
          heading: `In ${plan.journal}`,
          items: plan.actions.map((action) => linesOf(action, width)),
          share: 4,
        },
        ofLeft(plan, width),
      ].filter(({ items }) => items.length > 0),
  });
  return [{ ...next, overlay }, []];
}

function linesOf(action: RepairAction, width: number): readonly ConfirmLine[] {
  switch (action.type) {
    case 'rename':
      return [`  − ${action.from}`, `  + ${action.to}`, ...wrapText(action.why, width - 4, 2).map(muted)];
    case 'drop':
      return [`  − ${action.name}`, muted('it has no file; what it did to the schema stays')];
    case 'mark-pending':
      return [`  − ${action.name}`, muted('pending again; what it did to the schema stays')];
    case 'mark-executed':
      return [`  + ${action.name}`, muted('recorded as executed; nothing is run')];
  }
}

function muted(text: string): ConfirmLine {
  return { text: `    ${text}`, tone: 'muted' };
}

function ofLeft({ left }: RepairPlan, width: number): QuestionSection {
  const [first] = left;
  if (first === undefined) return { heading: null, items: [], share: 1 };
  const text =
    left.length === 1
      ? `"${first.name}" stays: it has no file, and nothing is like it.`
      : `${String(left.length)} entries without a file stay as they are.`;
  return { heading: null, items: [wrapText(text, width, 2)], share: 1 };
}

export function beginRepair(state: State, effect: RepairEffect): Step {
  return [
    withNotice({ ...state, running: new Set([...state.running, effect.requestId]) }, 'Repairing …'),
    [effect],
  ];
}

export function receiveRepaired(state: State, requestId: number, { removed, written }: RepairPlan): Step {
  const [stale, effects] = afterStep(endRequest(state, requestId));
  const counted = (names: readonly string[], verb: string) =>
    names.length === 0
      ? []
      : [`${verb} ${names.length === 1 ? `"${names[0] ?? ''}"` : `${String(names.length)} rows`}`];
  const what = [...counted(removed, 'took out'), ...counted(written, 'wrote')].join(', ');
  return [withNotice(stale, `Repaired the journal: ${what}.`, 'good'), effects];
}
