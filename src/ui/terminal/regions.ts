/**
 * The regions of the screen: rectangles whose rows are painted over Ink's frame, higher layers over lower ones.
 * Answers who owns which columns of a line; writes nothing.
 */

/** Cells, 0-based. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Region {
  readonly id: string;
  readonly rect: Rect;
  readonly layer: number;
  /** A cover shows Ink's own frame: it lifts what Ink painted there above the regions of lower layers. */
  readonly isCover: boolean;
  /** As the painter gave them; a missing row is blank. */
  rows: readonly string[];
  /** The rows that stand on the terminal; undefined: not known. */
  readonly painted: (string | undefined)[];
}

/** Columns `from` (inclusive) to `to` of a line and who paints them; null: Ink's frame. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly owner: Region | null;
}

export class Regions {
  readonly #byId = new Map<string, Region>();
  /** Rows outlive a region's place, so that they may be set before it is laid out and survive a move. */
  readonly #rows = new Map<string, readonly string[]>();
  #ordered: readonly Region[] = [];

  get(id: string): Region | undefined {
    return this.#byId.get(id);
  }

  /** Lowest layer first; within a layer in the order they appeared. */
  get ordered(): readonly Region[] {
    return this.#ordered;
  }

  /** Gives the rectangles whose lines are to be composed anew: none when nothing changed. */
  place(id: string, rect: Rect | null, layer: number, isCover: boolean): readonly Rect[] {
    const known = this.#byId.get(id);
    if (rect === null) {
      this.#rows.delete(id);
      if (known === undefined) return [];
      this.#byId.delete(id);
      this.#order();
      return [known.rect];
    }
    if (known?.layer === layer && known.isCover === isCover && isSameRect(known.rect, rect)) return [];
    this.#byId.set(id, { id, rect, layer, isCover, rows: this.#rows.get(id) ?? [], painted: [] });
    this.#order();
    return known === undefined ? [rect] : [known.rect, rect];
  }

  setRows(id: string, lines: readonly string[]): void {
    this.#rows.set(id, lines);
    const region = this.#byId.get(id);
    if (region !== undefined) region.rows = lines;
  }

  forgetPainted(): void {
    for (const region of this.#ordered) region.painted.length = 0;
  }

  /** The parts of line `y` between two columns, left to right, each with the topmost region there. */
  spans(y: number, from: number, to: number): readonly Span[] {
    let spans: Span[] = from < to ? [{ from, to, owner: null }] : [];
    for (const region of this.#ordered) {
      if (!covers(region.rect, y)) continue;
      const left = Math.max(from, region.rect.x);
      const right = Math.min(to, region.rect.x + region.rect.width);
      if (left < right) spans = spans.flatMap((span) => overlay(span, left, right, region));
    }
    return joined(spans);
  }

  #order(): void {
    this.#ordered = [...this.#byId.values()].sort((one, other) => one.layer - other.layer);
  }
}

export function covers(rect: Rect, y: number): boolean {
  return y >= rect.y && y < rect.y + rect.height;
}

function isSameRect(one: Rect, other: Rect): boolean {
  return one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;
}

function overlay(span: Span, left: number, right: number, owner: Region): Span[] {
  if (right <= span.from || left >= span.to) return [span];
  const parts: Span[] = [];
  if (span.from < left) parts.push({ ...span, to: left });
  parts.push({ from: Math.max(span.from, left), to: Math.min(span.to, right), owner });
  if (right < span.to) parts.push({ ...span, from: right });
  return parts;
}

function joined(spans: readonly Span[]): readonly Span[] {
  const merged: Span[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last?.to === span.from && last.owner === span.owner)
      merged[merged.length - 1] = { ...last, to: span.to };
    else merged.push(span);
  }
  return merged;
}
