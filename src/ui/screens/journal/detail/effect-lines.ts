/** What a rehearsal says of an entry: the verdict, what became of the schema, where it ran, and that nothing of it stayed. */
import type {
  RehearsalOutcome,
  RehearsedEntry,
  RehearsedPass,
} from '../../../../journal/rehearse/rehearsal.ts';
import { differenceLines } from '../../../../output/difference-lines.ts';
import {
  copyLines,
  meanwhileLines,
  passedOverLines,
  sequenceLines,
  verdictOf,
  writtenLines,
} from '../../../../output/rehearsal-lines.ts';
import type { TextStyle } from '../../../terminal/style.ts';
import { theme } from '../../../theme.ts';
import { durationText } from '../entry-words.ts';
import type { EntryRehearsal } from '../timeline.ts';
import { blankLine, errorDetail, textLine, wrappedLines, type DetailLine } from './detail-line.ts';

export function effectLines({ entry, outcome }: EntryRehearsal, width: number): readonly DetailLine[] {
  const [first, back] = entry.passes;
  return [
    ...verdictDetail(entry, '', width),
    blankLine,
    ...(first === undefined ? [] : changeLines(first, width)),
    ...(back?.status === 'done' ? changeLines(back, width) : []),
    ...entry.passes.flatMap(({ error }) => (error === null ? [] : [...errorDetail(error, width), blankLine])),
    ...placeDetail(outcome, width),
    ...outcomeDetail(outcome, width),
  ];
}

/** All entries of a rehearsal, a verdict each. */
export function rehearsalLines(outcome: RehearsalOutcome, width: number): readonly DetailLine[] {
  return [
    ...outcome.entries.flatMap((entry) => [
      ...verdictDetail(entry, entry.name, width),
      ...entry.passes.flatMap(({ error }) => (error === null ? [] : errorDetail(error, width))),
    ]),
    ...(outcome.entries.length === 0 ? [] : [blankLine]),
    ...placeDetail(outcome, width),
    ...outcomeDetail(outcome, width),
  ];
}

function verdictDetail(entry: RehearsedEntry, name: string, width: number): readonly DetailLine[] {
  const { isFine, text, lines } = verdictOf(entry);
  const style = isFine ? theme.good : theme.bad;
  const said = [name, text].filter((part) => part !== '').join(': ');
  return [
    ...wrappedLines(said === '' ? 'it runs' : said, width, style, 3, isFine ? ' ✓' : ' ✗'),
    ...lines.flatMap((line) => wrappedLines(line.trim(), width, signStyle(line.trim()), 5)),
  ];
}

function changeLines(pass: RehearsedPass, width: number): readonly DetailLine[] {
  const { direction, durationMs } = pass;
  const lines = changesOf(pass);
  return [
    textLine([direction, theme.strong], [`  ${durationText(durationMs)}`, theme.muted]),
    ...(lines.length === 0
      ? wrappedLines('Schema and rows stay as they are.', width, theme.muted, 3)
      : lines.flatMap((line) => wrappedLines(line, width, signStyle(line), 3))),
    blankLine,
  ];
}

/** Of the schema, and how many rows were written. */
export function changesOf(pass: RehearsedPass): readonly string[] {
  return [...differenceLines(pass.difference), ...writtenLines(pass)];
}

/** `+` came, `-` went, `~` is otherwise: the sign says it where there is no colour. */
function signStyle(line: string): TextStyle {
  if (line.startsWith('+ ')) return theme.good;
  if (line.startsWith('- ')) return { color: 'red' };
  return line.startsWith('~ ') ? theme.warning : theme.plain;
}

function placeDetail(outcome: RehearsalOutcome, width: number): readonly DetailLine[] {
  const { place } = outcome;
  if (place.type === 'transaction')
    return wrappedLines('Rehearsed in one transaction, which was rolled back.', width, theme.muted);
  return [
    ...wrappedLines(`${place.why}.`, width, theme.warning),
    ...copyLines(place).flatMap((line) => wrappedLines(line, width, theme.muted)),
  ];
}

function outcomeDetail(outcome: RehearsalOutcome, width: number): readonly DetailLine[] {
  const isChanged =
    outcome.changedMeanwhile.added.length +
      outcome.changedMeanwhile.removed.length +
      outcome.changedMeanwhile.changed.length >
    0;
  return [
    ...[...passedOverLines(outcome), ...sequenceLines(outcome)].flatMap((line) =>
      wrappedLines(line, width, theme.warning),
    ),
    ...meanwhileLines(outcome).flatMap((line) =>
      wrappedLines(line, width, isChanged ? theme.bad : theme.good),
    ),
  ];
}
