/** The lines of each tab, with what is known of one beyond its line; the columns they stand in; and how many lines there is room for. Pure. */
import type { ActivityView, SessionRow } from '../../../database/activity/activity.ts';
import { ageText, shareText, stateAge, stateText, whoText } from '../../../output/activity-words.ts';
import { byteText } from '../../../output/byte-text.ts';
import { groupedDigits } from '../../../output/grouped-digits.ts';
import { counted, milliseconds } from '../../../output/measures.ts';
import { rememberLast } from '../../paint/remember-last.ts';
import type { ActivityTab } from './state.ts';

export interface ActivityLine {
  /** The same thing when it is read again. */
  readonly key: string;
  readonly cells: readonly string[];
  readonly tone: 'bad' | 'warning' | 'muted' | 'plain';
  /** What is said of it below. */
  readonly details: readonly string[];
  /** What can be opened and copied whole. */
  readonly statement: string | null;
  readonly session: SessionRow | null;
}

export interface ActivityColumn {
  readonly title: string;
  /** Null for the one that gets what is left. */
  readonly width: number | null;
  readonly align: 'left' | 'right';
}

export const activityLines = rememberLast(
  (view: ActivityView, tab: ActivityTab, isWide: boolean): readonly ActivityLine[] => {
    switch (tab) {
      case 'sessions':
        return view.sessions.map((session) => sessionLine(session, isWide));
      case 'locks':
        return lockLines(view, isWide);
      case 'tables':
        return view.tables.map((table) =>
          line(`${table.schema}.${table.name}`, [
            qualified(table.schema, table.name),
            byteText(table.byteLength),
            table.rowEstimate === null ? '' : groupedDigits(table.rowEstimate),
            groupedDigits(table.deadRows),
            groupedDigits(table.sequentialScans),
            groupedDigits(table.indexScans),
            shareText(table.cacheHit),
          ]),
        );
      case 'indexes':
        return view.indexes.map(({ schema, table, name, byteLength, scans, isUnused }) => ({
          ...line(`${schema}.${name}`, [
            name,
            qualified(schema, table),
            byteText(byteLength),
            groupedDigits(scans),
            isUnused ? 'unused' : '',
          ]),
          tone: isUnused ? 'warning' : 'plain',
        }));
      case 'statements':
        return (view.statements ?? []).map(({ statement, totalMs, calls, meanMs, rows }) => ({
          ...line(statement, [
            milliseconds(totalMs),
            groupedDigits(calls),
            milliseconds(meanMs),
            groupedDigits(rows),
            statement,
          ]),
          details: [statement],
          statement,
        }));
    }
  },
);

function line(key: string, cells: readonly string[]): ActivityLine {
  return { key, cells, tone: 'plain', details: [], statement: null, session: null };
}

function sessionLine(session: SessionRow, isWide: boolean): ActivityLine {
  const { pid, backendStart, depth, keepsWaiting, blockedBy, isOwn, isHidden, wait } = session;
  const { clientAddress, transactionAgeMs, statement } = session;
  const branch = depth === 0 ? '' : `${' '.repeat(2 * (depth - 1))}└ `;
  const said = [
    `${whoText(session)}${clientAddress === null ? '' : ` from ${clientAddress}`}: ${stateText(session)} for ${ageText(stateAge(session))}`,
    ...(transactionAgeMs === null || isOwn ? [] : [`in a transaction for ${ageText(transactionAgeMs)}`]),
    ...(blockedBy.length === 0
      ? []
      : [`waits for ${blockedBy.map((other) => `pid ${String(other)}`).join(', ')}`]),
    ...(wait === null ? [] : [wait]),
    ...(keepsWaiting === 0 ? [] : [`keeps ${counted(keepsWaiting, 'session')} waiting`]),
  ];
  const shown = isOwn ? null : statement;
  return {
    key: `${String(pid)} ${backendStart ?? ''}`,
    cells: [
      `${branch}${String(pid)}`,
      keepsWaiting === 0 ? '' : String(keepsWaiting),
      isWide ? stateText(session) : shortened(stateText(session)),
      ageText(stateAge(session)),
      isWide ? whoText(session) : (session.application ?? session.user ?? ''),
      shown?.trimStart() ?? '',
    ],
    tone:
      blockedBy.length > 0
        ? 'warning'
        : keepsWaiting > 0
          ? 'bad'
          : isOwn || isHidden || session.state === 'idle'
            ? 'muted'
            : 'plain',
    details: isHidden
      ? ['This role may not see what it is.']
      : [said.join(' · '), ...(shown === null ? [] : [shown])],
    statement: shown,
    session,
  };
}

