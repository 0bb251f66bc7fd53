/** The lines of the tab that is shown, made anew only when what they tell of changed. */
import type { JournalEntry } from '../../../../journal/journal.ts';
import type { LintFinding } from '../../../../journal/lint/finding.ts';
import { rememberLast } from '../../../paint/remember-last.ts';
import { isReadOnly, type State } from '../../../state.ts';
import { theme } from '../../../theme.ts';
import { entriesOf } from '../entries.ts';
import type { JournalScreen, JournalTab } from '../state.ts';
import type { Timeline } from '../timeline.ts';
import { wrappedLines, type DetailLine } from './detail-line.ts';
import { effectLines } from './effect-lines.ts';
import { fileLines } from './file-lines.ts';
import { lintLines } from './lint-lines.ts';
import { lastRunLines, rehearsingLines, stepLines } from './run-lines.ts';
import { passLines, resultLines } from './statement-lines.ts';

export function tabLines(state: State, screen: JournalScreen, width: number): readonly DetailLine[] {
  const entry = entriesOf(state, screen.kind)[screen.cursor];
  const { tab, detail, run } = screen;
  return remembered(tab, width, entry, detail, run, state.timelines[screen.kind], isReadOnly(state));
}

const remembered = rememberLast(linesOf);
/** A file is coloured anew only when it is another one, not with all else that is known. */
const rememberedFile = rememberLast(fileLines);
const noFindings: readonly LintFinding[] = [];

function linesOf(
  tab: JournalTab,
  width: number,
  entry: JournalEntry | undefined,
  detail: JournalScreen['detail'],
  run: JournalScreen['run'],
  timeline: Timeline,
  isRefused: boolean,
): readonly DetailLine[] {
  if (tab === 'run') {
    if (run !== null) return stepLines(run, width);
    if (timeline.rehearsing !== null) return rehearsingLines(timeline.rehearsing, width);
    return timeline.last === null ? [] : lastRunLines(timeline.last, width);
  }
  if (entry === undefined) return [];
  const rehearsal = timeline.rehearsals.get(entry.name);
  switch (tab) {
    case 'file': {
      const lint = timeline.lints.get(entry.name);
      const isOwn = detail?.name === entry.name && lint?.type === 'linted';
      return rememberedFile(detail, isOwn ? lint.findings : noFindings, width);
    }
    case 'statements': {
      if (rehearsal !== undefined) {
        const { passes } = rehearsal.entry;
        return passes.flatMap((pass, index) =>
          passLines(pass, index === 2 ? `${pass.direction} again` : pass.direction, width),
        );
      }
      const steps = timeline.steps.get(entry.name);
      if (steps !== undefined) return steps.flatMap((result) => resultLines(result, width));
      return beforehand(
        entry,
        width,
        isRefused,
        'every statement with its time, the rows it writes, and the locks it takes',
      );
    }
    case 'effect':
      return rehearsal === undefined
        ? beforehand(
            entry,
            width,
            isRefused,
            'what becomes of tables, columns, indexes, constraints and enums',
          )
        : effectLines(rehearsal, width);
    case 'lint': {
      const lint = timeline.lints.get(entry.name);
      if (lint !== undefined) return lintLines(lint, width);
      const isAsked = timeline.linting?.names.includes(entry.name) === true;
      const waiting = isAsked ? 'Looking at it …' : 'Nobody looked at it yet.';
      const text = entry.state === 'orphaned' ? 'Without its file there is nothing to look at.' : waiting;
      return wrappedLines(text, width, theme.muted);
    }
  }
}

const refusal =
  'This session is read-only, and a rehearsal writes first: start without --read-only to rehearse.';

/** What `r` would do, where nothing was rehearsed yet. */
function beforehand(
  entry: JournalEntry,
  width: number,
  isRefused: boolean,
  what: string,
): readonly DetailLine[] {
  if (entry.state === 'orphaned')
    return wrappedLines('Without its file there is nothing to rehearse.', width, theme.muted);
  if (isRefused) return wrappedLines(refusal, width, theme.warning);
  const way =
    entry.state === 'pending'
      ? 'r rehearses it: up, down and up again, with what is pending before it.'
      : 'r rehearses it: down, up and down again, with what was executed after it.';
  return [
    ...wrappedLines(way, width, theme.plain),
    ...wrappedLines(`Then here: ${what}. All of it is rolled back.`, width, theme.muted),
  ];
}
