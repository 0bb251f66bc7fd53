/** An entry in words: its state, what else is to be known of it, when it was executed and how long that took. */
import type { EntryFlag, EntryState, JournalEntry } from '../../../journal/journal.ts';
import { instantText, type TimeZone } from '../../../output/instant-text.ts';
import { milliseconds } from '../../../output/measures.ts';
import type { TextStyle } from '../../terminal/style.ts';
import { theme } from '../../theme.ts';
import { recordedText } from './recorded.ts';
import type { EntryRehearsal, Timeline } from './timeline.ts';

export const stateMarks: Readonly<Record<EntryState, { readonly mark: string; readonly style: TextStyle }>> =
  {
    executed: { mark: '●', style: theme.good },
    pending: { mark: '○', style: theme.warning },
    orphaned: { mark: '✗', style: theme.bad },
  };

const flagWords: Readonly<Record<Exclude<EntryFlag, 'renamed'>, string>> = {
  'out-of-order': 'out of order',
  changed: 'changed',
  unreadable: 'unreadable',
  irreversible: 'no down',
};

export interface Remark {
  readonly text: string;
  readonly style: TextStyle;
}

/** Flags of the journal and of loading the file. */
export function flagsOf(entry: JournalEntry, timeline: Timeline): readonly EntryFlag[] {
  return [...(entry.flags ?? []), ...(timeline.checks.get(entry.name)?.flags ?? [])];
}

/** What stands beside the state, the gravest deciding the colour; empty for what is simply in its state. */
export function remarkOn(entry: JournalEntry, timeline: Timeline): Remark {
  const flags = flagsOf(entry, timeline);
  const rehearsal = rehearsalWord(timeline.rehearsals.get(entry.name));
  const isRehearsing = timeline.rehearsing?.current?.name === entry.name;
  const lint = timeline.lints.get(entry.name);
  const findings = lint?.type === 'linted' ? lint.findings : [];
  const words = [
    ...(isRehearsing ? ['rehearsing …'] : rehearsal === null ? [] : [rehearsal.word]),
    ...flags.flatMap((flag) => (flag === 'renamed' ? [recordedText(entry)] : [flagWords[flag]])),
    ...(findings.length === 0 ? [] : [`lint ${String(findings.length)}`]),
  ];
  const isBad =
    rehearsal?.isFine === false ||
    flags.includes('unreadable') ||
    findings.some(({ level }) => level === 'error');
  const isNoted =
    flags.some((flag) => flag !== 'renamed') ||
    isRehearsing ||
    findings.some(({ level }) => level === 'warning');
  const style = isBad ? theme.bad : isNoted ? theme.warning : rehearsal === null ? theme.muted : theme.good;
  return { text: words.filter((word) => word !== '').join(', '), style };
}

function rehearsalWord(
  rehearsal: EntryRehearsal | undefined,
): { readonly word: string; readonly isFine: boolean } | null {
  if (rehearsal === undefined) return null;
  const { passes, roundTrip } = rehearsal.entry;
  const failed = passes.find(({ status }) => status === 'failed');
  if (failed !== undefined) return { word: `${failed.direction} fails`, isFine: false };
  return roundTrip?.isRestored === false
    ? { word: 'not restored', isFine: false }
    : { word: 'rehearsed ok', isFine: true };
}

/** `2026-01-09 13:00`, or the day alone; the status line says in which zone. Empty where no history knows it. */
export function whenText({ history }: JournalEntry, timeZone: TimeZone, isShort: boolean): string {
  const whole = history === undefined ? null : instantText(history.executedAt, timeZone);
  return whole === null ? '' : whole.slice(0, isShort ? 10 : 16);
}

export function tookText({ history }: JournalEntry): string {
  return history === undefined ? '' : durationText(history.durationMs);
}

export function durationText(durationMs: number): string {
  if (durationMs < 1000) return milliseconds(durationMs);
  const seconds = durationMs / 1000;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
  return `${String(Math.floor(seconds / 60))} min ${String(Math.round(seconds % 60))} s`;
}

export interface Fact {
  readonly text: string;
  readonly style: TextStyle;
}

/** What the list has no room for, a sentence each. */
export function factsOf(entry: JournalEntry, timeline: Timeline, timeZone: TimeZone): readonly Fact[] {
  const { history, recordedAs, state } = entry;
  const flags = flagsOf(entry, timeline);
  const check = timeline.checks.get(entry.name);
  const fact = (text: string, style: TextStyle = theme.warning): Fact => ({ text, style });
  return [
    ...(history === undefined ? [] : [fact(historyText(history, timeZone), theme.muted)]),
    ...(state === 'orphaned' ? [fact('Recorded as executed, but its file is gone.', theme.bad)] : []),
    ...(recordedAs === undefined ? [] : [fact(`Recorded as ${recordedAs}.`, theme.muted)]),
    ...(flags.includes('out-of-order') ? [fact('Older than what was executed last: it runs next.')] : []),
    ...(flags.includes('changed') ? [fact('Not the file any more that was executed.')] : []),
    ...(flags.includes('irreversible') ? [fact('It has no down: it cannot be reverted.')] : []),
    ...(check?.mayRunInTransaction === false ? [fact('It runs outside a transaction.')] : []),
    ...(check?.problem == null ? [] : [fact(`It cannot be loaded: ${check.problem.message}`, theme.bad)]),
  ];
}

function historyText(history: NonNullable<JournalEntry['history']>, timeZone: TimeZone): string {
  const { executedAt, durationMs, osUser, pgUser, host, tool } = history;
  const who = osUser ?? pgUser;
  const place = host === null ? who : `${who} on ${host}`;
  const withTool = tool === null ? '' : `, with ${tool}`;
  const at = (instantText(executedAt, timeZone) ?? executedAt).replace(/\.\d+/, '');
  return `Executed ${at} in ${durationText(durationMs)} by ${place}${withTool}.`;
}
