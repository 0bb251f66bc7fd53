/**
 * What is on screen, as one immutable value. `update` makes the next one; painters and components only read it.
 */
import type { ErrorReport } from '../errors.ts';
import type { JournalKind, JournalView } from '../journal/journal.ts';
import type { TimeZone } from '../output/instant-text.ts';
import type { SavedView } from '../queries/views/saved-view.ts';
import type { DatabaseStatus, ModelsView, ProjectInspection, ProjectSummary } from '../session-shapes.ts';
import type {
  ModelSummary,
  SchemaDescription,
  TableDescription,
  TableSummary,
} from '../schema/description.ts';
import type { RunningExport } from './exporting/state.ts';
import type { Keystroke } from './terminal/key.ts';
import { emptyLine, type LineInput } from './terminal/line-input.ts';
import type { Overlay } from './overlays/state.ts';
import type { ChecksScreen } from './screens/checks/state.ts';
import type { GraphScreen } from './screens/graph/state.ts';
import type { JournalScreen } from './screens/journal/state.ts';
import { emptyTimeline, type Timeline } from './screens/journal/timeline.ts';
import type { LogEntry, LogScreen } from './screens/log/state.ts';
import type { ActivityScreen } from './screens/activity/state.ts';
import type { PageScreen } from './screens/page/state.ts';
import type { PlanScreen } from './screens/plan/state.ts';
import type { ProjectScreen } from './screens/project/state.ts';
import type { QueryScreen } from './screens/query/state.ts';
import type { RecordScreen } from './screens/record/state.ts';
import { emptyMemory, type ReplMemory, type ReplScreen } from './screens/repl/state.ts';
import type { RowsScreen } from './screens/rows/state.ts';
import type { SchemaScreen } from './screens/schema/state.ts';
import type { SqlScreen } from './screens/sql/state.ts';
import type { TourScreen } from './screens/tour/state.ts';
import type { ValueScreen } from './screens/value/state.ts';

/** Something that is fetched once and may fail; a failure keeps its report until it is retried. */
export type Loadable<T> =
  | { readonly status: 'idle' }
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly report: ErrorReport };

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

/** What was found, and why nothing else is shown yet. */
export interface WelcomeScreen {
  readonly type: 'welcome';
  readonly id: number;
}

export type ScreenState =
  | WelcomeScreen
  | RowsScreen
  | RecordScreen
  | ValueScreen
  | GraphScreen
  | SchemaScreen
  | PageScreen
  | TourScreen
  | ChecksScreen
  | QueryScreen
  | PlanScreen
  | JournalScreen
  | ProjectScreen
  | LogScreen
  | ActivityScreen
  | SqlScreen
  | ReplScreen;

export interface SidebarState {
  /** The search text; empty shows everything. */
  readonly search: LineInput;
  readonly isSearching: boolean;
  /** Enter was pressed before what is searched for was loaded: it opens when it is. */
  readonly isAwaited: boolean;
  /** Index among the selectable items of the filtered list. */
  readonly cursor: number;
  /** First painted line. */
  readonly top: number;
}

/** One line of news in the status bar; replaced by the next one. */
export interface Notice {
  readonly tone: 'plain' | 'good' | 'bad';
  readonly text: string;
}

/** Keys that wait for what the screen they were typed on is made of. */
export interface HeldKeys {
  readonly screenId: number;
  readonly awaited: 'schema' | 'rows';
  readonly keys: readonly Keystroke[];
}

/** Being without a connection that was there. */
export interface Loss {
  readonly report: ErrorReport;
  /** Tries so far. */
  readonly attempt: number;
  /** True when the host process ended: the project is loaded again, too. */
  readonly isHost: boolean;
}

