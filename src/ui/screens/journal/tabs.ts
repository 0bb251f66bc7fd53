/** The tabs of an entry: which there are, in which order, and what their labels say of what is in them. */
import type { JournalEntry, JournalKind } from '../../../journal/journal.ts';
import type { ActionId } from '../../actions.ts';
import { changesOf } from './detail/effect-lines.ts';
import type { JournalScreen, JournalTab } from './state.ts';
import type { Timeline } from './timeline.ts';

export interface TabLabel {
  readonly tab: JournalTab;
  readonly text: string;
  readonly hasContent: boolean;
}

/** The lint looks at migrations only; `run` is there once something ran. */
export function tabsOf(kind: JournalKind, screen: JournalScreen, timeline: Timeline): readonly JournalTab[] {
  const hasRun = timeline.last !== null || timeline.rehearsing !== null || screen.run !== null;
  return [
    'file',
    'statements',
    'effect',
    ...(kind === 'migrations' ? (['lint'] as const) : []),
    ...(hasRun ? (['run'] as const) : []),
  ];
}

/** The tab that a key leads to; null for a key that leads to none. */
export function tabFor(action: ActionId, tab: JournalTab, tabs: readonly JournalTab[]): JournalTab | null {
  const to = (index: number): JournalTab | null => tabs[(index + tabs.length) % tabs.length] ?? null;
  switch (action) {
    case 'journal.next-tab':
      return to(tabs.indexOf(tab) + 1);
    case 'journal.previous-tab':
      return to(tabs.indexOf(tab) - 1);
    default: {
      const named = tabs.find((candidate) => action === `journal.tab-${candidate}`);
      return named ?? null;
    }
  }
}

export function tabLabels(
  screen: JournalScreen,
  timeline: Timeline,
  entry: JournalEntry | undefined,
): readonly TabLabel[] {
  return tabsOf(screen.kind, screen, timeline).map((tab) => {
    const count = entry === undefined ? '' : countOf(tab, timeline, entry);
    const hasContent = tab === 'file' || tab === 'run' || (count !== '' && count !== '…');
    return { tab, text: count === '' ? tab : `${tab} ${count}`, hasContent };
  });
}

function countOf(tab: JournalTab, timeline: Timeline, { name }: JournalEntry): string {
  const rehearsed = timeline.rehearsals.get(name)?.entry.passes[0];
  switch (tab) {
    case 'statements': {
      const statements = rehearsed?.statements ?? timeline.steps.get(name)?.at(-1)?.statements;
      return statements === undefined ? '' : String(statements.length);
    }
    case 'effect':
      if (rehearsed === undefined) return '';
      return rehearsed.status === 'failed' ? '✗' : String(changesOf(rehearsed).length);
    case 'lint': {
      const lint = timeline.lints.get(name);
      if (lint === undefined) return timeline.linting?.names.includes(name) === true ? '…' : '';
      return lint.type === 'failed' ? '✗' : String(lint.findings.length);
    }
    case 'file':
    case 'run':
      return '';
  }
}
