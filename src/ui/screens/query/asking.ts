/** What is asked with every change of the spec, and taking the answers in: an answer to another spec is dropped. */
import type { ErrorReport } from '../../../errors.ts';
import type { RowExplosion } from '../../../queries/includes/row-explosion.ts';
import type { Page, QuerySpec } from '../../../queries/query-spec.ts';
import type { ScopeLens } from '../../../queries/scope-lens.ts';
import type { Effect } from '../../effects.ts';
import type { State } from '../../state.ts';
import { endRequest, replaceScreen, sentence, startRequest, withNotice, type Step } from '../../step.ts';
import { clipBytes } from '../rows/state.ts';
import { askAside } from './looking.ts';
import {
  unasked,
  previewRows,
  type Answered,
  type CodeEditing,
  type QueryForms,
  type QueryScreen,
} from './state.ts';

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
  const [aside, more] = askAside(replaceScreen(next, asked), asked);
  return [
    aside,
    [
      ...cancelled,
      { type: 'write-query', requestId: formsId, screenId, spec, language },
      { type: 'preview-query', requestId: previewId, screenId, spec: previewSpec(spec) },
      ...more,
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

export function requestsOfQuery(screen: QueryScreen): readonly number[] {
  const { forms, preview, lens, explosion, editing, savedRun } = screen;
  return [
    savedRun,
    ...[forms, preview, lens, explosion, editing ?? unasked].map(({ requestId }) => requestId),
  ].filter((requestId) => requestId !== null);
}

/** With all that is known and nothing under way; what was asked for is asked again when one comes back. */
export function queryAtRest(screen: QueryScreen): QueryScreen {
  const { forms, preview, lens, lensOf, explosion } = screen;
  const editing = screen.editing === null ? null : { ...screen.editing, requestId: null };
  return {
    ...screen,
    editing,
    forms: rested(forms),
    preview: rested(preview),
    lens: rested(lens),
    lensOf: lens.requestId === null ? lensOf : null,
    savedRun: null,
    explosion: rested(explosion),
  };
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

export function receiveLens(state: State, screen: QueryScreen, requestId: number, lens: ScopeLens): State {
  const ended = endRequest(state, requestId);
  if (screen.lens.requestId !== requestId) return ended;
  return replaceScreen(ended, { ...screen, lens: answered(lens) });
}

export function receiveExplosion(
  state: State,
  screen: QueryScreen,
  requestId: number,
  found: RowExplosion | null,
): State {
  const ended = endRequest(state, requestId);
  if (screen.explosion.requestId !== requestId) return ended;
  return replaceScreen(ended, { ...screen, explosion: answered({ found }) });
}

function answered<T>(value: T): Answered<T> {
  return { requestId: null, value, isStale: false, error: null };
}

function codeFailed(state: State, screen: QueryScreen, editing: CodeEditing, report: ErrorReport): State {
  const problem = report.kind === 'interrupted' ? editing.problem : report;
  return replaceScreen(state, {
    ...screen,
    editing: { ...editing, requestId: null, problem, warnings: [], isClosing: false },
  });
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
  if (screen.savedRun === requestId)
    return withNotice(replaceScreen(state, { ...screen, savedRun: null }), sentence(report), 'bad');
  if (screen.editing?.requestId === requestId) return codeFailed(state, screen, screen.editing, report);
  if (screen.forms.requestId === requestId)
    return replaceScreen(state, { ...screen, forms: failed(screen.forms) });
  if (screen.lens.requestId === requestId)
    return replaceScreen(state, { ...screen, lens: failed(screen.lens) });
  if (screen.explosion.requestId === requestId)
    return replaceScreen(state, { ...screen, explosion: failed(screen.explosion) });
  if (screen.preview.requestId === requestId)
    return replaceScreen(state, { ...screen, preview: failed(screen.preview) });
  return null;
}
