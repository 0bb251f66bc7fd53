/**
 * Owns stdout while the console is on the terminal: Ink's frames and the painted regions meet here, are compared with
 * what stands on the terminal, and leave as one write a turn. Nothing else may write to that stream meanwhile.
 */

import {
  beginFrame,
  clipboardSequence,
  disableMouse,
  enableMouse,
  endFrame,
  enterScreen,
  eraseScreen,
  hideCursor,
  leaveScreen,
  moveTo,
  resetStyle,
  showCursor,
  titleSequence,
} from './ansi.ts';
import { neutralise } from '../../text/fit-cell.ts';
import { InkOutput } from './ink-output.ts';
import { covers, type Rect, Regions } from './regions.ts';
import { paintFrameLine, paintRegionRows } from './screen-line.ts';

export type { Rect } from './regions.ts';

/** What the screen needs of a stdout. */
export interface TerminalOutput {
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): boolean;
  on(event: 'resize' | 'drain' | 'error', listener: () => void): unknown;
  off(event: 'resize' | 'drain' | 'error', listener: () => void): unknown;
}

export interface CursorPosition {
  readonly x: number;
  readonly y: number;
}

export class Screen {
  /** The stdout to give to Ink, in its debug mode: every write is taken as one whole frame. */
  readonly virtualOutput: InkOutput;
  readonly #output: TerminalOutput;
  readonly #regions = new Regions();
  readonly #resizeListeners = new Set<() => void>();
  readonly #layoutListeners = new Set<(id: string, rect: Rect | null) => void>();
  readonly #frameListeners = new Set<() => void>();
  #columns: number;
  #rows: number;
  #frame: readonly string[] = [];
  /** Ink's lines as they stand on the terminal; undefined: the line must be composed anew. */
  #painted: (string | undefined)[] = [];
  #cursor: CursorPosition | null = null;
  #isCursorMoved = false;
  #title: string | null = null;
  #hasMouse = false;
  #isActive = false;
  #isErased = false;
  #isScheduled = false;
  #isResizing = false;
  #isBlocked = false;
  #isEntered: boolean;