export interface State {
  readonly size: Size;
  readonly focus: 'sidebar' | 'main';
  readonly project: Loadable<ProjectSummary>;
  readonly models: Loadable<ModelsView>;
  readonly database: Loadable<DatabaseStatus>;
  readonly tables: Loadable<readonly TableSummary[]>;
  /** All models and tables, described; asked for when the first screen that shows them is opened. */
  readonly schema: Loadable<SchemaDescription>;
  /** What was typed on a screen that waits for the schema or its first rows; null where nothing was. */
  readonly held: HeldKeys | null;
  /** Where the tour was left. */
  readonly tourStop: number;
  /** Tables that were opened, by tableKey: their keys are their associations. */
  readonly descriptions: ReadonlyMap<string, TableDescription>;
  /** All that is known of the project; asked for when its screen is opened. */
  readonly inspection: Loadable<ProjectInspection>;
  /** Views saved for this project. */
  readonly views: Loadable<readonly SavedView[]>;
  readonly journals: Readonly<Record<JournalKind, Loadable<JournalView>>>;
  /** What is known of the journals' entries beside them. */
  readonly timelines: Readonly<Record<JournalKind, Timeline>>;
  readonly sidebar: SidebarState;
  /** The way here: the last one is shown, Esc returns to the one before with its cursor and filter intact. */
  readonly screens: readonly [ScreenState, ...ScreenState[]];
  /** What was gone back from, the nearest first; opening anything else forgets it. */
  readonly forward: readonly ScreenState[];
  readonly overlay: Overlay | null;
  readonly notice: Notice | null;
  /** Where every instant on the screen is told. */
  readonly timeZone: TimeZone;
  /** Whether the terminal tells of the mouse: only while it is wanted, for it takes the selecting of text away. */
  readonly hasMouse: boolean;
  /** What was typed as SQL last, and what was run in this project, the oldest first; null before it is read. */
  readonly sql: { readonly last: SqlScreen | null; readonly history: readonly string[] | null };
  readonly repl: ReplMemory;
  readonly log: readonly LogEntry[];
  /** What the embedded database is being prepared with, null when it is not. */
  readonly preparing: string | null;
  readonly exporting: RunningExport | null;
  /** Since then a server that does not answer is a loss, and tried again; before, somebody may have to mend the configuration. */
  readonly hasConnected: boolean;
  /** Null while connected, and before the first connection. */
  readonly loss: Loss | null;
  /** Losses since rows last came, and ends of the host process since the project was last loaded by hand. */
  readonly losses: number;
  readonly hostExits: number;
  /** Requests under way, by id: Ctrl-C cancels them. */
  readonly running: ReadonlySet<number>;
  /** Source of screen and request ids. */
  readonly nextId: number;
}

/** The first state: nothing is known, everything is being asked for. */
export function initialState(size: Size): State {
  return {
    size,
    focus: 'sidebar',
    project: { status: 'loading' },
    models: { status: 'loading' },
    database: { status: 'loading' },
    tables: { status: 'idle' },
    schema: { status: 'idle' },
    held: null,
    tourStop: 0,
    descriptions: new Map(),
    inspection: { status: 'idle' },
    views: { status: 'idle' },
    journals: { migrations: { status: 'idle' }, seeders: { status: 'idle' } },
    timelines: { migrations: emptyTimeline, seeders: emptyTimeline },
    sidebar: { search: emptyLine, isSearching: false, isAwaited: false, cursor: 0, top: 0 },
    screens: [{ type: 'welcome', id: 0 }],
    forward: [],
    overlay: null,
    notice: null,
    timeZone: 'utc',
    hasMouse: false,
    sql: { last: null, history: null },
    repl: emptyMemory,
    log: [],
    preparing: null,
    exporting: null,
    hasConnected: false,
    loss: null,
    losses: 0,
    hostExits: 0,
    running: new Set(),
    nextId: 1,
  };
}

/** The screen that is shown. */
export function currentScreen(state: State): ScreenState {
  return state.screens.at(-1) ?? state.screens[0];
}

/** The model of that name; null without one, or while models are not loaded. */
export function modelNamed({ models }: Pick<State, 'models'>, name: string): ModelSummary | null {
  if (models.status !== 'ready') return null;
  return models.value.models.find((model) => model.name === name) ?? null;
}

/** True when something that everything else needs is not there; the start screen says what, and how to mend it. */
export function hasFailed(state: State): boolean {
  return [state.project, state.models, state.database].some((part) => part.status === 'failed');
}

/** Then nothing is stepped or rehearsed: what a rehearsal takes back in the end is written first. */
export function isReadOnly({ database }: Pick<State, 'database'>): boolean {
  return database.status === 'ready' && database.value.readOnly;
}