const shortStates: Readonly<Record<string, string>> = {
  'idle in transaction': 'idle tx',
  'idle in transaction (aborted)': 'failed tx',
};

function shortened(state: string): string {
  return shortStates[state] ?? state;
}

/** What is waited for first. */
function lockLines({ locks, sessions }: ActivityView, isWide: boolean): readonly ActivityLine[] {
  return locks.map(({ pid, target, mode, isGranted }) => {
    const session = sessions.find((candidate) => candidate.pid === pid) ?? null;
    const statement = session?.statement ?? null;
    return {
      ...line(JSON.stringify([pid, target, mode, isGranted]), [
        String(pid),
        isGranted ? 'yes' : 'waits',
        mode.replace(/Lock$/, ''),
        target,
        session === null ? '' : isWide ? whoText(session) : (session.application ?? session.user ?? ''),
      ]),
      tone: isGranted ? 'plain' : 'warning',
      details: statement === null ? [] : [statement],
      statement,
      session,
    };
  });
}

function qualified(schema: string, name: string): string {
  return schema === 'public' ? name : `${schema}.${name}`;
}

export function isWideScreen(width: number): boolean {
  return width >= 100;
}

/** Narrow screens get narrower columns; the one without a width has the rest. */
export function columnsOf(tab: ActivityTab, width: number): readonly ActivityColumn[] {
  const isWide = isWideScreen(width);
  const left = (title: string, of: number | null): ActivityColumn => ({ title, width: of, align: 'left' });
  const right = (title: string, of: number): ActivityColumn => ({ title, width: of, align: 'right' });
  switch (tab) {
    case 'sessions':
      return [
        left('pid', isWide ? 14 : 9),
        right(isWide ? 'keeps waiting' : 'keeps', isWide ? 13 : 5),
        left('state', isWide ? 20 : 9),
        right('for', 7),
        left('who', isWide ? 26 : 10),
        left('statement', null),
      ];
    case 'locks':
      return [
        left('pid', 9),
        left('held', 6),
        left('mode', isWide ? 22 : 15),
        left('of', null),
        left('who', isWide ? 30 : 10),
      ];
    case 'tables':
      return [
        left('table', null),
        right('size', 10),
        right('rows', isWide ? 13 : 9),
        right('dead', isWide ? 11 : 7),
        right(isWide ? 'read whole' : 'whole', isWide ? 12 : 8),
        right(isWide ? 'read by index' : 'by index', isWide ? 14 : 9),
        right('in memory', isWide ? 11 : 9),
      ];
    case 'indexes':
      return [
        left('index', null),
        left('of', isWide ? 34 : 14),
        right('size', 10),
        right('look-ups', isWide ? 13 : 9),
        left('', 6),
      ];
    case 'statements':
      return [
        right('in all', isWide ? 13 : 10),
        right('calls', isWide ? 11 : 8),
        right('each', isWide ? 12 : 9),
        right('rows', isWide ? 12 : 8),
        left('statement', null),
      ];
  }
}

/** The tabs, the line of the whole, the heads, and the rule over the details. */
const linesAround = 4;

export function activityHeights(height: number): { readonly list: number; readonly details: number } {
  const room = Math.max(2, height - linesAround);
  const details = Math.min(8, Math.floor(room / 3));
  return { list: room - details, details };
}