  /** `isEntered`: the sequence `enterScreen` was written already, with a first frame drawn by other means. */
  constructor(output: TerminalOutput, isEntered = false) {
    this.#output = output;
    this.#isEntered = isEntered;
    this.#columns = output.columns ?? 80;
    this.#rows = output.rows ?? 24;
    this.virtualOutput = new InkOutput(this, (frame) => {
      this.#frame = frame.split('\n');
      for (const listener of this.#frameListeners) listener();
      this.#schedule();
    });
  }

  get columns(): number {
    return this.#columns;
  }

  get rows(): number {
    return this.#rows;
  }

  /** Takes the terminal: alternate buffer, hidden cursor, bracketed paste. Until then, and after `leave`, nothing is written. */
  enter(): void {
    if (this.#isActive) return;
    this.#isActive = true;
    this.#measure();
    this.#output.on('resize', this.#resized);
    this.#output.on('drain', this.#drained);
    this.#write(
      (this.#isEntered ? '' : enterScreen) +
        (this.#hasMouse ? enableMouse : '') +
        (this.#title === null ? '' : titleSequence(this.#title)),
    );
    this.#isEntered = false;
    this.invalidate();
  }

  /** Gives the terminal back as it was; safe to call twice and from an exit handler (the write is synchronous on a terminal). */
  leave(): void {
    if (!this.#isActive) return;
    this.#isActive = false;
    this.#isBlocked = false;
    this.#output.off('resize', this.#resized);
    this.#output.off('drain', this.#drained);
    this.#output.write(leaveScreen);
  }

  /** Leaves for a while (Ctrl-Z, an editor): what is set meanwhile is painted by `resume`. */
  suspend(): void {
    this.leave();
  }

  /** Takes the terminal again, at the size it now has, and repaints everything. */
  resume(): void {
    if (this.#isActive) return;
    const { columns, rows } = this;
    this.enter();
    if (columns !== this.columns || rows !== this.rows) this.#announceSize();
  }

  /** Forgets what stands on the terminal: the next flush paints every cell. */
  invalidate(): void {
    this.#painted = [];
    this.#regions.forgetPainted();
    this.#isErased = true;
    this.#isCursorMoved = true;
    this.#schedule();
  }

  /**
   * Places a region (cells of the screen, 0-based), or takes it away with null; then what lies beneath comes back. Of
   * two regions that overlap the one of the higher layer is seen. What lies outside the screen is not painted.
   */
  setRegion(id: string, rect: Rect | null, layer = 0): void {
    this.#place(id, rect, layer, false);
  }

  /** Lifts what Ink paints in the rectangle above the regions of lower layers: a dialog made of Ink boxes. */
  setCover(id: string, rect: Rect | null, layer = 1): void {
    this.#place(id, rect, layer, true);
  }

  /** Where the region stands; null when it is not laid out. */
  region(id: string): Rect | null {
    return this.#regions.get(id)?.rect ?? null;
  }

  /**
   * The rows of a region, top first, each as wide as the region (shorter ones are padded, longer ones cut); a missing
   * row is blank. They may hold text, SGR and, counted from the region's left edge, `CSI column G` (see `anchoredCell`).
   * They may be set before the region is placed, and stay when it moves.
   */
  setRows(id: string, lines: readonly string[]): void {
    this.#regions.setRows(id, lines);
    if (this.#regions.get(id) !== undefined) this.#schedule();
  }

  /** Shows the cursor at a cell of the screen, for a text input; null hides it. */
  setCursor(position: CursorPosition | null): void {
    if (position?.x === this.#cursor?.x && position?.y === this.#cursor?.y) return;
    this.#cursor = position;
    this.#isCursorMoved = true;
    this.#schedule();
  }

  /** The window's title; the former one comes back when the screen is left. */
  setTitle(title: string): void {
    this.#title = neutralise(title);
    if (this.#isActive) this.#write(titleSequence(this.#title));
  }

  setMouse(isEnabled: boolean): void {
    if (this.#hasMouse === isEnabled) return;
    this.#hasMouse = isEnabled;
    if (this.#isActive) this.#write(isEnabled ? enableMouse : disableMouse);
  }

  /** Asks the terminal to take the text on its clipboard (OSC 52). Terminals do not say whether they did. */
  copyToClipboard(text: string): void {
    if (this.#isActive) this.#write(clipboardSequence(text));
  }

  /** Called after every change of size, before it is painted. Returns the way to stop. */
  onResize(listener: () => void): () => void {
    this.#resizeListeners.add(listener);
    return () => this.#resizeListeners.delete(listener);
  }

  /** Called whenever a region was placed, moved, resized or taken away (null): its painter sets new rows. */
  onLayout(listener: (id: string, rect: Rect | null) => void): () => void {
    this.#layoutListeners.add(listener);
    return () => this.#layoutListeners.delete(listener);
  }

  /** Called after every frame of Ink, before it is painted: the layout may have moved. Returns the way to stop. */
  onFrame(listener: () => void): () => void {
    this.#frameListeners.add(listener);
    return () => this.#frameListeners.delete(listener);
  }

  /** Writes what has changed, now; otherwise that happens by itself at the end of the turn. */
  flush(): void {
    if (!this.#isActive || this.#isBlocked) return;
    let painted = '';
    for (let y = 0; y < this.#rows; y += 1) painted += this.#paintLine(y);
    if (painted === '' && !this.#isErased && !this.#isCursorMoved) return;
    const erased = this.#isErased ? resetStyle + eraseScreen : '';
    this.#isErased = false;
    this.#isCursorMoved = false;
    this.#write(beginFrame + hideCursor + erased + painted + this.#cursorSequence() + endFrame);
  }

  #paintLine(y: number): string {
    const line = this.#frame[y] ?? '';
    const regions = this.#regions;
    const isWhole = line !== this.#painted[y];
    if (!isWhole && !hasNewRow(regions, y)) return '';
    const painted = isWhole
      ? paintFrameLine({ line, y, columns: this.#columns, regions })
      : paintRegionRows({ line, y, columns: this.#columns, regions });
    this.#painted[y] = line;
    for (const { rect, rows, painted: standing } of regions.ordered) {
      if (covers(rect, y)) standing[y - rect.y] = rows[y - rect.y] ?? '';
    }
    return painted;
  }

  #cursorSequence(): string {
    const cursor = this.#cursor;
    if (
      cursor === null ||
      cursor.x < 0 ||
      cursor.x >= this.#columns ||
      cursor.y < 0 ||
      cursor.y >= this.#rows
    )
      return '';
    return moveTo(cursor.x, cursor.y) + showCursor;
  }

  #place(id: string, rect: Rect | null, layer: number, isCover: boolean): void {
    const changed = this.#regions.place(id, rect, layer, isCover);
    if (changed.length === 0) return;
    for (const { y, height } of changed) {
      for (let line = Math.max(0, y); line < Math.min(this.#rows, y + height); line += 1)
        this.#painted[line] = undefined;
    }
    for (const listener of this.#layoutListeners) listener(id, rect);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isResizing || !this.#isActive) return;
    this.#isScheduled = true;
    queueMicrotask(() => {
      this.#isScheduled = false;
      if (!this.#isResizing) this.flush();
    });
  }

  #write(text: string): void {
    if (!this.#output.write(text)) this.#isBlocked = true;
  }

  readonly #drained = (): void => {
    this.#isBlocked = false;
    this.#schedule();
  };

  /** The layout of the new size arrives within the turn (Ink lays out again in microtasks), so painting waits for its end. */
  readonly #resized = (): void => {
    this.#measure();
    this.invalidate();
    this.#announceSize();
    if (this.#isResizing) return;
    this.#isResizing = true;
    setImmediate(() => {
      this.#isResizing = false;
      this.flush();
    });
  };

  #measure(): void {
    this.#columns = this.#output.columns ?? this.#columns;
    this.#rows = this.#output.rows ?? this.#rows;
  }

  #announceSize(): void {
    this.virtualOutput.emit('resize');
    for (const listener of this.#resizeListeners) listener();
  }
}

function hasNewRow(regions: Regions, y: number): boolean {
  return regions.ordered.some(
    ({ rect, rows, painted, isCover }) =>
      !isCover && covers(rect, y) && (rows[y - rect.y] ?? '') !== painted[y - rect.y],
  );
}
