/** A query screen on which every name, value, comment, saved query and error is hostile. */
import type { ErrorReport } from '../../../src/errors.ts';
import { includeOf, specFor, type Page } from '../../../src/queries/query-spec.ts';
import type { SavedQuery } from '../../../src/queries/saved-queries/saved-query.ts';
import type { ScopeLens } from '../../../src/queries/scope-lens.ts';
import { editorOf } from '../../../src/ui/editing/text-editor.ts';
import { queryTabs, unasked, type QueryScreen, type Typing } from '../../../src/ui/screens/query/state.ts';
import { listSaved } from '../../../src/ui/screens/query/saved.ts';
import type { State } from '../../../src/ui/state.ts';
import { lineOf } from '../../../src/ui/terminal/line-input.ts';

interface Source {
  readonly text: () => string;
  readonly random: (limit: number) => number;
  readonly report: () => ErrorReport;
}

/** Of the model of that name, whose associations and attributes the spec takes; `page` is its first rows. */
export function hostileQuery(
  source: Source,
  model: { readonly name: string; readonly associations: readonly { readonly name: string }[] },
  page: Page,
): QueryScreen {
  const { text, random, report } = source;
  const [first, second] = model.associations.map(({ name }) => name);
  const isGrouped = random(4) === 0;
  const answered = <T>(value: T) => ({ ...unasked, value });
  const form = () =>
    random(4) === 0
      ? ({ type: 'failed', report: report() } as const)
      : ({ type: 'text', text: [text(), text(), text()].join('\n') } as const);
  const included = { ...includeOf(first ?? ''), filter: text(), columns: [text(), text()] };
  return {
    type: 'query',
    id: 2,
    spec: {
      ...specFor({ type: 'model', name: model.name }),
      scopes: [{ name: text(), arguments: [text()] }],
      filter: text(),
      search: text(),
      columns: [text(), text()],
      includes: [included, includeOf(second ?? '')],
      grouping: isGrouped
        ? { by: [text(), text()], aggregates: [{ function: 'sum', attribute: text(), isDistinct: false }] }
        : null,
      order: [{ attribute: text(), direction: 'desc' }],
    },
    past: [],
    future: [],
    open: new Set(['scopes', 'attributes', 'includes', 'group', 'order', `${first ?? ''}:include`]),
    cursor: { id: '', index: random(40) },
    top: 0,
    tab: queryTabs[random(queryTabs.length)] ?? 'code',
    tabTop: random(3),
    typing: typingOf(source),
    language: null,
    editing:
      random(5) === 0
        ? {
            editor: editorOf([text(), text(), text()].join('\n')),
            requestId: null,
            problem: random(2) === 0 ? report() : null,
            warnings: [text(), text()],
            hasChanged: false,
            isClosing: false,
          }
        : null,
    forms: answered({ code: form(), sql: form(), cli: form() }),
    preview: random(6) === 0 ? { ...unasked, error: report() } : answered(sentBy(page, text)),
    savedRun: null,
    lens: answered(lensOf(source, model.name)),
    lensOf: '',
    explosion: answered({
      found: {
        rows: 1,
        joinedRows: 100,
        association: text(),
        factor: 100,
        canBeSeparate: true,
        warning: text(),
      },
    }),
    natural: [text(), text()],
  };
}

function sentBy(page: Page, text: () => string): Page {
  const sql = text();
  const repeat = { count: 5, totalMs: 5, sql, table: text(), columns: [text()], association: null };
  return {
    ...page,
    sent: {
      statements: [sql, text(), text()].map((sent) => ({ sql: sent, durationMs: 1, rowCount: 1 })),
      repeats: [{ ...repeat, text: text() }],
    },
  };
}

function typingOf({ text, random }: Source): Typing | null {
  const line = lineOf(text());
  switch (random(5)) {
    case 0:
      return { purpose: 'filter', path: [], line, completion: null };
    case 1:
      return { purpose: 'scope', scope: text(), line };
    case 2: {
      const query: SavedQuery = {
        name: text(),
        path: text(),
        description: text(),
        params: [{ name: text(), type: 'text', description: text(), choices: [text(), text()] }],
        problem: null,
      };
      return { purpose: 'param', query, index: 0, values: {}, line };
    }
    case 3:
      return { purpose: 'save', line };
    default:
      return null;
  }
}

function lensOf({ text, report }: Source, model: string): ScopeLens {
  const glance = (rows: ScopeLens['rows']) => ({
    name: text(),
    parameters: [text()],
    arguments: [text()],
    isApplied: false,
    sql: text(),
    hiddenColumns: [text()],
    addedColumns: [text()],
    rows,
    hides: 1,
  });
  return {
    model,
    rows: { type: 'failed', report: report() },
    scopes: [glance({ type: 'counted', rows: 5 }), glance({ type: 'failed', report: report() })],
    softDeleted: glance({ type: 'needs-arguments' }),
  };
}

/** The list of the project's saved queries, every other one broken. */
export function hostileSavedQueries({ text, report }: Source, state: State): State['overlay'] {
  const queries = Array.from({ length: 10 }, (_, index) => ({
    name: text(),
    path: text(),
    description: text(),
    params: [],
    problem: index % 2 === 0 ? report() : null,
  }));
  const [listed] = listSaved({ ...state, screens: [{ type: 'welcome', id: 0 }] }, 0, queries);
  return listed.overlay;
}
