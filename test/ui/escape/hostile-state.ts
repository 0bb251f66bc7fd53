/** States of the console in which every text that somebody else wrote is hostile. */
import { initialState, type ScreenState, type State } from '../../../src/ui/state.ts';
import type { ErrorReport } from '../../../src/errors.ts';
import type { Page, Value, ValueKind } from '../../../src/queries/query-spec.ts';
import { specFor } from '../../../src/queries/query-spec.ts';
import type { ModelSummary } from '../../../src/schema/description.ts';
import { layoutOf } from '../../../src/ui/layout.ts';
import type { Choice } from '../../../src/ui/overlays/state.ts';
import { plainView } from '../../../src/ui/screens/rows/column-view.ts';
import { gridColumns } from '../../../src/ui/screens/rows/columns.ts';
import { nothingRead, nothingTyped } from '../../../src/ui/screens/rows/nothing-read.ts';
import { hostileRepl } from './hostile-repl.ts';
import { hostileQuery, hostileSavedQueries } from './hostile-query.ts';
import { hostilePlan, hostileSql } from './hostile-sql.ts';
import { hostileTimeline } from './hostile-timeline.ts';
import { emptyTimeline } from '../../../src/ui/screens/journal/timeline.ts';
import type { Relation } from '../../../src/ui/screens/rows/relation.ts';
import type { RowsScreen } from '../../../src/ui/screens/rows/state.ts';
import { windowFrom } from '../../../src/ui/screens/rows/window.ts';

export const size = { columns: 120, rows: 40 } as const;
/** Every other column is ours: what it holds must stand where its column begins. */
export const sentinel = '#';

export interface HostileSource {
  readonly text: () => string;
  readonly random: (limit: number) => number;
}

type Kind = (typeof kinds)[number];
const kinds = [
  'rows',
  'record',
  'value',
  'journal',
  'journal-run',
  'timeline',
  'log',
  'associations',
  'repl',
  'inputs',
  'welcome',
  'error',
  'list',
  'confirm',
  'query',
  'query-saved',
  'sql',
  'plan',
  'rows',
] as const;

export function hostileState(source: HostileSource, number: number): State {
  const kind = kinds[number % kinds.length] ?? 'rows';
  const { text } = source;
  const base = initialState(size);
  const models = Array.from({ length: 12 }, () => hostileModel(source));
  const [first] = models;
  const names = Array.from({ length: 12 }, text);
  const state: State = {
    ...base,
    focus: source.random(2) === 0 ? 'main' : 'sidebar',
    timeZone: source.random(2) === 0 ? 'utc' : 'local',
    project: {
      status: 'ready',
      value: {
        root: text(),
        name: text(),
        environment: text(),
        paths: base.project.status === 'ready' ? base.project.value.paths : emptyPaths,
        choices: [{ what: 'database', value: text(), why: text() }],
        settingsFrom: null,
      },
    },
    models: {
      status: 'ready',
      value: {
        models,
        problems: kind === 'welcome' ? [{ ...hostileReport(source), severity: 'error' as const }] : [],
        instances: [],
      },
    },
    tables: {
      status: 'ready',
      value: [
        ...models.map((model) => ({ ...table(model.table), model: model.name })),
        ...Array.from({ length: 20 }, () => ({ ...table(text()), schema: text(), model: null })),
      ],
    },
    journals: {
      migrations: {
        status: 'ready',
        value: {
          kind: 'migrations',
          entries: names.map((name) => ({
            name,
            state: 'executed',
            path: name,
            recordedAs: text(),
            flags: ['renamed', 'changed'],
            history: {
              executedAt: '2026-01-09T12:00:01.000Z',
              durationMs: 1,
              osUser: text(),
              pgUser: text(),
              host: text(),
              tool: text(),
              checksum: null,
              gitCommit: null,
            },
          })),
          folder: text(),
          storage: { type: 'sequelize', table: text(), schema: text() },
          exists: true,
        },
      },
      seeders: { status: 'failed', report: hostileReport(source) },
    },
    timelines: {
      migrations:
        kind === 'timeline' || kind === 'journal'
          ? hostileTimeline({ text, report: () => hostileReport(source) }, names)
          : emptyTimeline,
      seeders: emptyTimeline,
    },
    notice: source.random(2) === 0 ? { tone: 'bad', text: text() } : null,
    preparing: text(),
    log: Array.from({ length: 40 }, () => ({ type: 'printed', text: text(), durationMs: 1, by: text() })),
  };
  const rows = hostileRows(source);
  const screens = screensOf(kind, source, rows, first ?? hostileModel(source));
  return {
    ...state,
    screens: [{ type: 'welcome', id: 0 }, ...screens],
    overlay: overlayOf(kind, source, base),
  };
}

