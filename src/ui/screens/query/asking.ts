/** What is asked with every change of the spec, and taking the answers in: an answer to another spec is dropped. */
import type { ErrorReport } from '../../../errors.ts';
import type { Page, QuerySpec } from '../../../queries/query-spec.ts';
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { endRequest, replaceScreen, startRequest, type Step } from '../../step.ts';
import { clipBytes } from '../rows/state.ts';
import { previewRows, type Answered, type CodeEditing, type QueryForms, type QueryScreen } from './state.ts';

/** Asks for all that is known of a spec; what was asked of the one before is cancelled, on the server too. */
export function askAll(state: State, screen: QueryScreen): Step {
  const before = [screen.forms.requestId, screen.preview.requestId].filter((id) => id !== null);
  const cancelled = before.map((requestId): Effect => ({ type: 'cancel-request', requestId }));
  const running = new Set([...state.running].filter((id) => !before.includes(id)));
  const [formsId, first] = startRequest({ ...state, running });
  const [previewId, next] = startRequest(first);
  const asked: QueryScreen = {
    ...screen,
    forms: askedFor(screen.forms, formsId),
    preview: askedFor(screen.preview, previewId),
  };
  const { spec, id: screenId, language } = screen;
  return [
    replaceScreen(next, asked),
    [
      ...cancelled,
      { type: 'write-query', requestId: formsId, screenId, spec, language },
      { type: 'preview-query', requestId: previewId, screenId, spec: previewSpec(spec) },
    ],
  ];
}

function askedFor<T>({ value }: Answered<T>, requestId: number): Answered<T> {
  return { requestId, value, isStale: value !== null, error: null };
}

/** The first rows, with values as long as a cell shows them. */
function previewSpec(spec: QuerySpec): QuerySpec {
  return { ...spec, limit: Math.min(previewRows, spec.limit ?? previewRows), clipBytes };
}

export function requestsOfQuery({ forms, preview, editing }: QueryScreen): readonly number[] {
  return [forms.requestId, preview.requestId, editing?.requestId ?? null].filter((id) => id !== null);
}

/** With all that is known and nothing under way; what was asked for is asked again when one comes back. */
export function queryAtRest(screen: QueryScreen): QueryScreen {
  const editing = screen.editing === null ? null : { ...screen.editing, requestId: null };
  return { ...screen, editing, forms: rested(screen.forms), preview: rested(screen.preview) };
}

function rested<T>(answered: Answered<T>): Answered<T> {
  return answered.requestId === null ? answered : { ...answered, requestId: null, isStale: true };
}

/** Asks again for what was left unanswered, or failed: it may be mended since. */
export function askMissing(state: State, screen: QueryScreen): Step {
  const isMissing = [screen.forms, screen.preview].some(
    ({ requestId, value, isStale, error }) =>
      requestId === null && (isStale || value === null || error !== null),
  );
  return isMissing ? askAll(state, screen) : [state, []];
}

export function receiveForms(state: State, screen: QueryScreen, requestId: number, value: QueryForms): State {
  const ended = endRequest(state, requestId);
  if (screen.forms.requestId !== requestId) return ended;
  return replaceScreen(ended, { ...screen, forms: answered(value) });
}

export function receivePreview(state: State, screen: QueryScreen, requestId: number, page: Page): State {
  const ended = endRequest(state, requestId);
  if (screen.preview.requestId !== requestId) return ended;
  const { columns, grouping = null } = screen.spec;
  const isNatural = columns === null && grouping === null;
  const natural = isNatural ? page.columns.map(({ name }) => name) : screen.natural;
  return replaceScreen(ended, { ...screen, preview: answered(page), natural });
}

function answered<T>(value: T): Answered<T> {
  return { requestId: null, value, isStale: false, error: null };
}

function codeFailed(state: State, screen: QueryScreen, editing: CodeEditing, report: ErrorReport): State {
  const problem = report.kind === 'interrupted' ? editing.problem : report;
  return replaceScreen(state, { ...screen, editing: { ...editing, requestId: null, problem, warnings: [] } });
}

/** Null when the request is none of this screen's. What was cancelled leaves what is shown as it is. */
export function failQuery(
  state: State,
  screen: QueryScreen,
  requestId: number,
  report: ErrorReport,
): State | null {
  const failed = <T>(part: Answered<T>): Answered<T> =>
    report.kind === 'interrupted'
      ? { ...part, requestId: null }
      : { requestId: null, value: part.value, isStale: part.value !== null, error: report };
  if (screen.editing?.requestId === requestId) return codeFailed(state, screen, screen.editing, report);
  if (screen.forms.requestId === requestId)
    return replaceScreen(state, { ...screen, forms: failed(screen.forms) });
  if (screen.preview.requestId === requestId)
    return replaceScreen(state, { ...screen, preview: failed(screen.preview) });
  return null;
}
