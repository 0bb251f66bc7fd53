import { describe, expect, it } from 'vitest';
import { addHistory, flagEntries } from '../../src/journal/entry-flags.ts';
import type { EntryHistory, JournalEntry } from '../../src/journal/journal.ts';

const entry = (
  name: string,
  state: JournalEntry['state'],
  more: Partial<JournalEntry> = {},
): JournalEntry => ({
  name,
  state,
  path: state === 'orphaned' ? null : `/m/${name}`,
  ...more,
});

const executed: EntryHistory = {
  executedAt: '2026-01-09T12:00:00.000Z',
  durationMs: 12,
  osUser: 'ada',
  pgUser: 'app',
  host: 'desk',
  tool: 'seqscope 0.1.0',
  checksum: 'a1',
  gitCommit: null,
};

/** `name: flags` of those that have any. */
const flagged = (entries: readonly JournalEntry[]) =>
  entries
    .filter(({ flags }) => flags !== undefined)
    .map(({ name, flags }) => `${name}: ${flags?.join(' ') ?? ''}`);

describe('flagEntries', () => {
  it('marks a pending entry before an executed one as out of order, and none after the last', () => {
    const entries = [entry('1.js', 'pending'), entry('2.js', 'executed'), entry('3.js', 'pending')];
    expect(flagged(flagEntries(entries))).toEqual(['1.js: out-of-order']);
  });

  it('does not count an orphan as executed: nobody can tell what it was', () => {
    expect(flagged(flagEntries([entry('1.js', 'pending'), entry('2.js', 'orphaned')]))).toEqual([]);
  });

  it('marks what is recorded under another name as renamed', () => {
    const entries = [entry('1.ts', 'executed', { recordedAs: '1.js' }), entry('2.ts', 'executed')];
    expect(flagged(flagEntries(entries))).toEqual(['1.ts: renamed']);
  });
});

describe('addHistory', () => {
  const now = (checksum: string) => new Map([['1.ts', checksum]]);

  it('finds an entry by the name it is recorded under, and keeps its other flags', () => {
    const renamed = entry('1.ts', 'executed', { recordedAs: '1.js', flags: ['renamed'] });
    const history = { ...executed, file: '1.ts' };
    const [told] = addHistory([renamed], new Map([['1.js', history]]), now('b2'));
    expect(told).toMatchObject({ history, flags: ['renamed', 'changed'] });
  });

  it('does not compare a source with the build that was executed', () => {
    const renamed = entry('1.ts', 'executed', { recordedAs: '1.js', flags: ['renamed'] });
    const [told] = addHistory([renamed], new Map([['1.js', executed]]), now('b2'));
    expect(told).toEqual({ ...renamed, history: executed });
  });

  it('does not call a file changed whose checksum is the same, or that cannot be read', () => {
    for (const checksums of [now('a1'), new Map<string, string>()]) {
      const [told] = addHistory([entry('1.ts', 'executed')], new Map([['1.ts', executed]]), checksums);
      expect(told).toEqual({ ...entry('1.ts', 'executed'), history: executed });
    }
  });

  it('tells nothing of a pending entry: another tool has reverted it since', () => {
    const pending = entry('1.ts', 'pending');
    expect(addHistory([pending], new Map([['1.ts', executed]]), now('b2'))).toEqual([pending]);
  });
});
