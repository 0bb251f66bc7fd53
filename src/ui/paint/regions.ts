/** Which painter fills which region, and what each depends on: a region whose parts did not change is not painted again. */
import { isTypedOverlay, textFocus } from '../contexts.ts';
import { overlayCursor, paintOverlay } from '../overlays/paint.ts';
import { paintActivity } from '../screens/activity/paint.ts';
import { checksCursor } from '../screens/checks/head.ts';
import { paintChecks } from '../screens/checks/paint.ts';
import { paintGraph } from '../screens/graph/paint.ts';
import { journalCursor, paintJournal } from '../screens/journal/paint.ts';
import { paintLog } from '../screens/log/paint.ts';
import { paintPage } from '../screens/page/paint.ts';
import { paintPlan } from '../screens/plan/paint.ts';
import { paintProject } from '../screens/project/paint.ts';
import { paintQuery, queryCursor } from '../screens/query/paint.ts';
import { paintRecord } from '../screens/record/paint.ts';
import { paintRepl, replCursor } from '../screens/repl/paint.ts';
import { paintRows, rowsCursor } from '../screens/rows/paint.ts';
import { paintSchema, schemaCursor } from '../screens/schema/paint.ts';
import { paintSql, sqlCursor } from '../screens/sql/paint.ts';
import { paintTour } from '../screens/tour/paint.ts';
import { paintValue } from '../screens/value/paint.ts';
import { paintWelcome } from '../screens/welcome/paint.ts';
import { paintSidebar, sidebarCursor } from '../sidebar/paint.ts';
import { currentScreen, type State } from '../state.ts';
import type { Rect, Screen } from '../terminal/screen.ts';
import type { Painter } from '../terminal/style.ts';
import type { Canvas } from './canvas.ts';
import { paintPaneTitle, paneTitle } from './pane-title.ts';
import { paintStatusLine } from './status-line.ts';

export const regionIds = ['sidebar-title', 'main-title', 'sidebar', 'main', 'status', 'overlay'] as const;
export type RegionId = (typeof regionIds)[number];

/** Paints every region that changed; call it after each change of state and each change of layout. */
export class RegionPainter {
  readonly #screen: Screen;
  readonly #paint: Painter;
  readonly #painted = new Map<RegionId, readonly unknown[]>();

  constructor(screen: Screen, paint: Painter) {
    this.#screen = screen;
    this.#paint = paint;
  }

  paint(state: State): void {
    for (const id of regionIds) this.#paintRegion(id, state);
    this.#placeCursor(state);
  }

  #paintRegion(id: RegionId, state: State): void {
    const rect = this.#screen.region(id);
    if (rect === null) {
      this.#painted.delete(id);
      return;
    }
    const parts = [rect.width, rect.height, ...partsOf(id, state)];
    const before = this.#painted.get(id);
    if (before?.length === parts.length && parts.every((part, index) => part === before[index])) return;
    this.#painted.set(id, parts);
    this.#screen.setRows(id, linesOf(id, this.#canvas(state, rect)));
  }

  #canvas(state: State, rect: Rect): Canvas {
    return { state, width: rect.width, height: rect.height, paint: this.#paint };
  }

  #placeCursor(state: State): void {
    const place = cursorPlace(state);
    const rect = place === null ? null : this.#screen.region(place);
    const cursor = rect === null || place === null ? null : cursorIn(place, this.#canvas(state, rect));
    this.#screen.setCursor(
      rect === null || cursor === null ? null : { x: rect.x + cursor.x, y: rect.y + cursor.y },
    );
  }
}