function overlayOf(kind: Kind, source: HostileSource, base: State): State['overlay'] {
  const { text } = source;
  const list = (choice: () => Choice): State['overlay'] => ({
    type: 'list',
    title: text(),
    line: { text: '', cursor: 0 },
    cursor: 1,
    choices: Array.from({ length: 10 }, choice),
  });
  switch (kind) {
    case 'query-saved':
      return hostileSavedQueries({ ...source, report: () => hostileReport(source) }, base);
    case 'inputs':
      return list(() => ({ type: 'in-repl', entry: text(), title: text(), aside: text() }));
    case 'list':
      return list(() => ({
        type: 'follow',
        relation: hostileRelation(source),
        title: text(),
        aside: text(),
      }));
    case 'confirm':
      return {
        type: 'confirm',
        title: text(),
        lines: [text(), text(), text()],
        verb: text(),
        isDestructive: true,
        effect: { type: 'redraw' },
      };
    default:
      return null;
  }
}

function hostileRelation({ text }: HostileSource): Relation {
  const pairs = [{ own: text(), other: text() }];
  const link = { key: text(), direction: 'to', schema: text(), table: text(), pairs } as const;
  return { type: 'link', link, target: null, name: text() };
}

const emptyPaths = {} as Extract<State['project'], { readonly status: 'ready' }>['value']['paths']; // nothing painted reads them

function screensOf(
  kind: Kind,
  source: HostileSource,
  rows: RowsScreen,
  model: ModelSummary,
): readonly ScreenState[] {
  const { text } = source;
  const lines = (): string => Array.from({ length: 30 }, text).join('\n');
  switch (kind) {
    case 'rows':
    case 'list':
    case 'confirm':
      return [rows];
    case 'record':
      return [
        rows,
        {
          type: 'record',
          id: 2,
          source: { type: 'model', name: model.name },
          columns: rows.columns,
          values: rows.window?.pages[0]?.rows[0] ?? [],
          clipped: new Set(),
          requestId: null,
          counts: new Map(),
          showsDetail: true,
          cursor: 3,
          top: 0,
        },
      ];
    case 'value': {
      const language = (['json', 'sql', 'javascript', 'text'] as const)[source.random(4)] ?? 'text';
      return [rows, { type: 'value', id: 2, title: text(), text: lines(), language, top: 0 }];
    }
    case 'journal':
    case 'journal-run':
    case 'timeline':
      return [
        {
          type: 'journal',
          id: 2,
          kind: 'migrations',
          cursor: 1,
          top: 0,
          tab:
            kind === 'journal-run'
              ? 'run'
              : ((['file', 'statements', 'effect', 'lint', 'run'] as const)[source.random(5)] ?? 'file'),
          finding: null,
          found: '',
          detailTop: 0,
          detail: { type: 'file', name: text(), text: lines() },
          looking: null,
          run:
            kind !== 'journal-run'
              ? null
              : {
                  requestId: 1,
                  title: text(),
                  total: 3,
                  elapsedMs: 61_000,
                  current: { name: text(), direction: 'up' },
                  sent: text(),
                  outside: text(),
                  waitingFor: text(),
                  isRereading: false,
                  hasMoreToReread: false,
                  statements: Array.from({ length: 8 }, () => ({ sql: text(), durationMs: 1 })),
                  results: [],
                  isWaiting: false,
                },
        },
      ];
    case 'query':
    case 'query-saved': {
      const page = rows.window?.pages[0];
      const report = (): ErrorReport => hostileReport(source);
      return page === undefined ? [] : [hostileQuery({ ...source, report }, model, page)];
    }
    case 'sql':
      return [hostileSql({ ...source, report: () => hostileReport(source) }, rows)];
    case 'plan':
      return [hostilePlan({ ...source, report: () => hostileReport(source) })];
    case 'log':
      return [{ type: 'log', id: 2, fromEnd: 3 }];
    case 'associations':
      return [{ type: 'associations', id: 2, model: model.name, cursor: 0, top: 0 }];
    case 'error':
      return [{ ...rows, error: hostileReport(source) }];
    case 'repl':
    case 'inputs':
      return [hostileRepl({ ...source, report: () => hostileReport(source) })];
    case 'welcome':
      return [];
  }
}

