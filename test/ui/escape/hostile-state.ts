/** States of the console in which every text that somebody else wrote is hostile. */
import { initialState, type ScreenState, type Size, type State } from '../../../src/ui/state.ts';
import type { ErrorReport } from '../../../src/errors.ts';
import type { ModelSummary, SchemaDescription } from '../../../src/schema/description.ts';
import type { Choice } from '../../../src/ui/overlays/state.ts';
import { hostileActivity } from './hostile-activity.ts';
import { hostileChecks } from './hostile-checks.ts';
import { hostileGraph, hostilePage, hostileSchema, hostileSearch } from './hostile-graph.ts';
import { hostileRepl } from './hostile-repl.ts';
import { hostileQuery, hostileSavedQueries } from './hostile-query.ts';
import { hostilePlan, hostileSql } from './hostile-sql.ts';
import { hostileTimeline } from './hostile-timeline.ts';
import { emptyTimeline } from '../../../src/ui/screens/journal/timeline.ts';
import type { RowsScreen } from '../../../src/ui/screens/rows/state.ts';
import {
  hostileModel,
  hostileRelation,
  hostileReport,
  hostileRows,
  size,
  type HostileSource,
} from './hostile-parts.ts';

type Kind = (typeof kinds)[number];
const kinds = [
  'rows',
  'record',
  'value',
  'journal',
  'journal-run',
  'timeline',
  'log',
  'graph',
  'page',
  'schema',
  'tour',
  'checks',
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
  'activity',
  'rows',
] as const;

/** After so many states every screen was there. */
export const kindCount = kinds.length;

export function hostileState(source: HostileSource, number: number, ofSize: Size = size): State {
  const kind = kinds[number % kinds.length] ?? 'rows';
  const { text } = source;
  const base = initialState(ofSize);
  const models = Array.from({ length: 12 }, () => hostileModel(source));
  const [first] = models;
  const names = Array.from({ length: 12 }, text);
  const isDescribed = ['graph', 'page', 'schema', 'tour'].includes(kind);
  const schema = hostileSchema(source, isDescribed ? models : []);
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
    schema: { status: 'ready', value: schema },
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
        kind === 'timeline' || kind === 'journal' ? hostileTimeline(reporting(source), names) : emptyTimeline,
      seeders: emptyTimeline,
    },
    notice: source.random(2) === 0 ? { tone: 'bad', text: text() } : null,
    preparing: text(),
    log: Array.from({ length: 40 }, () => ({ type: 'printed', text: text(), durationMs: 1, by: text() })),
  };
  const rows = hostileRows(source);
  const screens = screensOf(kind, source, rows, first ?? hostileModel(source), schema);
  return {
    ...state,
    screens: [{ type: 'welcome', id: 0 }, ...screens],
    overlay: overlayOf(kind, source, base),
  };
}

/** With reports of errors that are as hostile. */
function reporting(source: HostileSource): HostileSource & { readonly report: () => ErrorReport } {
  return { ...source, report: () => hostileReport(source) };
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
      return hostileSavedQueries(reporting(source), base);
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

const emptyPaths = {} as Extract<State['project'], { readonly status: 'ready' }>['value']['paths']; // nothing painted reads them

function screensOf(
  kind: Kind,
  source: HostileSource,
  rows: RowsScreen,
  model: ModelSummary,
  schema: SchemaDescription,
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
      return page === undefined ? [] : [hostileQuery(reporting(source), model, page)];
    }
    case 'sql':
      return [hostileSql(reporting(source), rows)];
    case 'plan':
      return [hostilePlan(reporting(source))];
    case 'activity':
      return [hostileActivity(reporting(source))];
    case 'log':
      return [{ type: 'log', id: 2, fromEnd: 3 }];
    case 'graph':
      return [hostileGraph(source, schema)];
    case 'page':
      return [hostilePage(source, schema)];
    case 'schema':
      return [hostileSearch(source)];
    case 'checks':
      return [hostileChecks(source)];
    case 'tour':
      return [{ type: 'tour', id: 2, stop: source.random(4), top: source.random(3) }];
    case 'error':
      return [{ ...rows, error: hostileReport(source) }];
    case 'repl':
    case 'inputs':
      return [hostileRepl(reporting(source))];
    case 'welcome':
      return [];
  }
}

function table(name: string) {
  return { schema: 'public', name, kind: 'table', isOnPath: true, rowEstimate: 5, byteLength: 8192 } as const;
}
