/** What the keys of the plan screen do: move, fold, analyze, copy; and how a plan is asked for and comes in. */
import type { ErrorReport } from '../../../errors.ts';
import { planText } from '../../../output/plan-text.ts';
import type { Explanation, ExplainRequest } from '../../../queries/explain/plan.ts';
import type { ActionId } from '../../actions.ts';
import type { RequestOf } from '../../session-request.ts';
import { layoutOf } from '../../layout.ts';
import { movedCursor, scrolledTo } from '../../scroll.ts';
import type { State } from '../../state.ts';
import {
  endRequest,
  pushScreen,
  replaceScreen,
  sentence,
  startRequest,
  stay,
  takeId,
  withNotice,
  type Step,
} from '../../step.ts';
import { planHeights, planLines, type PlanLine } from './lines.ts';
import type { PlanScreen } from './state.ts';

type ExplainEffect = RequestOf<'explain'>;

/** Opens the plan of what is read; nothing is executed before it is asked for. */
export function openPlan(state: State, title: string, request: ExplainRequest): Step {
  const [id, next] = takeId(state);
  const screen: PlanScreen = {
    type: 'plan',
    id,
    title,
    request,
    requestId: null,
    explanation: null,
    error: null,
    closed: new Set(),
    cursor: 0,
    top: 0,
  };
  return explainAgain(pushScreen(next, screen), screen, request);
}

/** Asks for the plan in place of the one that is shown. */
export function explainAgain(state: State, screen: PlanScreen, request: ExplainRequest): Step {
  const [requestId, next] = startRequest(state);
  const asking: PlanScreen = { ...screen, request, requestId, error: null };
  return [replaceScreen(next, asking), [{ type: 'explain', requestId, screenId: screen.id, request }]];
}

/** Somebody agreed that a statement which writes runs. */
export function beginExplain(state: State, effect: ExplainEffect): Step {
  const screen = planScreen(state, effect.screenId);
  return screen === null ? stay(state) : explainAgain(state, screen, effect.request);
}

export function receivePlan(state: State, requestId: number, explanation: Explanation): State {
  const ended = endRequest(state, requestId);
  const screen = awaiting(ended, requestId);
  if (screen === null) return ended;
  const cursor = Math.min(screen.cursor, planLines(explanation.plan, screen.closed).length - 1);
  return replaceScreen(ended, { ...screen, requestId: null, explanation, error: null, cursor });
}

/** Null where the request was no plan's. A statement that would write is asked about. */
export function planFailed(state: State, requestId: number, report: ErrorReport): State | null {
  const screen = awaiting(state, requestId);
  if (screen === null) return null;
  const ended: PlanScreen = { ...screen, requestId: null };
  if (report.code === 'explain-would-write') return askToRun(replaceScreen(state, ended), ended);
  const isShown = screen.explanation !== null;
  if (!isShown) return replaceScreen(state, { ...ended, error: report });
  return withNotice(
    replaceScreen(state, ended),
    sentence(report),
    report.kind === 'interrupted' ? 'plain' : 'bad',
  );
}

function askToRun(state: State, screen: PlanScreen): State {
  const request: ExplainRequest = { ...screen.request, analyze: true, mayWrite: true };
  return {
    ...state,
    overlay: {
      type: 'confirm',
      title: 'Analyze a statement that writes',
      lines: [
        'It is run in a transaction that is rolled back.',
        'What it draws from sequences stays drawn; its locks are held meanwhile.',
      ],
      verb: 'run it and roll it back',
      isDestructive: false,
      effect: { type: 'explain', requestId: 0, screenId: screen.id, request },
    },
  };
}

export function updatePlan(state: State, screen: PlanScreen, action: ActionId): Step {
  if (action === 'plan.refresh') return explainAgain(state, screen, screen.request);
  if (action === 'plan.analyze') return explainAgain(state, screen, { ...screen.request, analyze: true });
  const { explanation } = screen;
  if (explanation === null) return stay(state);
  const lines = planLines(explanation.plan, screen.closed);
  const { innerHeight } = layoutOf(state.size, state.focus);
  const cursor = movedCursor(action, screen.cursor, lines.length, planHeights(innerHeight).tree);
  if (cursor !== null) return moveTo(state, screen, cursor);
  const line = lines[screen.cursor];
  if (line === undefined) return stay(state);
  switch (action) {
    case 'plan.toggle':
      return line.isOpen === null ? stay(state) : fold(state, screen, line);
    case 'plan.unfold':
      return line.isOpen === false ? fold(state, screen, line) : stay(state);
    case 'plan.fold':
      return line.isOpen === true
        ? fold(state, screen, line)
        : moveTo(state, screen, Math.max(0, line.parent));
    case 'plan.next-mark':
      return toNextMark(state, screen, lines);
    case 'plan.copy':
      return [state, [{ type: 'copy-text', text: planText(explanation) }]];
    case 'plan.copy-json':
      return [state, [{ type: 'copy-text', text: JSON.stringify(explanation, null, 2) }]];
    case 'plan.statement':
      return showSql(state, explanation);
    default:
      return stay(state);
  }
}

function showSql(state: State, { sql }: Explanation): Step {
  const [id, next] = takeId(state);
  return [
    pushScreen(next, { type: 'value', id, title: 'SQL', text: `${sql};`, language: 'sql', top: 0 }),
    [],
  ];
}

/** The cursor stays in view. */
function moveTo(state: State, screen: PlanScreen, cursor: number): Step {
  const { innerHeight } = layoutOf(state.size, state.focus);
  const top = scrolledTo(cursor, screen.top, planHeights(innerHeight).tree);
  return [replaceScreen(state, { ...screen, cursor, top }), []];
}

function fold(state: State, screen: PlanScreen, { node }: PlanLine): Step {
  const closed = new Set(screen.closed);
  if (!closed.delete(node.id)) closed.add(node.id);
  return moveTo(state, { ...screen, closed }, screen.cursor);
}

function toNextMark(state: State, screen: PlanScreen, lines: readonly PlanLine[]): Step {
  const marked = lines.flatMap(({ node }, index) => (node.marks.length > 0 ? [index] : []));
  const next = marked.find((index) => index > screen.cursor) ?? marked[0];
  if (next === undefined) return [withNotice(state, 'Nothing in this plan is worth a mark.'), []];
  return moveTo(state, screen, next);
}

function awaiting(state: State, requestId: number): PlanScreen | null {
  return (
    state.screens.find(
      (screen): screen is PlanScreen => screen.type === 'plan' && screen.requestId === requestId,
    ) ?? null
  );
}

function planScreen(state: State, id: number): PlanScreen | null {
  return (
    state.screens.find((screen): screen is PlanScreen => screen.type === 'plan' && screen.id === id) ?? null
  );
}
