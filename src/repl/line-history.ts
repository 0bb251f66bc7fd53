/** What was typed before, entry by entry: an entry is all that was evaluated at once, and may have several lines. */

/** More are in the file. */
const keptEntries = 2_000;

export class LineHistory {
  /** The newest first. */
  readonly #entries: string[] = [];
  /** The entry that is shown; -1 for what is being typed. */
  #at = -1;
  #draft = '';
  #beginning = '';

  get entries(): readonly string[] {
    return this.#entries;
  }

  /** Older than all that are here. */
  addOlder(entries: readonly string[]): void {
    const known = new Set(this.#entries);
    this.#entries.push(...entries.filter((entry) => !known.has(entry)));
  }

  /** The newest from now on, wherever it was before. */
  add(entry: string): void {
    this.leave();
    if (entry.trim() === '') return;
    const before = this.#entries.indexOf(entry);
    if (before >= 0) this.#entries.splice(before, 1);
    this.#entries.unshift(entry);
    this.#entries.splice(keptEntries);
  }

  /** What is shown is being typed from now on. */
  leave(): void {
    this.#at = -1;
  }

  /**
   * The next older (1) or newer (-1) entry that begins with what stood before the cursor when the looking back began, at the end what was
   * typed then; null where there is none.
   */
  look(step: 1 | -1, text: string, cursor: number): string | null {
    if (this.#at < 0) {
      this.#draft = text;
      this.#beginning = text.slice(0, cursor);
    }
    for (let index = this.#at + step; index < this.#entries.length; index += step) {
      if (index < -1) return null;
      const entry = index < 0 ? this.#draft : (this.#entries[index] ?? '');
      if (index >= 0 && (!entry.startsWith(this.#beginning) || entry === text)) continue;
      this.#at = index;
      return entry;
    }
    return null;
  }
}
