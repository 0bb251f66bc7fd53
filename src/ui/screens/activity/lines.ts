/** The lines of each tab, with what is known of one beyond its line, cells in the order of the columns. Pure. */
import type { ActivityView, SessionRow } from '../../../database/activity/activity.ts';
import { ageText, shareText, sessionText, stateAge, stateText } from '../../../output/activity-words.ts';
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
  /** The table whose page it leads to; null for none. */
  readonly table: { readonly schema: string; readonly name: string } | null;
}

export const activityLines = rememberLast(
  (view: ActivityView, tab: ActivityTab, isWide: boolean): readonly ActivityLine[] => {
    switch (tab) {
      case 'sessions':
        return view.sessions.map((session) => sessionLine(session, isWide));
      case 'locks':
        return lockLines(view, isWide);
      case 'tables':
        return view.tables.map((table) => ({
          ...line(`${table.schema}.${table.name}`, [
            qualified(table.schema, table.name),
            byteText(table.byteLength),
            table.rowEstimate === null ? '' : groupedDigits(table.rowEstimate),
            groupedDigits(table.deadRows),
            groupedDigits(table.sequentialScans),
            groupedDigits(table.indexScans),
            shareText(table.cacheHit),
          ]),
          table,
        }));
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
          table: { schema, name: table },
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
  return { key, cells, tone: 'plain', details: [], statement: null, session: null, table: null };
}

function sessionLine(session: SessionRow, isWide: boolean): ActivityLine {
  const { pid, backendStart, depth, keepsWaiting, blockedBy, isOwn, isAsking, isHidden, wait } = session;
  const { clientAddress, transactionAgeMs, statement } = session;
  const branch = depth === 0 ? '' : `${' '.repeat(2 * (depth - 1))}└ `;
  const said = [
    `${sessionText(session)}${clientAddress === null ? '' : ` from ${clientAddress}`}: ${stateText(session)} for ${ageText(stateAge(session))}`,
    ...(transactionAgeMs === null || isAsking ? [] : [`in a transaction for ${ageText(transactionAgeMs)}`]),
    ...(blockedBy.length === 0
      ? []
      : [`waits for ${blockedBy.map((other) => `pid ${String(other)}`).join(', ')}`]),
    ...(wait === null ? [] : [wait]),
    ...(keepsWaiting === 0 ? [] : [`keeps ${counted(keepsWaiting, 'session')} waiting`]),
  ];
  const shown = isAsking ? null : statement;
  return {
    key: `${String(pid)} ${backendStart ?? ''}`,
    cells: [
      `${branch}${String(pid)}`,
      keepsWaiting === 0 ? '' : String(keepsWaiting),
      isWide ? stateText(session) : shortened(stateText(session)),
      ageText(stateAge(session)),
      whoIn(session, isWide),
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
    table: null,
  };
}

function whoIn(session: SessionRow, isWide: boolean): string {
  if (isWide) return sessionText(session);
  return session.isOwn ? 'own' : (session.application ?? session.user ?? '');
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
        session === null ? '' : whoIn(session, isWide),
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