function hostileRows({ text, random }: HostileSource): RowsScreen {
  const hostileKinds: readonly ValueKind[] = ['text', 'json', 'array', 'enum', 'other', 'date', 'number'];
  const value = (kind: ValueKind): Value => {
    if (kind === 'json') return random(2) === 0 ? { [text()]: text() } : text();
    return kind === 'array' ? [text(), text()] : text();
  };
  const columns = Array.from({ length: 16 }, (_, index) =>
    index % 2 === 0
      ? {
          name: text(),
          type: text(),
          kind: hostileKinds[random(hostileKinds.length)] ?? 'text',
          isPrimaryKey: index === 0,
          isVirtual: false,
        }
      : ({ name: sentinel, type: sentinel, kind: 'text', isPrimaryKey: false, isVirtual: false } as const),
  );
  const rows = Array.from({ length: 36 }, () =>
    columns.map(({ kind }, index) => (index % 2 === 0 ? value(kind) : sentinel)),
  );
  const page: Page = {
    columns,
    rows,
    bookmarks: [],
    clipped: rows.flatMap((_, row) => (row % 5 === 0 ? [{ row, column: 2, byteLength: 123_456 }] : [])),
    hasBefore: false,
    hasAfter: false,
    paging: { method: 'keys' },
    sql: text(),
    shortSql: text(),
    durationMs: 3,
  };
  const { innerWidth } = layoutOf(size, 'main');
  return {
    ...nothingRead,
    ...nothingTyped,
    type: 'rows',
    id: 1,
    label: text(),
    spec: { ...specFor({ type: 'model', name: text() }), filter: text() },
    window: windowFrom('start', page),
    columns: gridColumns(page, innerWidth),
    columnView: plainView,
    cursor: { row: 1, column: 0 },
  };
}

function hostileModel({ text }: HostileSource): ModelSummary {
  return {
    name: text(),
    table: text(),
    schema: text(),
    primaryKey: [text()],
    isParanoid: false,
    hasDefaultScope: true,
    defaultScope: text(),
    attributes: Array.from({ length: 4 }, () => ({
      name: text(),
      column: text(),
      type: text(),
      isNullable: true,
      isPrimaryKey: false,
      isUnique: false,
      defaultValue: text(),
      enumValues: [text()],
      references: text(),
      comment: text(),
      validations: [text()],
    })),
    associations: Array.from({ length: 6 }, () => ({
      name: text(),
      type: 'hasMany' as const,
      target: text(),
      foreignKey: text(),
      sourceKey: text(),
      targetKey: text(),
      through: text(),
      otherKey: text(),
      isSingular: false,
    })),
    scopes: [
      { name: text(), isFunction: false, parameters: [], condition: text() },
      { name: text(), isFunction: true, parameters: [text()], condition: null },
    ],
  };
}

function hostileReport({ text }: HostileSource): ErrorReport {
  return {
    code: 'planted',
    kind: 'bug',
    message: text(),
    remedy: text(),
    stack: text(),
    details: {
      file: text(),
      line: 1,
      column: 2,
      sqlState: text(),
      hint: text(),
      detail: text(),
      statement: text(),
      excerpt: text(),
    },
  };
}

function table(name: string) {
  return { schema: 'public', name, kind: 'table', rowEstimate: 5, byteLength: 8192 } as const;
}
