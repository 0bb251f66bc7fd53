/** What is asked before a step: which entries run, what they destroy, and what nobody can know before. */
import { groupedDigits } from '../../../output/grouped-digits.ts';
import type { Loss, LostRows, StepForecast } from '../../../journal/forecast/forecast.ts';
import type { StepRequest } from '../../../journal/journal.ts';
import type { Effect } from '../../effects.ts';
import { question, type QuestionSection } from '../../overlays/question.ts';
import type { ConfirmLine, Question } from '../../overlays/question-state.ts';
import type { State } from '../../state.ts';
import { wrapText } from '../../wrap-text.ts';

type StepEffect = Extract<Effect, { readonly type: 'step-journal' }>;

interface Words {
  readonly verb: string;
  readonly running: string;
}

/** The step as it is sent; what was agreed to is all that may run. */
export function stepEffect(
  request: StepRequest,
  { entries }: StepForecast,
  requestId: number,
  isAgreed: boolean,
): StepEffect {
  const own = entries.filter(({ direction }) => direction === request.direction);
  const names = own.map(({ name }) => name);
  return {
    type: 'step-journal',
    requestId,
    request: isAgreed ? { ...request, agreed: names } : request,
    title: `${wordsOf(request).running} ${nounOf(request, names)}`,
    total: entries.length,
  };
}

/** Null for a step that may run at once: up, destroying nothing, in no production. */
export function stepQuestion(
  state: State,
  request: StepRequest,
  forecast: StepForecast,
  requestId: number,
): Question | null {
  const losses = sorted(forecast.entries.flatMap((entry) => entry.losses));
  const doubts = forecast.entries.flatMap(({ name, doubts: own }) => own.map((doubt) => ({ name, doubt })));
  const isProduction = state.database.status === 'ready' && state.database.value.production != null;
  const isHarmless = losses.length === 0 && doubts.length === 0;
  if (request.direction === 'up' && isHarmless && !isProduction) return null;
  const own = forecast.entries.filter(({ direction }) => direction === request.direction);
  const { verb } = wordsOf(request);
  const noun = nounOf(
    request,
    own.map(({ name }) => name),
  );
  return question(state, {
    title: `${verb.slice(0, 1).toUpperCase()}${verb.slice(1)} ${noun}?`,
    verb,
    isDestructive: request.direction === 'down' || !isHarmless,
    effect: stepEffect(request, forecast, requestId, true),
    sections: (width) => [
      ...(own.length < 2 ? [] : [{ heading: null, items: own.map(({ name }) => [name]), share: 1 }]),
      ...passedOver(forecast, width),
      ...destroyed(losses, doubts.length > 0),
      ...unknown(doubts, own.length > 1, width),
      ...farewell(losses, width),
    ],
  });
}

function wordsOf({ direction, isRedone }: StepRequest): Words {
  if (isRedone === true) return { verb: 'redo', running: 'Redoing' };
  return direction === 'up' ? { verb: 'run', running: 'Running' } : { verb: 'undo', running: 'Reverting' };
}

function nounOf({ kind }: StepRequest, names: readonly string[]): string {
  return names.length === 1 ? (names[0] ?? '') : `${String(names.length)} ${kind}`;
}

function passedOver({ passedOver: names }: StepForecast, width: number): readonly QuestionSection[] {
  const [first] = names;
  if (first === undefined) return [];
  const text =
    names.length === 1
      ? `Passes over "${first}": its file is gone.`
      : `Passes over ${String(names.length)} entries whose files are gone, as "${first}".`;
  return [{ heading: null, items: [wrapText(text, width, 2)], share: 1 }];
}

function destroyed(losses: readonly Loss[], hasDoubts: boolean): readonly QuestionSection[] {
  if (losses.length === 0) {
    const text = hasDoubts ? 'Nothing is seen to be destroyed.' : 'Destroys no table, no column and no row.';
    return [{ heading: null, items: [[text]], share: 1 }];
  }
  const items = losses.map((loss): readonly ConfirmLine[] => [
    { text: `  ${lossText(loss)}`, aside: rowsText(loss), tone: 'bad' },
  ]);
  return [{ heading: 'Destroys', items, share: 3 }];
}

function unknown(
  doubts: readonly { readonly name: string; readonly doubt: string }[],
  isNamed: boolean,
  width: number,
): readonly QuestionSection[] {
  if (doubts.length === 0) return [];
  const items = doubts.map(({ name, doubt }): readonly ConfirmLine[] =>
    wrapText(isNamed ? `${name}: ${doubt}` : doubt, width - 2, 3).map((text) => `  ${text}`),
  );
  return [{ heading: 'Cannot be known before it runs', items, share: 2 }];
}

function farewell(losses: readonly Loss[], width: number): readonly QuestionSection[] {
  if (!losses.some((loss) => loss.type !== 'view' && loss.rows?.count !== 0)) return [];
  const text = 'No step brings this back: only a backup has it.';
  return [{ heading: null, items: [wrapText(text, width, 2)], share: 1 }];
}

/** Most rows first; what could not be counted may be the most of all. */
function sorted(losses: readonly Loss[]): readonly Loss[] {
  const weight = (loss: Loss): number =>
    loss.type === 'view' ? -1 : (loss.rows?.count ?? Number.POSITIVE_INFINITY);
  return [...losses].sort((a, b) => weight(b) - weight(a));
}

function lossText(loss: Loss): string {
  const perhaps = loss.isConditional ? ', perhaps' : '';
  switch (loss.type) {
    case 'table':
      return `table ${loss.table}${perhaps}`;
    case 'column':
      return `column ${loss.table}.${loss.column}${perhaps}`;
    case 'view':
      return `view ${loss.name}${perhaps}`;
    case 'rows':
      if (loss.verb === 'CASCADE') return `rows of ${loss.table}, with those they refer to${perhaps}`;
      return `${loss.verb === 'TRUNCATE' ? 'all rows' : 'rows'} of ${loss.table}${perhaps}`;
  }
}

function rowsText(loss: Loss): string {
  if (loss.type === 'view') return '';
  const unit = loss.type === 'column' ? 'value' : 'row';
  return loss.rows === null ? 'not counted' : countText(loss.rows, unit);
}

function countText({ count, precision }: LostRows, unit: string): string {
  const units = `${unit}${count === 1 ? '' : 's'}`;
  if (count === 0) return `no ${units}`;
  const mark = { exact: '', estimate: '~', most: 'up to ' }[precision];
  return `${mark}${groupedDigits(count)} ${units}`;
}