/** The parts of the state a region is made of. */
function partsOf(id: RegionId, state: State): readonly unknown[] {
  const { sidebar, models, tables, journals, focus, overlay, notice, size, timeZone } = state;
  switch (id) {
    case 'sidebar-title':
      return [paneTitle(state, 'sidebar'), focus];
    case 'main-title':
      return [paneTitle(state, 'main'), focus];
    case 'sidebar':
      return [sidebar, focus, journals, ...problemParts(state)];
    case 'main': {
      const screen = currentScreen(state);
      const shared = [screen, models, tables, journals, focus, size, state.descriptions, timeZone];
      if (['graph', 'schema', 'page', 'tour'].includes(screen.type)) return [...shared, state.schema];
      if (screen.type === 'log') return [...shared, state.log];
      if (screen.type === 'repl') return [...shared, state.repl.hasSandbox];
      if (screen.type === 'journal') return [...shared, state.timelines, state.database];
      const found = [state.project, state.database, state.preparing, state.inspection];
      return screen.type === 'welcome' || screen.type === 'project' ? [...shared, ...found] : shared;
    }
    case 'status':
      return [
        currentScreen(state),
        notice,
        state.held,
        tables,
        state.running,
        timeZone,
        ...problemParts(state),
      ];
    case 'overlay':
      return [overlay, size];
  }
}

function problemParts({ project, models, database, tables, inspection }: State): readonly unknown[] {
  return [project, models, database, tables, inspection];
}

function linesOf(id: RegionId, canvas: Canvas): readonly string[] {
  switch (id) {
    case 'sidebar-title':
      return paintPaneTitle(canvas, 'sidebar');
    case 'main-title':
      return paintPaneTitle(canvas, 'main');
    case 'sidebar':
      return paintSidebar(canvas);
    case 'main':
      return linesOfScreen(canvas);
    case 'status':
      return paintStatusLine(canvas);
    case 'overlay':
      return canvas.state.overlay === null ? [] : paintOverlay(canvas, canvas.state.overlay);
  }
}

function linesOfScreen(canvas: Canvas): readonly string[] {
  const screen = currentScreen(canvas.state);
  switch (screen.type) {
    case 'welcome':
      return paintWelcome(canvas);
    case 'rows':
      return paintRows(canvas, screen);
    case 'record':
      return paintRecord(canvas, screen);
    case 'value':
      return paintValue(canvas, screen);
    case 'schema':
      return paintSchema(canvas, screen);
    case 'tour':
      return paintTour(canvas, screen);
    case 'checks':
      return paintChecks(canvas, screen);
    case 'page':
      return paintPage(canvas, screen);
    case 'graph':
      return paintGraph(canvas, screen);
    case 'query':
      return paintQuery(canvas, screen);
    case 'plan':
      return paintPlan(canvas, screen);
    case 'activity':
      return paintActivity(canvas, screen);
    case 'journal':
      return paintJournal(canvas, screen);
    case 'project':
      return paintProject(canvas, screen);
    case 'log':
      return paintLog(canvas, screen);
    case 'sql':
      return paintSql(canvas, screen);
    case 'repl':
      return paintRepl(canvas, screen);
  }
}

/** The region that is typed into; null when keys are commands. */
function cursorPlace(state: State): RegionId | null {
  if (state.overlay !== null) return isTypedOverlay(textFocus(state)) ? 'overlay' : null;
  if (state.focus === 'sidebar') return state.sidebar.isSearching ? 'sidebar' : null;
  const { type } = currentScreen(state);
  return ['rows', 'journal', 'query', 'sql', 'repl', 'schema', 'checks'].includes(type) ? 'main' : null;
}

function cursorIn(place: RegionId, canvas: Canvas): { readonly x: number; readonly y: number } | null {
  const screen = currentScreen(canvas.state);
  if (place === 'sidebar') return sidebarCursor(canvas);
  if (place === 'overlay' && canvas.state.overlay !== null)
    return overlayCursor(canvas.state.overlay, canvas);
  if (screen.type === 'schema') return schemaCursor(canvas, screen);
  if (screen.type === 'checks') return checksCursor(canvas, screen);
  if (screen.type === 'journal') return journalCursor(canvas, screen);
  if (screen.type === 'query') return queryCursor(canvas, screen);
  if (screen.type === 'sql') return sqlCursor(canvas, screen);
  if (screen.type === 'repl') return replCursor(canvas, screen);
  return place === 'main' && screen.type === 'rows' ? rowsCursor(canvas, screen) : null;
}
